"""A record refers to one that has moved or was withdrawn.

Old addresses keep answering for readers, but our own records should name what is there now. Write the
new id; where the record was withdrawn, find other evidence or remove the reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.finding import Issue
from factcheck.records.record import Moved


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every reference to a tombstone."""
    for entry, reference in corpus.references_to(corpus.tombstones):
        stone = corpus.tombstones[reference.kind, reference.id]
        if isinstance(stone, Moved):
            message = f"the {reference.kind} {reference.id!r} has moved"
            yield (
                entry.file,
                Issue(pointer=reference.pointer, message=message, hint=f"write {stone.moved_to!r}"),
            )
        else:
            message = f"the {reference.kind} {reference.id!r} was withdrawn"
            yield entry.file, Issue(pointer=reference.pointer, message=message, hint="remove the reference")


CHECK = check("REF002", "retired-reference", __doc__, run)
