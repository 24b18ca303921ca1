"""What the preview shows in place of a page, or adds to it: findings, failures, and the script that follows changes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from factcheck.finding import Severity
from factcheck.languages import MAIN
from factcheck.pages.page import address
from factcheck.report import text
from factcheck.server.state import State

OWN = "/_preview/"
"""The address below which the preview has what is not part of the site."""
LAST_GOOD = f"{OWN}last-good/"
"""The address of the last edition without errors, while the newest one has some."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
"""The Content-Security-Policy of these pages."""

_FAILED = "The site cannot be shown"
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(own=OWN, address=address)
_TEMPLATES.filters.update(place=text.place, visible=lambda words: "".join(map(text.visible, words)))


def findings_page(state: State, page_address: str, lines: Callable[[str], Sequence[str]]) -> str:
    """Return the page that shows why a state is broken.

    Args:
        state: a broken state.
        page_address: the address that the browser asked for, without the slash at its beginning.
        lines: gives the lines of a file.
    """
    report = state.report
    # Errors first, and among them those in the files that have just been changed.
    findings = sorted(
        report.findings if report else (),
        key=lambda item: (_ORDER.index(item.severity), item.location.path not in state.touched),
    )
    return _page(
        "The site cannot be shown"
        if state.failure or not report
        else f"{text.count(report.errors, 'error')} in the records",
        output=state.failure,
        last_good=LAST_GOOD + page_address if state.good else "",
        findings=[(item, "\n".join(text.snippet(item.location, lines(item.location.path)))) for item in findings],
        skipped=len(report.skipped) if report else 0,
    )


def waiting_page(reason: str) -> str:
    """Return a page that says why there is no page yet. The browser loads the page itself when there is one."""
    return _page("One moment", reason)


def bug_page(traceback: str) -> str:
    """Return the page that shows a bug of ours."""
    return _page("This is a bug in the tool, not in your file", "Please report it with these lines.", output=traceback)


def _page(title: str, reason: str = "", **values: Any) -> str:
    every = {"output": "", "last_good": "", "findings": (), "skipped": 0, **values}
    return _TEMPLATES.get_template("error_page.html").render(language=MAIN, title=title, reason=reason, **every)


def with_script(html: str, state: State, last_good_of: str | None = None) -> str:
    """Return a page with the script that loads it again after the next change.

    Args:
        html: the page.
        state: the state that the page was made from.
        last_good_of: the address of the newest version of the page, without the slash at its beginning, if this is
            the last good one: a notice leads there.
    """
    added = f'<script src="{OWN}reload.js" data-state="{state.number}"></script>\n'
    if last_good_of is not None:
        added = _TEMPLATES.get_template("last_good_notice.html").render(newest=last_good_of) + added
    before, end, after = html.rpartition("</body>")
    return f"{before}{added}{end}{after}" if end else html + added
