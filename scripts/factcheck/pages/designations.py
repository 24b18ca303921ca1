"""The uses of labels of cloud providers: as a list, as a table of providers side by side, and as a timeline."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.analysis.comparers import Parents
from factcheck.analysis.gathered_labels import heads, top
from factcheck.analysis.labels import DesignationUse
from factcheck.pages.lookups import Lookups
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Entity

LABELS, YEAR, ROW, TOP, STACK = 150, 130, 44, 24, 11
"""Widths of the labels and of a year; heights of a row and of the years above the rows; distance of stacked signs."""
CUSTOMERS = 3
"""For how many customers, those with the most uses, pages compare the labels of providers."""
COLUMNS, SIGNS = 5, 4
"""How many providers a table has room for, and how many a drawing has signs for: the last one is for all others."""


def provider_heads(uses: Iterable[DesignationUse], parents: Parents) -> dict[str, str]:
    """Return the provider under which each provider is listed: one of which it is a part, if that has labels, too."""
    return heads((use.designation.provider for use in uses if use.designation.provider), parents)


def articles_of(uses: Iterable[DesignationUse]) -> set[str]:
    """Return the articles whose records tell of these uses."""
    return {told.claim.article for use in uses for told in use.told}


def by_customer(uses: Iterable[DesignationUse], parents: Parents) -> list[tuple[str, list[DesignationUse]]]:
    """Return the uses that name a label and a provider by the customer, the customer with the most uses first.

    Labels of the providers of different customers are not compared.
    """
    named = [use for use in uses if use.designation.term and use.designation.provider and use.designation.customer]
    under = heads((use.designation.customer or "" for use in named), parents)
    found: dict[str, list[DesignationUse]] = {}
    for use in named:
        found.setdefault(under[use.designation.customer or ""], []).append(use)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def _ranked(uses: Iterable[DesignationUse], under: Mapping[str, str]) -> list[str]:
    """Return the providers under which these uses are listed, those with the most uses first."""
    counts = Counter(under[use.designation.provider] for use in uses if use.designation.provider)
    return sorted(counts, key=lambda provider: (-counts[provider], provider))


def labels_of(lookups: Lookups, entity: Entity) -> dict[str, list[DesignationUse]]:
    """Return the labels that an entity gives in its own texts, those attributed to it, and those that others give.

    The last ones are given to the entity or to its providers. An entity includes its parts: of one sentence, one record
    may name Amazon and another one Amazon Web Services. Each list begins with the newest.
    """
    found: dict[str, list[DesignationUse]] = {"own": [], "reported": [], "called": []}
    for use in lookups.designations_of(entity.id):
        is_speaker = lookups.is_or_has(entity.id, use.designation.said_by)
        found["called" if not is_speaker else "own" if use.is_own else "reported"].append(use)
    return found


def uses_by_provider(uses: list[DesignationUse], parents: Parents) -> list[tuple[str, int, int]]:
    """Return for each provider how many uses were surely in the speaker's own text and how many not, most first.

    A part of a provider is counted with it.
    """
    under = provider_heads(uses, parents)
    named = [(under[use.designation.provider], use) for use in uses if use.designation.provider]
    firm = Counter(provider for provider, use in named if use.is_firm)
    counts = Counter(provider for provider, _ in named).most_common()
    return [(provider, firm[provider], count - firm[provider]) for provider, count in counts]


def used_beside(lookups: Lookups, uses: list[DesignationUse]) -> list[DesignationUse]:
    """Return the labels of the other providers of the customers in these uses of a term, the newest first."""
    customers, providers = (
        {top(getattr(use.designation, key), lookups.parents) for use in uses} for key in ("customer", "provider")
    )
    return [
        use
        for use in lookups.designations
        if top(use.designation.customer, lookups.parents) in customers
        and top(use.designation.provider, lookups.parents) not in providers
    ]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A table of uses. Each row has a term and, for each provider in the order of `providers`, its uses of the term."""

    providers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[DesignationUse, ...], ...]], ...]
    left_out: int
    """How many other providers there are, which would make the table too wide."""


def side_by_side(uses: Sequence[DesignationUse], terms: Iterable[str], parents: Parents) -> Ladder:
    """Return uses for one customer as a table: terms in the given order, the providers with the most uses first."""
    under = provider_heads(uses, parents)
    ranked = _ranked(uses, under)
    providers = ranked[:COLUMNS]
    found: dict[tuple[str, str], list[DesignationUse]] = {}
    for use in uses:
        found.setdefault((use.designation.term or "", under[use.designation.provider or ""]), []).append(use)
    rows = ((term, tuple(tuple(found.get((term, provider), ())) for provider in providers)) for term in terms)
    return Ladder(tuple(providers), tuple(row for row in rows if any(row[1])), len(ranked) - len(providers))


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
    """Those that have a sign of their own; all others have the next one."""
    others: int
    """How many others there are."""

    @property
    def count(self) -> int:
        """How many uses it shows."""
        return sum(len(signs) for _, _, signs in self.rows)

    @property
    def firm(self) -> int:
        """How many of them were read in the speaker's own text, with a confidence that is not low."""
        return sum(sign.use.is_firm for _, _, signs in self.rows for sign in signs)


def draw_terms(uses: Sequence[DesignationUse], terms: Sequence[str], parents: Parents) -> TermTimeline | None:
    """Return the dated uses of these terms, with a row for each term that has any; None if none has."""
    dated = {
        term: [(_middle(use.date), use) for use in uses if use.date and use.designation.term == term] for term in terms
    }
    days = [day for placed in dated.values() for day, _ in placed]
    if not days:
        return None
    under = provider_heads(uses, parents)
    ranked = _ranked((use for placed in dated.values() for _, use in placed), under)
    providers = ranked if len(ranked) <= SIGNS else ranked[: SIGNS - 1]
    numbers = {id_: ranked.index(head) for id_, head in under.items() if head in ranked}
    first, last = min(days).year, max(days).year
    rows: list[tuple[str, int, tuple[Sign, ...]]] = []
    height = TOP
    for term, placed in dated.items():
        if piles := _piles((_x(day, first), use) for day, use in placed):
            tall = max(ROW, STACK * (max(map(len, piles)) + 1))
            rows.append((term, height + tall // 2, tuple(_signs(piles, height + tall // 2, numbers))))
            height += tall
    years = tuple((year, LABELS + YEAR * (year - first)) for year in range(first, last + 2))
    width = LABELS + YEAR * (last + 1 - first) + STACK
    return TermTimeline(width, height, years, tuple(rows), tuple(providers), len(ranked) - len(providers))


Placed = tuple[int, DesignationUse]
"""A use with its place from left to right."""


def _piles(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Return the uses of a row in piles: those are in one pile whose signs would cover one another."""
    piles: list[list[Placed]] = []
    for item in sorted(placed, key=lambda item: item[0]):
        if piles and item[0] - piles[-1][-1][0] < STACK:
            piles[-1].append(item)
        else:
            piles.append([item])
    return piles


def _signs(piles: Iterable[Sequence[Placed]], middle: int, numbers: Mapping[str, int]) -> Iterator[Sign]:
    """Yield the signs of a row, those of a pile one above the other."""
    for pile in piles:
        for n, (x, use) in enumerate(pile):
            y = middle + STACK * n - STACK * (len(pile) - 1) // 2
            yield Sign(use, x, y, numbers[use.designation.provider or ""])


def _middle(text: str) -> dt.date:
    """Return the middle of the days that a date can mean, or the known end of an interval with one open end."""
    span = parse_edtf(text)
    if not (span.start and span.end):
        return span.earliest if span.start else span.latest
    return dt.date.fromordinal((span.earliest.toordinal() + span.latest.toordinal()) // 2)


def _x(day: dt.date, first: int) -> int:
    """Return the place of a day in a timeline that begins with the year `first`."""
    return LABELS + round(YEAR * (day.year - first + (day - dt.date(day.year, 1, 1)).days / 366))
