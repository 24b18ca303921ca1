"""Everything with a date that bears on an article: what sources said, the article, what happened since, corrections.

The line is cut at the day of the article and a year later, so that readers see what could be known then.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.analysis.availability import a_year_after
from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something with a date: an article, a source with the evidence from it, a development, or a correction.

    Evidence, developments and corrections come with their claim and their position there, from 1.
    """

    date: str
    article: Article | None = None
    source: Source | None = None
    evidence: tuple[tuple[Claim, int, Evidence], ...] = ()
    development: tuple[Claim, int, Development] | None = None
    correction: tuple[Claim, int, Correction] | None = None

    @property
    def day(self) -> dt.date:
        """The first day that the date can mean, for sorting; the last one if it has no first."""
        span = parse_edtf(self.date)
        return span.latest if span.earliest == dt.date.min else span.earliest


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the line, ``before``, ``article``, ``year_after``, ``since`` or ``corrections``, and its events."""

    name: str
    events: tuple[Event, ...]


def collect_periods(corpus: Corpus, article: Article) -> list[Period]:
    """Return the line of an article in its parts, each in the order of dates; parts without events are left out."""
    claims = [claim for claim in corpus.claims.values() if claim.article == article.id]
    events = sorted([*_evidence(corpus, claims), *_developments(claims)], key=lambda event: event.day)
    if not article.published:
        return [Period("since", tuple(events))]
    appeared = parse_edtf(article.published).latest
    year_later = a_year_after(appeared)
    parts: dict[str, list[Event]] = {"before": [], "article": [], "year_after": [], "since": []}
    for event in events:
        parts["before" if event.day <= appeared else "year_after" if event.day <= year_later else "since"].append(event)
    parts["article"].append(Event(date=article.published, article=article))
    parts["corrections"] = sorted(_corrections(claims), key=lambda event: event.day)
    return [Period(name, tuple(part)) for name, part in parts.items() if part]


def _evidence(corpus: Corpus, claims: list[Claim]) -> Iterator[Event]:
    """Yield the dated sources of evidence, each once, with all the evidence from it."""
    used: dict[str, list[tuple[Claim, int, Evidence]]] = {}
    for claim in claims:
        for position, item in enumerate(claim.review.evidence, 1):
            used.setdefault(item.source, []).append((claim, position, item))
    for id_, evidence in used.items():
        source = corpus.sources[id_]
        if source.published:
            yield Event(date=source.published, source=source, evidence=tuple(evidence))


def _developments(claims: list[Claim]) -> Iterator[Event]:
    """Yield what happened since. What several claims record of one day from the same sources is one event."""
    found: dict[object, Event] = {}
    for claim in claims:
        for position, item in enumerate(claim.review.developments, 1):
            key = (item.date, item.sources or (claim.id, position))
            found.setdefault(key, Event(date=item.date, development=(claim, position, item)))
    yield from found.values()


def _corrections(claims: list[Claim]) -> Iterator[Event]:
    for claim in claims:
        for position, item in enumerate(claim.record.corrections, 1):
            yield Event(date=item.date, correction=(claim, position, item))
