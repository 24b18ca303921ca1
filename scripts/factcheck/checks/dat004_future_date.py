"""A date is in the future, or too far in the future.

What was published, read, checked or written is in the past, and so are later developments. A day by which something is
to be done (`review_by`, the deadline of a reply, the end of an exception) may be in the future, but by two years at
most. Usually a digit of the year is wrong.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records import Parsed
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article, Moved, RefusedProposal, Source, Withdrawn
from factcheck.records.vocabularies import Exceptions

PLANNED = frozenset({"review_by", "deadline", "expires"})
HORIZON = timedelta(days=731)
SLACK = timedelta(days=1)
"""Somewhere on Earth it is already tomorrow."""


@check("DAT004", __doc__, title=N_("Date in the future"))
def future_date(corpus: Corpus) -> Problems:
    today = corpus.around.today
    if today == date.min:
        return
    for entry in corpus.entries:
        for pointer, text in _dates(entry.record):
            planned = pointer[-1] in PLANNED
            if text and parse_edtf(text).earliest > today + (HORIZON if planned else SLACK):
                message = f"{text} is too far in the future" if planned else f"{text} is in the future"
                yield entry.file, Issue(pointer, message, "check the year")


def _dates(record: Parsed) -> Iterator[tuple[Pointer, str | None]]:
    """Yield the dates that say when something was done or is to be; corrections have a check of their own."""
    if isinstance(record, Claim):
        yield from _dates_of_claim(record)
    elif isinstance(record, Source):
        yield from ((("published",), record.published), (("retrieved",), record.retrieved))
    elif isinstance(record, Article):
        yield ("published",), record.published
    elif isinstance(record, RefusedProposal):
        yield from ((("proposed",), record.proposed), (("refused",), record.refused))
    elif isinstance(record, Moved):
        yield ("date",), record.date
    elif isinstance(record, Withdrawn):
        yield ("withdrawn", "date"), record.withdrawn.date
    elif isinstance(record, Exceptions):
        yield from ((("exceptions", index, "expires"), item.expires) for index, item in enumerate(record.exceptions))


def _dates_of_claim(claim: Claim) -> Iterator[tuple[Pointer, str | None]]:
    yield from ((("review", key), getattr(claim.review, key)) for key in ("checked", "review_by"))
    yield ("record", "created"), claim.record.created
    for index, development in enumerate(claim.review.developments):
        yield ("review", "developments", index, "date"), development.date
    for index, reviewer in enumerate(claim.record.reviewers):
        yield ("record", "reviewers", index, "date"), reviewer.date
    for index, reply in enumerate(claim.record.right_of_reply):
        keys = ("date", "deadline", "answered")
        yield from ((("record", "right_of_reply", index, key), getattr(reply, key)) for key in keys)
