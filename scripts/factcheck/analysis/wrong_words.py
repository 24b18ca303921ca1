"""What is wrong with a quotation that is not in its text: which words, in which part, and what the text has there.

With the text at hand the words are compared with it. Without it, the fingerprint tells in most cases which is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.analysis.passages import nearest_words
from factcheck.analysis.quotations import PlacedQuotation
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import WINDOW, Joined, Match, digits, find_in_text, joined, ungrouped, words

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


MOST = 3
"""So many words are named one by one."""
_GAPS = {1: " (a word is missing there)", -1: " (there is a word too many)"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """The part of a quotation that is wrong, and what to say of it."""

    part: str
    """``exact``, ``prefix`` or ``suffix``."""
    hint: str
    words: str = ""
    """The words that are wrong, if there are any; of several, one of which is wrong, the first."""


def compare_with_text(quotation: Quotation, text: str) -> Wrong | None:
    """Return how a quotation differs from the nearest words of a text; None if none are near."""
    found = [wrong for way in joined(quotation) if (wrong := _compare_words(way, text))]
    return min(found, key=lambda item: item[0])[1] if found else None


def compare_with_fingerprint(quoted: PlacedQuotation) -> Wrong | None:
    """Return which word of a quotation does not fit the fingerprint of its text; None if nobody can tell."""
    found = misfit(quoted.quotation, quoted.measure.fingerprint, quoted.id)
    if not found:
        return None
    first, last = found.words[0], found.words[-1]
    named = " or ".join(map(repr, found.words)) if len(found.words) <= MOST else f"the words from {first!r} to {last!r}"
    return Wrong(found.part, f"look at {named}{_GAPS.get(found.more, '')}, or at the word beside it", first)


def is_measure_wrong(quoted: PlacedQuotation, text: str) -> bool:
    """Return whether a quotation that does not fit its fingerprint is in the text itself."""
    return quoted.found.match is Match.LOST and find_in_text(quoted.quotation, text) is Match.EXACT


def _compare_words(way: Joined, text: str) -> tuple[int, Wrong] | None:
    """Return the number of words that differ from the nearest ones of a text, and the first of them."""
    near = nearest_words(text, " ".join(way.words))
    if not near:
        return None
    there = words(near.found.quotation.exact)
    steps = SequenceMatcher(None, way.words, there, autojunk=False).get_opcodes()
    changes = [step for step in steps if step[0] != "equal"]
    if not changes:
        return None
    _, start, end, other, last = changes[0]
    inside = len(way.words) - way.after
    part = "prefix" if start < way.before else "suffix" if start >= inside else "exact"
    mine, right = " ".join(way.words[start:end]), " ".join(there[other:last])
    return sum(item[2] - item[1] + item[4] - item[3] for item in changes), Wrong(part, _say(mine, right), mine)


def _say(mine: str, right: str) -> str:
    if not mine:
        return f"the text has {right!r} there, too"
    return f"the text has {right!r} instead of {mine!r}" if right else f"the text does not have {mine!r} there"
