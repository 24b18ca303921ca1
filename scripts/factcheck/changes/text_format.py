"""A change as text for a terminal: words that are gone as ``[-so-]``, new ones as ``{+so+}``, as git shows them."""

from collections.abc import Iterator

from factcheck.changes.entries import ChangeEntry
from factcheck.changes.narrative import summarise, tell
from factcheck.changes.project_change import ProjectChange
from factcheck.changes.spans import Line, Span, Style
from factcheck.report.text import visible

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
