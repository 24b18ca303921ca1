"""Two providers are called exclusive for the same customer at the same time.

Only one provider can have a label that rules out others (`excludes_others`). Two claims that give it to two providers,
for the same time, cannot both be right, and readers should not have to find that out for themselves. Link the two
claims with a relation `contradicts`, with a note on which is right, or correct the time or the term.
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
            message = f"{said.provider!r} cannot be {said.term!r} while {rival.provider!r} is as well"
            hint = "add a relation 'contradicts' between the two claims, with a note, or correct the time"
            place = ((left.file, (*left.pointer, "term"), "the other exclusive label"),)
            pointer = (*right.pointer, "term")
            yield right.file, Issue(pointer, message, hint, related=place)
