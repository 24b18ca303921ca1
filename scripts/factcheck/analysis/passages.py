"""From a text to its passages and quotations, and from a quotation to its place: nobody counts words.

Words are counted from 1, first and last included, as in records and on pages.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from factcheck.languages import BY_CODE, plain_letters
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import WINDOW, Match, find_in_text, normalise, passages_of, places, straight, words
from factcheck.records.record import Passage

CONTEXT = WINDOW - 1
"""How many words before and after a quotation its fingerprint needs."""
MOST_CONTEXT = 12
"""So many words of context are tried where fewer are in the text more than once."""
SCRAP = 5
"""Fewer words than this beside a quotation belong to its passage: no claim fits into them."""
LIKE_ENOUGH = 0.5
"""So many of the words must be there for a place to be called the nearest one."""

_CLOSING = "»”’\"')]}"
_OPENING = "«“‘\"'([{–—-"
_END = re.compile(r"[.!?…]$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]{1,3}\.-[^\W\d_]\.")
_SHORT_FORMS = re.compile(rf"(?:{'|'.join(language.short_forms for language in BY_CODE.values())})\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words of a text: where they are, and how a record quotes them."""

    first: int
    last: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class NearWords:
    """The place of a text that is most like some words, and how it differs from them."""

    found: FoundWords
    differences: tuple[tuple[str, str], ...]
    """Each part that differs: as it was wanted, and as it is there."""


def find_words(text: str, wanted: str) -> list[FoundWords]:
    """Return each place of a text that has these words, whole; blanks and the form of quotation marks do not matter.

    They are within one of its passages, if only these are there.

    Args:
        text: the text.
        wanted: words as somebody copied them; punctuation that touches them may be left out.
    """
    wanted, found, before = normalise(wanted), [], 0
    for passage in passages_of(text):
        flat = _flat(passage)
        starts = places(wanted, straight(flat)) if wanted else ()
        whole = (start for start in starts if _is_whole(flat, start, start + len(wanted)))
        here = [_quote(flat, start, start + len(wanted)) for start in whole]
        found += [FoundWords(each.first + before, each.last + before, each.quotation) for each in here]
        before += len(flat.split()) + 1  # the sign for the gap is a word, too
    return found


def quote(text: str, first: int, last: int) -> FoundWords:
    """Return the words of a text from the first to the last with these numbers, both included."""
    flat = _flat(text)
    ends = [match.span() for match in re.finditer(r"\S+", flat)]
    return _quote(flat, ends[first - 1][0], ends[last - 1][1])


def nearest_words(text: str, wanted: str) -> NearWords | None:
    """Return the place of a text that is most like some words; None if not even half of them are in one place."""
    there, mine = [_key(word) for word in words(text)], [_key(word) for word in words(wanted)]
    start = _best_window(there, mine)
    if start is None:
        return None
    margin = 3
    begin = max(0, start - margin)
    part = there[begin : start + len(mine) + margin]
    blocks = [block for block in SequenceMatcher(None, part, mine, autojunk=False).get_matching_blocks() if block.size]
    head, tail = blocks[0], blocks[-1]
    first = max(0, begin + head.a - head.b)
    last = min(len(there), begin + tail.a + tail.size + len(mine) - tail.b - tail.size)
    return NearWords(quote(text, first + 1, last), tuple(differences(words(wanted), words(text)[first:last])))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the first and the last word of each sentence of a text. A blank line ends one, too.

    A full stop after initials or a common short form, or before a small letter, ends none. It is a proposal: a passage
    may be longer or shorter than a sentence.
    """
    found, count = [], 0
    for paragraph in re.split(r"\n\s*\n", text):
        own = paragraph.split()
        start = 0
        for index in range(len(own)):
            if index + 1 == len(own) or _ends_sentence(own, index):
                found.append((count + start + 1, count + index + 1))
                start = index + 1
        count += len(own)
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and where it ends, in characters."""
    every = [found.span() for found in re.finditer(r"\S+", text)]
    yield from ((every[first - 1][0], every[last - 1][1]) for first, last in sentences(text))


def open_passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of a text that nobody has examined yet: its sentences, all open."""
    return tuple(Passage(first=first, last=last, open=True) for first, last in sentences(text))


def place_claim(passages: Iterable[Passage], first: int, last: int, claim: str) -> tuple[Passage, ...]:
    """Return passages that name a claim where its quotation is.

    A passage with claims names one more. Another one is cut before and after the quotation; what is left of it stays
    as it was, unless it has fewer than :data:`SCRAP` words, which then belong to the claim.

    Args:
        passages: those of the article.
        first: the first word of the quotation.
        last: its last word.
        claim: the id of the claim.
    """
    return tuple(part for passage in passages for part in _parts(passage, first, last, claim))


def _parts(passage: Passage, first: int, last: int, claim: str) -> Iterator[Passage]:
    if passage.last < first or last < passage.first:
        yield passage
    elif passage.claims:
        yield replace(passage, claims=tuple(dict.fromkeys((*passage.claims, claim))))
    else:
        start = passage.first if first - passage.first < SCRAP else first
        end = passage.last if passage.last - last < SCRAP else last
        if start > passage.first:
            yield replace(passage, last=start - 1)
        yield Passage(first=start, last=end, claims=(claim,))
        if end < passage.last:
            yield replace(passage, first=end + 1)


def _flat(text: str) -> str:
    """Return a text with one blank between its words, as it is otherwise."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_whole(flat: str, start: int, end: int) -> bool:
    """Return whether no word is cut at the ends of a part of a text."""
    before, inner, after = flat[:start][-1:], flat[start:end], flat[end : end + 1]
    return not (before.isalnum() and inner[:1].isalnum()) and not (inner[-1:].isalnum() and after.isalnum())


def _quote(flat: str, start: int, end: int) -> FoundWords:
    """Return a part of a text with as many words around it as it takes to tell its place."""
    for count in range(CONTEXT, MOST_CONTEXT + 1):
        quotation = Quotation(
            exact=flat[start:end],
            prefix=_around(flat[:start][::-1], count)[::-1] or None,
            suffix=_around(flat[end:], count) or None,
        )
        if find_in_text(quotation, flat) is Match.EXACT:
            break
    return FoundWords(flat.count(" ", 0, start) + 1, flat.count(" ", 0, end) + 1, quotation)


def _around(text: str, count: int) -> str:
    """Return what touches the beginning of a text, and so many words after it."""
    touching, _, rest = text.partition(" ")
    return " ".join([touching, *rest.split(" ")[:count]]).strip()


def _key(word: str) -> str:
    """Return a word without accents, capitals and the punctuation around it."""
    return re.sub(r"^\W+|\W+$", "", plain_letters(word)) or word


def _best_window(there: list[str], mine: list[str]) -> int | None:
    """Return where so many words begin that have most of the wanted ones; None if they have too few."""
    wanted, inside, size = Counter(mine), Counter[str](), len(mine)
    best, place, score = 0, None, 0
    for index, word in enumerate(there):
        inside[word] += 1
        score += inside[word] <= wanted[word]
        if index >= size:
            gone = there[index - size]
            score -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        if score > best:
            best, place = score, max(0, index - size + 1)
    return place if best >= max(1, LIKE_ENOUGH * size) else None


def differences(wanted: list[str], there: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each part of some words that differs from others, and what they have there."""
    for tag, start, end, other, last in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(wanted[start:end]), " ".join(there[other:last])


def _ends_sentence(own: list[str], index: int) -> bool:
    """Return whether a sentence ends with a word of a paragraph that is not its last one."""
    if not own[index + 1].strip(_CLOSING):  # a closing mark apart from its word, as in French
        return False
    word = own[index].strip(_CLOSING) or own[index - 1].strip(_CLOSING)
    core = word.lstrip(_OPENING)
    if not _END.search(word) or _INITIALS.fullmatch(core) or _SHORT_FORMS.fullmatch(core):
        return False
    beginning = own[index + 1].lstrip(_OPENING)
    return not beginning[:1].islower()
