"""Calendars of the days on which claims are to be checked again and answers are awaited (iCalendar, RFC 5545).

Each day is an event, not a task: a calendar that somebody subscribes to shows events only, and the task is ours. When a
date moves, its event moves with it: it keeps its name (UID), and its SEQUENCE is how often the date has moved so far.
Without a history that is not known, and 0; programs that read the whole calendar again take the new date all the same.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial

from icalendar import Calendar, Event, vText

from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import N_
from factcheck.outputs.calendar_days import CalendarDay, cancelled_day, days_of
from factcheck.outputs.output import Make, Output
from factcheck.pages import Renderer
from factcheck.pages.file_addresses import CALENDAR, FEEDS, feed, feed_name
from factcheck.pages.followed import Followed, all_reviews, calendar_about, followed, withdrawn
from factcheck.pages.page import address
from factcheck.records.claim import Claim

MOST, MOST_OF_ONE = 100, 5
"""How many days to come a calendar has, the earliest first: that of all claims, and that of one entity."""
_ABOUT = N_("The days on which claims are to be checked again, and by which answers are awaited.")


class _Text(vText):
    """A text that can be read back: icalendar takes a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        """Return the text as the standard wants it written (RFC 5545, 3.3.11)."""
        return self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n").encode()


class Calendars:
    """The calendars of a site in one language."""

    def __init__(self, renderer: Renderer) -> None:
        self._view, self._site, self._corpus = renderer.view, renderer.site, renderer.corpus
        self._days = cache(lambda id_: list(days_of(self._view, self._corpus.claims[id_])))

    def makers(self) -> dict[str, Make]:
        """Return the name of each calendar, and what makes it; that of a withdrawn entity says so."""
        own = [id_ for kind, id_ in followed(self._view) if kind == ENTITY]
        gone = [gone for gone in withdrawn(self._view) if gone.kind == ENTITY]
        return {
            all_reviews(self._view).name: self._of_all,
            **{feed_name(ENTITY, id_): partial(self._about, id_) for id_ in own},
            **{feed_name(ENTITY, item.id): partial(self._of_withdrawn, item) for item in gone},
        }

    def _of_all(self) -> bytes:
        gone = (item for item in self._view.past.retired if item.kind == CLAIM)
        return self._calendar(all_reviews(self._view), self._in_order(self._corpus.claims.values(), gone, MOST))

    def _about(self, id_: str) -> bytes:
        claims, gone = self._view.lookups.claims_using(ENTITY, id_), self._view.past.retired_claims_of(ENTITY, id_)
        return self._calendar(calendar_about(self._view, id_), self._in_order(claims, gone, MOST_OF_ONE))

    def _of_withdrawn(self, gone: Retired) -> bytes:
        day = cancelled_day(self._view, gone)
        return self._calendar(Followed(feed_name(ENTITY, gone.id), day.title, address(ENTITY, gone.id)), [day])

    def _in_order(self, claims: Iterable[Claim], gone: Iterable[Retired], most: int) -> list[CalendarDay]:
        """Return days, the earliest first: at most so many to come, then those that were cancelled."""
        found = [day for claim in claims for day in self._days(claim.id)]
        every = sorted([*found, *(cancelled_day(self._view, item) for item in gone)], key=lambda it: (it.day, it.name))
        return [*[day for day in every if not day.cancelled][:most], *(day for day in every if day.cancelled)]

    def _calendar(self, about: Followed, days: Iterable[CalendarDay]) -> bytes:
        made, title = Calendar(), _Text(f"{self._site.name} – {about.title}")
        made.add("prodid", f"-//factcheck//{self._view.language.upper()}")
        made.add("version", "2.0")
        made.add("name", title)  # RFC 7986
        made.add("x-wr-calname", title)  # what most programs know
        made.add("description", _Text(self._view._(_ABOUT)))
        made.add("refresh-interval", timedelta(days=1), {"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
        made.add("url", f"{self._site.url}{about.page}")
        made.add("source", f"{self._site.url}{feed(about.name, CALENDAR)}", {"VALUE": "URI"})
        for day in days:
            made.add_component(self._event(day))
        content: bytes = made.to_ical()
        return content

    def _event(self, day: CalendarDay) -> Event:
        event, changed, url = Event(), _midnight(day.updated), f"{self._site.url}{day.page}"
        event.add("uid", f"{day.name}@{self._site.tag.removeprefix('tag:').partition(',')[0]}")
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("created", _midnight(day.created))
        event.add("dtstart", date.fromisoformat(day.day))  # for the whole day
        event.add("sequence", day.moves + day.cancelled)
        event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")  # it takes nobody's time
        event.add("summary", _Text(day.title))
        event.add("description", _Text("\n".join(filter(None, (day.note, url)))))  # many programs do not show the URL
        event.add("url", url)
        return event


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return {feed(name, CALENDAR): make for name, make in Calendars(renderer).makers().items()}


CALENDAR_FILES = Output(
    name="calendars",
    files=_files,
    paths=(rf"{FEEDS}(?:[a-z]+/)?[a-z0-9-]+\.{CALENDAR}",),
    in_each_language=True,
)
