"""High confidence in something that was read at second hand only.

`confidence` beside a piece of evidence or a development says how far we trust what is recorded there. It is `high` only
if we read it in the words of those concerned (`tier: primary`), in full or in a passage, and read its date there, too.
Reports, digests and quotations by others may be wrong: write `medium` or `low`.
"""

from collections.abc import Iterator

from factcheck.analysis.support import READ
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development, Evidence


@check("RAT020", __doc__, title=N_("High confidence in what others report"))
def sure_at_second_hand(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for pointer, item, ids in _trusted(claim):
            sources = [corpus.sources[id_] for id_ in ids if id_ in corpus.sources]
            is_read = any(source.tier == "primary" and source.access in READ for source in sources)
            if (ids and not sources) or (is_read and not getattr(item, "date_certainty", None)):
                continue
            why = "its date was not read there" if is_read else "nothing by those concerned was read"
            yield file, Issue((*pointer, "confidence"), f"the confidence is high, but {why}", "write 'medium' or 'low'")


def _trusted(claim: Claim) -> Iterator[tuple[Pointer, Evidence | Development, tuple[str, ...]]]:
    """Yield the evidence and the developments of high confidence, with their places and sources."""
    for index, item in enumerate(claim.review.evidence):
        if item.confidence == "high":
            yield ("review", "evidence", index), item, (item.source,)
    for index, news in enumerate(claim.review.developments):
        if news.confidence == "high":
            yield ("review", "developments", index), news, news.sources
