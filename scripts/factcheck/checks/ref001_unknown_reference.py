"""A record refers to something that does not exist.

Every ID of a source, entity, claim, article, rating or term must belong to a record that exists, so that readers who
follow the link arrive. Usually the ID is misspelt, and the hint gives the closest one. Otherwise add the missing record
first.

A file that has other errors is searched for such references as well, as far as it can be read.
"""

from difflib import SequenceMatcher, get_close_matches

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import FOLDERS, file_path
from factcheck.languages import N_

MOST_HINTS = 100
"""For how many unknown ids the nearest one is looked for: in a large project that takes a hundredth of a second."""
NEARLY = 0.03
MOST_LISTED = 12
"""If no id is like the unknown one, all are named, but for more than so many."""


def unknown_message(corpus: Corpus, kind: str, id_: str, *, number: int = 0) -> tuple[str, str | None]:
    """Return message and hint about an id that names nothing.

    Args:
        corpus: the records.
        kind: the kind of the record that is looked for.
        id_: its id.
        number: how many unknown ids came before; beyond `MOST_HINTS` no id is named.
    """
    broken = {other for other_kind, other in corpus.broken if other_kind == kind}
    known = sorted(corpus.tables[kind].keys() | broken) if number < MOST_HINTS else []
    hints = []
    if close := _most_alike(id_, known):
        hints.append(f"did you mean {' or '.join(map(repr, close))}?")
    elif len(known) == 1:
        hints.append(f"there is only {known[0]!r}")
    elif 0 < len(known) <= MOST_LISTED:
        hints.append(f"there are: {', '.join(known)}")
    if kind in FOLDERS:
        start = f"or write {file_path(kind, id_)}" if hints else f"write {file_path(kind, id_)}"
        hints.append(f"{start}, which 'factcheck new {kind}' begins")
    return f"unknown {kind} {id_!r}", "; ".join(hints).replace("?;", "?") or None


def _most_alike(id_: str, known: list[str]) -> list[str]:
    """Return the known id most like this one, and up to two more that are as like it, or nearly so."""
    close = get_close_matches(id_, known, n=3, cutoff=0.6)
    likeness = [SequenceMatcher(None, id_, other).ratio() for other in close]
    return [other for other, like in zip(close, likeness, strict=True) if like > likeness[0] - NEARLY]


@check("REF001", __doc__, title=N_("Reference to something that does not exist"))
def unknown_reference(corpus: Corpus) -> Problems:
    loose = [(file, use) for file, use in corpus.loose if not corpus.knows(use.kind, use.id)]
    unknown = dict.fromkeys(
        [*(key for key in corpus.uses if not corpus.knows(*key)), *((u.kind, u.id) for _, u in loose)]
    )
    messages = {key: unknown_message(corpus, *key, number=number) for number, key in enumerate(unknown)}
    for file, reference in [*corpus.references_to(unknown), *loose]:
        message, hint = messages[reference.kind, reference.id]
        yield file, Issue(reference.pointer, message, hint)
