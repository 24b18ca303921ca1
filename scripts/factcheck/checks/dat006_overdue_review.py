"""A claim should have been checked again by now.

Each review says by when its evidence should be checked again (`review_by`), because sources change and new ones appear.
Check the evidence and the sources that have not been read, then set `checked` and a new `review_by`.

This warning comes with time alone, so it never fails a run, not even with `--strict`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("DAT006", __doc__, title=N_("Claim due for another check"), warning=True, by_time=True)
def overdue_review(corpus: Corpus) -> Problems:
    today = corpus.around.today.isoformat()
    for file, claim in corpus.each(Claim):
        if claim.review.review_by < today:
            message = f"the next check was due by {claim.review.review_by}"
            hint = "check the evidence again, then set 'checked' and 'review_by'"
            yield file, Issue(("review", "review_by"), message, hint)
