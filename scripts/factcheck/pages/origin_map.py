"""Who repeats whom, over all sources: origins on the left, those that repeat them on the right, a line for each "from".

Pure numbers, in the units of an SVG's ``viewBox``; the template draws them. A list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.support import Origins
from factcheck.records.record import Source

ROW, TOP, LEFT, GAP, RIGHT = 22, 26, 300, 120, 300
"""Height of a row and of the headings above the rows; widths of the two columns and of the space between them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A source in its column: the height of its row, and how many sources it is linked with."""

    source: Source
    y: float
    links: int


@dataclass(frozen=True, slots=True)
class OriginMap:
    """A drawing: its size, its two columns, the paths between them (SVG 2, section 9.3), and where each begins."""

    width: int
    height: int
    origins: tuple[Place, ...]
    repeating: tuple[Place, ...]
    paths: tuple[str, ...]
    left: int = LEFT
    right: int = LEFT + GAP


def origin_families(origins: Origins) -> list[tuple[Source, list[Source]]]:
    """Return each origin that other sources repeat, with them; the most repeated first, then by id."""
    sources = origins.corpus.sources
    found = [
        (sources[origin], [sources[id_] for id_ in ids if id_ != origin])
        for origin, ids in origins.groups(sources).items()
        if origin in sources
    ]
    return sorted((family for family in found if family[1]), key=lambda family: (-len(family[1]), family[0].id))


def draw(families: Sequence[tuple[Source, list[Source]]]) -> OriginMap | None:
    """Return the families as a drawing; None if nobody repeats anybody.

    Those that repeat stand in the order of their origins, so that few lines cross; the shorter column is spread over
    the height of the longer one.
    """
    if not families:
        return None
    repeating = list(dict.fromkeys(source.id for _, ids in families for source in ids))
    by_id = {source.id: source for _, sources in families for source in sources}
    height = max(len(families), len(repeating)) * ROW
    left = {origin.id: _row(number, len(families), height) for number, (origin, _) in enumerate(families)}
    right = {id_: _row(number, len(repeating), height) for number, id_ in enumerate(repeating)}
    pairs = [(origin.id, source.id) for origin, sources in families for source in sources]
    return OriginMap(
        LEFT + GAP + RIGHT,
        TOP + height,
        tuple(Place(origin, left[origin.id], len(sources)) for origin, sources in families),
        tuple(Place(by_id[id_], right[id_], sum(id_ == to for _, to in pairs)) for id_ in repeating),
        tuple(_path(left[origin], right[source]) for origin, source in pairs),
    )


def _row(number: int, rows: int, height: int) -> float:
    """Return the middle of a row, all rows being spread over the height."""
    return round(TOP + height * (number + 0.5) / rows, 1)


def _path(begin: float, end: float) -> str:
    """Return a curve that leaves and arrives level."""
    left, right = LEFT + 8, LEFT + GAP - 8
    middle = LEFT + GAP // 2
    return f"M{left} {begin}C{middle} {begin} {middle} {end} {right} {end}"
