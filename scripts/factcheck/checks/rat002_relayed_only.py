"""A claim is rated true or false, but nobody has read a source that says so.

Quotations by others, headlines and digests show that somebody reported something, not that it is true. A rating that
says how true a claim is needs at least one source that was read, in full or in part, and that speaks for or against the
claim. Read one, or rate the claim as unproven.
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
            message = f"rated {rating.id!r}, but no source that speaks for or against it was read"
            hint = "read one of them, or rate the claim as unproven"
            yield file, Issue(("review", "rating"), message, hint)
