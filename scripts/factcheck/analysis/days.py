"""The days that matter to an article: its own, those on which something happened or was said here, and now.

A source that appeared between two of them is new on the second one. Pages about days are named after their dates. Three
days also have a name (:data:`MOMENTS`), by which older links lead to them.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim
from factcheck.records.edtf import is_edtf, parse_edtf
from factcheck.records.record import Article

AT_PUBLICATION, A_YEAR_LATER, NOW = MOMENTS = ("at-publication", "a-year-later", "now")
"""The names of the days that have one, as they are in addresses."""
SOURCE, DEVELOPMENT, CORRECTION, OURS = EVENTS = ("source", "development", "correction", "ours")
"""What else can be on a day: a source of ours appeared, something happened, we corrected or changed a page.

A source alone makes no day matter: there are too many of them.
"""
_DAY = re.compile(r"([a-z0-9-]{1,80})-([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and why it matters: some of :data:`MOMENTS` and of :data:`EVENTS`, in their order."""

    day: dt.date
    reasons: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, of which it may have several: the day a year later may be today."""
        return tuple(reason for reason in self.reasons if reason in MOMENTS)


def page_id(article: str, moment: str) -> str:
    """Return the id of the page about an article on a day: its date, or one of :data:`MOMENTS`.

    No two pages have the same id.
    """
    return f"{article}-{moment}"


def split_id(id_: str) -> tuple[str, str]:
    """Return the article and the day or the name in the id of such a page, or two empty texts if it is none."""
    for name in MOMENTS:
        if id_.endswith(f"-{name}"):
            return id_.removesuffix(f"-{name}"), name
    found = _DAY.fullmatch(id_)
    return (found[1], found[2]) if found and is_edtf(found[2]) else ("", "")


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year: for 29 February the 28th, and for a day of the year 9999 that day."""
    year = min(day.year + 1, dt.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def certain_day(date: str | None) -> dt.date | None:
    """Return the first day on which something with this date (EDTF) certainly was there; None if the date tells none.

    ``2023-10`` had certainly come on 31 October 2023. An uncertain or approximate end (``?``, ``~``) or an open one
    proves nothing.
    """
    span = parse_edtf(date) if date else None
    return span.latest if span and span.end and not span.end.qualifier else None


def earliest_day(date: str) -> dt.date:
    """Return the first day that a date can mean."""
    return parse_edtf(date).earliest


def first_days(dates: Iterable[str]) -> set[dt.date]:
    """Return the first day that each of these dates can mean."""
    return {earliest_day(date) for date in dates}


def collect_moments(
    article: Article, claims: Sequence[Claim], corpus: Corpus, ours: Collection[dt.date] = ()
) -> tuple[Moment, ...]:
    """Return the days for an article, the earliest first, none of them later than the newest thing on record.

    The first one is the day of the article or, if its date has no end, that of the first event. `now` is the day of the
    newest thing on record, not of the build, so that the same records give the same pages.

    Args:
        article: the article.
        claims: its claims; without claims there are no days.
        corpus: all records.
        ours: the days on which our pages about these claims changed, as far as they are known.
    """
    if not claims:
        return ()
    found: dict[dt.date, set[str]] = defaultdict(set)
    for reason, day in _events(claims, corpus):
        found[day].add(reason)
    for day in ours:
        found[day].add(OURS)
    begin = certain_day(article.published)
    now = max(*_on_record(claims, corpus), *ours, dt.date.min)
    found[now].add(NOW)
    if begin:
        found[begin].add(AT_PUBLICATION)
        found[a_year_after(begin)].add(A_YEAR_LATER)
    matter = [day for day, reasons in found.items() if reasons != {SOURCE}]
    days = sorted(day for day in matter if (begin or dt.date.min) <= day <= now or day == now)
    return tuple(Moment(day, tuple(name for name in (*MOMENTS, *EVENTS) if name in found[day])) for day in days)


def _events(claims: Sequence[Claim], corpus: Corpus) -> Iterator[tuple[str, dt.date]]:
    """Yield each day on which something certainly was there, and what it was."""
    for claim in claims:
        review, record = claim.review, claim.record
        sources = (corpus.sources.get(item.source) for item in review.evidence)
        dates = [(SOURCE, source.published) for source in sources if source]
        dates += [(DEVELOPMENT, item.date) for item in review.developments]
        dates += [(CORRECTION, item.date) for item in record.corrections]
        dates += [(OURS, record.created), (OURS, review.checked)]
        yield from ((reason, day) for reason, date in dates if (day := certain_day(date)))


def _on_record(claims: Sequence[Claim], corpus: Corpus) -> Iterator[dt.date]:
    """Yield the first day that each date of a check, a correction, evidence or a development can mean."""
    for claim in claims:
        review, record = claim.review, claim.record
        sources = (corpus.sources.get(item.source) for item in review.evidence)
        happened = (*(item.date for item in record.corrections), *(item.date for item in review.developments))
        yield from map(earliest_day, (review.checked, record.created, *happened))
        yield from (earliest_day(source.published) for source in sources if source and source.published)
