"""A claim is rated true or false, but its confidence is low, or high although hardly any key source was read.

Who reads “Confirmed” or “Wrong” relies on it. If we hardly trust the rating ourselves (`confidence: low`), we do not
know: the claim is unproven. And where most key sources were not read (`completeness: thin`), nobody can be sure, so the
confidence in any rating is `medium` at most. Correct the rating, the confidence or `completeness`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT021", __doc__, title=N_("Confidence does not go with the rating"))
def doubtful_rating(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        review, rating = claim.review, corpus.ratings.get(claim.review.rating)
        if rating and rating.truth_value and review.is_unsure:
            message = f"rated {rating.id!r}, which says how true the claim is, but the confidence is low"
            yield file, Issue(("review", "confidence"), message, "rate it as unproven, or correct the confidence")
        elif review.confidence == "high" and review.completeness == "thin":
            message = "the confidence is high, but most key sources were not read"
            yield file, Issue(("review", "confidence"), message, "write 'medium' or 'low', or 'partial' for 'thin'")
