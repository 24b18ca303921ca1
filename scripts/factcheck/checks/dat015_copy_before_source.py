"""An archived copy was made before the source was published.

The address of the copy says on which day it was made. A copy from before the source cannot have its words: it is of an
older page at the same address, or `published` is wrong. Dates at the two ends of the Earth may differ by a day.
"""

from datetime import date, timedelta

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.edtf import is_edtf, parse_edtf
from factcheck.records.record import Source
from factcheck.records.url import copied_on


@check("DAT015", __doc__, title=N_("Archived copy older than its source"))
def copy_before_source(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        day = copied_on(source.archive_url or "")
        if not day or not is_edtf(day) or not source.published:
            continue
        if parse_edtf(source.published).earliest - date.fromisoformat(day) > timedelta(days=1):
            message = f"the copy was made on {day}, but the source was published on {source.published}"
            related = ((file, ("published",), "when the source was published"),)
            yield file, Issue(("archive_url",), message, "write the address of a later copy", related=related)
