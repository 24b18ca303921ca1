"""A change as Markdown for one comment on a pull request, which the next run replaces.

Whatever anybody may have written is in code spans: there GitHub, GitLab and Forgejo make no mention, reference, link,
picture, formula or HTML of it. Escaping would not do: some of these are made from what Markdown yields.
"""

from collections.abc import Iterator

from factcheck.changes.entries import ChangeEntry
from factcheck.changes.narrative import summarise, tell
from factcheck.changes.project_change import ProjectChange
from factcheck.changes.spans import Line, Span, Style
from factcheck.report.text import code

MARKER = "<!-- factcheck diff -->"
"""The first line of the comment, which nobody sees: by it the comment is found again."""
MOST_CHARACTERS = 60_000
"""How long a comment may be; GitHub takes 65,536 characters."""
_MOST_LINES, _FIRST_LINES = 10, 3
"""A list with more lines than the first number is folded; of those of an entry, so many as the second are shown."""
_MARKS = {Style.OWN: "{}", Style.SAID: "{}", Style.GONE: "~~{}~~", Style.NEW: "**{}**"}


def change_as_markdown(change: ProjectChange) -> str:
    """Return what differs between two revisions as Markdown: a summary, then as many details as a comment can hold."""
    head = change.head[:12] if change.head else "the files at hand"
    title = f"### What changes for readers\n\n{code(change.base[:12])} → {code(head)}"
    blocks = [f"{MARKER}\n{title}", "\n".join(f"- {sentence}" for sentence in summarise(change))]
    left = MOST_CHARACTERS - sum(map(len, blocks))
    for block in _details(change):
        left -= len(block) + 2
        if left <= 0:
            blocks.append("*There is more than a comment can hold; `factcheck diff` shows all of it.*")
            break
        blocks.append(block)
    return "\n\n".join(blocks)


def _details(change: ProjectChange) -> Iterator[str]:
    for section in tell(change):
        yield f"#### {section.heading}"
        entries = [_entry(entry, change.site) for entry in section.entries]
        if any(entry.lines for entry in section.entries):
            yield from entries
        else:
            yield "\n".join(_folded([f"- {entry}" for entry in entries], _MOST_LINES))


def _entry(entry: ChangeEntry, site: str | None) -> str:
    first, *rest = entry.head
    # Addresses hold ids only, which are letters, digits and hyphens.
    named = f"[{_span(first)}]({site}{entry.address})" if site and entry.address else _span(first)
    head = " ".join([named, *map(_span, rest)])
    lines = [f"- {_line(line)}" for line in entry.lines]
    return "\n".join([head, "", *_folded(lines, _FIRST_LINES)]) if lines else head


def _folded(lines: list[str], first: int) -> list[str]:
    """Return the lines of a list; of a long one those after the first ones folded."""
    if len(lines) <= _MOST_LINES:
        return lines
    rest = lines[first:]
    return [*lines[:first], "", f"<details><summary>{len(rest)} more</summary>", "", *rest, "", "</details>"]


def _line(line: Line) -> str:
    return " ".join(map(_span, line))


def _span(span: Span) -> str:
    return _MARKS[span.style].format(span.text if span.style is Style.OWN else code(span.text))
