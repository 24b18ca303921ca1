"""What is wrong with a quotation that is not in its text: which words, in which part, and what the text has there."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.analysis.misfits import misfit
from factcheck.analysis.passages import nearest_words
from factcheck.analysis.quotations import PlacedQuotation
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Joined, Match, find_in_text, joined, words

MOST = 3
"""So many words are named one by one."""
_GAPS = {1: " (a word is missing there)", -1: " (there is a word too many)"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """The part of a quotation that is wrong, and what to say of it."""

    part: str
    """``exact``, ``prefix`` or ``suffix``."""
    hint: str


def compare_with_text(quotation: Quotation, text: str) -> Wrong | None:
    """Return how a quotation differs from the nearest words of a text; None if none are near."""
    found = [wrong for way in joined(quotation) if (wrong := _compare(way, text))]
    return min(found, key=lambda item: item[0])[1] if found else None


def compare_with_fingerprint(quoted: PlacedQuotation) -> Wrong | None:
    """Return which word of a quotation does not fit the fingerprint of its text; None if nobody can tell."""
    found = misfit(quoted.quotation, quoted.measure.fingerprint, quoted.id)
    if not found:
        return None
    first, last = found.words[0], found.words[-1]
    named = " or ".join(map(repr, found.words)) if len(found.words) <= MOST else f"the words from {first!r} to {last!r}"
    return Wrong(found.part, f"look at {named}{_GAPS.get(found.more, '')}, or at the word beside it")


def is_measure_wrong(quoted: PlacedQuotation, text: str) -> bool:
    """Return whether a quotation that does not fit its fingerprint is in the text itself."""
    return quoted.found.match is Match.LOST and find_in_text(quoted.quotation, text) is Match.EXACT


def _compare(way: Joined, text: str) -> tuple[int, Wrong] | None:
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
    return sum(item[2] - item[1] + item[4] - item[3] for item in changes), Wrong(part, _say(mine, right))


def _say(mine: str, right: str) -> str:
    if not mine:
        return f"the text has {right!r} there, too"
    return f"the text has {right!r} instead of {mine!r}" if right else f"the text does not have {mine!r} there"
