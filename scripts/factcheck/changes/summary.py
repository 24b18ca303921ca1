"""The numbers of a change: what a maintainer reads first. All words are ours."""

from collections import Counter

from factcheck.changes.project_change import ProjectChange
from factcheck.changes.record_changes import WhatHappened
from factcheck.finding import Severity
from factcheck.kinds import FILES, FOLDERS, VOCABULARIES
from factcheck.report.text import ALREADY, count

_PLURALS = {
    **FOLDERS,
    **{item: file.name for item, file in VOCABULARIES.items()},
    **{file.name: file.name for file in FILES},
}


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
        parts = ", ".join(f"{events[event]} {event}" for event in WhatHappened if events[event])
        sentences.append(f"{count(events.total(), kind, _PLURALS[kind])}: {parts}.")
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
    parts = [count(new[severity], f"new {severity}") for severity in Severity if new[severity]] or ["no new findings"]
    parts += [f"{len(found.gone)} gone"] if found.gone else []
    parts += [f"{len(found.known)} {ALREADY}"] if found.known else []
    return f"Checks: {', '.join(parts)}."


def _others(change: ProjectChange) -> str:
    return f"{count(len(change.others), 'other file')}: code, schemas, workflows or pictures." if change.others else ""


def _unread(change: ProjectChange) -> str:
    if not change.unread:
        return ""
    records = count(len(change.unread), "record")
    return f"{records} not compared: in the base they have errors, or do not fit the schemas at hand."
