"""The dates of a source contradict each other.

We look at a source (`retrieved`) after it was published, and a source that repeats another (`derives_from`) was
published after it, or on the same day. Correct the wrong date, or remove the source from `derives_from`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Source

_HINT = "correct one of the dates"


@check("DAT007", __doc__, title=N_("Dates of a source contradict each other"))
def source_order(corpus: Corpus) -> Problems:
    for source in corpus.sources.values():
        published = parse_edtf(source.published) if source.published else None
        if not published:
            continue
        if source.retrieved and parse_edtf(source.retrieved).latest < published.earliest:
            message = f"retrieved on {source.retrieved}, before it was published on {source.published}"
            yield corpus.file(SOURCE, source.id), Issue(("retrieved",), message, _HINT)
        for index, id_ in enumerate(source.derives_from):
            origin: Source | None = corpus.sources.get(id_)
            if origin and origin.published and published.latest < parse_edtf(origin.published).earliest:
                message = f"published on {source.published}, before {id_!r}, which it is said to repeat"
                hint = f"{_HINT}; if it does not repeat {id_!r}, remove that from 'derives_from'"
                yield corpus.file(SOURCE, source.id), Issue(("derives_from", index), message, hint)
