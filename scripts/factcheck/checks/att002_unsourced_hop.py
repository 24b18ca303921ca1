"""A step of an attribution chain has no source.

Each step after the first says that somebody said, or passed on, what the step before reports. Name the source that says
so. If you found none, say that in a `note`: readers then see that nobody could verify this step.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("ATT002", __doc__, title=N_("Attribution step without a source"))
def unsourced_hop(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, hop in enumerate(claim.claim.chain[1:], 1):
            if not hop.source and not hop.note:
                message = "this step has no source"
                hint = "name a 'source', or say in a 'note' that you found none"
                yield file, Issue(("claim", "chain", index), message, hint)
