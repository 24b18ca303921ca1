"""The dates of a source exclude one another.

A source is looked at (`retrieved`) after it was published, and what repeats another source (`derives_from`) was
published after it, or on the same day. One of the dates is wrong, or the source does not derive from the other.
"""

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.kinds import SOURCE
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Source


def run(corpus: Corpus) -> Problems:
    """Yield every source that was read before it was published, or repeats one that came later."""
    for source in corpus.sources.values():
        published = parse_edtf(source.published) if source.published else None
        if not published:
            continue
        if source.retrieved and parse_edtf(source.retrieved).latest < published.earliest:
            message = f"looked at on {source.retrieved}, before it was published"
            yield corpus.file(SOURCE, source.id), Issue(pointer=("retrieved",), message=message)
        for index, id_ in enumerate(source.derives_from):
            origin: Source | None = corpus.sources.get(id_)
            if origin and origin.published and published.latest < parse_edtf(origin.published).earliest:
                message = f"published on {source.published}, before {id_!r}, which it is said to repeat"
                yield corpus.file(SOURCE, source.id), Issue(pointer=("derives_from", index), message=message)


CHECK = Check("DAT007", "source-order", __doc__, run)
