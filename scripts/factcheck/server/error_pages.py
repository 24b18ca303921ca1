"""What the preview shows in place of a page, or adds to it: findings, failures, and the script that follows changes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from factcheck.checks import REGISTRY
from factcheck.finding import Severity
from factcheck.languages import MAIN
from factcheck.pages.page import address
from factcheck.report import text
from factcheck.server.state import State

OWN = "_preview/"
"""The address below which the preview has what is not part of the site."""
LAST_GOOD = f"{OWN}last-good/"
"""The address of the last edition without errors, while the newest one has some."""
FINDINGS = f"{OWN}findings/"
"""The address of the page of warnings, which do not take the place of other pages."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
"""The Content-Security-Policy of these pages."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.globals.update(language=MAIN, own=f"/{OWN}", address=address, checks=REGISTRY)
_TEMPLATES.filters.update(place=text.place, visible=text.visible)


def error_page(title: str, reason: str = "", **values: Any) -> str:
    """Return a page that says why there is no page at its address; ``error_page.html`` says what else it can show."""
    return _TEMPLATES.get_template("error_page.html").render(title=title, reason=reason, **values)


def findings_page(state: State, page_address: str, lines: Callable[[str], Sequence[str]]) -> str:
    """Return the page that shows why a state is broken, or its warnings.

    Args:
        state: the state.
        page_address: the address that the browser asked for, without the slash at its beginning.
        lines: gives the lines of a file.
    """
    report, order = state.report, list(Severity)
    # Errors first, and among them those in the files that have just been changed.
    findings = sorted(
        report.shown if report else (),
        key=lambda item: (order.index(item.severity), item.location.path not in state.touched),
    )
    worst = text.count(report.errors, "error") if state.broken and report else text.count(state.warnings, "warning")
    records = report and not state.failure and f"{worst} in the records"
    return error_page(
        records or "The site cannot be shown",
        output=state.failure,
        last_good=f"/{LAST_GOOD}{page_address}" if state.broken and state.good else "",
        findings=[(item, "\n".join(text.snippet(item.location, lines(item.location.path)))) for item in findings],
        skipped=len(report.skipped) if report else 0,
    )


def with_script(html: str, state: State, last_good_of: str | None = None, *, is_own: bool = False) -> str:
    """Return a page with the script that loads it again after the next change.

    Args:
        html: the page.
        state: the state that the page was made from.
        last_good_of: the address of the newest version of the page, without the slash at its beginning, if this is
            the last good one: a notice leads there.
        is_own: whether it is a page of the preview; on those of the site, a notice leads to the warnings.
    """
    added = f'<script src="/{OWN}reload.js" data-state="{state.number}"></script>\n'
    if last_good_of is not None:
        added = _TEMPLATES.get_template("last_good_notice.html").render(newest=last_good_of) + added
    elif state.warnings and not is_own:
        found = text.count(state.warnings, "warning")
        added = _TEMPLATES.get_template("warnings_notice.html").render(found=found, findings=f"/{FINDINGS}") + added
    before, end, after = html.rpartition("</body>")
    return f"{before}{added}{end}{after}" if end else html + added
