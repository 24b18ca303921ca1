"""A correction is dated before its record, in the future, or out of order.

Readers follow the history of a claim by the dates of its corrections: the oldest first, none before the record was
created, none after today. Correct the date, or put the corrections in order.
"""

from datetime import date, timedelta

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("DAT010", __doc__, title=N_("Correction dated out of order"))
def correction_date(corpus: Corpus) -> Problems:
    today = corpus.around.today
    # Somewhere on Earth it is already tomorrow; without a day to compare with, nothing lies in the future.
    last = date.max.isoformat() if today == date.min else (today + timedelta(days=1)).isoformat()
    for file, claim in corpus.each(Claim):
        earliest = claim.record.created
        for index, correction in enumerate(claim.record.corrections):
            message = None
            if correction.date < earliest:
                what = "the correction above it" if index else "the record"
                message = f"{correction.date} is before the date of {what}, {earliest}"
            elif correction.date > last:
                message = f"{correction.date} is in the future"
            if message:
                hint = "correct the date: corrections come in the order of their days, the newest last"
                yield file, Issue(("record", "corrections", index, "date"), message, hint)
            earliest = max(earliest, correction.date)
