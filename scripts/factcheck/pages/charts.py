"""Charts as numbers, in the units of an SVG's ``viewBox``: templates draw them, beside a list that says the same.

There are two: sources that repeat others in two columns, and the relations of claims as arcs.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.analysis.support import Origins
from factcheck.records.claim import Claim
from factcheck.records.record import Source

ROW, TOP, LEFT, GAP, RIGHT = 22, 26, 300, 120, 300
"""Columns: heights of a row and of the headings above the rows; widths of both columns and of the space between."""
STEP, RADIUS, MARGIN = 60, 16, 6
"""Arcs: the distance of the claims on their line, the radius of their circles, and the margin around the drawing."""
FLATNESS = 0.42
"""How high an arc is, compared with its width."""

Families = Sequence[tuple[Source, list[Source]]]
"""Origins, each with the sources that repeat it."""


@dataclass(frozen=True, slots=True)
class PlacedSource:
    """A source in its column: the middle of its row, and how many sources it is linked with."""

    source: Source
    y: float
    links: int


@dataclass(frozen=True, slots=True)
class OriginMap:
    """The drawing: its size, its columns, the paths between them (SVG 2, section 9.3), and where the columns begin."""

    width: int
    height: int
    origins: tuple[PlacedSource, ...]
    repeating: tuple[PlacedSource, ...]
    paths: tuple[str, ...]
    left: int = LEFT
    right: int = LEFT + GAP


def origin_families(origins: Origins, ids: Iterable[str]) -> Families:
    """Return each origin of these sources, with those of them that repeat it."""
    sources, groups = origins.corpus.sources, origins.groups(ids)
    return [
        (sources[origin], [sources[id_] for id_ in repeating if id_ != origin])
        for origin, repeating in groups.items()
        if origin in sources
    ]


def repeated_families(origins: Origins) -> Families:
    """Return each source that others repeat, with these others; the most repeated source first, then by id."""
    families = (family for family in origin_families(origins, origins.corpus.sources) if family[1])
    return sorted(families, key=lambda family: (-len(family[1]), family[0].id))


def draw_origins(families: Families) -> OriginMap | None:
    """Return the families as a drawing; None if there are none.

    The repeating sources are in the order of their origins, so that few lines cross. The shorter column is spread over
    the height of the longer one.
    """
    if not families:
        return None
    repeating = {source.id: source for _, sources in families for source in sources}
    height = max(len(families), len(repeating)) * ROW
    left, right = _rows([origin.id for origin, _ in families], height), _rows([*repeating], height)
    pairs = [(origin.id, source.id) for origin, sources in families for source in sources]
    links = Counter(id_ for _, id_ in pairs)
    return OriginMap(
        LEFT + GAP + RIGHT,
        TOP + height,
        tuple(PlacedSource(origin, left[origin.id], len(sources)) for origin, sources in families),
        tuple(PlacedSource(source, right[id_], links[id_]) for id_, source in repeating.items()),
        tuple(_curve(left[origin], right[source]) for origin, source in pairs),
    )


def _rows(ids: Sequence[str], height: int) -> dict[str, float]:
    """Return the middle of the row of each id, with the rows spread over the height."""
    return {id_: round(TOP + height * (number + 0.5) / len(ids), 1) for number, id_ in enumerate(ids)}


def _curve(begin: float, end: float) -> str:
    """Return a curve that leaves the left column and reaches the right one horizontally."""
    left, right = LEFT + 8, LEFT + GAP - 8
    middle = LEFT + GAP // 2
    return f"M{left} {begin}C{middle} {begin} {middle} {end} {right} {end}"


@dataclass(frozen=True, slots=True)
class RelationGraph:
    """The drawing: its size, the height of its line, the claims on it, each with its place, and the relations.

    A relation has its type, the claims from and to which it leads, and the path of its arc above the line.
    """

    width: int
    height: int
    line: int
    nodes: tuple[tuple[Claim, int], ...]
    arcs: tuple[tuple[str, Claim, Claim, str], ...]
    radius: int = RADIUS


def draw_relations(claims: Sequence[Claim]) -> RelationGraph | None:
    """Return the relations among `claims` (in the order of the text) as a drawing; None if there are none."""
    known = {claim.id: claim for claim in claims}
    edges = [
        (relation.type, claim, known[relation.claim])
        for claim in claims
        for relation in claim.claim.relations
        if relation.claim in known
    ]
    if not edges:
        return None
    involved = {claim.id for _, source, target in edges for claim in (source, target)}
    shown = [claim for claim in claims if claim.id in involved]
    places = {claim.id: MARGIN + RADIUS + STEP * number for number, claim in enumerate(shown)}
    widest = max(abs(places[source.id] - places[target.id]) for _, source, target in edges)
    line = round(widest * FLATNESS) + RADIUS + MARGIN
    top = line - RADIUS
    arcs = tuple((type_, one, other, _arc(places[one.id], places[other.id], top)) for type_, one, other in edges)
    nodes = tuple((claim, places[claim.id]) for claim in shown)
    width = 2 * (MARGIN + RADIUS) + STEP * (len(shown) - 1)
    return RelationGraph(width, line + RADIUS + MARGIN, line, nodes, arcs)


def _arc(one: int, other: int, top: int) -> str:
    """Return an arc that bends upwards, because it goes from left to right, and touches the tops of both circles."""
    left, right = sorted((one, other))
    half = (right - left) // 2
    return f"M{left} {top}A{half} {round(2 * half * FLATNESS)} 0 0 1 {right} {top}"
