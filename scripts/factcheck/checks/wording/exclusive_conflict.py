"""Two providers are called exclusive for the same customer at the same time.

A term that `excludes_others` can hold for one provider only. Two claims that say so of two providers, over the same
time, cannot both be right. Readers must not have to find that out for themselves: link the two claims by a relation
`contradicts`, with a note on who is right, or correct the time or the term.
"""

from __future__ import annotations

from factcheck.analysis.terms import dated_uses, exclusive_conflicts
from factcheck.checks.check import Check, Corpus, Issue, Problems


def run(corpus: Corpus) -> Problems:
    """Yield the later of two designations that exclude one another, unless their claims are said to contradict."""
    for left, right in exclusive_conflicts([*dated_uses(corpus)], corpus.terms):
        if right.claim not in left.contradicts and left.claim not in right.contradicts:
            message = f"{right.provider!r} cannot be {right.term!r} while {left.provider!r} is, too"
            hint = "add a relation 'contradicts' between the two claims, with a note, or correct the time"
            place = ((left.file, (*left.pointer, "term"), "the other exclusive designation"),)
            pointer = (*right.pointer, "term")
            yield right.file, Issue(pointer=pointer, message=message, hint=hint, related=place)


CHECK = Check("TRM002", "exclusive-conflict", __doc__, run)
