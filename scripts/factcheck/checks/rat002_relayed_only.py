"""A claim is rated true or false, but nothing that it rests on was read.

Words known only as others quote them, headlines and digests show that somebody reported something, not that
it is so. A rating with a truth value needs at least one source that was read, in full or in a passage, and that
speaks for or against the claim. Until then the claim is unproven.
"""

from factcheck.analysis.support import READ, UNCOUNTED
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT002", __doc__, title=N_("Rating based on sources that were not read"))
def relayed_only(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        rating = corpus.ratings.get(claim.review.rating)
        told = [item for item in claim.review.evidence if item.stance not in UNCOUNTED]
        sources = [corpus.sources.get(item.source) for item in told]
        # A source that is not there is reported elsewhere, and might have been read.
        if rating and rating.truth_value and all(source and source.access not in READ for source in sources):
            message = f"rated {rating.id!r}, but none of the sources that speak for or against it was read"
            hint = "read one of them, or rate the claim as unproven"
            yield file, Issue(("review", "rating"), message, hint)
