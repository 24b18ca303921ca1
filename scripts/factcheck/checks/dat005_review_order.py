"""The dates of a review are in the wrong order.

First a record is created, then its evidence is checked, and later it is checked again. So `created` is not after
`checked`, and `review_by` is after `checked`, by a year at most. Nor can evidence be checked before we last looked at
its source (`retrieved`). Correct the wrong date.
"""

from datetime import date, timedelta

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

LONGEST = timedelta(days=366)
"""How long a review may wait."""


@check("DAT005", __doc__, title=N_("Dates of a review out of order"))
def review_order(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        if found := _judge(corpus, claim):
            yield file, Issue(found[0], found[1])


def _judge(corpus: Corpus, claim: Claim) -> tuple[Pointer, str] | None:
    review = claim.review
    if review.checked < claim.record.created:
        return (
            "review",
            "checked",
        ), f"checked on {review.checked}, before the record was created on {claim.record.created}"
    if review.review_by <= review.checked:
        return ("review", "review_by"), f"the next check, {review.review_by}, is not after the last one"
    if date.fromisoformat(review.review_by) - date.fromisoformat(review.checked) > LONGEST:
        return ("review", "review_by"), f"the next check, {review.review_by}, is more than a year after the last one"
    for item in review.evidence:
        source = corpus.sources.get(item.source)
        if source and source.retrieved and source.retrieved > review.checked:
            message = f"checked on {review.checked}, but we looked at {source.id!r} later, on {source.retrieved}"
            return ("review", "checked"), message
    return None
