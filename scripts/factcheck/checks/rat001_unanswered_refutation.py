"""A claim has a good rating although evidence refutes it, and nothing explains why.

Readers who see “Refutes” below a good rating must be told why the claim has it. Say in the `note` of the evidence what
it refutes and how much that matters. The best rating is never given if a primary source refutes the claim: lower it.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

FAVOURABLE = 4
"""From this number of ClaimReview on, a rating says that the claim is right, or nearly so."""


@check("RAT001", __doc__, title=N_("Good rating despite a refutation"))
def unanswered_refutation(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        number = rating.claimreview or 0 if rating else 0
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            outweighed = rating is not None and rating.is_highest and source is not None and source.tier == "primary"
            if item.stance == "refutes" and number >= FAVOURABLE and (not item.note or outweighed):
                message = f"{item.source!r} refutes the claim, which is rated {claim.review.rating!r}"
                hint = (
                    "lower the rating" if outweighed else "say in its 'note' why the claim has this rating all the same"
                )
                yield file, Issue(("review", "evidence", index, "stance"), message, hint)
