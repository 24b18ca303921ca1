"""Evidence or a later development rests on a source that nobody has read.

`access: unread` means that only the address of a source is known. The source may matter, but it shows nothing yet. List
it under `to_check`, where readers see that it was not read. Once somebody has read it, change `access` and quote it.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC001", __doc__, title=N_("Evidence from a source that was not read"))
def unread_evidence(corpus: Corpus) -> Problems:
    unread = {source.id for source in corpus.sources.values() if source.access == "unread"}
    for file, claim in corpus.each(Claim):
        for pointer, source in _used(claim):
            if source in unread:
                message = f"the source {source!r} was not read, so nothing can rest on it"
                yield file, Issue(pointer, message, "list it under 'to_check' instead")


def _used(claim: Claim) -> Iterator[tuple[Pointer, str]]:
    for index, item in enumerate(claim.review.evidence):
        yield ("review", "evidence", index, "source"), item.source
    for index, development in enumerate(claim.review.developments):
        for position, source in enumerate(development.sources):
            yield ("review", "developments", index, "sources", position), source
