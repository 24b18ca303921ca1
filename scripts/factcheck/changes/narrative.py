"""A change told in sections with entries and lines, for every format that people read: the weightiest come first.

Text for a terminal is the plainest of these: words that are gone are like ``[-so-]``, new ones like
``{+so+}``, as git shows them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.changes.entries import ChangeEntry, page_entry, rating_entry, record_entry
from factcheck.changes.project_change import ProjectChange
from factcheck.changes.record_changes import RecordChange, SharedChange, WhatHappened, shared_changes
from factcheck.changes.spans import Line, Span, Style, field_line, own, said
from factcheck.finding import Finding, Severity
from factcheck.kinds import FILES, FOLDERS, RECORDS, VOCABULARIES
from factcheck.report.text import ALREADY, count, place, visible

_MOST = 25
"""How many findings, addresses or files are told."""
_MOST_RECORDS = 200
"""How many records of a kind, or pages, are told: to compare texts takes time, and anybody may have written them."""
_MOST_PLACES = 3
_JUDGES, _JUDGING = ("schemas/", "scripts/factcheck/"), (".py", ".json")
"""Where the files are that say what is right, and how their names end."""
_HEADINGS = {
    **{kind.name: kind.heading for kind in RECORDS},
    **{file.item or file.name: f"facts/{file.name}.yml" for file in FILES},
}

_PLURALS = {
    **FOLDERS,
    **{item: file.name for item, file in VOCABULARIES.items()},
    **{file.name: file.name for file in FILES},
}


@dataclass(frozen=True, kw_only=True)
class ChangeSection:
    """Some entries below a heading."""

    heading: str
    entries: Sequence[ChangeEntry]


def tell(change: ProjectChange) -> Iterator[ChangeSection]:
    """Yield the sections of what differs, each with at least one entry."""
    found = change.findings
    rerated = [record for record in change.records if record.rerated]
    yield from _section("Ratings", list(map(rating_entry, rerated)))
    yield from _section("Addresses that no longer work", _first(map(_name_entry, _addresses(change))))
    yield from _section("New findings", _first(_finding_entries(sorted(found.new, key=_weight))))
    shared = shared_changes(change.records)
    yield from _section("The same in several records", _first(map(_shared_entry, shared)))
    told = {item.key for item in shared}
    for kind in dict.fromkeys(record.kind for record in change.records):
        records = [record for record in change.records if record.kind == kind]
        entries = [(record, record_entry(record, change.coverage, told)) for record in records[:_MOST_RECORDS]]
        shown = [entry for record, entry in entries if entry.lines or _is_news(record)]
        yield from _section(_HEADINGS[kind], shown + _rest(records, _MOST_RECORDS))
    pages = list(map(page_entry, change.pages[:_MOST_RECORDS]))
    yield from _section("Pages", pages + _rest(change.pages, _MOST_RECORDS))
    yield from _section(
        "Findings that are gone", _first(_finding_entries(replace(finding, hint=None) for finding in found.gone))
    )
    yield from _section("Other files", _first(map(_name_entry, change.others)))


def _section(heading: str, entries: list[ChangeEntry]) -> Iterator[ChangeSection]:
    if entries:
        yield ChangeSection(heading=heading, entries=entries)


def _first(entries: Iterable[ChangeEntry]) -> list[ChangeEntry]:
    """Return the first entries, and one that says how many more there are."""
    every = list(entries)
    return every[:_MOST] + _rest(every, _MOST)


def _rest(every: Sequence[object], most: int) -> list[ChangeEntry]:
    return [ChangeEntry(head=(own(f"and {len(every) - most} more"),))] if len(every) > most else []


def _is_news(record: RecordChange) -> bool:
    """Return whether there is something to say of a record although none of its fields is told here."""
    return record.event is not WhatHappened.CHANGED


def _shared_entry(item: SharedChange) -> ChangeEntry:
    names = ", ".join(item.paths[:_MOST])
    more = f" and {len(item.paths) - _MOST} more" if len(item.paths) > _MOST else ""
    return ChangeEntry(
        head=(own(f"{len(item.paths)} records:"), *field_line(item.field)), lines=((said(names + more),),)
    )


def _addresses(change: ProjectChange) -> list[str]:
    records = [record.address for record in change.records if record.event is WhatHappened.REMOVED and record.address]
    return [*records, *(page.path for page in change.pages if page.event is WhatHappened.REMOVED)]


def _name_entry(name: str) -> ChangeEntry:
    return ChangeEntry(head=(said(name),))


def _weight(finding: Finding) -> int:
    """Return the rank of a finding: errors come first."""
    return list(Severity).index(finding.severity)


def _finding_entries(findings: Iterable[Finding]) -> Iterator[ChangeEntry]:
    """Yield an entry for all findings with the same words, with the first places where they are."""
    places: dict[tuple[str, str, str | None], list[str]] = {}
    for finding in findings:
        words = f"{finding.severity.word} {finding.code}", finding.message, finding.hint
        places.setdefault(words, []).append(place(finding.location))
    for (check, message, hint), where in places.items():
        way_out = (own("–"), said(hint)) if hint else ()
        more = (own(f"and {len(where) - _MOST_PLACES} more places"),) if len(where) > _MOST_PLACES else ()
        yield ChangeEntry(head=(own(check), said(message), *way_out, own("·"), *map(said, where[:_MOST_PLACES]), *more))


def summarise(change: ProjectChange) -> list[str]:
    """Return a few sentences with numbers: records, ratings, pages, findings, other files."""
    if change.is_empty:
        return ["Nothing changes for readers."]
    sentences = [
        *_records(change),
        _ratings(change),
        _pages(change),
        _findings(change),
        _others(change),
        _unread(change),
    ]
    return [sentence for sentence in sentences if sentence]


def _records(change: ProjectChange) -> list[str]:
    sentences = []
    for kind in dict.fromkeys(record.kind for record in change.records):
        events = Counter(record.event for record in change.records if record.kind == kind)
        number = count(events.total(), kind, _PLURALS[kind])
        parts = [f"{events[event]} {event}" for event in WhatHappened if events[event]]
        sentences.append(f"{number}: {', '.join(parts)}." if len(parts) > 1 else f"{number} {min(events)}.")
    return sentences


def _ratings(change: ProjectChange) -> str:
    rerated = [record for record in change.records if record.rerated]
    if not rerated:
        return ""
    silent = sum(not record.corrections for record in rerated)
    without = f", {silent} of them without a correction" if silent else ""
    return f"{count(len(rerated), 'claim')} with another rating{without}."


def _pages(change: ProjectChange) -> str:
    return f"{count(len(change.pages), 'hand-written page')} changed." if change.pages else ""


def _findings(change: ProjectChange) -> str:
    found = change.findings
    new = Counter(finding.severity for finding in found.new)
    parts = [count(new[level], f"new {level.word}") for level in Severity if new[level]] or ["no new findings"]
    parts += [f"{len(found.gone)} gone"] if found.gone else []
    parts += [f"{len(found.known)} {ALREADY}"] if found.known else []
    return f"Checks: {', '.join(parts)}."


def _others(change: ProjectChange) -> str:
    if not change.others:
        return ""
    judges = any(path.startswith(_JUDGES) and path.endswith(_JUDGING) for path in change.others) and change.head
    here = (
        " Both revisions are judged by the schemas and checks at hand, not by those that the change brings."
        if judges
        else ""
    )
    return f"{count(len(change.others), 'other file')}: code, schemas, workflows or pictures.{here}"


def _unread(change: ProjectChange) -> str:
    if not change.unread:
        return ""
    records = count(len(change.unread), "record")
    return f"{records} not compared: in the base they have errors, or do not fit the schemas at hand."


_MARKS = {Style.OWN: "{}", Style.SAID: "{}", Style.GONE: "[-{}-]", Style.NEW: "{{+{}+}}"}


def change_as_text(change: ProjectChange) -> str:
    """Return what differs between two revisions as text: a summary, then the details."""
    return "\n".join([*summarise(change), *_details(change)])


def _details(change: ProjectChange) -> Iterator[str]:
    for section in tell(change):
        yield f"\n{section.heading}"
        for entry in section.entries:
            yield from _entry_lines(entry)


def _entry_lines(entry: ChangeEntry) -> Iterator[str]:
    yield f"  {_line(entry.head)}"
    yield from (f"    {_line(line)}" for line in entry.lines)


def _line(line: Line) -> str:
    return " ".join(map(_span, line))


def _span(span: Span) -> str:
    return _MARKS[span.style].format(visible(span.text))
