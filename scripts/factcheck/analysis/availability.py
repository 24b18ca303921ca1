"""What was known of an article's claims on a day: which evidence and which developments were available by then.

There are three such days: that of the article, the same day a year later, and now. A date says when something was
published or happened, not when anybody read of it. It is taken literally: ``2023-10`` was available on
31 October 2023, may have been on the 30th, and was not on 30 September.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from factcheck.analysis.support import Origins, Support
from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article

AT_PUBLICATION, A_YEAR_LATER, NOW = MOMENTS = ("at-publication", "a-year-later", "now")
"""The names of the days, as they are in addresses."""
THERE, PERHAPS, LATER, UNDATED = AVAILABILITIES = ("there", "perhaps", "later", "undated")
"""Whether something was available by a day: certainly, as far as its date tells, not yet, or nobody can say."""

_Item = TypeVar("_Item", Evidence, Development)


def page_id(article: str, moment: str) -> str:
    """Return the id of the page about an article on one of the :data:`MOMENTS`. No two pages have the same id."""
    return f"{article}-{moment}"


def availability(date: str | None, day: dt.date, cited: dt.date) -> str:
    """Return whether something was available at the end of a day: one of :data:`AVAILABILITIES`.

    Args:
        date: when it was published or happened (EDTF). The result is `there` or `later` only if every day that the
            date can mean agrees; an uncertain or approximate end of it (``?``, ``~``) or an open one proves nothing.
        day: the day in question.
        cited: a day on which we cited it. It was available then, whatever its date leaves open.
    """
    if date:
        span = parse_edtf(date)
        if span.start and not span.start.qualifier and span.earliest > day:
            return LATER
        if span.end and not span.end.qualifier and span.latest <= day:
            return THERE
    if cited <= day:
        return THERE
    return PERHAPS if date else UNDATED


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year: for 29 February the 28th, and for a day of the year 9999 that day."""
    year = min(day.year + 1, dt.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and its name: one of :data:`MOMENTS`."""

    name: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Dated(Generic[_Item]):
    """A piece of evidence or a development, its position in the claim, and whether it was available by then."""

    position: int
    item: _Item
    availability: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimThen:
    """A claim on a day."""

    claim: Claim
    evidence: tuple[Dated[Evidence], ...]
    developments: tuple[Dated[Development], ...]
    corrections: tuple[tuple[int, Correction], ...]
    """The corrections made by then, each with its position in the claim."""
    on_record: bool
    """Whether our record of the claim existed by then."""
    enough: bool
    """Whether the evidence available by then, as far as we have read it, suffices for `confirmed`."""

    @property
    def can_be_confirmed(self) -> bool:
        """Whether the claim can be confirmed: a judgement cannot."""
        return self.claim.claim.kind != "analysis"

    def evidence_that(self, availability: str) -> list[Dated[Evidence]]:
        """Return the evidence with this availability."""
        return [item for item in self.evidence if item.availability == availability]

    def developments_that(self, availability: str) -> list[Dated[Development]]:
        """Return the developments with this availability."""
        return [item for item in self.developments if item.availability == availability]


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
        """Whether the article's date can mean several days; then the last one counts."""
        span = parse_edtf(self.article.published) if self.article.published else None
        return bool(span and span.earliest != span.latest)

    @cached_property
    def by_claim(self) -> dict[str, ClaimThen]:
        """The claims by id."""
        return {then.claim.id: then for then in self.claims}

    @cached_property
    def evidence(self) -> Counter[str]:
        """How many pieces of evidence have each availability."""
        return Counter(item.availability for then in self.claims for item in then.evidence)

    @cached_property
    def developments(self) -> Counter[str]:
        """How many developments have each availability."""
        return Counter(item.availability for then in self.claims for item in then.developments)

    @cached_property
    def confirmable(self) -> list[ClaimThen]:
        """The claims that can be confirmed."""
        return [then for then in self.claims if then.can_be_confirmed]

    @cached_property
    def enough(self) -> int:
        """How many of those had enough support."""
        return sum(then.enough for then in self.confirmable)

    @cached_property
    def first_record(self) -> dt.date:
        """The day of the oldest of our records of these claims."""
        return min(_day(then.claim.record.created) for then in self.claims)


def collect_as_of(article: Article, claims: Sequence[Claim], origins: Origins) -> tuple[AsOf, ...]:
    """Return what was known of an article's claims on each of the days, the earliest first.

    Args:
        article: the article.
        claims: its claims, in the order of its text; without claims there are no days.
        origins: the origins of all sources.
    """
    return tuple(
        AsOf(article=article, moment=moment, claims=tuple(_claim_then(claim, moment.day, origins) for claim in claims))
        for moment in collect_moments(article, claims, origins.corpus)
    )


def collect_moments(article: Article, claims: Sequence[Claim], corpus: Corpus) -> tuple[Moment, ...]:
    """Return the days for an article, none of them later than the newest thing on record.

    `now` is the day of that newest thing, not of the build, so that the same records give the same pages.
    """
    if not claims:
        return ()
    now = max(_on_record(claims, corpus))
    span = parse_edtf(article.published) if article.published else None
    # If the date has an open end, there is no last day on which the article can have appeared.
    past = (span.latest, a_year_after(span.latest)) if span and span.end else ()
    days = zip(MOMENTS, past, strict=False)
    return (*(Moment(name, day) for name, day in days if day <= now), Moment(NOW, now))


def _on_record(claims: Sequence[Claim], corpus: Corpus) -> Iterator[dt.date]:
    """Yield the first day that each date of a check, a correction, evidence or a development can mean."""
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
        Dated(position, item, availability(sources[item.source].published, day, cited))
        for position, item in enumerate(review.evidence, 1)
        if item.source in sources
    )
    there = tuple(item.item for item in evidence if item.availability == THERE)
    return ClaimThen(
        claim=claim,
        evidence=evidence,
        developments=tuple(
            Dated(position, item, availability(item.date, day, cited))
            for position, item in enumerate(review.developments, 1)
        ),
        corrections=tuple(
            (position, item) for position, item in enumerate(claim.record.corrections, 1) if _day(item.date) <= day
        ),
        on_record=_day(claim.record.created) <= day,
        enough=Support(replace(claim, review=replace(review, evidence=there)), origins).suffices,
    )
