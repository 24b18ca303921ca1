"""A source or an entity that nothing refers to.

Both are kept for the claims and articles that need them. One that no record names is most often left over
from a change, or a reference to it was forgotten: refer to it, or remove the file if it was never published.

Not judged while a file has errors: the reference may be in it.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Entity, Source


@check("REF004", __doc__, title=N_("Record that nothing refers to"), warning=True, whole=True)
def unused_record(corpus: Corpus) -> Problems:
    for entry in corpus.entries:
        key = (entry.kind, entry.stem)
        if isinstance(entry.record, Source | Entity) and key not in corpus.uses:
            message = f"nothing refers to the {entry.kind} {entry.stem!r}"
            yield entry.file, Issue(("id",), message)
