"""A change told in sections with entries and lines, for every format that people read: the weightiest come first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.changes.entries import TellEntry, page_entry, rating_entry, record_entry
from factcheck.changes.project_change import ProjectChange
from factcheck.changes.record_changes import RecordChange, WhatHappened
from factcheck.changes.shared_changes import SharedChange, shared_changes
from factcheck.changes.spans import field_line, own, said
from factcheck.finding import Finding, Severity
from factcheck.kinds import FILES, RECORDS
from factcheck.report.text import place

_MOST = 25
"""How many findings, addresses or files are told."""
_HEADINGS = {
    **{kind.name: kind.heading for kind in RECORDS},
    **{file.item or file.name: f"facts/{file.name}.yml" for file in FILES},
}


@dataclass(frozen=True, kw_only=True)
class ChangeSection:
    """Some entries below a heading."""

    heading: str
    entries: Iterable[TellEntry]


def tell(change: ProjectChange) -> Iterator[ChangeSection]:
    """Yield the sections of what differs, each with at least one entry."""
    found = change.findings
    rerated = [record for record in change.records if record.rerated]
    yield from _section("Ratings", list(map(rating_entry, rerated)))
    yield from _section("Addresses that no longer work", _first(map(_name_entry, _addresses(change))))
    yield from _section("New findings", _first(map(_finding_entry, sorted(found.new, key=_weight))))
    shared = shared_changes(change.records)
    yield from _section("The same in several records", _first(map(_shared_entry, shared)))
    told = {item.key for item in shared}
    for kind, heading in _HEADINGS.items():
        records = [record for record in change.records if record.kind == kind]
        entries = [(record, record_entry(record, change.coverage, told)) for record in records]
        yield from _section(heading, [entry for record, entry in entries if entry.lines or _is_news(record)])
    yield from _section("Pages", list(map(page_entry, change.pages)))
    yield from _section("Findings that are gone", _first(map(_finding_entry, found.gone)))
    yield from _section("Other files", _first(map(_name_entry, change.others)))


def _section(heading: str, entries: list[TellEntry]) -> Iterator[ChangeSection]:
    if entries:
        yield ChangeSection(heading=heading, entries=entries)


def _first(entries: Iterable[TellEntry]) -> list[TellEntry]:
    """Return the first entries, and one that says how many more there are."""
    every = list(entries)
    rest = [TellEntry(head=(own(f"and {len(every) - _MOST} more"),))] if len(every) > _MOST else []
    return every[:_MOST] + rest


def _is_news(record: RecordChange) -> bool:
    """Return whether there is something to say of a record although none of its fields is told here."""
    return record.event is not WhatHappened.CHANGED


def _shared_entry(item: SharedChange) -> TellEntry:
    names = ", ".join(item.paths[:_MOST])
    more = f" and {len(item.paths) - _MOST} more" if len(item.paths) > _MOST else ""
    return TellEntry(head=(own(f"{len(item.paths)} records:"), *field_line(item.field)), lines=((said(names + more),),))


def _addresses(change: ProjectChange) -> list[str]:
    records = [record.address for record in change.records if record.event is WhatHappened.REMOVED and record.address]
    return [*records, *(page.path for page in change.pages if page.event is WhatHappened.REMOVED)]


def _name_entry(name: str) -> TellEntry:
    return TellEntry(head=(said(name),))


def _weight(finding: Finding) -> int:
    """Return the rank of a finding: errors come first."""
    return list(Severity).index(finding.severity)


def _finding_entry(finding: Finding) -> TellEntry:
    head = (own(f"{finding.severity} {finding.code}"), said(finding.message), own("in"), said(place(finding.location)))
    hint = ((own("hint:"), said(finding.hint)),) if finding.hint else ()
    return TellEntry(head=head, lines=hint)
