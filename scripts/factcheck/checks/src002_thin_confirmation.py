"""A claim is rated as confirmed without enough evidence.

`confirmed` requires a primary source, or two sources that are independent of each other. They must support the claim,
and their words must have been read (`access` is `full` or `excerpt`). Two sources are not independent if one repeats
the other (`derives_from`), if both repeat a third one, or if they have the same publisher: five reprints of one agency
story are one source. A source that does not say where its information comes from (`origin_unknown`) may repeat any of
the others, so it does not count beside them. What somebody claims about itself is not confirmed by what it writes
elsewhere.

A primary source that is known only as others quote it (`access: relayed`) is enough together with a source that was
read, says the same and does not have it from that text.

Add such evidence, or give the rating that the evidence allows.
"""

from factcheck.analysis.support import Origins, Support
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC002", __doc__, title=N_("Confirmed without enough evidence"))
def thin_confirmation(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        if not rating or not rating.is_highest:
            continue
        support = Support(claim, origins)
        if support.is_known and not support.suffices:
            count = len(support.independent)
            rests = "no source that was read" if not count else "one independent source, which is not primary"
            message = f"rated {rating.id!r}, but supported by {rests}"
            hint = "add a primary source, or a second independent one, that supports it; or lower the rating"
            yield file, Issue(("review", "rating"), message, hint)
