"""An id stands twice in a vocabulary.

Each rating and each term has an id of its own; a second entry with the same id would silently hide the
first. Remove one, or give it another id.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus, Entry
from factcheck.finding import Issue
from factcheck.kinds import VOCABULARIES


def _ids(entry: Entry) -> tuple[str, list[str]]:
    """Return the name of a vocabulary's list and the ids in it; of other documents, nothing."""
    if all(entry.kind != file.name for file in VOCABULARIES.values()):
        return "", []
    return entry.kind, [item.id for item in getattr(entry.record, entry.kind)]


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every entry of a vocabulary whose id an earlier entry has."""
    for entry in corpus.entries:
        name, ids = _ids(entry)
        for index, id_ in enumerate(ids):
            first = ids.index(id_)
            if first != index:
                related = ((entry.file, (name, first, "id"), "it stands here first"),)
                yield (
                    entry.file,
                    Issue(pointer=(name, index, "id"), message=f"the id {id_!r} stands twice", related=related),
                )


CHECK = check("IDS002", "duplicate-id", __doc__, run)
