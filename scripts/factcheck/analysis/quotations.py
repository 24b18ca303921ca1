"""Find quotations in a text, exactly, with the text or with its fingerprint alone.

A fingerprint lets anyone verify quotations from a text that may not be published. For every position
between words it holds one digit from 0 to 7: three bits of a hash over the `WINDOW` words that start there.
A quotation whose words, with their context, give the digits that stand at exactly one place of the
fingerprint is `EXACT`; at several places it is `AMBIGUOUS`; at none it is `LOST`. Nothing is ever nearly right.

What the numbers mean, and why the text cannot be read back, stands in ``docs/en/methodology.md``;
``tests/unit/test_quotations.py`` measures them.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from factcheck.records.claim import Quotation
from factcheck.records.record import Measure

BITS = 3
WINDOW = 6
"""How many words one digit depends on: a changed word changes so many digits, 18 bits in all."""

SURE = 5
"""How many digits in a row, 15 bits, hardly stand anywhere by chance in a text of a few hundred words."""

FALSE_FINDS = 500
"""Of so many texts from elsewhere that readers look for in an article, chance lets at most one be found."""

_PAD = ("",) * (WINDOW - 1)
"""Stands for the nothing before the first word and after the last one, so that each word is in WINDOW windows."""
_MARKS = dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"')


class Match(StrEnum):
    """How a quotation relates to the text that it is taken from."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"
    WEAK = "weak"
    """There are too few words to tell, or to notice a change in each of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quotation, and, if it is exact, its first word in the text and the one after its last."""

    match: Match
    start: int = 0
    end: int = 0


def normalise(text: str) -> str:
    """Return `text` in the one form in which texts are compared.

    NFC (Unicode Standard Annex #15); every run of white space, no-break spaces included, is one blank, with none at
    the ends; typographic apostrophes and quotation marks are straight ones. All else must agree.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for mark, straight in () if text.isascii() else _MARKS.items():  # str.translate takes ten times as long
        text = text.replace(mark, straight)
    return text


def words(text: str) -> list[str]:
    """Return the words of `text`, normalised: what stands between white space, with its punctuation."""
    return normalise(text).split()


def digits(padded: list[str], salt: str) -> str:
    """Return one octal digit for each window of `WINDOW` words."""
    first, *parts = (part.encode() for part in (salt, *padded))
    windows = (b"\0".join((first, *parts[start : start + WINDOW])) for start in range(len(parts) - WINDOW + 1))
    return "".join(str(sha256(window).digest()[0] >> (8 - BITS)) for window in windows)


def fingerprint(text: str, id_: str) -> str:
    """Return the fingerprint of a text: ``len(words) + WINDOW - 1`` octal digits, salted with the id of its record."""
    return digits([*_PAD, *words(text), *_PAD], id_)


def measure(text: str, id_: str) -> Measure:
    """Return what the record of a text keeps of it. White space at the ends of `text` does not count."""
    text = text.strip()
    return Measure(
        characters=len(text),
        words=len(words(text)),
        sha256=sha256(text.encode()).hexdigest(),
        fingerprint=fingerprint(text, id_),
    )


def plain(marks: str) -> str:
    """Return the digits of a fingerprint as it is written in YAML: in groups, on several lines."""
    return "".join(marks.split())


def _split(quotation: Quotation) -> tuple[list[str], int, int]:
    """Return the words of a quotation with its context, and how many of them come before and after it."""
    before, after = quotation.prefix or "", quotation.suffix or ""
    every = words(before + quotation.exact + after)
    return every, _apart(before, quotation.exact), _apart(after[::-1], quotation.exact[::-1])


def _apart(context: str, exact: str) -> int:
    """Return how many words of a context stand apart from the quotation, unlike the full stop in ``cloud.``."""
    count = len(context.split())
    return count - (count > 0 and not context[-1].isspace() and not exact[:1].isspace())


@lru_cache(maxsize=65536)
def find_in_fingerprint(quotation: Quotation, marks: str, id_: str) -> Found:
    """Look for a quotation in a text that is known by its fingerprint alone.

    Args:
        quotation: whole words, with at least ``WINDOW - 1`` words of context where the text has as many.
        marks: the fingerprint, in one piece or in groups.
        id_: the id of the record that keeps it.
    """
    marks = plain(marks)
    every, before, after = _split(quotation)
    inner = digits(every, id_)
    if not inner:
        return Found(Match.WEAK)
    places = [place - len(_PAD) for place in _places(inner, marks) if _fits_edges(every, place, marks, id_)]
    if len(places) != 1:
        return Found(Match.AMBIGUOUS if places else Match.LOST)
    start, end = places[0] + before, places[0] + len(every) - after
    total = len(marks) - len(_PAD)
    lacks = (before < len(_PAD) and places[0] > 0) or (after < len(_PAD) and places[0] + len(every) < total)
    return Found(Match.WEAK if lacks else Match.EXACT, start, end)


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield where something stands in a text, be it over itself."""
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _count(wanted: str, text: str) -> int:
    return sum(1 for _ in _places(wanted, text))


def _fits_edges(every: list[str], place: int, marks: str, id_: str) -> bool:
    """Return whether words that begin or end the text also give the digits that reach beyond its edge."""
    inside = place >= len(_PAD) and place + len(every) <= len(marks)
    at_start = place != len(_PAD) or marks.startswith(digits([*_PAD, *every], id_))
    at_end = place + len(every) != len(marks) or marks.endswith(digits([*every, *_PAD], id_))
    return inside and at_start and at_end


def misfit(quotation: Quotation, marks: str, id_: str) -> str | None:
    """Return the word of a lost quotation that does not fit, or one beside it; None if that cannot be told.

    Where the digits before it, or else those after it, stand at exactly one place of the fingerprint, and are so many
    that chance hardly brings them there, the words that they stand for are right, and the next one is not. Each digit
    fits by chance once in eight times, so the word may be the next one but one.
    """
    marks = plain(marks)
    every, _, _ = _split(quotation)
    inner = digits(every, id_)
    for length in range(len(inner) - 1, SURE - 1, -1):
        if _count(inner[:length], marks) == 1:
            return every[length + WINDOW - 1]
    for length in range(len(inner) - 1, SURE - 1, -1):
        if _count(inner[-length:], marks) == 1:
            return every[len(inner) - length - 1]
    return None


def find_in_text(quotation: Quotation, text: str) -> Match:
    """Look for a quotation with its context in the text itself, character by character."""
    wanted = normalise((quotation.prefix or "") + quotation.exact + (quotation.suffix or ""))
    count = _count(wanted, normalise(text))
    return Match.EXACT if count == 1 else Match.AMBIGUOUS if count else Match.LOST


def chance_of_false_match(length: int, text_length: int) -> float:
    """Return the probability that `length` invented words match some place of a text of `text_length` words."""
    return min(1.0, text_length * 2.0 ** (-BITS * max(0, length - WINDOW + 1)))


def least_words(text_length: int) -> int:
    """Return how many words readers must give, so that chance hardly finds them in a text of `text_length` words."""
    lengths = itertools.count(WINDOW)
    return next(length for length in lengths if chance_of_false_match(length, text_length) * FALSE_FINDS <= 1)
