"""The id of a record differs from the name of its file.

The id is the record's permanent name and its address on the site; the file is found by it. Both must be
the same, so that a reference can be followed by opening a file, and so that no two records can have one id.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("IDS001", __doc__, title=N_("ID differs from the file name"))
def file_name(corpus: Corpus) -> Problems:
    for entry in corpus.entries:
        if entry.given_id != entry.stem:
            message = f"the id {entry.given_id!r} differs from the file's name {entry.stem!r}"
            hint = f"write id: {entry.stem}; a record that was never published may be renamed instead"
            yield entry.file, Issue(("id",), message, hint)
