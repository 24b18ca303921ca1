"""Dates as exact as they are known: our subset of EDTF (ISO 8601-2:2019).

``2023``, ``2023-10``, ``2023-10-27``, each optionally followed by ``?`` (uncertain) or ``~``
(approximate); or two of them, or one and ``..`` (open), joined by ``/``. Dates are sorted and
compared by the earliest and the latest day that they can mean.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Self

_POINT = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?([?~]?)\Z")
OPEN = ".."


@dataclass(frozen=True, slots=True)
class Point:
    """One date: a year, a month or a day; `month` and `day` are None where they are not known."""

    year: int
    month: int | None
    day: int | None
    qualifier: str = ""
    """``?`` uncertain, ``~`` approximate, or nothing."""

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval. `start` or `end` is None where the interval is open."""

    text: str
    """The date as it was written."""
    start: Point | None
    end: Point | None
    earliest: date
    """The first day that it can mean; the first day of all if its start is open."""
    latest: date
    """The last day that it can mean; the last day of all if its end is open."""

    @property
    def is_interval(self) -> bool:
        """Whether it was written as an interval."""
        return "/" in self.text

    def overlaps(self, other: Self) -> bool:
        """Return whether some day is possible under both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def holds(self, other: Self) -> bool:
        """Return whether every day possible under the other date is possible under this one: it is no more exact."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    @property
    def closed(self) -> "Edtf":
        """The known end of an interval whose other end is open, as a date of its own; every other date as it is."""
        return self if self.start and self.end else parse_edtf(self.text.replace(OPEN, "").strip("/"))


def _parse_point(text: str) -> Point:
    match = _POINT.match(text)
    if not match:
        message = f"{text!r} is not a date such as 2023, 2023-10 or 2023-10-27"
        raise ValueError(message)
    year, month, day, qualifier = match.groups()
    point = Point(int(year), int(month) if month else None, int(day) if day else None, qualifier)
    _ = point.earliest, point.latest  # raises ValueError on 30 February and on the year 0
    return point


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf:
    """Return the date or the interval that `text` means.

    Raises:
        ValueError: it is not in our subset of EDTF, not a day of the calendar, or ends before it starts.
    """
    first, slash, second = text.partition("/")
    if not slash:
        point = _parse_point(first)
        return Edtf(text, point, point, point.earliest, point.latest)
    if first == second == OPEN:
        message = "an interval needs a date at one of its ends"
        raise ValueError(message)
    start = None if first == OPEN else _parse_point(first)
    end = None if second == OPEN else _parse_point(second)
    earliest, latest = start.earliest if start else date.min, end.latest if end else date.max
    if latest < earliest:
        message = f"the interval {text} ends before it starts"
        raise ValueError(message)
    return Edtf(text, start, end, earliest, latest)


def is_edtf(value: object) -> bool:
    """Return whether `value` passes the schema format ``edtf``; anything but text does, since `type` refuses that."""
    if not isinstance(value, str):
        return True
    try:
        parse_edtf(value)
    except ValueError:
        return False
    return True


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of that month, or of all, if there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def sorting_day(text: str | None) -> date:
    """Return the day by which a date is sorted: the earliest that it can mean or, if it has no first day, the latest.

    Things without a date come last.
    """
    span = parse_edtf(text) if text else None
    return (span.latest if span.earliest == date.min else span.earliest) if span else date.max


def newest_day(text: str | None) -> date:
    """Return the day by which dated things are sorted if the newest come first: the last day that a date can mean.

    If it has no last day, the first one counts. Things without a date come last.
    """
    span = parse_edtf(text) if text else None
    return (span.earliest if span.latest == date.max else span.latest) if span else date.min
