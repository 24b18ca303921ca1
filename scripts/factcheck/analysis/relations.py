"""Relations between claims as graphs, and the cycles in graphs that must have none."""

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim

SYMMETRIC = frozenset({"contradicts", "contrasts_with"})
"""Relations that hold both ways: written once, shown on both pages."""

_DIRECTIONS = {
    "part_of": ("whole", True),
    "sum_of": ("whole", False),
    "narrows": ("scope", True),
    "broadens": ("scope", False),
    "supersedes": ("supersedes", True),
    "repeats": ("repeats", True),
}
"""For each directed relation, the order that it belongs to, and whether it leads upwards: parts lead to wholes."""


def are_related(one: Claim, other: Claim, types: Collection[str]) -> bool:
    """Return whether either claim has a relation of one of these types to the other."""
    return any(
        relation.type in types and relation.claim == there.id
        for here, there in ((one, other), (other, one))
        for relation in here.claim.relations
    )


def relation_orders(corpus: Corpus) -> dict[str, dict[str, set[str]]]:
    """Return for each order of claims (whole, scope, ...) which claim leads to which. None may have a cycle."""
    found: dict[str, dict[str, set[str]]] = {}
    for claim in corpus.claims.values():
        for relation in claim.claim.relations:
            if relation.type in _DIRECTIONS and relation.claim in corpus.claims:
                order, upwards = _DIRECTIONS[relation.type]
                lower, upper = (claim.id, relation.claim) if upwards else (relation.claim, claim.id)
                found.setdefault(order, {}).setdefault(lower, set()).add(upper)
    return found


def find_cycles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return cycles of a graph, enough of them that it has none left once one edge of each is removed.

    Args:
        graph: for each node those that it leads to.

    Returns:
        Each cycle as its nodes in order, the smallest first and not repeated at the end. No two share an edge.
    """
    edges = {node: set(others) for node, others in graph.items()}
    found = []
    while cycle := _find_one(edges):
        edges[cycle[-1]].discard(cycle[0])
        first = cycle.index(min(cycle))
        found.append(cycle[first:] + cycle[:first])
    return sorted(found)


def _find_one(edges: Mapping[str, Iterable[str]]) -> list[str] | None:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        nodes: list[str] = error.args[1]
        return list(reversed(nodes))[:-1]
    return None
