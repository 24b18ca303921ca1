"""Which word of a quotation is wrong, by the fingerprint of its text alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import WINDOW, Joined, digits, joined, ungrouped

SURE = 6
"""So many digits, 18 bits, hardly agree anywhere by chance in a text of a few hundred words."""
LEAST = 2
"""Fewer digits than this beside others tell nothing: one fits by chance once in eight times."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where a quotation differs from its text, as far as the fingerprint tells."""

    words: tuple[str, ...]
    """The word that differs; or several, one of which does: each digit fits by chance once in eight times."""
    part: str
    """The part of the quotation in which they are: ``exact``, ``prefix`` or ``suffix``."""
    more: int
    """How many words more than the quotation the text has there: mostly 0, -1 if the quotation has one too many."""


@dataclass(frozen=True, slots=True)
class _Agreement:
    """How many digits a quotation has in common with a place of a text, from its beginning and from its end."""

    way: Joined
    head: int
    tail: int
    more: int

    @property
    def bounds(self) -> tuple[int, int]:
        """The numbers, from 0, of the first and the last word that may be wrong, if one word is.

        A digit depends on its word and the five after it: the first one that differs comes at the latest five words
        before the wrong word, the last one that differs at the earliest with the wrong word. Near an end of the
        quotation only one of the two is known.
        """
        first, last = len(self.way.words) - WINDOW - self.tail, self.head + WINDOW - 1
        return (first if self.tail else last, last if self.head else first)

    @property
    def score(self) -> int:
        """How likely it is that the words were taken from this place: two digits less for a word more or less."""
        first, last = self.bounds
        return (self.head + self.tail if first <= last else max(self.head, self.tail)) - 2 * abs(self.more)


def misfit(quotation: Quotation, marks: str, id_: str) -> Misfit | None:
    """Return where a lost quotation differs from its text; None if nobody can tell.

    It is taken for the place of the text with which most of its digits agree, up to a word and from that word on, which
    is then the wrong one. Too few digits may agree by chance, and tell nothing.

    Args:
        quotation: words that the text does not contain like that.
        marks: the fingerprint of the text.
        id_: the id of the record of the text.
    """
    marks = ungrouped(marks)
    found = (item for way in joined(quotation) for item in _compare(way, digits(way.words, id_), marks))
    best = max(found, key=lambda item: item.score, default=None)
    if best is None or best.score < SURE or best.bounds[0] < 0:
        return None
    first, last = best.bounds
    if first > last:  # several words are wrong: name the one beside what agrees
        first = last = last if best.head >= best.tail else first
    end = len(best.way.words) - best.way.after
    part = "prefix" if last < best.way.before else "suffix" if first >= end else "exact"
    return Misfit(tuple(best.way.words[first : last + 1]), part, best.more)


def _compare(way: Joined, own: str, marks: str) -> Iterator[_Agreement]:
    """Yield what the digits of a quotation have in common with each place of a text."""
    size = len(own)
    heads = [_common(own, marks[place : place + size]) for place in range(len(marks))]
    tails = [_common(own[::-1], marks[max(0, end - size) : end][::-1]) for end in range(len(marks) + 1)]
    for place, head in enumerate(heads):
        for more in (0, 1, -1):
            end = place + size + more
            if place <= end < len(tails) and max(head, tails[end]) >= LEAST:
                yield _Agreement(way, _telling(head), _telling(tails[end]), more)


def _telling(run: int) -> int:
    """Return how many digits agree, if they are enough to tell something."""
    return run if run >= LEAST else 0


def _common(one: str, other: str) -> int:
    """Return how many characters two strings have in common at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((count for count, (left, right) in pairs if left != right), min(len(one), len(other)))
