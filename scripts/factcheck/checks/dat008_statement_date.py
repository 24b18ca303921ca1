"""A statement and the text that makes it have different dates.

In an organisation's own announcement, what is said is said on the day of publication. So the date under `recorded` of a
label, an announcement or announced money must be that day. The same holds for later developments: a statement there has
the date of the development. Correct the wrong date.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Announcement, Designation, Payload


@check("DAT008", __doc__, title=N_("Statement and its text have different dates"))
def statement_date(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for pointer, recorded, expected in _statements(corpus, claim):
            date = getattr(recorded, "date", None)
            if _is_statement(recorded) and date and expected and not parse_edtf(date).overlaps(parse_edtf(expected)):
                message = f"the date here is {date}, but the text that says it is dated {expected}"
                hint = f"write 'date: \"{expected}\"', or correct the date of the text"
                yield file, Issue((*pointer, "recorded", "date"), message, hint)


def _statements(corpus: Corpus, claim: Claim) -> Iterator[tuple[Pointer, Payload | None, str | None]]:
    for index, item in enumerate(claim.review.evidence):
        source = corpus.sources.get(item.source)
        if source and source.kind == "announcement":
            yield ("review", "evidence", index), item.recorded, source.published
    for index, development in enumerate(claim.review.developments):
        yield ("review", "developments", index), development.recorded, development.date


def _is_statement(recorded: Payload | None) -> bool:
    announced = getattr(recorded, "status", None) == "announced"
    return announced or isinstance(recorded, Designation | Announcement)
