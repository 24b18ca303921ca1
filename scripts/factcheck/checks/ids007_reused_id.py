"""The ID of a record that moved or was withdrawn is used again.

Whoever follows an old link must never arrive at something else. An ID that was given up is never used again: choose a
new one, and leave the old file as it was, or let it lead to the new record (`moved_to`).

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("IDS007", __doc__, title=N_("ID used again"))
def reused_id(corpus: Corpus) -> Problems:
    base = corpus.around.base
    for kind, id_ in base.tombstones if base else ():
        if kind in corpus.tables and id_ in corpus.tables[kind]:
            message = f"the ID {id_!r} was given up, and an ID is never used again"
            yield corpus.file(kind, id_), Issue(("id",), message, "choose a new ID")
