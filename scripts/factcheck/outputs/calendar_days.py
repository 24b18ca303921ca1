"""The days to come of claims: of the next check, and by which an answer is awaited; and those that will not come.

How often a day has moved so far is told by the history of the record, and 0 without one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from factcheck.analysis.parties import is_awaited
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM
from factcheck.languages import N_
from factcheck.pages.followed import title_of_gone
from factcheck.pages.page import address
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
        name=f"reply-{claim.id}-{reply.asked}-{index + 1}",
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
