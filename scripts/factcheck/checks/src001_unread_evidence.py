"""Evidence, or what happened since, rests on a source that nobody has read.

`access: unread` means that only the address of a source is known. It may be important, but it shows nothing yet, so
it supports nothing: list it under `to_check`, where readers see that it is still to be read. Once it has been read,
raise its `access` and quote it.
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
                message = f"the source {source!r} has not been read, so nothing can rest on it"
                yield file, Issue(pointer, message, "list it under 'to_check' instead")


def _used(claim: Claim) -> Iterator[tuple[Pointer, str]]:
    for index, item in enumerate(claim.review.evidence):
        yield ("review", "evidence", index, "source"), item.source
    for index, development in enumerate(claim.review.developments):
        for position, source in enumerate(development.sources):
            yield ("review", "developments", index, "sources", position), source
