"""A source reports something that happened only after it was published.

Nobody can report a payment, a statement or an announcement before it was made. The date under `recorded` is wrong, or
`published` is, or the words come from another source: correct it. Money that is only committed or may be added is an
exception, because its date may be in the future.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_
from factcheck.records.claim import Claim, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Source

AHEAD = frozenset({"committed", "optional", "announced", "reported"})
"""States of money whose date may lie in the future of the source."""


@check("DAT001", __doc__, title=N_("Source older than what it reports"))
def known_too_early(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if source and _too_early(source, item):
                message = f"the source {item.source!r} was published on {source.published}, before this happened"
                related = ((corpus.file(SOURCE, source.id), ("published",), "when the source was published"),)
                pointer = ("review", "evidence", index, "recorded", "date")
                hint = "correct one of the dates; if the source only announced it, say so: 'status: announced'"
                yield file, Issue(pointer, message, hint, related=related)


def _too_early(source: Source, item: Evidence) -> bool:
    date = getattr(item.recorded, "date", None)
    if not date or not source.published or getattr(item.recorded, "status", None) in AHEAD:
        return False
    return parse_edtf(source.published).latest < parse_edtf(date).earliest
