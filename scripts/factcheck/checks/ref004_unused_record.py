"""Nothing refers to a source or an entity.

Sources and entities are kept for the claims and articles that need them. One that no record names is usually left over
from a change, or somebody forgot to refer to it. Refer to it, or remove the file if it was never published.

This check does not run while a file has errors, because the reference may be in that file.
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
            yield entry.file, Issue(("id",), message, "refer to it from another record, or remove it")
