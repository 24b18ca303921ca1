"""Calendars of the days on which claims are to be checked again and answers are awaited (iCalendar, RFC 5545).

Each day is an event, not a task: a calendar that somebody subscribes to shows events only, and the task is ours. When a
date moves, its event moves with it: it keeps its name (UID), and its SEQUENCE is how often the date has moved so far.
Without a history that is not known, and 0; programs that read the whole calendar again take the new date all the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from itertools import pairwise

from icalendar import Calendar, Event, vText

from factcheck.analysis.parties import is_awaited
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import N_
from factcheck.outputs.output import Make, Output
from factcheck.pages.file_addresses import CALENDAR, FEEDS, ID, feed, feed_name
from factcheck.pages.followed import Followed, all_reviews, calendar_about, followed, title_of_gone
from factcheck.pages.page import address
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Reply
from factcheck.records.version import Version, is_day

_REVIEW, _REPLY = N_("Check again: %(claim)s"), N_("Answer by %(name)s awaited: %(claim)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day and what it is for; days are like ``2026-11-29``.

    Attributes:
        name: its name in all calendars of the site, whatever its date.
        moves: how often it has moved.
        title: what it is for, with the title of the claim and its rating.
        note: what else there is to say.
        page: the address of the page about it, from the root of the language.
        created: the day since which the record is there.
        updated: the last day on which the record changed.
        cancelled: whether it will not come: the record is gone, or nobody
            waits any more.
    """

    name: str
    day: str
    moves: int
    title: str
    note: str
    page: str
    created: str
    updated: str
    cancelled: bool = False


def days_of(view: View, claim: Claim) -> Iterator[CalendarDay]:
    """Yield the day of the next check of a claim, and those by which somebody was to answer."""
    yield CalendarDay(
        name=_review(claim.id),
        day=claim.review.review_by,
        moves=_moves(view, claim.id, _review_by, claim.review.review_by),
        title=view._(_REVIEW) % {"claim": view.rated_title(claim)},
        note=f"{view._('Last checked:')} {view.date(claim.review.checked)}.",
        page=address(CLAIM, claim.id),
        created=claim.record.created,
        updated=_updated(view, claim),
    )
    asked: Counter[str] = Counter()
    for reply in claim.record.right_of_reply:
        if reply.deadline:
            yield _reply_day(view, claim, reply, reply.deadline, asked[reply.asked])
        asked[reply.asked] += 1


def _reply_day(view: View, claim: Claim, reply: Reply, deadline: str, index: int) -> CalendarDay:
    """Return the day by which somebody was to answer; `index` tells the questions to them apart."""
    name = view.short_name(reply.asked)
    return CalendarDay(
        name=f"reply-{claim.id}.{reply.asked}.{index + 1}",  # no id has a full stop
        day=deadline,
        moves=_moves(view, claim.id, partial(_deadline, reply.asked, index), deadline),
        title=view._(_REPLY) % {"name": name, "claim": view.rated_title(claim)},
        note="",
        page=address(CLAIM, claim.id),
        created=reply.date or claim.record.created,
        updated=_updated(view, claim),
        cancelled=not is_awaited(claim, reply),
    )


def cancelled_day(view: View, gone: Retired) -> CalendarDay:
    """Return the day of the next check of a claim that moved or was withdrawn; of another record, that of its end."""
    is_claim = gone.kind == CLAIM
    planned = _review_by(gone.said) if gone.said and is_claim else None
    return CalendarDay(
        name=_review(gone.id) if is_claim else f"{gone.kind}-{gone.id}",
        day=planned or gone.date,
        moves=_moves(view, gone.id, _review_by, None) if is_claim else 0,
        title=title_of_gone(view, gone),
        note=view.plain(gone.reason),
        page=address(gone.kind, gone.id),
        created=gone.date,
        updated=gone.date,
        cancelled=True,
    )


def _review(claim: str) -> str:
    return f"review-{claim}"


def _updated(view: View, claim: Claim) -> str:
    return view.past.updated(CLAIM, claim.id) or claim.record.created


def _moves(view: View, claim: str, find: Callable[[Version], str | None], now: str | None) -> int:
    """Return how often a day of a claim has moved, from what its versions said to what it says now."""
    days = [*map(find, view.history.versions(CLAIM, claim)), now]
    return sum(before != after for before, after in pairwise(filter(None, days)))


def _review_by(version: Version) -> str | None:
    """Return the day of the next check that a version of a claim named; None if it named none."""
    return _day(version.value("review", "review_by"))


def _deadline(asked: str, index: int, version: Version) -> str | None:
    """Return the deadline that a version of a claim named for one of the questions to somebody, if it named one."""
    replies = version.value("record", "right_of_reply")
    items = (item for item in replies if isinstance(item, Mapping)) if isinstance(replies, list) else ()
    deadlines = [item.get("deadline") for item in items if item.get("asked") == asked]
    return _day(deadlines[index]) if index < len(deadlines) else None


def _day(value: object) -> str | None:
    return value if isinstance(value, str) and is_day(value) else None


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
        gone = self._view.past.withdrawn(ENTITY)
        return {
            all_reviews(self._view.language).name: self._of_all,
            **{feed_name(ENTITY, id_): partial(self._about, id_) for id_ in own},
            **{feed_name(ENTITY, item.id): partial(self._of_withdrawn, item) for item in gone},
        }

    def _of_all(self) -> bytes:
        gone = self._view.past.retired_of(CLAIM)
        return self._calendar(
            all_reviews(self._view.language), self._in_order(self._corpus.claims.values(), gone, MOST)
        )

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
    paths=(rf"{FEEDS}(?:[a-z]+/)?{ID}\.{CALENDAR}",),
    in_each_language=True,
)
