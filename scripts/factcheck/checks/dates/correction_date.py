"""A correction is dated before its record, in the future, or out of order.

Readers follow the history of a claim by the dates of its corrections: the oldest first, none before the record was
created, none after today.
"""

from datetime import date, timedelta

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.records.claim import Claim


def run(corpus: Corpus) -> Problems:
    """Yield every correction whose date is out of place. Days compare as texts: YYYY-MM-DD."""
    today = corpus.around.today
    # Somewhere on Earth it is already tomorrow; without a day to compare with, nothing lies in the future.
    last = date.max.isoformat() if today == date.min else (today + timedelta(days=1)).isoformat()
    for file, claim in corpus.each(Claim):
        earliest = claim.record.created
        for index, correction in enumerate(claim.record.corrections):
            message = None
            if correction.date < earliest:
                message = f"dated {correction.date}, before {earliest}, which stands before it"
            elif correction.date > last:
                message = f"{correction.date} is still to come"
            if message:
                yield file, Issue(pointer=("record", "corrections", index, "date"), message=message)
            earliest = max(earliest, correction.date)


CHECK = Check("DAT010", "correction-date", __doc__, run)
