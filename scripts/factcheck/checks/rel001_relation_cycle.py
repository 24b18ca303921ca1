"""Relations between claims lead in a circle.

A claim cannot be a part of its own part, narrower than itself, or supersede a claim that supersedes it. Follow the
claims that the message names and remove the wrong relation. Write a relation in one claim only: the other claim's page
shows it as well.
"""

from factcheck.analysis.relations import find_cycles, relation_orders
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_

_HINT = "remove the relation that is wrong, or turn it round"


@check("REL001", __doc__, title=N_("Relations between claims form a circle"))
def relation_cycle(corpus: Corpus) -> Problems:
    for graph in relation_orders(corpus).values():
        for cycle in find_cycles(graph):
            way = " → ".join([*cycle, cycle[0]])
            owner = next(id_ for id_ in cycle if corpus.claims[id_].claim.relations)
            message = f"these relations lead in a circle: {way}"
            yield corpus.file(CLAIM, owner), Issue(("claim", "relations"), message, _HINT)
