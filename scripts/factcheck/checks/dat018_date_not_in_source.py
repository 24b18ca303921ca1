"""A date is neither in the words of its source nor that of the source itself.

Where a source gives a date, we record it as exactly as the source does. So the date of a piece of evidence is in its
quotation or its note, or it is the day, month or year in which the source, or one that it derives from, was published.
A development happened in the week before one of its sources was published, unless its text names the date or
`date_certainty` says how else the date is known. Write the date as the source gives it, or say how it is known.
"""

from collections.abc import Iterator
from datetime import timedelta

from factcheck.analysis.payloads import StatedValue, stated_values
from factcheck.analysis.text_values import read_dates, read_months
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.edtf import Edtf, parse_edtf

WEEK = timedelta(days=7)
"""How long after something happened a source may report it as news."""


@check("DAT018", __doc__, title=N_("Date that its source does not give"))
def date_not_in_source(corpus: Corpus) -> Problems:
    for item in stated_values(corpus, "date"):
        if (
            isinstance(item.holder, Evidence)
            and item.holder.source in corpus.sources
            and not _is_given(corpus, item, item.holder)
        ):
            message = f"nothing here gives the date {item.value}, neither the words nor {item.holder.source!r}"
            yield (
                item.file,
                Issue(item.pointer, message, "write the date as the source gives it, or quote where it does"),
            )
    for file, claim in corpus.each(Claim):
        for index, development in enumerate(claim.review.developments):
            if not _is_news(corpus, development):
                message = (
                    f"no source appeared in the week after {development.date}, and the text does not name the date"
                )
                hint = "correct the date, name it in the text, or say with 'date_certainty' how it is known"
                yield file, Issue(("review", "developments", index, "date"), message, hint)


def _is_given(corpus: Corpus, item: StatedValue, evidence: Evidence) -> bool:
    date = parse_edtf(item.value).closed
    published = list(_published(corpus, evidence.source))
    named = [day for beside in item.texts for day in read_dates(beside.text)]
    months = [month for beside in item.texts for day in published for month in read_months(beside.text, before=day)]
    return any(date.overlaps(day) for day in named) or any(date.holds(day) for day in (*published, *months))


def _published(corpus: Corpus, source: str) -> Iterator[Edtf]:
    """Yield when a source and those that it derives from were published."""
    found = corpus.sources.get(source)
    for record in (found, *map(corpus.sources.get, found.derives_from)) if found else ():
        if record and record.published:
            yield parse_edtf(record.published)


def _is_news(corpus: Corpus, development: Development) -> bool:
    if development.date_certainty or not development.sources or not all(map(corpus.sources.get, development.sources)):
        return True
    date = parse_edtf(development.date)
    if any(date.overlaps(day) for text in development.text.values() for day in read_dates(text)):
        return True
    published = (corpus.sources[id_].published for id_ in development.sources if id_ in corpus.sources)
    days = [parse_edtf(day) for day in published if day]
    # If a source is older than what it reports, DAT003 says so.
    return any(day.latest < date.earliest or day.earliest - date.latest <= WEEK for day in days)
