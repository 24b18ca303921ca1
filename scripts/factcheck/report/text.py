"""Findings for people: like a compiler's, with the line and a caret below the place.

::

    facts/claims/x.yml:8:13: error REF001 unknown source 'nasa2'
      8 |     - source: nasa2
        |               ^
      hint: did you mean 'nasa'?
      more: https://factcheck.example/contribute/checks/ref001/
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from factcheck.finding import Finding, Location
from factcheck.kinds import FOLDERS
from factcheck.report.report import Report

ALREADY = "already there"
"""What is said of a finding that the base has, too."""
MAX_WIDTH = 100
"""Longer lines are cut around the place to fit a terminal."""


_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""The categories of characters that nobody sees: controls, formats, surrogates, separators of lines."""
_BACKTICKS = re.compile("`+")


def visible(text: str) -> str:
    """Return a text on one line in which invisible characters are shown by their code points."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in _INVISIBLE else c for c in text)


def code(text: str) -> str:
    """Return any text as a code span of Markdown: on one line, all of it visible, and nothing but text."""
    shown = visible(" ".join(text.split("\n"))) or "(empty)"
    marks = fence(shown, 1)
    # A code span loses one blank at each end, if it has one at both.
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{marks}{pad}{shown}{pad}{marks}"


def fence(text: str, least: int) -> str:
    """Return at least so many backticks, and more than a text has in a row: nothing in it can end what they begin."""
    return "`" * max(least, max(map(len, _BACKTICKS.findall(text)), default=0) + 1)


def snippet(location: Location, lines: Sequence[str]) -> Iterator[str]:
    """Yield the line of a place with its number, and a caret below it; nothing if there is no such line."""
    if not 0 < location.line <= len(lines):
        return
    line = lines[location.line - 1]
    start = max(0, location.column - 1 - MAX_WIDTH * 3 // 4)
    before = visible(line[start : location.column - 1])
    after = visible(line[location.column - 1 : start + MAX_WIDTH])
    lead = "…" if start else ""
    number = str(location.line)
    yield f"  {number} | {lead}{before}{after}".rstrip()
    yield f"  {' ' * len(number)} | {' ' * len(lead + before)}^"


def place(location: Location) -> str:
    """Return a place in the form that editors and terminals know: path, line and column."""
    return f"{location.path}:{location.line}:{location.column}"


def finding_lines(finding: Finding, lines: Callable[[str], Sequence[str]], site: str | None = None) -> Iterator[str]:
    """Yield the lines that show a finding: what and where, the line with a caret, the hint, where it is explained.

    Args:
        finding: the finding.
        lines: returns the lines of a file.
        site: the address of the site, which has a page for each check.
    """
    known = f" ({ALREADY})" if finding.known else ""
    yield f"{place(finding.location)}: {finding.severity.word} {finding.code} {visible(finding.message)}{known}"
    yield from snippet(finding.location, lines(finding.location.path))
    if finding.hint:
        yield f"  hint: {visible(finding.hint)}"
    for related in finding.related:
        yield f"  also: {place(related.location)}: {visible(related.message)}"
    yield f"  more: {page_of(finding.code, site) if site else f'factcheck validate --explain {finding.code}'}"
    yield ""


def page_of(code: str, site: str) -> str:
    """Return the address of a check's page on the site."""
    return f"{site}contribute/checks/{code.lower()}/"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def summary(report: Report) -> str:
    """Return one line with the numbers of records, of findings by severity, and of those that the base has, too."""
    records = (count(number, kind, FOLDERS[kind]) for kind, number in report.looked_at.items() if number)
    looked = ", ".join(records) or "no records"
    known = f"; {report.known} {ALREADY}" if report.known else ""
    more = "" if report.with_notes else " (--notes shows them)"
    notes = f", {count(report.notes, 'note')}{more}" if report.notes else ""
    return f"{looked}: {count(report.errors, 'error')}, {count(report.warnings, 'warning')}{notes}{known}"


def render(report: Report, lines: Callable[[str], Sequence[str]]) -> str:
    """Return all findings, the skipped checks, and a summary; new findings come last, where a terminal shows them."""
    known_first = sorted(report.shown, key=lambda finding: not finding.known)
    out = [line for finding in known_first for line in finding_lines(finding, lines, report.site)]
    out += [f"skipped {reason}" for reason in report.skipped]
    return "\n".join([*out, summary(report)])
