"""The id of a record that moved or was withdrawn names a record again.

Whoever follows an old link must never arrive at something else. An id that was given up stays given up: choose a new
one, and let the old file lead to it (`moved_to`), or leave it as it was.

Judged only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("IDS007", __doc__, title=N_("ID used again"))
def reused_id(corpus: Corpus) -> Problems:
    base = corpus.around.base
    for kind, id_ in base.tombstones if base else ():
        if kind in corpus.tables and id_ in corpus.tables[kind]:
            message = f"the id {id_!r} was given up, and ids are never used again"
            yield corpus.file(kind, id_), Issue(("id",), message, "choose a new id")
