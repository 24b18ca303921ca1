"""The uses of labels of cloud providers: as a list, as a table of providers side by side, and as a timeline."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.analysis.labels import DesignationUse, designations
from factcheck.corpus import Corpus
from factcheck.records.edtf import parse_edtf, sorting_day

LABELS, YEAR, ROW, TOP, STACK = 150, 130, 44, 24, 11
"""Widths of the labels and of a year; heights of a row and of the years above the rows; distance of stacked signs."""


def collect_designations(corpus: Corpus) -> list[DesignationUse]:
    """Return every use of a label, the oldest first."""
    uses = (use for use in designations(corpus) if use.designation.wording is not None)
    return sorted(uses, key=lambda use: (sorting_day(use.date), use.claim.id, use.anchor))


@dataclass(frozen=True, slots=True)
class Ladder:
    """A table of uses. Each row has a term and, for each provider in the order of `providers`, its uses of the term."""

    providers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[DesignationUse, ...], ...]], ...]


def side_by_side(uses: Iterable[DesignationUse], terms: Iterable[str]) -> Ladder:
    """Return the uses as a table: terms in the given order, providers in the order of their first use."""
    found: dict[tuple[str, str], list[DesignationUse]] = {}
    for use in uses:
        if use.designation.term and use.designation.provider:
            found.setdefault((use.designation.term, use.designation.provider), []).append(use)
    providers = tuple(dict.fromkeys(provider for _, provider in found))
    used = {term for term, _ in found}
    rows = ((term, tuple(tuple(found.get((term, provider), ())) for provider in providers)) for term in terms)
    return Ladder(providers, tuple(row for row in rows if row[0] in used))


@dataclass(frozen=True, slots=True)
class Sign:
    """A use in the timeline. The shape of its sign depends on `sign`, the number of its provider."""

    use: DesignationUse
    x: int
    y: int
    sign: int


@dataclass(frozen=True, slots=True)
class TermTimeline:
    """The drawing: its size, the years with their places, the rows (term, middle, signs), and the providers."""

    width: int
    height: int
    years: tuple[tuple[int, int], ...]
    rows: tuple[tuple[str, int, tuple[Sign, ...]], ...]
    providers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many uses it shows."""
        return sum(len(signs) for _, _, signs in self.rows)

    @property
    def firm(self) -> int:
        """How many of them were read in the speaker's own text, with a confidence that is not low."""
        return sum(sign.use.is_firm for _, _, signs in self.rows for sign in signs)


def draw_terms(uses: Iterable[DesignationUse], terms: Sequence[str]) -> TermTimeline | None:
    """Return the dated uses of these terms, with a row for each term that has any; None if none has."""
    dated = [
        (_middle(use.date), use)
        for use in uses
        if use.date and use.designation.term in terms and use.designation.provider
    ]
    if not dated:
        return None
    first, last = min(day for day, _ in dated).year, max(day for day, _ in dated).year
    providers = tuple(dict.fromkeys(use.designation.provider or "" for _, use in dated))
    rows: list[tuple[str, int, tuple[Sign, ...]]] = []
    for term in terms:
        middle = TOP + ROW * len(rows) + ROW // 2
        if placed := [(_x(day, first), use) for day, use in dated if use.designation.term == term]:
            rows.append((term, middle, tuple(_signs(placed, middle, providers))))
    years = tuple((year, LABELS + YEAR * (year - first)) for year in range(first, last + 2))
    width, height = LABELS + YEAR * (last + 1 - first) + STACK, TOP + ROW * len(rows)
    return TermTimeline(width, height, years, tuple(rows), providers)


def _signs(placed: list[tuple[int, DesignationUse]], middle: int, providers: Sequence[str]) -> Iterator[Sign]:
    """Yield the signs of a row, with those stacked that would cover one another."""
    piles: list[list[tuple[int, DesignationUse]]] = []
    for item in sorted(placed, key=lambda item: item[0]):
        if piles and item[0] - piles[-1][-1][0] < STACK:
            piles[-1].append(item)
        else:
            piles.append([item])
    for pile in piles:
        for n, (x, use) in enumerate(pile):
            y = middle + STACK * n - STACK * (len(pile) - 1) // 2
            yield Sign(use, x, y, providers.index(use.designation.provider or ""))


def _middle(text: str) -> dt.date:
    """Return the middle of the days that a date can mean, or the known end of an interval with one open end."""
    span = parse_edtf(text)
    if not (span.start and span.end):
        return span.earliest if span.start else span.latest
    return dt.date.fromordinal((span.earliest.toordinal() + span.latest.toordinal()) // 2)


def _x(day: dt.date, first: int) -> int:
    """Return the place of a day in a timeline that begins with the year `first`."""
    return LABELS + round(YEAR * (day.year - first + (day - dt.date(day.year, 1, 1)).days / 366))
