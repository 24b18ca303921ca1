"""What was known on a day: the evidence and the developments of each claim, by whether they were there by then.

Three days are looked at: that of the article, the same day a year later, and now.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from factcheck.analysis.origins import Origins, Support
from factcheck.analysis.standing import THERE, standing
from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article

AT_PUBLICATION, A_YEAR_LATER, NOW = MOMENTS = ("at-publication", "a-year-later", "now")
"""The days that are looked at, by the names that stand in addresses."""

_Item = TypeVar("_Item", Evidence, Development)


def page_id(article: str, moment: str) -> str:
    """Return the id of the page of an article and one of :data:`MOMENTS`, none of which can be mistaken for another."""
    return f"{article}-{moment}"


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; of 29 February the 28th, and of the last year there is the same day."""
    year = min(day.year + 1, dt.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that is looked at, with its name: one of :data:`MOMENTS`."""

    name: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Dated(Generic[_Item]):
    """A piece of evidence or a development, its position in the claim, and whether it was there by then."""

    position: int
    item: _Item
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimThen:
    """A claim on a day."""

    claim: Claim
    evidence: tuple[Dated[Evidence], ...]
    developments: tuple[Dated[Development], ...]
    corrections: tuple[tuple[int, Correction], ...]
    """What our page had corrected by then, with its position there."""
    on_record: bool
    """Whether our record of the claim existed by then."""
    enough: bool
    """Whether what was there and what we have read of it gives the support that `confirmed` takes."""

    @property
    def can_be_confirmed(self) -> bool:
        """Whether the claim is one that can be confirmed: a judgement cannot."""
        return self.claim.claim.kind != "analysis"

    def evidence_that(self, standing: str) -> list[Dated[Evidence]]:
        """Return the evidence that was there, or perhaps, or not, as `standing` says."""
        return [item for item in self.evidence if item.standing == standing]

    def developments_that(self, standing: str) -> list[Dated[Development]]:
        """Return the developments that were there, or perhaps, or not, as `standing` says."""
        return [item for item in self.developments if item.standing == standing]


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """An article's claims on a day, in the order of its text."""

    article: Article
    moment: Moment
    claims: tuple[ClaimThen, ...]

    @property
    def id(self) -> str:
        """The id of its page."""
        return page_id(self.article.id, self.moment.name)

    @property
    def is_last_of_several_days(self) -> bool:
        """Whether the article's date can mean several days, of which the last one is taken."""
        span = parse_edtf(self.article.published) if self.article.published else None
        return bool(span and span.earliest != span.latest)

    @cached_property
    def by_claim(self) -> dict[str, ClaimThen]:
        """The same, by the id of the claim."""
        return {then.claim.id: then for then in self.claims}

    @cached_property
    def evidence(self) -> Counter[str]:
        """How many pieces of evidence were there, or perhaps, or not."""
        return Counter(item.standing for then in self.claims for item in then.evidence)

    @cached_property
    def developments(self) -> Counter[str]:
        """How many developments were there, or perhaps, or not."""
        return Counter(item.standing for then in self.claims for item in then.developments)

    @cached_property
    def confirmable(self) -> list[ClaimThen]:
        """The claims that can be confirmed."""
        return [then for then in self.claims if then.can_be_confirmed]

    @cached_property
    def enough(self) -> int:
        """For how many of those there was the support that it takes."""
        return sum(then.enough for then in self.confirmable)

    @cached_property
    def first_record(self) -> dt.date:
        """The day of the oldest of our records of these claims."""
        return min(_day(then.claim.record.created) for then in self.claims)


def collect_as_of(article: Article, claims: Sequence[Claim], origins: Origins) -> tuple[AsOf, ...]:
    """Return what was known of an article's claims on each day that is looked at, the earliest first.

    Args:
        article: the article.
        claims: its claims, in the order of its text; without any there is nothing to look at.
        origins: the ways of all sources back to where their words come from.
    """
    return tuple(
        AsOf(article=article, moment=moment, claims=tuple(_claim_then(claim, moment.day, origins) for claim in claims))
        for moment in collect_moments(article, claims, origins.corpus)
    )


def collect_moments(article: Article, claims: Sequence[Claim], corpus: Corpus) -> tuple[Moment, ...]:
    """Return the days that are looked at: never one that our records have not reached yet.

    `now` is the day of the newest thing on record, not that of the build: the same records give the same pages.
    """
    if not claims:
        return ()
    now = max(_on_record(claims, corpus))
    span = parse_edtf(article.published) if article.published else None
    # Without an end there is no last day on which the article can have appeared.
    past = (span.latest, a_year_after(span.latest)) if span and span.end else ()
    days = zip(MOMENTS, past, strict=False)
    return (*(Moment(name, day) for name, day in days if day <= now), Moment(NOW, now))


def _on_record(claims: Sequence[Claim], corpus: Corpus) -> Iterator[dt.date]:
    """Yield the first day that each date on record can mean: of checks, corrections, evidence and developments."""
    for claim in claims:
        review, record = claim.review, claim.record
        sources = (corpus.sources.get(item.source) for item in review.evidence)
        happened = (*(item.date for item in record.corrections), *(item.date for item in review.developments))
        yield from map(_day, (review.checked, record.created, *happened))
        yield from (_day(source.published) for source in sources if source and source.published)


def _day(date: str) -> dt.date:
    return parse_edtf(date).earliest


def _claim_then(claim: Claim, day: dt.date, origins: Origins) -> ClaimThen:
    review, cited, sources = claim.review, _day(claim.review.checked), origins.corpus.sources
    evidence = tuple(
        Dated(position, item, standing(sources[item.source].published, day, cited))
        for position, item in enumerate(review.evidence, 1)
        if item.source in sources
    )
    there = tuple(item.item for item in evidence if item.standing == THERE)
    return ClaimThen(
        claim=claim,
        evidence=evidence,
        developments=tuple(
            Dated(position, item, standing(item.date, day, cited))
            for position, item in enumerate(review.developments, 1)
        ),
        corrections=tuple(
            (position, item) for position, item in enumerate(claim.record.corrections, 1) if _day(item.date) <= day
        ),
        on_record=_day(claim.record.created) <= day,
        enough=Support(replace(claim, review=replace(review, evidence=there)), origins).suffices,
    )
