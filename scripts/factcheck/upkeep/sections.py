"""Lists of things to do, for people: as text, as Markdown for an issue, and as JSON."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from factcheck.records.url import is_safe_url
from factcheck.report.text import code, count, fence
from factcheck.upkeep.due import EXCEPTION, REPLY, REVIEW, UNREAD, Due
from factcheck.upkeep.linked_addresses import Asked, Outcome, Unarchived


class Section(NamedTuple):
    """A table of things of one kind to do: what they are, what to do about them, names of columns, rows."""

    title: str
    advice: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_DUE = {
    REVIEW: ("Claims to check again", "Check the evidence again, then call 'factcheck correct CLAIM --checked'."),
    REPLY: ("Questions without an answer", "Write the answer into the record, or ask again with a new 'deadline'."),
    UNREAD: ("Sources to read", "Read them, or move 'review_by' of the claims to which they matter and say why not."),
    EXCEPTION: ("Accepted findings that expire", "Correct what the exception excuses, or agree on a new day."),
}
_ANSWERS = {
    Outcome.GONE: ("Pages that are gone", "Use an archived copy ('archive_url'), or find where the page is now."),
    Outcome.UNSAFE: ("Addresses that lead elsewhere", "They lead where no reader should be sent: write another one."),
    Outcome.MOVED: ("Pages that have moved", "Open the new address, and write it down if the page is the same."),
    Outcome.SILENT: ("Addresses without an answer", "Look again in a few days: a server may be down for a while."),
    Outcome.REFUSED: ("Addresses that refuse programs", "Open them in a browser: a program cannot tell."),
}
"""What is worth saying of an answer, the most urgent first."""
_NO_COPY = (
    "Sources without an archived copy",
    "Write 'archive_url': the copy that was found, once you have looked at it, or one that you archive yourself.",
)


def due_sections(items: Iterable[Due]) -> list[Section]:
    """Return what is due, one section for each kind of thing to do."""
    every = list(items)
    columns = ("due", "record", "file", "note")
    return [
        Section(*_DUE[what], columns, rows)
        for what in _DUE
        if (rows := tuple((item.day, item.name, item.file, item.note) for item in every if item.what == what))
    ]


def link_sections(asked: Iterable[Asked], bare: Iterable[Unarchived]) -> list[Section]:
    """Return what was found out about addresses, one section for each outcome that asks for something.

    Args:
        asked: the addresses with their answers.
        bare: the sources without an archived copy.
    """
    every, columns = list(asked), ("address", "where", "answer", "archived copy")
    sections = [
        Section(*_ANSWERS[outcome], columns, rows)
        for outcome in _ANSWERS
        if (rows := tuple(_link_row(item) for item in every if item.answer.outcome is outcome))
    ]
    rows = tuple((source.url, source.file, source.copy) for source in bare)
    return [*sections, *([Section(*_NO_COPY, ("address", "where", "copy found"), rows)] if rows else [])]


def _link_row(item: Asked) -> tuple[str, ...]:
    uses = ", ".join(dict.fromkeys(f"{use.file} ({use.field})" if use.field else use.file for use in item.address.uses))
    answer = f"{item.answer.note}: {item.answer.target}" if item.answer.target else item.answer.note
    return item.address.url, uses, answer, item.address.archived


def _as_text(sections: Sequence[Section]) -> str:
    lines = []
    for section in sections:
        lines += [f"{section.title} ({len(section.rows)})", f"  {section.advice}"]
        for first, *others in section.rows:
            lines += [f"  {first}", *(f"      {other}" for other in others if other)]
        lines.append("")
    return "\n".join(lines[:-1])


def _as_markdown(sections: Sequence[Section]) -> str:
    """Return tables for an issue. An address of our own pages is a link there; all else is code, and calls nobody."""
    lines = []
    for section in sections:
        lines += [f"## {section.title} ({len(section.rows)})", "", section.advice, ""]
        lines += [f"| {' | '.join(section.columns)} |", f"|{' --- |' * len(section.columns)}"]
        lines += [f"| {' | '.join(map(_cell, row))} |" for row in section.rows]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    if is_safe_url(text):
        return f"<{text}>"
    # A table ends a cell at each "|", even in code, and a backslash before it may be escaped itself.
    return code(text.replace("|", "<U+007C>")) if text else ""


def as_change(difference: str) -> str:
    """Return a change of records as Markdown, ready to be applied: a block of code, whatever is in it."""
    marks = fence(difference, 3)
    advice = "The copies that were found, as a change: look at each, save this, and call `git apply` with it."
    return f"\n{advice}\n\n{marks}diff\n{difference}{marks}"


def _as_json(sections: Sequence[Section]) -> str:
    tables: list[Mapping[str, Any]] = [
        {
            "title": section.title,
            "advice": section.advice,
            "rows": [dict(zip(section.columns, row, strict=True)) for row in section.rows],
        }
        for section in sections
    ]
    return json.dumps({"version": 1, "sections": tables}, ensure_ascii=False, indent=2)


SECTION_FORMATS: Mapping[str, Callable[[Sequence[Section]], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "json": _as_json,
}


def heading(today: date, asked: Sequence[Asked] | None = None) -> str:
    """Return a line that says when one has looked and, if addresses were asked, how many of them answered."""
    if asked is None:
        return f"As of {today.isoformat()}."
    left = sum(item.answer.outcome is Outcome.NOT_ASKED for item in asked)
    found = sum(item.answer.outcome is Outcome.FOUND for item in asked)
    rest = f"; for {left} there was no time" if left else ""
    tried = count(len(asked) - left, "address", "addresses")
    return f"As of {today.isoformat()}: {tried} asked, {found} led to a page{rest}."
