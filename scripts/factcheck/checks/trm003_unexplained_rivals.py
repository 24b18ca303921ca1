"""Two claims of an article put two providers of the same customer first, without an explanation.

One provider is “preferred”, the other “primary”: readers see a contradiction, whether there is one or not. Link the two
claims with a relation, `contrasts_with` if both can be true, `contradicts` if not, and explain it in a note. A company
and its parts are one provider.
"""

from itertools import combinations

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.gathered_labels import top
from factcheck.analysis.labels import DesignationUse, designations
from factcheck.analysis.relations import are_related
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

RANKS = frozenset({"preferred", "primary", "exclusive"})
"""Terms that put a provider before others."""
EXPLAINS = frozenset({"contradicts", "contrasts_with"})


@check("TRM003", __doc__, title=N_("Two top providers without an explanation"))
def unexplained_rivals(corpus: Corpus) -> Problems:
    ranked: dict[tuple[str, str | None], list[DesignationUse]] = {}
    for item in designations(corpus):
        if item.pointer[0] == "claim" and item.designation.term in RANKS:
            ranked.setdefault((item.claim.article, item.designation.customer), []).append(item)
    parents = entity_parents(corpus.entities)
    for group in ranked.values():
        for left, right in combinations(group, 2):
            rivals = {top(item.designation.provider, parents) for item in (left, right)}
            if len(rivals) > 1 and not are_related(left.claim, right.claim, EXPLAINS):
                message = (
                    f"{right.designation.provider!r} is {right.designation.term!r} here, and "
                    f"{left.designation.provider!r} is {left.designation.term!r} in {left.claim.id!r}"
                )
                hint = "add a relation 'contrasts_with' or 'contradicts', with a note that explains it"
                yield right.file, Issue((*right.pointer, "term"), message, hint)
