"""The marks of the ratings as shapes: our fonts have letters and punctuation, and few signs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import pi, sin

from PIL import Image, ImageDraw

Line = tuple[tuple[float, float], ...]

STROKE = 0.13
"""The width of a line, as a part of the mark's size."""
FINER = 8
"""Shapes are drawn so many times larger, then made smaller: that smooths their edges."""


def _wave(middle: float) -> Line:
    return tuple((0.06 + 0.88 * step / 24, middle - 0.09 * sin(2 * pi * step / 24)) for step in range(25))


SHAPES: Mapping[str, tuple[Line, ...]] = {
    "✓": (((0.08, 0.54), (0.37, 0.83), (0.92, 0.2)),),
    "✗": (((0.15, 0.15), (0.85, 0.85)), ((0.15, 0.85), (0.85, 0.15))),
    "≈": (_wave(0.35), _wave(0.66)),
    "±": (((0.12, 0.38), (0.88, 0.38)), ((0.5, 0.06), (0.5, 0.7)), ((0.12, 0.92), (0.88, 0.92))),
    "→": (((0.06, 0.5), (0.92, 0.5)), ((0.6, 0.18), (0.92, 0.5), (0.6, 0.82))),
    "≠": (((0.08, 0.34), (0.92, 0.34)), ((0.08, 0.66), (0.92, 0.66)), ((0.26, 0.94), (0.74, 0.06))),
    "◇": (((0.5, 0.04), (0.94, 0.5), (0.5, 0.96), (0.06, 0.5), (0.5, 0.04)),),
}
"""Each mark as lines through points in a square with sides of 1."""


@cache
def shape(mark: str, size: int) -> Image.Image | None:
    """Return a mark as a mask of `size` by `size`, or None if it has no shape here."""
    if mark not in SHAPES:
        return None
    side = size * FINER
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    for line in SHAPES[mark]:
        points = [(x * side, y * side) for x, y in line]
        draw.line(points, 255, round(STROKE * side), joint="curve")
        for point in (points[0], points[-1]):
            draw.circle(point, STROKE * side / 2, 255)
    return mask.reduce(FINER)


@cache
def disc(size: int) -> Image.Image:
    """Return a disc as a mask: the ends of a pill."""
    mask = Image.new("L", (size * FINER, size * FINER))
    ImageDraw.Draw(mask).ellipse((0, 0, size * FINER - 1, size * FINER - 1), 255)
    return mask.reduce(FINER)
