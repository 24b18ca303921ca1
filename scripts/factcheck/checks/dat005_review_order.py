"""The dates of a review are in the wrong order.

First a record is created, then its evidence is checked, and later it is checked again. So `created` is not after
`checked`, and `review_by` is after `checked`, by a year at most. Nor can evidence be checked before we last looked at
its source (`retrieved`). Correct the wrong date.
"""

from datetime import date, timedelta

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Review

LONGEST = timedelta(days=366)
"""How long a review may wait."""


@check("DAT005", __doc__, title=N_("Dates of a review out of order"))
def review_order(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        if issue := _judge_days(claim) or _judge_sources(corpus, claim.review):
            yield file, issue


def _judge_days(claim: Claim) -> Issue | None:
    created, checked, review_by = claim.record.created, claim.review.checked, claim.review.review_by
    if checked < created:
        message = f"checked on {checked}, before the record was created on {created}"
        return Issue(("review", "checked"), message, "correct this day, or 'created' under 'record'")
    day = date.fromisoformat(checked)
    latest = day + min(LONGEST, date.max - day)
    if review_by <= checked:
        hint = f"choose a day after {checked}, until {latest}"
        return Issue(("review", "review_by"), f"the next check, {review_by}, is not after the last one", hint)
    if date.fromisoformat(review_by) > latest:
        message = f"the next check, {review_by}, is more than a year after the last one"
        return Issue(("review", "review_by"), message, f"choose {latest} or an earlier day")
    return None


def _judge_sources(corpus: Corpus, review: Review) -> Issue | None:
    sources = [source for item in review.evidence if (source := corpus.sources.get(item.source)) and source.retrieved]
    latest = max(sources, key=lambda source: source.retrieved or "", default=None)
    if latest is None or not latest.retrieved or latest.retrieved <= review.checked:
        return None
    message = f"checked on {review.checked}, but we looked at {latest.id!r} later, on {latest.retrieved}"
    hint = f"if you looked at the claim again, write {latest.retrieved} or a later day here, and add an entry"
    return Issue(("review", "checked"), message, hint)
