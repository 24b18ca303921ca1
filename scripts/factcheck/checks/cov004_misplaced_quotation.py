"""The quotation of a claim is outside the passages that name the claim.

The words of a claim were found in the article, but the passage that contains them does not name the claim. Add the
claim to that passage, or correct where the passages begin and end.
"""

from factcheck.analysis.quotations import placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import ARTICLE, file_path
from factcheck.languages import N_
from factcheck.records.fingerprint import Match


@check("COV004", __doc__, title=N_("Quotation outside the claim’s passage"))
def misplaced_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        found = quoted.found
        if quoted.kind != ARTICLE or found.match is not Match.EXACT:
            continue
        passages = corpus.articles[quoted.id].passages
        named = [passage for passage in passages if quoted.claim.id in passage.claims]
        if named and not any(item.first <= found.first <= item.last for item in named):
            message = f"the quotation begins at word {found.first}, in a passage that does not name this claim"
            hint = f"add the claim to the passage with word {found.first} in {file_path(ARTICLE, quoted.id)}"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
