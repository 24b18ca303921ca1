"""A record and a hand-written page would have the same address.

Record pages live beside hand-written ones: `facts/claims/x.yml` becomes `claims/x/`, and so would
`docs/en/claims/x.md`. One of the two would be lost without a word. Give the newer one another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Check, Problem
from factcheck.corpus import Corpus
from factcheck.finding import Issue
from factcheck.kinds import record_beside


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every record whose address a hand-written page has already."""
    pages = {record_beside(page.path): page for page in corpus.pages}
    for entry in corpus.entries:
        page = pages.get((entry.kind, entry.stem))
        if page:
            related = ((page, (), "this page has the same address"),)
            message = f"the page of this record would overwrite {page.path}"
            yield entry.file, Issue(pointer=("id",), message=message, related=related)


CHECK = Check("IDS004", "page-clash", __doc__, run)
