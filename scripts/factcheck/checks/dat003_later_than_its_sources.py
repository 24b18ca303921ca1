"""A development is dated after one of its sources, or on another day than its announcement.

No source can report a development before it happens. And if one of them is the announcement itself, the development
happened on the day the announcement was published. Correct the date here, or `published` in the source.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development
from factcheck.records.edtf import parse_edtf

ANNOUNCEMENT = "announcement"


@check("DAT003", __doc__, title=N_("Date of a development does not fit its sources"))
def later_than_its_sources(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, development in enumerate(claim.review.developments):
            if message := _judge(corpus, development):
                yield (
                    file,
                    Issue(
                        ("review", "developments", index, "date"),
                        message,
                        "correct the date, or name sources that can report it",
                    ),
                )


def _judge(corpus: Corpus, development: Development) -> str | None:
    sources = [corpus.sources[id_] for id_ in development.sources if id_ in corpus.sources]
    date = parse_edtf(development.date)
    published = {source.id: parse_edtf(source.published) for source in sources if source.published}
    announced = [source.id for source in sources if source.kind == ANNOUNCEMENT and source.id in published]
    if announced and not any(date.overlaps(published[id_]) for id_ in announced):
        day = published[announced[0]].text
        return f"the announcement {announced[0]!r} was published on {day}, not on {development.date}"
    early = next((id_ for id_, day in published.items() if day.latest < date.earliest), None)
    return f"its source {early!r} was published before {development.date}" if early else None
