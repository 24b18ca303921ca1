"""What there is to say of one record or page that differs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from factcheck.analysis.field_changes import field_changes, label
from factcheck.changes.project_change import CoverageChange, PageChange
from factcheck.changes.record_changes import RecordChange, WhatHappened
from factcheck.changes.spans import Line, Span, Style, field_line, first_lines, own, said, shorten, word_spans
from factcheck.kinds import ARTICLE, CLAIM
from factcheck.records.claim import Claim, Correction
from factcheck.records.structure import plain
from factcheck.report.text import count

_MOST_FIELDS = 25
_READ = {"complete": "all", "partial": "some", "thin": "few"}
"""How many of the key sources were read, in the words of the pages."""
_RATING, _CORRECTIONS = ("review", "rating"), ("record", "corrections")


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One thing that differs: a line that names it, and what there is to say of it."""

    head: Line
    lines: Sequence[Line] = ()
    address: str | None = None
    """The address of its page below that of the site, if it is online."""


def rating_entry(change: RecordChange) -> ChangeEntry:
    """Return how a claim was rated and how it is rated now, with the correction that says so to readers."""
    before, after = change.ratings
    rated = (Span(Style.GONE, str(before)), own("→"), Span(Style.NEW, str(after)))
    lines = list(map(_correction_line, change.corrections)) or [(own("No correction tells readers so."),)]
    return ChangeEntry(head=(said(change.title), *rated), lines=lines, address=_online(change))


def record_entry(
    change: RecordChange, coverage: Iterable[CoverageChange] = (), told: Collection[str] = ()
) -> ChangeEntry:
    """Return what happened to a record, and how it differs.

    Args:
        change: the record.
        coverage: how much is accounted for of the articles where that differs.
        told: the keys of changes of fields that are told elsewhere.
    """
    head = [said(change.title), own(change.event), own("·"), said(change.path)]
    if change.moved_to:
        head[2:2] = [own("to"), said(change.moved_to)]
    lines = chain(_coverage_lines(change, coverage), _lines(change, told))
    return ChangeEntry(head=tuple(head), lines=list(first_lines(lines, _MOST_FIELDS)), address=_online(change))


def _online(change: RecordChange) -> str | None:
    return change.address if change.before is not None else None


def _lines(change: RecordChange, told: Collection[str]) -> Iterator[Line]:
    yield from _text_lines("reason", change.reason)
    if change.event is WhatHappened.ADDED:
        yield from _claim_lines(change) if isinstance(change.after, Claim) else _new_fields(change.after)
    elif change.event is WhatHappened.BROKEN:
        yield (own("Its file has errors: see the findings."),)
    elif change.event is WhatHappened.REMOVED:
        yield (own("Nothing is left at its address. A file with moved_to or withdrawn would say what became of it."),)
    else:
        yield from _changed_lines(change, told)
    if (
        change.kind not in {ARTICLE, CLAIM}
        and change.used_by
        and change.event is not WhatHappened.ADDED
        and change.fields
    ):
        yield (own(f"used by {count(change.used_by, 'claim')}"),)


def _changed_lines(change: RecordChange, told: Collection[str]) -> Iterator[Line]:
    if not change.rerated:
        yield from map(_correction_line, change.corrections)
    for field in change.fields:
        # A new correction has a line of its own, and so has a new rating.
        said_before = field.place[:2] == _CORRECTIONS and field.before is None
        said_before |= change.rerated and field.place == _RATING
        if not said_before and field.key not in told:
            yield field_line(field)


def _claim_lines(change: RecordChange) -> Iterator[Line]:
    """Yield what a reviewer asks of a new claim: its words, its rating, and what that rests on."""
    claim: Claim = change.after
    review = claim.review
    rated = f"confidence: {review.confidence}; key sources read: {_READ.get(review.completeness, review.completeness)}"
    yield own("rated"), Span(Style.NEW, str(change.ratings[1])), said(rated)
    yield own("in the article"), said(claim.article)
    yield own("quotation:"), said(shorten(claim.claim.quotation.exact))
    yield from _text_lines("explanation", review.explanation)
    for item in review.evidence:
        words = (own("–"), said(shorten(item.quotation.exact))) if item.quotation else ()
        yield own("evidence:"), said(f"{item.source} {item.stance}"), *words


def _text_lines(name: str, text: Any) -> Iterator[Line]:
    for language, words in text.items():
        yield own(f"{label((name, language))}:"), said(shorten(words))


def _new_fields(record: Any) -> Iterator[Line]:
    """Yield the fields of a new record that are no lists of parts."""
    for name, value in plain(record).items():
        if name == "id" or (isinstance(value, list) and any(isinstance(item, dict) for item in value)):
            continue
        yield from map(field_line, field_changes(None, value, (name,)))


def _correction_line(correction: Correction) -> Line:
    text = next(iter(correction.text.values()))
    fields = dict.fromkeys(label(tuple(change.field.split("."))) for change in correction.changes)
    told = (own("It tells of"), said(shorten(", ".join(fields)))) if fields else ()
    return own(f"correction of {correction.date} ({correction.type}):"), said(shorten(text)), *told


def _coverage_lines(change: RecordChange, coverage: Iterable[CoverageChange]) -> Iterator[Line]:
    for item in coverage:
        if change.kind == ARTICLE and item.article == change.id:
            before = "" if item.before is None else f"{item.before}% → "
            yield (own(f"accounted for: {before}{item.after}% of its words"),)


def page_entry(change: PageChange) -> ChangeEntry:
    """Return what happened to a hand-written page, and its words that differ."""
    lines: tuple[Line, ...] = ()
    if change.before is not None and change.after is not None:
        lines = (tuple(word_spans(change.before, change.after)),)
    elif change.event is WhatHappened.BROKEN:
        lines = ((own("It has errors: see the findings."),),)
    return ChangeEntry(head=(said(change.path), own(change.event)), lines=lines)
