"""Corrections that a maintainer or an author can apply with a click, for the lines that a pull request changes.

GitHub takes them as comments of a review, each with a block ``suggestion`` that holds the lines as they should be.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from factcheck.changes.markdown_format import code, fence
from factcheck.finding import Finding
from factcheck.report.text import visible

COMMENT_MARKER = "<!-- factcheck suggestion -->"
REVIEW_MARKER = "<!-- factcheck review -->"
"""What comments and reviews of ours begin with, which nobody sees."""
MOST_COMMENTS = 25
_MOST_LINES = 40
"""A longer suggestion is none: `make format` is less work."""
_MEANT = re.compile(r"did you mean '([A-Za-z0-9_-]+)'\?")
_WORD = re.compile(r"[\"']?([A-Za-z0-9_-]+)[\"']?(?=[ ]*(?:\Z|[:,\]}#]))")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Lines of a file, from `start` to `end`, as they should be, and why."""

    path: str
    start: int
    end: int
    lines: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    """Markdown."""

    def to_comment(self, prefix: str = "") -> dict[str, Any]:
        """Return the comment of a review as GitHub's API takes it.

        Args:
            prefix: the folder of the project in its repository, with a slash at the end.
        """
        why = "\n".join(self.reasons) or "This is the standard form, which `make format` writes."
        marks = fence("\n".join(self.lines), 3)
        body = "\n".join([COMMENT_MARKER, why, "", f"{marks}suggestion", *self.lines, marks])
        place: dict[str, Any] = {"path": prefix + self.path, "line": self.end, "side": "RIGHT"}
        first = {"start_line": self.start, "start_side": "RIGHT"} if self.start < self.end else {}
        return {**place, **first, "body": body}


def mend_words(text: str, findings: Iterable[Finding]) -> tuple[str, dict[int, str]]:
    """Return the text of a file with the words that findings say were meant, and why, by the number of the line.

    Args:
        text: the file.
        findings: what is wrong in it.
    """
    lines = text.split("\n")
    reasons: dict[int, str] = {}
    for finding in findings:
        number, column = finding.location.line, finding.location.column
        meant = _MEANT.search(finding.hint or "")
        if not meant or not 0 < number <= len(lines) or number in reasons:
            continue
        found = _WORD.match(lines[number - 1], column - 1)
        if found and f"'{found[1]}'" in finding.message:
            line = lines[number - 1]
            lines[number - 1] = line[: found.start(1)] + meant[1] + line[found.end(1) :]
            reasons[number] = f"{finding.code}: {code(finding.message)} – did you mean {code(meant[1])}?"
    return "\n".join(lines), reasons


def suggest(
    path: str, before: str, after: str, changed: Collection[int], reasons: dict[int, str]
) -> Iterator[Suggestion]:
    """Yield what is to be changed in a file, as far as only lines are concerned that a pull request changes.

    Args:
        path: the path of the file.
        before: the file.
        after: the file as it should be.
        changed: the numbers of the lines that the pull request changes.
        reasons: why lines are to be changed, by their numbers, where it is not for the standard form alone.
    """
    old, new = before.removesuffix("\n").split("\n"), after.removesuffix("\n").split("\n")
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            continue
        numbers, lines = range(start + 1, end + 1), new[new_start:new_end]
        if not numbers:
            # Something can only be put beside a line that the pull request changes.
            above = start in changed
            numbers = range(start, start + 1) if above else range(start + 1, start + 2)
            lines = [*old[start - above : start], *lines, *old[start : start + (not above)]]
        if all(number in changed for number in numbers) and _fits(lines, numbers):
            why = tuple(reasons[number] for number in numbers if number in reasons)
            yield Suggestion(path=path, start=numbers[0], end=numbers[-1], lines=tuple(lines), reasons=why)


def _fits(lines: Sequence[str], numbers: range) -> bool:
    """Return whether lines are few enough, and hold nothing that nobody would see."""
    return max(len(lines), len(numbers)) <= _MOST_LINES and all(visible(c) == c for line in lines for c in line)


def to_review(suggestions: Iterable[Suggestion], commit: str, prefix: str = "") -> dict[str, Any]:
    """Return a review as GitHub's API takes it (``POST /repos/OWNER/REPO/pulls/NUMBER/reviews``).

    Without a suggestion it has no comments, and should not be sent.

    Args:
        suggestions: what is to be changed.
        commit: the commit whose lines they are about.
        prefix: the folder of the project in its repository, with a slash at the end.
    """
    comments = [suggestion.to_comment(prefix) for suggestion in suggestions]
    more = len(comments) - MOST_COMMENTS
    rest = f" {more} more are not shown: `make format` makes most of them." if more > 0 else ""
    body = f"{REVIEW_MARKER}\nLines that can be corrected with a click.{rest}"
    return {"commit_id": commit, "event": "COMMENT", "body": body, "comments": comments[:MOST_COMMENTS]}
