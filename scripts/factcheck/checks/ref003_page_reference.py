"""A hand-written page refers to a record that does not exist.

Pages link to records as `[words](claim:the-id)`, never by address, so that no link breaks without notice. The ID must
belong to a record of the kind before the colon. Correct the ID or the kind.
"""

from factcheck.analysis.page_syntax import find_references
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.checks.ref001_unknown_reference import unknown_message
from factcheck.languages import N_


@check("REF003", __doc__, title=N_("Page links to a record that does not exist"))
def page_reference(corpus: Corpus) -> Problems:
    number = 0
    for page in corpus.pages:
        for found in find_references(page.text):
            if not corpus.knows(found.kind, found.name):
                message, hint = unknown_message(corpus, found.kind, found.name, number=number)
                number += 1
                yield page, Issue((found.offset,), message, hint)
