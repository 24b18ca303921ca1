"""The relations between an article's claims as an arc diagram: claims on a line, arcs above it.

Pure numbers, in the units of an SVG's ``viewBox``; the template draws them. A list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.records.claim import Claim

STEP, RADIUS, MARGIN = 60, 16, 6
FLATNESS = 0.42
"""How high an arc is, compared with how wide."""


@dataclass(frozen=True, slots=True)
class Node:
    """A claim on the line, at `x`."""

    claim: Claim
    x: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation: from one claim to another, and the path of its arc (SVG 2, section 9.3)."""

    type: str
    source: Claim
    target: Claim
    path: str


@dataclass(frozen=True, slots=True)
class RelationGraph:
    """A drawing: its size, where its line is, and what stands on and above it."""

    width: int
    height: int
    line: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    radius: int = RADIUS


def draw(claims: Sequence[Claim]) -> RelationGraph | None:
    """Return the relations among `claims`, which are in the order of the text, as a drawing; None without any."""
    known = {claim.id: claim for claim in claims}
    edges = [
        (relation.type, claim, known[relation.claim])
        for claim in claims
        for relation in claim.claim.relations
        if relation.claim in known
    ]
    involved = {claim.id for _, source, target in edges for claim in (source, target)}
    if not edges:
        return None
    shown = [claim for claim in claims if claim.id in involved]
    places = {claim.id: MARGIN + RADIUS + STEP * number for number, claim in enumerate(shown)}
    widest = max(abs(places[source.id] - places[target.id]) for _, source, target in edges)
    line = round(widest * FLATNESS) + RADIUS + MARGIN
    arcs = tuple(_arc(type_, source, target, places, line) for type_, source, target in edges)
    nodes = tuple(Node(claim, places[claim.id]) for claim in shown)
    width = 2 * (MARGIN + RADIUS) + STEP * (len(shown) - 1)
    return RelationGraph(width, line + RADIUS + MARGIN, line, nodes, arcs)


def _arc(type_: str, source: Claim, target: Claim, places: dict[str, int], line: int) -> Arc:
    """Draw an arc from left to right, so that it bends upwards; it touches the upper edges of the circles."""
    left, right = sorted((places[source.id], places[target.id]))
    half = (right - left) // 2
    top = line - RADIUS
    return Arc(type_, source, target, f"M{left} {top}A{half} {round(2 * half * FLATNESS)} 0 0 1 {right} {top}")
