"""An article is given as evidence for what it says itself.

That an article says something twice, on its own page and in its own record as a source, does not make it more likely.
So a source in which the article appeared (`appearances`) cannot support or refute a claim of that article. A copy that
only repeats the article (`derives_from`) may be listed, but it counts for nothing either.

Look for a source that does not have it from the article: whoever is concerned, a document, an authority. If there is
none, the rating says so. What the article itself says belongs into `quotation` of the claim, or into evidence with the
stance `context`.
"""

from factcheck.analysis.support import appearances
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

COUNTED = frozenset({"supports", "refutes", "qualifies"})
"""Stances of evidence that counts."""


@check("SRC008", __doc__, title=N_("Article as evidence for itself"))
def own_evidence(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        own = appearances(corpus, claim)
        for index, item in enumerate(claim.review.evidence):
            if item.source in own and item.stance in COUNTED:
                message = f"{item.source!r} is the article of this claim, so it is no evidence for what it says"
                hint = "find a source that does not repeat the article, or write 'stance: context'"
                yield file, Issue(("review", "evidence", index, "source"), message, hint)
