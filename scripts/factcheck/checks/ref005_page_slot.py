"""A hand-written page asks for a list that does not exist.

`<!-- records: claims -->` is replaced with a list made from the records. The word after the colon must be the name of a
list. Correct it; the hint gives the closest name, or all of them.

Some lists can be limited to one article: `<!-- records: labels article:its-id -->`.
"""

from factcheck.analysis.page_syntax import OF_ARTICLES, SLOTS, find_slots
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.finding import did_you_mean
from factcheck.languages import N_


@check("REF005", __doc__, title=N_("Page asks for a list that does not exist"))
def page_slot(corpus: Corpus) -> Problems:
    for page in corpus.pages:
        for found in find_slots(page.text):
            if found.name not in SLOTS:
                hint = did_you_mean(found.name, SLOTS) or f"the lists are: {', '.join(SLOTS)}"
                yield page, Issue((found.offset,), f"there is no list {found.name[:60]!r}", hint)
            elif found.article and found.name not in OF_ARTICLES:
                hint = f"leave out {f'article:{found.article}'!r}, or choose one of: {', '.join(OF_ARTICLES)}"
                yield page, Issue((found.offset,), f"the list {found.name!r} is always of all articles", hint)
