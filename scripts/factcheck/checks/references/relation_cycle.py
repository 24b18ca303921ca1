"""Relations between claims lead back to where they began.

A claim cannot be a part of its own part, narrower than itself, or supersede what supersedes it. Follow the claims
named in the finding and remove the relation that is wrong. The other direction of a relation is made by itself.
"""

from factcheck.analysis.relations import find_cycles, relation_orders
from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.kinds import CLAIM


def run(corpus: Corpus) -> Problems:
    """Yield one finding for each circle, at a claim on it that has relations."""
    for graph in relation_orders(corpus).values():
        for cycle in find_cycles(graph):
            way = " → ".join([*cycle, cycle[0]])
            owner = next(id_ for id_ in cycle if corpus.claims[id_].claim.relations)
            message = f"these relations lead back to where they began: {way}"
            yield corpus.file(CLAIM, owner), Issue(pointer=("claim", "relations"), message=message)


CHECK = Check("REL001", "relation-cycle", __doc__, run)
