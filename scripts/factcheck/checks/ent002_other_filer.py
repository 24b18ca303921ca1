"""A filing's address names another company than its record does.

The address of a document at the SEC holds the number of the company that filed it (its CIK):
`/Archives/edgar/data/1018724/…`. If the record of the source names a publisher with another number, either the filing
is somebody else's or the number is wrong; in both cases the page would give a company words that are not its own.
Correct whichever is wrong.
"""

import re

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source

_FILER = re.compile(
    r"https://www\.sec\.gov/(?:Archives/edgar/data/|cgi-bin/browse-edgar\?.{0,200}?CIK=)0*(\d{1,10})\b", re.ASCII
)


@check("ENT002", __doc__, title=N_("Filing of another company"))
def other_filer(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        entity = corpus.entities.get(source.publisher_id or "")
        found = _FILER.match(source.url or "")
        if entity and entity.cik and found and int(found[1]) != int(entity.cik):
            message = f"the address is that of a filing by CIK {int(found[1]):010}, but {entity.id} has {entity.cik}"
            related = ((corpus.file("entity", entity.id), ("cik",), "its number is here"),)
            hint = "correct 'url' or 'publisher_id', or the number of the entity"
            yield file, Issue(("url",), message, hint, related=related)
