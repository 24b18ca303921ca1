"""Find quotations in a text, exactly, with the text or with its fingerprint alone.

A fingerprint lets anyone verify quotations from a text that may not be published. For every position
between words it holds one digit from 0 to 7: three bits of a hash over the `WINDOW` words that start there.
If the words of a quotation, with their context, give digits that the fingerprint has at exactly one place, the
quotation is `EXACT`; at several places it is `AMBIGUOUS`; at none it is `LOST`; with too few words to tell it is
`WEAK`. Nothing is ever nearly right.

Of a text that nobody has whole there are passages, with the line ``[…]`` between them. Each has digits of its own, and
a quotation is within one of them: what is beyond the gap is not known.

Blanks at the ends of a quotation's parts do not matter. Where the parts meet, there is a blank between letters or
digits; beside punctuation there may be one or none, so both are tried ("d'" and "un", "cloud" and ".").

``docs/en/contribute/fingerprints.md`` says what the numbers mean; ``tests/unit/test_quotations.py`` measures them.
"""

import itertools
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from factcheck.records.claim import Quotation
from factcheck.records.record import Measure

BITS = 3
WINDOW = 6
"""How many words one digit depends on. A changed word changes that many digits, 18 bits in all."""
_GROUP = 8
_PAD = ("",) * (WINDOW - 1)
"""Empty words before the first word and after the last one, so that each word is in `WINDOW` windows."""
GAP = "[…]"
"""A line of a text for what is left out there."""
BETWEEN = "/"
"""What is between the digits of one passage and those of the next."""
_OPENING, _CLOSING = "'([-/", ".,;:!?)]…%'-/"
"""Signs that mostly touch the word after them, and those that mostly touch the word before them."""
_MARKS = dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"')


class Match(StrEnum):
    """Whether a quotation is in the text that it is taken from."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"
    WEAK = "weak"
    """There are too few words to tell, or to notice a change in each of them."""


@dataclass(frozen=True, slots=True)
class Located:
    """The result of a search for a quotation; if it is exact or weak, its first and its last word in the text.

    Words are counted from 1, as everywhere; 0 where the quotation was not found.
    """

    match: Match
    first: int = 0
    last: int = 0
    seams: tuple[str, str] = (" ", " ")
    """What is in the text between prefix and words, and between words and suffix: a blank or nothing."""


class Joined(NamedTuple):
    """A quotation with its context as one run of words; how many come before and after it; and the seams."""

    words: list[str]
    before: int
    after: int
    seams: tuple[str, str]


def normalise(text: str) -> str:
    """Return `text` in the form in which texts are compared.

    It is in NFC (Unicode Standard Annex #15), each run of white space is one blank, with none at the ends, and
    typographic apostrophes and quotation marks are straight. Everything else must agree.
    """
    return straight(" ".join(unicodedata.normalize("NFC", text).split()))


def straight(text: str) -> str:
    """Return `text` with straight apostrophes and quotation marks, each in the place of the typographic one."""
    for mark, plain in () if text.isascii() else _MARKS.items():  # str.translate takes ten times as long
        text = text.replace(mark, plain)
    return text


def words(text: str) -> list[str]:
    """Return the words of `text`, normalised: everything between white space, punctuation included."""
    return normalise(text).split()


def digits(padded: list[str], salt: str) -> str:
    """Return one octal digit for each window of `WINDOW` words."""
    first, *parts = (part.encode() for part in (salt, *padded))
    windows = (b"\0".join((first, *parts[start : start + WINDOW])) for start in range(len(parts) - WINDOW + 1))
    return "".join(map(_digit, windows))


@lru_cache(maxsize=1 << 15)
def _digit(window: bytes) -> str:
    """Return the digit of a window. Several checks ask for the same ones."""
    return str(sha256(window).digest()[0] >> (8 - BITS))


def fingerprint_of(text: str, id_: str) -> str:
    """Return the fingerprint of a text, salted with the id of its record.

    For each of its passages there are ``len(words) + WINDOW - 1`` octal digits, with a stroke between two passages.
    """
    return BETWEEN.join(digits([*_PAD, *words(passage), *_PAD], id_) for passage in passages_of(text))


def passages_of(text: str) -> list[str]:
    """Return the passages of a text, which a line ``[…]`` separates; most texts are one passage."""
    groups = itertools.groupby(text.splitlines(), lambda line: line.strip() == GAP)
    found = ["\n".join(lines) for is_gap, lines in groups if not is_gap]
    return [passage for passage in found if passage.strip()] or [text]


def as_text(passages: Iterable[str]) -> str:
    """Return passages as a text of which nothing else is known, each on a line."""
    return f"\n{GAP}\n".join(" ".join(passage.split()) for passage in passages)


def measure(text: str, id_: str) -> Measure:
    """Return the measure of a text for its record. White space at the ends of `text` does not count."""
    text = text.strip()
    sha, marks = sha256(text.encode()).hexdigest(), fingerprint_of(text, id_)
    return Measure(characters=len(text), words=len(words(text)), sha256=sha, fingerprint=marks)


def ungrouped(marks: str) -> str:
    """Return a fingerprint, which is written in groups and on several lines in YAML, in one piece."""
    return "".join(marks.split())


def grouped(marks: str) -> str:
    """Return a fingerprint in groups, as records have it."""
    return f" {BETWEEN} ".join(" ".join(textwrap.wrap(part, _GROUP)) for part in marks.split(BETWEEN))


def joined(quotation: Quotation) -> Iterator[Joined]:
    """Yield each way to read a quotation with its context: with and without a blank where parts may touch.

    The likelier ones come first, and the first one that fits the text is taken.
    """
    before, exact, after = (normalise(part or "") for part in (quotation.prefix, quotation.exact, quotation.suffix))
    for left in _joints(before, exact):
        for right in _joints(exact, after):
            yield Joined(
                f"{before}{left}{exact}{right}{after}".split(),
                len(before.split()) - (bool(before) and not left),
                len(after.split()) - (bool(after) and not right),
                (left, right),
            )


def _joints(left: str, right: str) -> tuple[str, ...]:
    """Return what may be between two parts of a quotation, the likelier first."""
    apart = left[-1:].isalnum() and right[:1].isalnum()
    if apart or not (left and right):
        return (" ",)
    return ("", " ") if left[-1] in _OPENING or right[0] in _CLOSING else (" ", "")


def find_in_fingerprint(quotation: Quotation, marks: str, id_: str) -> Located:
    """Search for a quotation in a text of which only the fingerprint is known.

    Args:
        quotation: whole words, with at least ``WINDOW - 1`` words of context where the text has as many.
        marks: the fingerprint, in one piece or in groups.
        id_: the id of the record of the text.
    """
    passages = list(zip(ungrouped(marks).split(BETWEEN), passage_bounds(marks), strict=True))
    found, short = [], False
    for way in joined(quotation):
        here = list(_located_in(way, passages, id_))
        exact = [located for located in here if located.match is Match.EXACT]
        if exact:
            return exact[0] if len(exact) == 1 else Located(Match.AMBIGUOUS)
        found += here
        short = short or len(way.words) < WINDOW
    if len(found) == 1:
        return found[0]
    return Located(Match.WEAK if found or short else Match.LOST)


def passage_bounds(marks: str) -> list[tuple[int, int]]:
    """Return the numbers, from 1, of the first and the last word of each passage in a fingerprint."""
    lengths = [len(part) - len(_PAD) for part in ungrouped(marks).split(BETWEEN)]
    ends = itertools.accumulate(lengths, lambda last, length: last + 1 + length)  # the sign for the gap is a word, too
    return [(last - length + 1, last) for last, length in zip(ends, lengths, strict=True)]


def _located_in(way: Joined, passages: Iterable[tuple[str, tuple[int, int]]], id_: str) -> Iterator[Located]:
    """Yield each place of a text where a quotation with its context may be."""
    inner = digits(way.words, id_)
    for part, (first, last) in passages:
        for place in _places_of(way, inner, part, id_):
            located = _located(place, way, last - first + 1)
            yield replace(located, first=located.first + first - 1, last=located.last + first - 1)


def _located(place: int, way: Joined, total: int) -> Located:
    """Return where a quotation is that begins with its context at word `place`, from 0, of a passage's `total`."""
    first, last = place + way.before + 1, place + len(way.words) - way.after
    short_before = way.before < len(_PAD) and place > 0
    short_after = way.after < len(_PAD) and place + len(way.words) < total
    return Located(Match.WEAK if short_before or short_after else Match.EXACT, first, last, way.seams)


def _places_of(way: Joined, inner: str, marks: str, id_: str) -> Iterator[int]:
    """Yield the numbers of the words, from 0, at which a quotation with its context may begin in a passage."""
    if len(marks) == len(way.words) + len(_PAD):  # it can only be the whole passage
        yield from [0] if marks == digits([*_PAD, *way.words, *_PAD], id_) else []
    elif inner:
        found = (place for place in places(inner, marks) if _fits_edges(way.words, place, marks, id_))
        yield from (place - len(_PAD) for place in found)


def places(wanted: str, text: str) -> Iterator[int]:
    """Yield the places of a string in a text, overlapping ones included."""
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _fits_edges(every: list[str], place: int, marks: str, id_: str) -> bool:
    """Return whether words at an edge of the text also give the digits of the windows that reach beyond it."""
    inside = place >= len(_PAD) and place + len(every) <= len(marks)
    at_start = place != len(_PAD) or marks.startswith(digits([*_PAD, *every], id_))
    at_end = place + len(every) != len(marks) or marks.endswith(digits([*every, *_PAD], id_))
    return inside and at_start and at_end


def find_in_text(quotation: Quotation, text: str) -> Match:
    """Search for a quotation with its context in the text itself, character by character."""
    passages = [normalise(passage) for passage in passages_of(text)]
    ways = [" ".join(way.words) for way in joined(quotation)]
    count = sum(1 for way in ways for passage in passages for _ in places(way, passage))
    return Match.EXACT if count == 1 else Match.AMBIGUOUS if count else Match.LOST
