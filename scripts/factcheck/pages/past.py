"""What pages show of the past: what was known and said on a day, which records are gone, and when others last changed.

A record was last updated on a day that its history or its own dates give, never the clock or the time of a file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from factcheck.analysis.availability import AsOf, ClaimThen, Then
from factcheck.analysis.days import Moment, collect_moments, first_days
from factcheck.analysis.field_changes import is_text
from factcheck.analysis.retired import Retired, all_retired
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, REFUSAL, SOURCE
from factcheck.pages.lookups import Lookups
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Article
from factcheck.records.version import History, Version

if TYPE_CHECKING:
    from factcheck.pages.view import View


def changes_of(claim: Claim) -> tuple[str, ...]:
    """Return the days on which a claim was made, last checked, and corrected."""
    return (claim.record.created, claim.review.checked, *(item.date for item in claim.record.corrections))


def last_change(claim: Claim) -> str:
    """Return the last day on which a claim was made, checked or corrected."""
    return max(changes_of(claim))


_OWN_DAYS: Mapping[str, Callable[[Any], tuple[str | None, ...]]] = {
    CLAIM: changes_of,
    SOURCE: lambda source: (source.retrieved,),
    REFUSAL: lambda refusal: (refusal.refused,),
}
"""The days that a record itself gives on which something about it changed, by kind."""


def last_update(corpus: Corpus, history: History, kind: str, id_: str) -> str | None:
    """Return the last day on which a record changed, as ``2026-11-29``; None if no such day is known.

    An article is updated when one of its claims is: its page shows their ratings.
    """
    record = corpus.tables[kind].get(id_)  # none if it moved or was withdrawn
    own = _OWN_DAYS[kind](record) if record and kind in _OWN_DAYS else ()
    days = [*own, *(version.date for version in history.versions(kind, id_)[-1:])]
    if kind == ARTICLE:
        days += [last_update(corpus, history, CLAIM, claim) for claim in corpus.users(ARTICLE, id_, CLAIM)]
    return max(filter(None, days), default=None)


class Past:
    """The past of the records in a corpus, as far as their dates and their history tell it."""

    def __init__(self, lookups: Lookups, history: History) -> None:
        self._lookups, self._corpus, self._history = lookups, lookups.corpus, history
        self._then = Then(lookups.origins, history)
        self.moments = cache(self._moments)
        self.as_of = lru_cache(4)(self._as_of)  # a page about a day compares it with the one before

    def _moments(self, article: str) -> tuple[Moment, ...]:
        """Return the days that matter to an article, the earliest first."""
        claims = self._lookups.claims_of(article)
        ours = (version.date for claim in claims for version in self._history.versions(CLAIM, claim.id))
        return collect_moments(self._corpus.articles[article], claims, self._corpus, first_days(ours))

    def _as_of(self, article: str, moment: Moment) -> AsOf:
        """Return what was known of an article's claims on a day, and what we said."""
        return self._then.as_of(self._corpus.articles[article], self._lookups.claims_of(article), moment)

    @cached_property
    def retired(self) -> list[Retired]:
        """What is left of the records that moved or were withdrawn, the newest first."""
        return all_retired(self._corpus, self._history)

    def retired_of(self, kind: str) -> list[Retired]:
        """Return what is left of the records of a kind that moved or were withdrawn, the newest first."""
        return [gone for gone in self.retired if gone.kind == kind]

    def withdrawn(self, kind: str) -> list[Retired]:
        """Return what is left of the records of a kind that were withdrawn, the newest first."""
        return [gone for gone in self.retired_of(kind) if not gone.moved_to]

    def retired_claims(self, article: str) -> list[Retired]:
        """Return what is left of the claims of an article that were withdrawn, as far as their article is known."""
        return [gone for gone in self.withdrawn(CLAIM) if gone.article == article]

    def retired_claims_of(self, kind: str, id_: str) -> list[Retired]:
        """Return what is left of the claims that moved or were withdrawn, and of those only that named a record.

        Of a claim that moved, that is what it names now; of one that was withdrawn, what it named, if that is known.
        """
        naming = {*self._corpus.users(kind, id_, CLAIM)}
        gone = self.retired_of(CLAIM)
        return [item for item in gone if item.moved_to in naming or id_ in self._named_before[item.id]]

    @cached_property
    def _named_before(self) -> Mapping[str, frozenset[str]]:
        """The words of each claim that is gone, the ids of what it named among them."""
        gone = ((item.id, item.said) for item in self.retired_of(CLAIM))
        return {
            id_: frozenset(_strings([said.value("article"), said.value("claim")]) if said else ()) for id_, said in gone
        }

    def updated(self, kind: str, id_: str) -> str | None:
        """Return the last day on which a record changed, if it is known."""
        return last_update(self._corpus, self._history, kind, id_)

    def list_updated(self, kind: str) -> str | None:
        """Return the last day on which a record of a kind changed, moved or was withdrawn, if it is known."""
        days = [self.updated(kind, id_) for id_ in self._corpus.tables[kind]]
        days += [gone.date for gone in self.retired_of(kind)]
        return max(filter(None, days), default=None)

    def claim_then(self, claim: Claim, moment: Moment) -> ClaimThen:
        """Return what was known of a claim on a day, and what we said."""
        return self._then.claim(claim, moment.day)

    def is_inexact(self, article: Article) -> bool:
        """Return whether the date of an article can mean several days."""
        span = parse_edtf(article.published) if article.published else None
        return bool(span and span.earliest != span.latest)


def _strings(data: Any) -> Iterator[str]:
    """Yield every string in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for inner in data.values() if isinstance(data, Mapping) else data:
            yield from _strings(inner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a version said.

    `rating` is the id of its rating, `badge` shows that, `short` is what was asserted, and `title` says by whom, too.
    """

    date: str
    rating: str
    badge: Markup
    is_unsure: bool
    short: Markup
    title: Markup


def said_then(view: "View", badge: Callable[..., Markup], version: Version | None) -> Said | None:
    """Return what a version of a claim said; None if there is no version, or it has no rating.

    Args:
        view: the records as readers see them today.
        badge: shows a rating that still exists; of any other one, only its id is known.
        version: what the record said, in the form of its time.
    """
    rating = version.value("review", "rating") if version else None
    if not version or not isinstance(rating, str):
        return None
    short, claimant = version.value("claim", "short"), version.value("claim", "claimant")
    words = {code: str(text) for code, text in short.items()} if is_text(short) else {}
    return Said(
        date=version.date,
        rating=rating,
        badge=badge(rating, linked=False) if rating in view.corpus.ratings else escape(rating),
        is_unsure=version.value("review", "confidence") == "low",
        short=view.text(words) if words else Markup(),
        title=view.text(view.credited(str(claimant or ""), words)) if words else Markup(),
    )
