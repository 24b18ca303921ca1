"""A claim's quotation stands outside the passages that name the claim.

The words of a claim are found in the article word for word; the passage that holds them must name the claim.
Either the claim is missing from that passage, or the borders of the passages are wrong.
"""

from factcheck.analysis.quotations import Match, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import ARTICLE, file_path
from factcheck.languages import N_


@check("COV004", __doc__, title=N_("Quotation outside the claim’s passage"))
def misplaced_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        found = quoted.found
        if quoted.kind != ARTICLE or found.match is not Match.EXACT:
            continue
        passages = corpus.articles[quoted.id].passages
        named = [passage for passage in passages if quoted.claim.id in passage.claims]
        if named and not any(item.start <= found.start < item.end for item in named):
            message = (
                f"these words begin at word {found.start} of the article, in a passage that does not name this claim"
            )
            hint = f"name the claim in the passage that holds word {found.start}, in {file_path(ARTICLE, quoted.id)}"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
