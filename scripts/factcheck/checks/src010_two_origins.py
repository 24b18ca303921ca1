"""A source is said to be of unknown origin, and its origin is given.

`origin_unknown: true` is for a source that does not say where its information comes from. One that names the sources
it repeats (`derives_from`) says so, and a primary source has its words from nobody else. Remove one of the two.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_


@check("SRC010", __doc__, title=N_("Origin both known and not known"))
def two_origins(corpus: Corpus) -> Problems:
    for source in corpus.sources.values():
        is_primary = source.tier == "primary"
        if source.origin_unknown and (is_primary or source.derives_from):
            message = "its origin is not unknown: " + ("it is primary" if is_primary else "it derives from others")
            hint = "remove 'origin_unknown'" + ("" if is_primary else ", or 'derives_from'")
            yield corpus.file(SOURCE, source.id), Issue(("origin_unknown",), message, hint)
