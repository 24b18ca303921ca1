"""A step of an attribution chain has no source.

Each step after the first says that somebody said, or passed on, what the one before reports. Name the source in which
that can be read. If none was found, say so in a `note`: then readers see a step that nobody could verify.
"""

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.records.claim import Claim


def run(corpus: Corpus) -> Problems:
    """Yield every step after the first that has neither a source nor a note."""
    for file, claim in corpus.each(Claim):
        for index, hop in enumerate(claim.claim.chain[1:], 1):
            if not hop.source and not hop.note:
                message = "nothing says where this step can be read"
                hint = "name a 'source', or say in a 'note' that none was found"
                yield file, Issue(pointer=("claim", "chain", index), message=message, hint=hint)


CHECK = Check("ATT002", "unsourced-hop", __doc__, run)
