"""What was known of an article's claims on a day, and what we said: the evidence, developments and version of then.

A date says when something was published or happened, not when anybody read of it. It is taken literally: ``2023-10``
was available on 31 October 2023, may have been on the 30th, and was not on 30 September.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Generic, TypeVar

from factcheck.analysis.days import Moment, earliest_day, page_id
from factcheck.analysis.support import Origins, Support
from factcheck.kinds import CLAIM
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article
from factcheck.records.version import History, Version

THERE, PERHAPS, LATER, UNDATED = AVAILABILITIES = ("there", "perhaps", "later", "undated")
"""Whether something was available by a day: certainly, as far as its date tells, not yet, or nobody can say."""

_Item = TypeVar("_Item", Evidence, Development)


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
    said: Version | None
    """What our record of the claim said at the end of the day; None if it was not there yet, or that is not known."""
    on_record: bool
    """Whether our record of the claim existed by then."""
    enough: bool
    """Whether the evidence available by then, as far as we have read it, suffices for `confirmed`."""

    @property
    def state(self) -> tuple[object, ...]:
        """What distinguishes it from the same claim on other days."""
        evidence = tuple(item.availability for item in self.evidence)
        developments = tuple(item.availability for item in self.developments)
        said = self.said and (self.said.date, self.said.content)
        return (self.claim.id, evidence, developments, len(self.corrections), self.on_record, said)

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
        return page_id(self.article.id, self.moment.day.isoformat())

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
    def on_record(self) -> list[ClaimThen]:
        """The claims that were on this site by then."""
        return [then for then in self.claims if then.on_record]

    @cached_property
    def first_record(self) -> dt.date:
        """The day of the oldest of our records of these claims."""
        return min(earliest_day(then.claim.record.created) for then in self.claims)


class Then:
    """What was known of claims on any day, and what we said. The same evidence is weighed only once."""

    def __init__(self, origins: Origins, history: History) -> None:
        self._origins, self._history = origins, history
        self._enough: dict[tuple[str, tuple[int, ...]], bool] = {}
        self._cited = cache(self._first_cited)

    def as_of(self, article: Article, claims: Sequence[Claim], moment: Moment) -> AsOf:
        """Return what was known of an article's claims, which are in the order of its text, on a day."""
        return AsOf(article=article, moment=moment, claims=tuple(self.claim(claim, moment.day) for claim in claims))

    def claim(self, claim: Claim, day: dt.date) -> ClaimThen:
        """Return what was known of a claim at the end of a day."""
        review, sources = claim.review, self._origins.corpus.sources
        checked, cited = earliest_day(review.checked), self._cited(claim.id)
        evidence = tuple(
            Dated(position, item, availability(sources[item.source].published, day, cited.get(item.source, checked)))
            for position, item in enumerate(review.evidence, 1)
            if item.source in sources
        )
        return ClaimThen(
            claim=claim,
            evidence=evidence,
            developments=tuple(
                Dated(position, item, availability(item.date, day, cited.get(item.date, checked)))
                for position, item in enumerate(review.developments, 1)
            ),
            corrections=tuple(
                (position, item)
                for position, item in enumerate(claim.record.corrections, 1)
                if earliest_day(item.date) <= day
            ),
            said=self._history.at(CLAIM, claim.id, day.isoformat()),
            on_record=earliest_day(claim.record.created) <= day,
            enough=self._suffices(claim, tuple(item.position for item in evidence if item.availability == THERE)),
        )

    def _first_cited(self, claim: str) -> dict[str, dt.date]:
        """Return the day on which a claim first cited each source, by its id, and each development, by its date."""
        found: dict[str, dt.date] = {}
        for version in self._history.versions(CLAIM, claim):
            review = version.data.get("review")
            for part, name in (("evidence", "source"), ("developments", "date")):
                items = review.get(part) if isinstance(review, Mapping) else None
                for item in items if isinstance(items, list | tuple) else ():
                    if isinstance(item, Mapping) and isinstance(item.get(name), str):
                        found.setdefault(item[name], earliest_day(version.date))
        return found

    def _suffices(self, claim: Claim, positions: tuple[int, ...]) -> bool:
        """Return whether these pieces of evidence suffice for `confirmed`."""
        key = (claim.id, positions)
        if key not in self._enough:
            there = tuple(claim.review.evidence[position - 1] for position in positions)
            review = replace(claim.review, evidence=there)
            self._enough[key] = Support(replace(claim, review=review), self._origins).suffices
        return self._enough[key]
