"""The timeline of an article: each article has one of its own.

It is divided at the day of the article and a year later, so that readers see what the article could use.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck.analysis.days import a_year_after
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, file_path
from factcheck.languages import N_
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, shorten
from factcheck.pages.record_pages import retired_page
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import newest_day, sorting_day
from factcheck.records.record import Article, Source

_ABOUT = N_("“%(title)s”, day by day: what sources said, what happened later, and our corrections.")


def timeline_page(templates: Templates, id_: str) -> Page | None:
    """Return the page with the timeline of an article, the page that replaces it if the article moved, or None."""
    view = templates.view
    if stone := view.corpus.tombstones.get((ARTICLE, id_)):
        return replace(retired_page(templates, ARTICLE, stone), kind="timeline", id=id_, links=())
    article = view.corpus.articles.get(id_)
    if not article:
        return None
    name = view.article_name(article)
    title = view._("%(article)s: what sources said, and when") % {"article": name}
    about = view._(_ABOUT) % {"title": article.title}
    return Page(
        kind="timeline",
        id=id_,
        file=file_path(ARTICLE, id_),
        title=title,
        description=shorten(about),
        body=templates.render("timeline.html", article=article, timeline=collect_timeline(view, article), title=title),
        search_text="",
        found=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something with a date: an article, a source with its evidence, a development, or a correction.

    Each piece of evidence, development and correction comes with its claim and its position there, from 1.
    """

    date: str
    certainty: str | None = None
    """How the date is known if not from the source itself: a value of ``published_certainty`` or ``date_certainty``."""
    article: Article | None = None
    source: Source | None = None
    evidence: tuple[tuple[Claim, int, Evidence], ...] = ()
    development: tuple[Claim, int, Development] | None = None
    correction: tuple[Claim, int, Correction] | None = None

    @property
    def day(self) -> dt.date:
        """The day by which it is sorted."""
        return sorting_day(self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The events of an article in the order of dates, by its parts, without empty parts.

    The parts are ``before``, ``article``, ``year_after``, ``since`` and ``corrections``; an article without a date has
    ``all`` instead of the first four.
    """

    parts: Mapping[str, list[Event]]
    appeared: dt.date | None
    """The last day on which the article can have appeared."""

    def count(self, part: str) -> int:
        """Return how many events a part has."""
        return len(self.parts.get(part, ()))


def collect_timeline(view: View, article: Article) -> Timeline:
    """Return the timeline of an article, with the claims that it makes."""
    claims = view.lookups.claims_of(article.id)
    events = sorted([*_evidence(view.corpus, claims), *_developments(claims)], key=lambda event: event.day)
    parts: dict[str, list[Event]] = {name: [] for name in ("all", "before", "article", "year_after", "since")}
    parts["corrections"] = sorted(_corrections(claims), key=lambda event: event.day)
    appeared = newest_day(article.published) if article.published else None
    year_later = a_year_after(appeared) if appeared else None
    for event in events:
        parts[_part(event.day, appeared, year_later)].append(event)
    if article.published:
        parts["article"] = [Event(date=article.published, certainty=article.published_certainty, article=article)]
    return Timeline(parts={name: part for name, part in parts.items() if part}, appeared=appeared)


def dated_events(view: View, article: Article) -> list[Event]:
    """Return all events of an article's claims in the order of dates, the day of the article itself left out."""
    claims = view.lookups.claims_of(article.id)
    events = (*_evidence(view.corpus, claims), *_developments(claims), *_corrections(claims))
    return sorted(events, key=lambda event: event.day)


def _part(day: dt.date, appeared: dt.date | None, year_later: dt.date | None) -> str:
    """Return the part of a timeline in which a day is."""
    if not appeared or not year_later:
        return "all"
    return "before" if day <= appeared else "year_after" if day <= year_later else "since"


def _evidence(corpus: Corpus, claims: list[Claim]) -> Iterator[Event]:
    """Yield each dated source of evidence once, with all its evidence."""
    used: dict[str, list[tuple[Claim, int, Evidence]]] = {}
    for claim in claims:
        for position, item in enumerate(claim.review.evidence, 1):
            used.setdefault(item.source, []).append((claim, position, item))
    for id_, evidence in used.items():
        source = corpus.sources[id_]
        if source.published:
            yield Event(
                date=source.published, certainty=source.published_certainty, source=source, evidence=tuple(evidence)
            )


def _developments(claims: list[Claim]) -> Iterator[Event]:
    """Yield the developments. Those of several claims with the same date and sources are one event."""
    found: dict[object, Event] = {}
    for claim in claims:
        for position, item in enumerate(claim.review.developments, 1):
            key = (item.date, item.sources or (claim.id, position))
            event = Event(date=item.date, certainty=item.date_certainty, development=(claim, position, item))
            found.setdefault(key, event)
    yield from found.values()


def _corrections(claims: list[Claim]) -> Iterator[Event]:
    for claim in claims:
        for position, item in enumerate(claim.record.corrections, 1):
            yield Event(date=item.date, correction=(claim, position, item))
