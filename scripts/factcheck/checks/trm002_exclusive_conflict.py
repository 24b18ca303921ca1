"""Two providers are called exclusive for the same customer at the same time.

A term that `excludes_others` can hold for one provider only. Two claims that say so of two providers, over the same
time, cannot both be right. Readers must not have to find that out for themselves: link the two claims by a relation
`contradicts`, with a note on who is right, or correct the time or the term.
"""

from factcheck.analysis.relations import are_related
from factcheck.analysis.terms import exclusive_conflicts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("TRM002", __doc__, title=N_("Two exclusive providers at the same time"))
def exclusive_conflict(corpus: Corpus) -> Problems:
    for left, right in exclusive_conflicts(corpus):
        if not are_related(left.claim, right.claim, {"contradicts"}):
            said, rival = right.designation, left.designation
            message = f"{said.provider!r} cannot be {said.term!r} while {rival.provider!r} is, too"
            hint = "add a relation 'contradicts' between the two claims, with a note, or correct the time"
            place = ((left.file, (*left.pointer, "term"), "the other exclusive designation"),)
            pointer = (*right.pointer, "term")
            yield right.file, Issue(pointer, message, hint, related=place)
