"""What should be looked at again: reviews, unanswered questions and accepted findings whose day has come."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim

REVIEW, REPLY, EXCEPTION = "review", "reply", "exception"
"""What is due: a claim is to be checked again, somebody has not answered, or an accepted finding is to be mended."""
EXCEPTIONS_FILE = "facts/exceptions.yml"


class Due(NamedTuple):
    """One thing to do: its day, what it is, the file that has to change, and of which record or check it is."""

    day: str
    what: str
    file: str
    name: str
    note: str
    """What one needs to know to do it, in words of the program and ids."""


def what_is_due(corpus: Corpus, today: date, *, within: int = 0) -> list[Due]:
    """Return what is due today or within some days, the oldest first.

    Args:
        corpus: the records.
        today: the day of the run.
        within: how many days after today still count.
    """
    last = (today + timedelta(days=within)).isoformat()
    return sorted(item for item in (*_claims(corpus), *_exceptions(corpus)) if item.day <= last)


def _claims(corpus: Corpus) -> Iterator[Due]:
    for file, claim in corpus.each(Claim):
        yield Due(claim.review.review_by, REVIEW, file.path, claim.id, f"last checked on {claim.review.checked}")
        for reply in claim.record.right_of_reply:
            if reply.deadline and not reply.answered:
                note = f"{reply.asked} was asked on {reply.date}, and no answer is recorded"
                yield Due(reply.deadline, REPLY, file.path, claim.id, note)


def _exceptions(corpus: Corpus) -> Iterator[Due]:
    for accepted in corpus.accepted.exceptions:
        yield Due(accepted.expires, EXCEPTION, EXCEPTIONS_FILE, accepted.code, f"accepted in {accepted.file}")
