"""An archived copy is of another page than the source.

The address of an archived copy holds that of the page. It must be the address of the source (`url`), or the one where
it was read (`read_at`), or readers are shown words that nobody here has read. Correct the address that is wrong.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source
from factcheck.records.url import copied_on, page_key


@check("ARC002", __doc__, title=N_("Archived copy of another page"))
def copy_of_another_page(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        copy = source.archive_url or ""
        own = {page_key(url) for url in (source.url, source.read_at) if url}
        if copied_on(copy) is not None and own and page_key(copy) not in own:
            related = ((file, ("url",), "the address of the source"),) if source.url else ()
            hint = "write the address of a copy of the source, or correct 'url'"
            yield file, Issue(("archive_url",), f"this is a copy of {page_key(copy)}", hint, related=related)
