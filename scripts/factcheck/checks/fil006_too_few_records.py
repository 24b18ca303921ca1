"""There are fewer records than there should be.

`facts/floors.yml` says how many articles, claims, sources and entities there must be at least. A merge that went wrong,
or a folder emptied by mistake, would otherwise publish half a site, and nothing in the rest would look wrong. Bring
back what is missing. If records were removed on purpose, lower the number in the same change.

This check does not run while a file has errors, because that file may be one of those that seem to be missing.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import FLOORS, FOLDERS
from factcheck.languages import N_


@check("FIL006", __doc__, title=N_("Too few records"), whole=True)
def too_few_records(corpus: Corpus) -> Problems:
    if corpus.floors is None:
        return
    for kind, folder in FOLDERS.items():
        least, there = getattr(corpus.floors.least_records, kind, 0), len(corpus.tables[kind])
        if there < least:
            message = f"facts/{folder}/ should have at least {least} records, but has {there}"
            hint = "bring back what is missing, or lower the number if records were removed on purpose"
            yield corpus.file(FLOORS, FLOORS), Issue(("least_records", kind), message, hint)
