"""A development has no source.

Later developments need a source, like everything else: name it under `sources`, or list under `to_check` what has not
been read. While the source is not known, `needs` says what is missing, and an exception in `facts/exceptions.yml` names
the day by which it must be found.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC006", __doc__, title=N_("Development without a source"), warning=True)
def unsourced_development(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, development in enumerate(claim.review.developments):
            if not (development.sources or development.to_check):
                message = f"the development of {development.date} has no source"
                hint = "name a source under 'sources', or what was not read under 'to_check'"
                yield file, Issue(("review", "developments", index), message, hint)
