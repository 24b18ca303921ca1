"""The uses of labels of cloud providers: as a list, as a table of providers side by side, and as a timeline."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.voices import Voice, is_published_by, voice_in_claim, voice_in_sources
from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.edtf import parse_edtf, sorting_day
from factcheck.records.payload import Designation
from factcheck.records.structure import Text

LABELS, YEAR, ROW, TOP, STACK = 150, 130, 44, 24, 11
"""Widths of the labels and of a year; heights of a row and of the years above the rows; distance of stacked signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationUse:
    """A label that a provider is given, who is said to have given it, and how well that is known."""

    designation: Designation
    claim: Claim
    """The claim whose record holds it."""
    anchor: str
    """The part of the claim's page that shows it."""
    date: str | None
    """When it was said or, if that is not known, when the article or the source was published."""
    voice: Voice
    """Whether it was read in the speaker's own text."""
    sources: tuple[str, ...] = ()
    """The sources that give it; none if the article does."""
    reporters: tuple[str, ...] = ()
    """Those of the sources that the speaker did not publish."""
    confidence: str | None = None
    needs: Text | None = None

    @property
    def is_own(self) -> bool:
        """Whether it was read in the speaker's own text."""
        return self.voice is Voice.OWN

    @property
    def is_firm(self) -> bool:
        """Whether it was read in the speaker's own text, and our confidence in that is not low."""
        return self.is_own and self.confidence != "low"


def collect_designations(corpus: Corpus) -> list[DesignationUse]:
    """Return every use of a label, the oldest first; one without wording records that no use was found."""
    parents = entity_parents(corpus.entities)
    uses = (use for claim in corpus.claims.values() for use in labels_in(claim, corpus, parents))
    return sorted(uses, key=lambda use: (sorting_day(use.date), use.claim.id, use.anchor))


def labels_in(claim: Claim, corpus: Corpus, parents: Parents) -> Iterator[DesignationUse]:
    """Yield the uses of a label in a claim, its evidence and its developments, in the order of its page."""
    return (use for use in _recorded_in(claim, corpus, parents) if use.designation.wording is not None)


def _recorded_in(claim: Claim, corpus: Corpus, parents: Parents) -> Iterator[DesignationUse]:
    payload, published = claim.claim.payload, corpus.articles[claim.article].published
    if isinstance(payload, Designation):
        voice = voice_in_claim(claim.claim, payload.said_by)
        day = payload.date or published
        yield DesignationUse(designation=payload, claim=claim, anchor="claimed", date=day, voice=voice)
    for position, item in enumerate(claim.review.evidence, 1):
        if isinstance(item.recorded, Designation):
            known = corpus.sources[item.source].published
            yield _of_item(item.recorded, claim, f"evidence-{position}", item, known, corpus, parents)
    for position, news in enumerate(claim.review.developments, 1):
        if isinstance(news.recorded, Designation):
            yield _of_item(news.recorded, claim, f"development-{position}", news, news.date, corpus, parents)


def _of_item(  # noqa: PLR0913, PLR0917 - private, called twice
    said: Designation,
    claim: Claim,
    anchor: str,
    item: Evidence | Development,
    known: str | None,
    corpus: Corpus,
    parents: Parents,
) -> DesignationUse:
    ids = (item.source,) if isinstance(item, Evidence) else item.sources
    sources = [corpus.sources[id_] for id_ in ids]
    others = (source for source in sources if not (said.said_by and is_published_by(source, said.said_by, parents)))
    return DesignationUse(
        designation=said,
        claim=claim,
        anchor=anchor,
        date=said.date or known,
        voice=voice_in_sources(said.said_by, sources, parents),
        sources=ids,
        reporters=tuple(source.id for source in others),
        confidence=item.confidence,
        needs=item.needs,
    )


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
