"""Relations between claims as a graph: what leads where, and which edges may not form a circle."""

from __future__ import annotations

from collections.abc import Collection

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


def related(one: Claim, other: Claim, types: Collection[str]) -> bool:
    """Return whether either claim has a relation of one of these types to the other."""
    return any(
        relation.type in types and relation.claim == there.id
        for here, there in ((one, other), (other, one))
        for relation in here.claim.relations
    )


def orders(corpus: Corpus) -> dict[str, dict[str, set[str]]]:
    """Return for each order of claims (whole, scope, ...) which claim leads to which. None may have a circle."""
    found: dict[str, dict[str, set[str]]] = {}
    for claim in corpus.claims.values():
        for relation in claim.claim.relations:
            if relation.type in _DIRECTIONS and relation.claim in corpus.claims:
                order, upwards = _DIRECTIONS[relation.type]
                lower, upper = (claim.id, relation.claim) if upwards else (relation.claim, claim.id)
                found.setdefault(order, {}).setdefault(lower, set()).add(upper)
    return found
