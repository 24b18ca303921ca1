"""A record refers to one that has moved or was withdrawn.

Old addresses keep working for readers, but our own records should name what exists now. Write the new ID; if the record
was withdrawn, find other evidence or remove the reference.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Moved


@check("REF002", __doc__, title=N_("Reference to a record that moved or was withdrawn"))
def retired_reference(corpus: Corpus) -> Problems:
    for file, reference in corpus.references_to(corpus.tombstones):
        stone = corpus.tombstones[reference.kind, reference.id]
        if isinstance(stone, Moved):
            what, hint = "has moved", f"write {stone.moved_to!r}"
        else:
            what, hint = "was withdrawn", "remove the reference"
        message = f"the {reference.kind} {reference.id!r} {what}"
        yield file, Issue(reference.pointer, message, hint)
