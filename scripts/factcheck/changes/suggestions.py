"""Corrections that a maintainer or an author can apply with a click, for the lines that a pull request changes.

GitHub takes them as comments of a review, each with a block ``suggestion`` that holds the lines as they should be.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from factcheck.finding import Finding
from factcheck.report.text import code, fence, visible

COMMENT_MARKER = "<!-- factcheck suggestion -->"
REVIEW_MARKER = "<!-- factcheck review -->"
"""What comments and reviews of ours begin with, which nobody sees."""
MOST_COMMENTS = 25
_MOST_LINES = 40
"""A longer suggestion is none: `make format` is less work."""
_MEANT = re.compile(r"did you mean '([A-Za-z0-9_-]+)'\?|\Awrite '([A-Za-z0-9_-]+)'\Z")
"""The hint that names the word to be written."""
_FORM = re.compile(r"[\s\"'“”„‘’>|,._/-]+")
"""What only the form of a file adds or takes away: blanks, quotation marks, separators of numbers and days."""
_SCHEMA = "# yaml-language-server:"
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


def fix_words(text: str, findings: Iterable[Finding]) -> tuple[str, dict[int, str]]:
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
            lines[number - 1] = line[: found.start(1)] + (meant[1] or meant[2]) + line[found.end(1) :]
            reasons[number] = f"{finding.code}: {code(finding.message)} – {code(finding.hint or '')}"
    return "\n".join(lines), reasons


def suggest(  # noqa: PLR0913 - all but two are named where they are given
    path: str,
    before: str,
    after: str,
    *,
    changed: Collection[int],
    reasons: Mapping[int, str],
    more: Mapping[int, str],
) -> Iterator[Suggestion]:
    """Yield what is to be changed in a file, as far as only lines are concerned that a pull request changes.

    Each can be applied without the others: none takes a word away that another one puts somewhere else.

    Args:
        path: the path of the file.
        before: the file, in which words that were meant are fixed.
        after: the file as it should be.
        changed: the numbers of the lines that the pull request changes.
        reasons: why words were fixed, by the numbers of their lines.
        more: why other lines are to be changed, in the same way.
    """
    old, new = before.removesuffix("\n").split("\n"), after.removesuffix("\n").split("\n")
    for hunk in _hunks(old, new, reasons):
        numbers, lines = range(hunk.start + 1, hunk.end + 1), hunk.lines
        if not numbers:
            # Something can only be put beside a line that the pull request changes.
            above = hunk.start in changed
            numbers = range(hunk.start + 1 - above, hunk.start + 2 - above)
            lines = [*old[hunk.start - above : hunk.start], *lines, *old[hunk.start : hunk.start + (not above)]]
        if all(number in changed for number in numbers) and _fits(lines, numbers):
            why = tuple(known[number] for known in (reasons, more) for number in numbers if number in known)
            yield Suggestion(path=path, start=numbers[0], end=numbers[-1], lines=tuple(lines), reasons=why)


class _Hunk(NamedTuple):
    """Lines to be replaced, from `start` (counted from 0) up to `end`, and what comes in their place."""

    start: int
    end: int
    lines: list[str]


def _hunks(old: list[str], new: list[str], fixed: Collection[int]) -> Iterator[_Hunk]:
    """Yield what differs between two versions of a file: what has the same words before and after, and the rest as one.

    Lines that were fixed differ from the file, although they may be the same here.
    """
    alone, rest = list[_Hunk](), list[tuple[int, int, int, int]]()
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            alone += (_Hunk(line, line + 1, [old[line]]) for line in range(start, end) if line + 1 in fixed)
        elif _words(old[start:end]) == _words(new[new_start:new_end]):
            alone.append(_Hunk(start, end, new[new_start:new_end]))
        else:
            rest.append((start, end, new_start, new_end))
    if not rest:
        yield from alone
        return
    first, last = rest[0], rest[-1]
    whole = _Hunk(first[0], last[1], new[first[2] : last[3]])
    yield from (hunk for hunk in alone if hunk.end <= whole.start or hunk.start >= whole.end)
    if _words(old[whole.start : whole.end]) == _words(whole.lines):
        yield whole


def _words(lines: Iterable[str]) -> list[str]:
    """Return the characters of lines, sorted, without what only the form of a file adds."""
    return sorted(_FORM.sub("", "\n".join(line for line in lines if not line.startswith(_SCHEMA))))


def _fits(lines: Sequence[str], numbers: range) -> bool:
    """Return whether lines are few enough, and hold nothing that nobody would see."""
    return max(len(lines), len(numbers)) <= _MOST_LINES and all(visible(line) == line for line in lines)


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
