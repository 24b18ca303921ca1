"""A development is dated after all its sources, or on another day than its announcement.

Sources cannot report a development before it happens. And if one of them is the announcement itself, the development
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
                        ("review", "developments", index, "date"), message, "correct the date, or add a later source"
                    ),
                )


def _judge(corpus: Corpus, development: Development) -> str | None:
    sources = [corpus.sources[id_] for id_ in development.sources if id_ in corpus.sources]
    date = parse_edtf(development.date)
    if not sources or not all(source.published for source in sources):
        return None
    announced = [source for source in sources if source.kind == ANNOUNCEMENT]
    if announced and not any(date.overlaps(parse_edtf(source.published or "")) for source in announced):
        return (
            f"the announcement {announced[0].id!r} was published on {announced[0].published}, not on {development.date}"
        )
    if all(parse_edtf(source.published or "").latest < date.earliest for source in sources):
        return f"all its sources were published before {development.date}"
    return None
