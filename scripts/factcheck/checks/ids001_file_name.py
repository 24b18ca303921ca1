"""The ID of a record differs from the name of its file.

The ID is the record's permanent name and its address on the site, and it tells where to find the file. Both must be the
same, so that nobody has to search for a record and no two records can have one ID. Correct the ID, or rename the file
if the record was never published.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("IDS001", __doc__, title=N_("ID differs from the file name"))
def file_name(corpus: Corpus) -> Problems:
    for entry in corpus.entries:
        if entry.given_id != entry.stem:
            message = f"the ID {entry.given_id!r} differs from the file name {entry.stem!r}"
            hint = f"write id: {entry.stem}, or rename the file if the record was never published"
            yield entry.file, Issue(("id",), message, hint)
