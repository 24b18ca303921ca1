"""A step of an attribution chain has no source.

Each step after the first says that somebody said, or passed on, what the one before reports. Name the source in which
that can be read. If none was found, say so in a `note`: then readers see a step that nobody could verify.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("ATT002", __doc__, title=N_("Attribution step without a source"))
def unsourced_hop(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, hop in enumerate(claim.claim.chain[1:], 1):
            if not hop.source and not hop.note:
                message = "nothing says where this step can be read"
                hint = "name a 'source', or say in a 'note' that none was found"
                yield file, Issue(("claim", "chain", index), message, hint)
