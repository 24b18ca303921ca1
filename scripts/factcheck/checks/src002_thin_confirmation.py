"""A claim is rated as confirmed on too little.

`confirmed` takes a primary source, or two sources that do not depend on one another, whose words were really read
(`access` full or excerpt) and which support the claim. Sources depend on one another if one repeats the other
(`derives_from`), if both repeat a third one, or if they have the same publisher: five reprints of one agency's story
are one source.

Add evidence that meets this, or give the rating that the evidence allows.
"""

from factcheck.analysis.support import Origins, Support
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

HIGHEST = 5
"""The number in ClaimReview for true claims."""


@check("SRC002", __doc__, title=N_("Confirmed without enough evidence"))
def thin_confirmation(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        if not rating or rating.claimreview != HIGHEST:
            continue
        support = Support(claim, origins)
        if support.is_known and not support.suffices:
            count = len(support.independent)
            rests = "no source whose words were read" if not count else "one origin only, and no primary source"
            message = f"rated {rating.id!r}, but its support rests on {rests}"
            hint = "add a primary source or a second independent one that supports it, or lower the rating"
            yield file, Issue(("review", "rating"), message, hint)
