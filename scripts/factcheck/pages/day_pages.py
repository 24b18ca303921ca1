"""The pages that show what was known of an article's claims on a day, and what we said of them.

Each day that matters has a page whose address has its date. The three days that have a name answer under that, too: the
day of an article may be corrected, and `now` moves with every new entry.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup

from factcheck.analysis.availability import THERE, AsOf, ClaimThen
from factcheck.analysis.days import AT_PUBLICATION, MOMENTS, NOW, Moment, certain_day, page_id, split_id
from factcheck.analysis.retired import Retired
from factcheck.kinds import ARTICLE, CLAIM, file_path
from factcheck.languages import N_
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, shorten
from factcheck.pages.record_pages import retired_page
from factcheck.pages.timeline import Event, dated_events
from factcheck.pages.view import View
from factcheck.records.record import Moved
from factcheck.records.version import Version

_AT_FIRST = N_(
    "Of the %(all)s pieces of evidence that we cite, %(there)s had been published by %(date)s. The authors of the"
    " article may have had others."
)
_LATER = N_(
    "Of the %(all)s pieces of evidence that we cite, %(there)s had been published by %(date)s. There may be others."
)
_NOW = N_("We cite %(all)s pieces of evidence. The newest entry on this site is of %(date)s.")
_WERE_ENOUGH = N_(
    "For %(enough)s of the %(claims)s claims that can be confirmed at all, what we have read would have been"
    " enough for “Confirmed”: a primary source, or two independent ones."
)
_ARE_ENOUGH = N_(
    "For %(enough)s of the %(claims)s claims that can be confirmed at all, what we have read is enough for"
    " “Confirmed”: a primary source, or two independent ones."
)
_BEFORE_US = N_("We had not examined any of these claims yet: our first page on them is of %(first)s.")
_BY_US = N_("We had examined %(examined)s of the %(all_claims)s claims.")


def day_keys(view: View) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each page of a day: by its date and then, if it has one, by its name."""
    for article in view.corpus.articles:
        for moment in view.past.moments(article):
            yield from (("as_of", page_id(article, name)) for name in (moment.day.isoformat(), *moment.names))


def retired_day_keys(view: View, id_: str) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each page of a day at the old addresses of an article that moved or was withdrawn."""
    gone = view.corpus.tombstones[ARTICLE, id_]
    target = gone.moved_to if isinstance(gone, Moved) else ""
    moments = view.past.moments(target) if target in view.corpus.articles else ()
    days = [moment.day.isoformat() for moment in moments]
    yield from (("as_of", page_id(id_, name)) for name in (*days, *MOMENTS))


def day_page(templates: Templates, id_: str) -> Page | None:
    """Return the page with this id, the page that replaces it if its article moved or was withdrawn, or None."""
    view, (article, day) = templates.view, split_id(id_)
    if stone := view.corpus.tombstones.get((ARTICLE, article)):
        return replace(retired_page(templates, ARTICLE, stone), kind="as_of", id=id_, links=())
    moments = view.past.moments(article) if article in view.corpus.articles else ()
    for place, moment in enumerate(moments):
        if day == moment.day.isoformat():
            return _as_of_page(templates, article, place)
        if day in moment.names:  # the search and the sitemap have it by its date
            return replace(_as_of_page(templates, article, place), id=id_, listed=False)
    return None


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an article as a page about one of them shows them, to choose another one."""

    all: tuple[Moment, ...]
    place: int

    @property
    def shown(self) -> Moment:
        """The day of the page."""
        return self.all[self.place]

    @property
    def before(self) -> Moment | None:
        """The day before it that matters."""
        return self.all[self.place - 1] if self.place else None

    @property
    def after(self) -> Moment | None:
        """The next day that matters."""
        return next(iter(self.all[self.place + 1 :]), None)

    @property
    def years(self) -> list[tuple[int, Moment]]:
        """The years, each with its last day: where a reader finds the other days of that year."""
        return [(year, [*moments][-1]) for year, moments in groupby(self.all, lambda moment: moment.day.year)]

    @property
    def of_the_year(self) -> list[Moment]:
        """The days of the year of the page."""
        return [moment for moment in self.all if moment.day.year == self.shown.day.year]


@lru_cache(1)  # a day with a name has the same page twice, one after the other
def _as_of_page(templates: Templates, article_id: str, place: int) -> Page:
    view = templates.view
    article, days = view.corpus.articles[article_id], Days(view.past.moments(article_id), place)
    found = view.past.as_of(article_id, days.shown)
    news = _news(view, found, days.before)
    names = {"article": view.article_name(article), "date": view.date(found.moment.day.isoformat())}
    title = view._(N_("%(article)s: what was known by %(date)s, and what we said")) % names
    answer = " ".join(_answer(view, found))
    return Page(
        kind="as_of",
        id=found.id,
        file=file_path(ARTICLE, article.id),
        title=title,
        description=shorten(answer),
        body=templates.render(
            "as_of.html",
            article=article,
            found=found,
            days=days,
            title=title,
            answer=answer,
            new=[*_new(view, found, days.before.day)] if days.before else [],
            gone=[*_gone(view, found)],
            sections=[_part(templates, found, then, "_claim_then.html") for then in news],
            rows=[_part(templates, found, then, "_claim_row.html") for then in found.claims if then not in news],
        ),
        search_text=f"{article.title}. {answer}",
        found=bool(found.moment.names),
        filters={ARTICLE: (article.id,)},
    )


def _answer(view: View, found: AsOf) -> Iterable[str]:
    """Return the first sentences of a page; that on “Confirmed” only if a claim can be confirmed."""
    values = {
        "date": view.date(found.moment.day.isoformat()),
        "there": found.evidence[THERE],
        "all": found.evidence.total(),
        "enough": found.enough,
        "claims": len(found.confirmable),
        "first": view.date(found.first_record.isoformat()),
        "examined": len(found.on_record),
        "all_claims": len(found.claims),
    }
    reasons = found.moment.reasons
    yield view._(_NOW if NOW in reasons else _AT_FIRST if AT_PUBLICATION in reasons else _LATER) % values
    if found.confirmable:
        yield view._(_ARE_ENOUGH if NOW in reasons else _WERE_ENOUGH) % values
    if NOW not in reasons:
        yield view._(_BY_US if found.on_record else _BEFORE_US) % values


def _new(view: View, found: AsOf, before: dt.date) -> Iterator[Event]:
    """Yield what came since the day before that matters, up to the day of a page."""
    for event in dated_events(view, found.article):
        day = certain_day(event.date)
        if day and before < day <= found.moment.day:
            yield event


def _gone(view: View, found: AsOf) -> Iterator[tuple[Retired, Version]]:
    """Yield the claims that were on this site on a day and were withdrawn since, each with what it said then."""
    for gone in view.past.retired_claims(found.article.id):
        day = found.moment.day.isoformat()
        said = view.history.at(CLAIM, gone.id, day)
        if said and day < gone.date:
            yield gone, said


def _news(view: View, found: AsOf, before: Moment | None) -> list[ClaimThen]:
    """Return the claims that a page shows in full: on a day with a name all, on others those with something new."""
    if found.moment.names or not before:
        return [*found.claims]
    known = view.past.as_of(found.article.id, before).by_claim
    return [then for then in found.claims if then.state != known[then.claim.id].state]


def _part(templates: Templates, found: AsOf, then: ClaimThen, template: str) -> Markup:
    """Return the HTML about a claim on a day. It is made once for all days on which the same was known and said."""
    about = {"now": NOW in found.moment.reasons, "begun": bool(found.on_record)}
    key = (template, *then.state, *about.values())
    if key not in templates.sections:
        module: Any = templates.environment.get_template(template).module
        templates.sections[key] = module.claim(then, **about)
    return templates.sections[key]
