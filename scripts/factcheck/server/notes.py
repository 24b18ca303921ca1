"""What the preview shows in place of a page: the mistakes that were found, or that something is still being made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from factcheck.finding import Finding, Severity
from factcheck.pages.addresses import address
from factcheck.report import text
from factcheck.server.state import State

OWN = "/_preview/"
"""Below this address stands what is the preview's own."""
OLD = f"{OWN}last-good/"
"""The last good site, while there are mistakes in the newest one."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
"""The Content-Security-Policy of these pages."""

Lines = Callable[[str], Sequence[str]]
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def mistakes(state: State, path: str, lines: Lines) -> str:
    """Return the page of the mistakes of a state.

    Args:
        state: a broken state.
        path: the address that was asked for, without the slash at its beginning.
        lines: gives the lines of a file.
    """
    report = state.report
    findings = report.findings if report else ()
    # Errors first, and among them what stands in the files that have just been changed.
    found = sorted(findings, key=lambda item: (_ORDER.index(item.severity), item.location.path not in state.touched))
    return _note(
        title=_title(state),
        said=state.failure,
        good=OLD + path if state.good else "",
        findings=[_shown(finding, lines) for finding in found],
        skipped=len(report.skipped) if report else 0,
    )


def waiting(what: str) -> str:
    """Return a page that says what is not ready yet; it is followed by the page itself."""
    return _note(title="One moment", text=what)


def bug(said: str) -> str:
    """Return the page that shows what went wrong in the program itself."""
    return _note(
        title="This is a bug in the tool, not in your file", text="Please report it with these lines.", said=said
    )


def _title(state: State) -> str:
    if state.failure or not state.report:
        return "The site cannot be shown"
    return f"{text.count(state.report.errors, 'error')} in the records"


def _note(**values: Any) -> str:
    every = {"text": "", "said": "", "good": "", "findings": [], "skipped": 0, "own": OWN, **values}
    return _ENVIRONMENT.get_template("note.html").render(every)


def _shown(finding: Finding, lines: Lines) -> dict[str, Any]:
    return {
        "place": text.place(finding.location),
        "severity": finding.severity.value,
        "code": finding.code,
        "page": f"/{address('check', finding.code.lower())}",
        "message": _visible(finding.message),
        "snippet": "\n".join(text.snippet(finding.location, lines(finding.location.path))),
        "hint": _visible(finding.hint or ""),
        "related": [
            {"place": text.place(item.location), "message": _visible(item.message)} for item in finding.related
        ],
    }


def _visible(words: str) -> str:
    return "".join(map(text.visible, words))


def dressed(html: str, state: State, path: str, *, old: bool) -> str:
    """Return a page with the script that follows changes and, if it is `old`, with a notice that says so.

    Args:
        html: the page.
        state: the state to be followed.
        path: the address of the newest version of the page, without the slash at its beginning.
        old: whether the page is of the last good site.
    """
    added = f'<script src="{OWN}reload.js" data-state="{state.number}"></script>\n'
    if old:
        added = _ENVIRONMENT.get_template("old.html").render(own=OWN, path=path) + added
    before, end, after = html.rpartition("</body>")
    return f"{before}{added}{end}{after}" if end else html + added
