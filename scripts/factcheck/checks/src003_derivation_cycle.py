"""Sources repeat each other in a circle.

`derives_from` leads from a source to those that it repeats, and in the end to where the words were first said. A circle
has no such place, and nobody can tell how many independent sources there are. One of the steps is wrong: remove it.
"""

from factcheck.analysis.relations import find_cycles
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_

_HINT = "remove from 'derives_from' what came later: the first of them derives from none"


@check("SRC003", __doc__, title=N_("Sources copy each other in a circle"))
def derivation_cycle(corpus: Corpus) -> Problems:
    graph = {id_: source.derives_from for id_, source in corpus.sources.items() if source.derives_from}
    for cycle in find_cycles(graph):
        way = " → ".join([*cycle, cycle[0]])
        message = f"these sources derive from each other in a circle: {way}"
        yield corpus.file(SOURCE, cycle[0]), Issue(("derives_from",), message, _HINT)
