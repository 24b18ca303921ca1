"""A hand-written page refers to a record that does not exist.

Pages link to records as `[words](claim:the-id)`, never by address, so that a link cannot break
unnoticed. The id must name a record that is there, of the kind before the colon.
"""

from factcheck.analysis.page_syntax import find_references
from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.checks.references.unknown_reference import unknown_message


def run(corpus: Corpus) -> Problems:
    """Yield every reference in a page whose id names nothing that has a place on the site."""
    for page in corpus.pages:
        for found in find_references(page.text):
            if not corpus.knows(found.kind, found.name):
                message, hint = unknown_message(corpus, found.kind, found.name)
                yield page, Issue(pointer=(found.offset,), message=message, hint=hint)


CHECK = Check("REF003", "page-reference", __doc__, run)
