"""A record and a hand-written page would have the same address.

Record pages live beside hand-written ones: `facts/claims/x.yml` becomes `claims/x/`, and so would
`docs/en/claims/x.md`. One of the two would be lost without a word. Give the newer one another name.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import record_beside


@check("IDS004", __doc__)
def page_clash(corpus: Corpus) -> Problems:
    pages = {record_beside(page.path): page for page in corpus.pages}
    for entry in corpus.entries:
        if page := pages.get((entry.kind, entry.stem)):
            related = ((page, (), "this page has the same address"),)
            message = f"the page of this record would overwrite {page.path}"
            yield entry.file, Issue(("id",), message, related=related)
