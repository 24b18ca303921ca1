"""Texts of other words with the shape of real ones: what a synthetic record says.

A text keeps its punctuation, its names, what it quotes, and its numbers with the words around them, so that it still
agrees with the data beside it. Every other word is drawn by a seeded generator from the words of all real texts in its
language, as often as they occur there. Some words are left out and some put in, so that lengths vary around the real
ones. One word in a hundred is coined, because the vocabulary of real texts grows with them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from random import Random
from typing import NamedTuple

from factcheck.analysis.text_values import amounts_without_currency
from factcheck.checks.sty005_avoided_word import find_avoided
from factcheck.languages import BY_CODE

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_KEPT = re.compile(r"“[^”]*”|«[^»]*»|(?:\S+\s+){0,4}\S*(?:\d|million|gigawatt)\S*(?:\s+\S+){0,4}")
"""What agrees with the data: quoted words, and numbers, or units, with four words on either side."""
_SENTENCE = re.compile(r"(?:\A|[.?!]\s)\Z")
_BLANK = re.compile(r" (?=[^\W\d_])")
_RESERVED = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec janvier février mars avril mai juin juillet août septembre octobre novembre décembre
million millions milliard milliards billion billions trillion dollar dollars euro euros pounds livres
about around approximately roughly nearly almost some over above environ près quelque presque jusqu’à
de que le la ne se me te je si jusque lorsque puisque selon d’après according
confirmed imprecise misattributed wrong disputed unproven analysis confirmée imprécise fausse contestée analyse
"""
RESERVED = frozenset(_RESERVED.split())
"""Words that stay: they mean something beside a number, are shortened before a vowel, name a source or are ratings."""
_VOWELS = frozenset("aeiouyœ")
COINED = 0.01
"""How much of a text is words that occur nowhere else: about as much as newspapers add to their vocabulary."""
CHANGE = 0.3
"""How many of its words are left out or followed by another one, at most."""
TRIES = 20
"""How often a text is drawn that comes out too long or with a fault of style."""


def generator(seed: str) -> Random:
    """Return a generator that draws the same for the same seed, on every machine."""
    return Random(seed)  # noqa: S311 - nothing is kept secret with it


class _Slot(NamedTuple):
    """A place for a word. The blank behind it belongs to it if another word follows; then it may stay empty."""

    capital: bool
    blank: bool


class Wording:
    """The words of each language, and the texts that were taken apart."""

    def __init__(self, texts: Iterable[Mapping[str, str]]) -> None:
        """Learn the words of real texts, each given in its languages."""
        counts: dict[str, Counter[str]] = {}
        for text in texts:
            for language, words in text.items():
                counts.setdefault(language, Counter()).update(filter(_is_ordinary, _WORD.findall(words)))
        self._words = {language: list(found) for language, found in counts.items()}
        self._weights = {language: list(accumulate(found.values())) for language, found in counts.items()}
        self._known = {language: frozenset(found) for language, found in counts.items()}
        self._shapes: dict[tuple[str, str], list[str | _Slot]] = {}

    def reword(self, text: str, language: str, random: Random, *, longest: int = sys.maxsize) -> str:
        """Return a text with the shape of `text` in other words; the text itself where there are none.

        Args:
            text: a real text.
            language: its language; the real texts may have none in it.
            random: draws the words.
            longest: how many characters the schema allows.
        """
        if language not in self._words:
            return text
        drawn = (self._reword(text, language, random) for _ in range(TRIES))
        return next((other for other in drawn if len(other) <= longest and not _has_fault(other, language)), text)

    def _reword(self, text: str, language: str, random: Random) -> str:
        shape = self._shapes.get((text, language))
        if shape is None:
            shape = self._shapes[text, language] = self._take_apart(text, language)
        change = random.uniform(0, CHANGE)
        drawn = iter(random.choices(self._words[language], cum_weights=self._weights[language], k=3 * len(shape)))
        parts: list[str] = []
        for part in shape:
            if isinstance(part, str):
                parts.append(part)
                continue
            roll = random.random() if part.blank and not part.capital else 1.0
            if roll < change / 2:
                continue
            word = next(drawn) if random.random() > COINED else _coin(next(drawn), next(drawn))
            parts.append(word[:1].upper() + word[1:] if part.capital else word)
            if roll < change:
                parts += (" ", next(drawn))
            if part.blank:
                parts.append(" ")
        return "".join(parts)

    def _take_apart(self, text: str, language: str) -> list[str | _Slot]:
        """Return what stays of a text as it is, and the places for words between."""
        shape: list[str | _Slot] = []
        start = 0
        for kept in _KEPT.finditer(text):
            shape += self._open(text, start, kept.start(), language)
            shape.append(kept[0])
            start = kept.end()
        return shape + self._open(text, start, len(text), language)

    def _open(self, text: str, start: int, end: int, language: str) -> list[str | _Slot]:
        """Return a stretch of a text, with a place for each ordinary word."""
        shape: list[str | _Slot] = []
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            capital = bool(_SENTENCE.search(text, 0, match.start())) and word.lower() in self._known[language]
            if not (capital or _is_ordinary(word)):
                continue
            shape.append(text[start : match.start()])
            blank = bool(_BLANK.match(text, match.end(), end))
            shape.append(_Slot(capital, blank))
            start = match.end() + blank
        return [part for part in (*shape, text[start:end]) if part != ""]


def _has_fault(text: str, language: str) -> bool:
    """Return whether a check of style would find a fault in a text."""
    found = any(re.search(fault, text) for fault in BY_CODE[language].typography) if language in BY_CODE else False
    return found or any(find_avoided(text, language)) or any(amounts_without_currency(text, language))


def _is_ordinary(word: str) -> bool:
    """Return whether a word may be replaced: it is in no name, amount or date, and no word is shortened before it."""
    vowel = unicodedata.normalize("NFD", word[:1])[:1] in _VOWELS
    return len(word) > 1 and word.islower() and not vowel and word not in RESERVED


def _coin(first: str, second: str) -> str:
    """Return a new word: the beginning of one and the end of another."""
    word = first[: (len(first) + 1) // 2] + second[len(second) // 2 :]
    return word if word not in RESERVED else first
