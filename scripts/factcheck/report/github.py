"""Findings as annotations on the changed lines of a pull request (GitHub workflow commands)."""

from collections.abc import Callable, Sequence

from factcheck.finding import Finding, Severity
from factcheck.report import text
from factcheck.report.report import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _data(value: str) -> str:
    """Escape text after ``::``, so that GitHub takes no line of it for a command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape the value of a property."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _annotation(finding: Finding, site: str | None) -> str:
    place = finding.location
    properties = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.code)}"
    hint = f"hint: {finding.hint}" if finding.hint else None
    more = f"more: {text.page_of(finding.code, site)}" if site else None
    message = "\n".join(part for part in (finding.message, hint, more) if part)
    return f"::{COMMANDS[finding.severity]} {properties}::{_data(message)}"


def render(report: Report, lines: Callable[[str], Sequence[str]]) -> str:  # noqa: ARG001 - GitHub shows the line
    """Return one workflow command per finding, and a summary."""
    return "\n".join([*(_annotation(finding, report.site) for finding in report.findings), text.summary(report)])
