"""An archived copy is of another page than the source.

The address of an archived copy holds that of the page. It must be the address of the source (`url`), or the one where
it was read (`read_at`), or readers are shown words that nobody here has read. Correct the address that is wrong.
"""

from factcheck.analysis.archived_copies import read_copy, same_page
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source


@check("ARC002", __doc__, title=N_("Archived copy of another page"))
def copy_of_another_page(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        copy = read_copy(source.archive_url or "")
        own = [url for url in (source.url, source.read_at) if url]
        if copy and own and not any(same_page(copy.of, url) for url in own):
            related = ((file, ("url",), "the address of the source"),) if source.url else ()
            message, hint = (
                f"this is a copy of {copy.of}",
                "write the address of a copy of the source, or correct 'url'",
            )
            yield file, Issue(("archive_url",), message, hint, related=related)
