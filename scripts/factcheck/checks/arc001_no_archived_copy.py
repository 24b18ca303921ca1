"""A primary source has no archived copy.

Pages on the web change and vanish, and a party may change its own text. A copy in a public archive shows what it said
when we read it. Look one up (the page of the source has links to do so), or have one made: https://web.archive.org/save
does that for anybody. Open the copy, make sure that the quoted words are in it, and write its address as `archive_url`.

This is a note: it fails no run, and `factcheck validate` only counts it unless it is called with `--notes`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source


@check("ARC001", __doc__, title=N_("Primary source without an archived copy"), note=True)
def no_archived_copy(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        if source.tier == "primary" and source.url and not source.archive_url:
            hint = "look one up, or have one made, and write its address: 'archive_url'"
            yield file, Issue(("url",), "no archived copy of this primary source is recorded", hint)
