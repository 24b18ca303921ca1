"""A step of an attribution chain has no source.

Each step after the first says that somebody said, or passed on, what the one before reports. Name the source in which
that can be read. If none was found, say so in a `note`: then readers see a step that nobody could verify.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.finding import Issue
from factcheck.records.claim import Claim


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every step after the first that has neither a source nor a note."""
    for entry in corpus.entries:
        if not isinstance(entry.record, Claim):
            continue
        for index, hop in enumerate(entry.record.claim.chain[1:], 1):
            if not hop.source and not hop.note:
                message = "nothing says where this step can be read"
                hint = "name a 'source', or say in a 'note' that none was found"
                yield entry.file, Issue(pointer=("claim", "chain", index), message=message, hint=hint)


CHECK = check("ATT002", "unsourced-hop", __doc__, run)
