"""The claims are not numbered in the order of the article.

`order` is the place of a claim in its article, and readers see it: claim 3 comes before claim 4 in the text. No two
claims of an article may have the same number, and their quotations must come in the order of their numbers. Correct
`order`.
"""

from collections import defaultdict
from itertools import pairwise

from factcheck.analysis.quotations import Match, PlacedQuotation, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import ARTICLE
from factcheck.languages import N_


@check("COV005", __doc__, title=N_("Claims not numbered in article order"), warning=True)
def claim_order(corpus: Corpus) -> Problems:
    by_article: dict[str, list[PlacedQuotation]] = defaultdict(list)
    for quoted in placed_quotations(corpus):
        if quoted.kind == ARTICLE and quoted.found.match is Match.EXACT:
            by_article[quoted.id].append(quoted)
    for found in by_article.values():
        found.sort(key=lambda quoted: (quoted.claim.order, quoted.found.start))
        for one, other in pairwise(found):
            before, number = one.claim, other.claim.order
            if before.order == number:
                yield other.file, Issue(("order",), f"the claim {before.id!r} has the same number, {number}")
            elif other.found.start < one.found.start:
                message = f"this is number {number}, but comes before {before.id!r}, number {before.order}, in the text"
                yield other.file, Issue(("order",), message, "number the claims in the order of the text")
