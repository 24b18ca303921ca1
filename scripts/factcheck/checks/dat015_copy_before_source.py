"""An archived copy was made before the source was published.

The address of the copy says on which day it was made. A copy from before the source cannot have its words: it is of an
older page at the same address, or `published` is wrong. Dates at the two ends of the Earth may differ by a day.
"""

from datetime import date, timedelta

from factcheck.analysis.archived_copies import read_copy
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.edtf import is_edtf, parse_edtf
from factcheck.records.record import Source


@check("DAT015", __doc__, title=N_("Archived copy older than its source"))
def copy_before_source(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        copy = read_copy(source.archive_url or "")
        if not copy or not copy.day or not source.published or not is_edtf(copy.day):
            continue
        first = parse_edtf(source.published).earliest
        if date.fromisoformat(copy.day) < first - timedelta(days=1):
            message = f"the copy was made on {copy.day}, but the source was published on {source.published}"
            related = ((file, ("published",), "when the source was published"),)
            yield file, Issue(("archive_url",), message, "write the address of a later copy", related=related)
