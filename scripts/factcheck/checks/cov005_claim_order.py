"""The numbers of the claims do not follow the text.

`order` is a claim's place in its article, and readers see it: claim 3 comes before claim 4 in the text. Two claims
of an article may not have the same number, and their quotations must come in the order of their numbers.
"""

from collections import defaultdict
from itertools import pairwise

from factcheck.analysis.quotations import Match, PlacedQuotation, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problem, Problems, check
from factcheck.kinds import ARTICLE


@check("COV005", __doc__, warning=True)
def claim_order(corpus: Corpus) -> Problems:
    placed: dict[str, list[tuple[int, int, PlacedQuotation]]] = defaultdict(list)
    for quoted in placed_quotations(corpus):
        found = quoted.found
        if quoted.kind == ARTICLE and found.match is Match.EXACT:
            placed[quoted.id].append((quoted.claim.order, found.start, quoted))
    for claims in placed.values():
        claims.sort(key=lambda item: item[:2])
        for (order, start, quoted), (order2, start2, quoted2) in pairwise(claims):
            if order == order2:
                yield _problem(quoted2, f"the claim {quoted.claim.id!r} has the number {order}, too")
            elif start2 < start:
                yield _problem(
                    quoted2, f"number {order2} stands before {quoted.claim.id!r}, number {order}, in the text"
                )


def _problem(quoted: PlacedQuotation, message: str) -> Problem:
    return quoted.file, Issue(("order",), message)
