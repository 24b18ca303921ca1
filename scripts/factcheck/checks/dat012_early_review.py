"""A review is dated before the record that it is about.

Nobody can review what was not there yet. Correct the date of the review, or `created`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("DAT012", __doc__, title=N_("Review dated before its record"))
def early_review(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        created = claim.record.created
        for index, reviewer in enumerate(claim.record.reviewers):
            if reviewer.date < created:
                message = f"reviewed on {reviewer.date}, before the record was created on {created}"
                hint = "correct this day, or 'created'"
                yield file, Issue(("record", "reviewers", index, "date"), message, hint)
