"""A source or an entity that nothing refers to.

Both are kept for the claims and articles that need them. One that no record names is most often left over
from a change, or a reference to it was forgotten: refer to it, or remove the file if it was never published.

Not judged while a file has errors: the reference may stand in it.
"""

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.records.record import Entity, Source


def run(corpus: Corpus) -> Problems:
    """Yield every source and entity that no record refers to."""
    for entry in corpus.entries:
        key = (entry.kind, entry.stem)
        if isinstance(entry.record, Source | Entity) and key not in corpus.uses:
            message = f"nothing refers to the {entry.kind} {entry.stem!r}"
            yield entry.file, Issue(pointer=("id",), message=message)


CHECK = Check("REF004", "unused-record", __doc__, run, warning=True, whole=True)
