"""A claim is confirmed with high confidence, although the text that settles it is known only from quotations.

A primary source that we know only as others quote it may confirm a claim together with a source that was read. But
somebody chose what to quote, and may have copied it badly. So the `confidence` is `medium` at most. Lower it, or read
the text.
"""

from factcheck.analysis.support import Origins, Support
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT014", __doc__, title=N_("High confidence in words that others quote"))
def too_sure(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        is_high = claim.review.confidence == "high" and rating is not None and rating.is_highest
        if is_high and Support(claim, origins).rests_on_quotations:
            message = "confirmed with high confidence, but the primary source is known only as others quote it"
            yield file, Issue(("review", "confidence"), message, "write 'medium', or read that source")
