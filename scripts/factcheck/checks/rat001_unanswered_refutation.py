"""A claim is rated as right although evidence refutes it, and nothing answers that.

A reader who sees "Refutes" below a favourable rating must be told why the rating stands. Say in the `note` of the
evidence what it refutes and how much it weighs. The best rating is never given against a refutation from a primary
source.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

FAVOURABLE = 4
"""From this number of ClaimReview on, a rating says that the claim is right, at least on the whole."""
HIGHEST = 5


@check("RAT001", __doc__, title=N_("Good rating despite a refutation"))
def unanswered_refutation(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        number = rating.claimreview or 0 if rating else 0
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            outweighed = number == HIGHEST and source is not None and source.tier == "primary"
            if item.stance == "refutes" and number >= FAVOURABLE and (not item.note or outweighed):
                message = f"{item.source!r} refutes a claim that is rated {claim.review.rating!r}"
                hint = "lower the rating" if outweighed else "say in its 'note' why the rating stands all the same"
                yield file, Issue(("review", "evidence", index, "stance"), message, hint)
