"""Cycles in graphs that must have none: who repeats whom, which claim is a part of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def find_cycles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return cycles, each as the nodes along it without repeating the first; every edge stands in one of them at most.

    Args:
        graph: for each node those that it leads to.

    Returns:
        So many that the graph has no cycle left when one edge of each is taken away, smallest node first.
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
