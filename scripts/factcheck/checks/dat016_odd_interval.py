"""The next check of a claim is not due a usual time after the last one.

We check a claim again after one, three, six or twelve months, to the day: sooner where much may still change, later
where little will. So a mistyped day is noticed, and so is a claim that gets a longer rest than others. Take the nearest
of these days. Where another day is right, such as the one after a ruling, an exception in `facts/exceptions.yml` says
why.
"""

from datetime import date

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.edtf import months_later

MONTHS = (1, 3, 6, 12)
"""After how many months a claim may be checked again."""


@check("DAT016", __doc__, title=N_("Unusual day of the next check"), warning=True)
def odd_interval(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        checked, review_by = (date.fromisoformat(day) for day in (claim.review.checked, claim.review.review_by))
        usual = [months_later(checked, months) for months in MONTHS]
        if checked < review_by <= usual[-1] and review_by not in usual:  # DAT005 is about all others
            message = f"the next check, {review_by}, is not one, three, six or twelve months after {checked}"
            nearest = min(usual, key=lambda day: abs(day - review_by))
            yield file, Issue(("review", "review_by"), message, f"write {nearest}")
