"""Every use of a designation on a line of time: a row for each term, a sign for each provider.

Pure numbers, in the units of an SVG's ``viewBox``; a template draws them. The list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.pages.designations import DesignationUse
from factcheck.records.edtf import parse_edtf

LABELS, YEAR, ROW, TOP, STACK = 150, 130, 44, 24, 11
"""Widths of the labels and of a year, height of a row and of the years above, distance of signs that would touch."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One use, where it stands, and which sign it has (the number of its provider)."""

    use: DesignationUse
    x: int
    y: int
    sign: int


@dataclass(frozen=True, slots=True)
class Row:
    """The uses of a term."""

    term: str
    y: int
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class TermTimeline:
    """A drawing: its size, the years with the place where each begins, its rows, and the providers in it."""

    width: int
    height: int
    years: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    providers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many uses are drawn."""
        return sum(len(row.signs) for row in self.rows)


def draw(uses: Iterable[DesignationUse], terms: Sequence[str]) -> TermTimeline | None:
    """Return the dated uses of terms, in the order of `terms`, as a drawing; None without any."""
    dated = [use for use in uses if use.date and use.designation.term in terms and use.designation.provider]
    if not dated:
        return None
    providers = tuple(dict.fromkeys(use.designation.provider or "" for use in dated))
    middles = [_middle(use.date or "") for use in dated]
    first, last = min(middles).year, max(middles).year
    shown = [term for term in terms if any(use.designation.term == term for use in dated)]
    rows = tuple(_row(term, number, dated, first, providers) for number, term in enumerate(shown))
    years = tuple((year, LABELS + YEAR * (year - first)) for year in range(first, last + 2))
    return TermTimeline(LABELS + YEAR * (last + 1 - first) + STACK, TOP + ROW * len(rows), years, rows, providers)


def _row(term: str, number: int, dated: list[DesignationUse], first: int, providers: Sequence[str]) -> Row:
    middle = TOP + ROW * number + ROW // 2
    placed = sorted(
        ((_x(_middle(use.date or ""), first), use) for use in dated if use.designation.term == term),
        key=lambda item: item[0],
    )
    signs = [
        Sign(
            use,
            x,
            middle + STACK * position - STACK * (len(here) - 1) // 2,
            providers.index(use.designation.provider or ""),
        )
        for here in _clusters(placed)
        for position, (x, use) in enumerate(here)
    ]
    return Row(term, middle, tuple(signs))


def _clusters(placed: list[tuple[int, DesignationUse]]) -> list[list[tuple[int, DesignationUse]]]:
    """Return signs that would cover one another together: these stand one above the other."""
    found: list[list[tuple[int, DesignationUse]]] = []
    for item in placed:
        if found and item[0] - found[-1][-1][0] < STACK:
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _middle(text: str) -> date:
    """Return the day in the middle of what a date can mean; of an interval with one open end, the day at the other."""
    span = parse_edtf(text)
    if not (span.start and span.end):
        return span.earliest if span.start else span.latest
    return date.fromordinal((span.earliest.toordinal() + span.latest.toordinal()) // 2)


def _x(day: date, first: int) -> int:
    start = date(day.year, 1, 1)
    return LABELS + round(YEAR * (day.year - first + (day - start).days / 366))
