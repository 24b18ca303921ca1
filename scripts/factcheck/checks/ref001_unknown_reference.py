"""A record refers to something that does not exist.

Every ID of a source, entity, claim, article, rating or term must belong to a record that exists, so that readers who
follow the link arrive. Usually the ID is misspelt, and the hint gives the closest one. Otherwise add the missing record
first.

A reference to a file that has errors itself is checked once that file is corrected.
"""

from difflib import get_close_matches

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

MOST_HINTS = 100
"""For how many unknown ids the nearest one is looked for: in a large project that takes a hundredth of a second."""


def unknown_message(corpus: Corpus, kind: str, id_: str, *, number: int = 0) -> tuple[str, str | None]:
    """Return message and hint about an id that names nothing.

    Args:
        corpus: the records.
        kind: the kind of the record that is looked for.
        id_: its id.
        number: how many unknown ids came before; beyond `MOST_HINTS` there is no hint.
    """
    known = sorted(corpus.tables[kind]) if number < MOST_HINTS else ()
    close = get_close_matches(id_, known, n=1, cutoff=0.6)
    hint = f"did you mean {close[0]!r}?" if close else None
    return f"unknown {kind} {id_!r}", hint


@check("REF001", __doc__, title=N_("Reference to something that does not exist"))
def unknown_reference(corpus: Corpus) -> Problems:
    unknown = [key for key in corpus.uses if not corpus.knows(*key)]
    messages = {key: unknown_message(corpus, *key, number=number) for number, key in enumerate(unknown)}
    for file, reference in corpus.references_to(unknown):
        message, hint = messages[reference.kind, reference.id]
        yield file, Issue(reference.pointer, message, hint)
