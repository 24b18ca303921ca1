"""The formats of reports for programs and for GitHub, and the table of all formats."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.checks import REGISTRY
from factcheck.finding import Finding, Location, Severity
from factcheck.loading.fact_files import read_start
from factcheck.report import text
from factcheck.report.report import Report
from factcheck.report.services import render_junit, render_sarif

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path; none if the file cannot be read."""

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""The workflow command that makes an annotation on GitHub."""
VERSION = 1
"""The version of the JSON format. It changes when a field changes its meaning."""


def render_github(report: Report, _lines: Lines) -> str:
    """Return one workflow command per finding, which annotates the line in a pull request, and a summary.

    GitHub shows only the first ten errors, warnings and notices of a step. So what the base has, too, comes last, as
    notices.
    """
    new_first = sorted(report.shown, key=lambda finding: finding.known)
    return "\n".join([*(_annotation(finding, report.site) for finding in new_first), text.summary(report)])


def _annotation(finding: Finding, site: str | None) -> str:
    place = finding.location
    title = _property(REGISTRY[finding.code].heading)
    properties = f"file={_property(place.path)},line={place.line},col={place.column},title={title}"
    hint = f"hint: {finding.hint}" if finding.hint else None
    more = f"more: {text.page_of(finding.code, site)}" if site else None
    known = f"{text.ALREADY}, not brought by this change:" if finding.known else None
    message = "\n".join(part for part in (known, finding.message, hint, more) if part)
    severity = Severity.INFO if finding.known else finding.severity
    return f"::{COMMANDS[severity]} {properties}::{_data(message)}"


def _data(value: str) -> str:
    """Escape text after ``::``, so that GitHub takes no line of it for a command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape the value of a property."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def render_json(report: Report, _lines: Lines) -> str:
    """Return the report as one JSON document."""
    document = {
        "version": VERSION,
        "errors": report.errors,
        "warnings": report.warnings,
        "notes": report.notes,
        "known": report.known,
        "findings": [finding_as_data(finding, report.site) for finding in report.findings],
        "skipped": list(report.skipped),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def finding_as_data(finding: Finding, site: str | None) -> dict[str, Any]:
    """Return a finding as all JSON formats have it, with the address of its check's page on the site."""
    return {
        "code": finding.code,
        "title": REGISTRY[finding.code].title,
        "severity": finding.severity.value,
        "known": finding.known,
        **_location(finding.location),
        "message": finding.message,
        "hint": finding.hint,
        "url": text.page_of(finding.code, site) if site else None,
        "related": [{**_location(item.location), "message": item.message} for item in finding.related],
    }


def _location(location: Location) -> dict[str, Any]:
    return {"path": location.path, "line": location.line, "column": location.column}


FORMATS: Mapping[str, Callable[[Report, Lines], str]] = {
    "text": text.render,
    "github": render_github,
    "json": render_json,
    "sarif": render_sarif,
    "junit": render_junit,
}


def line_reader(root: Path) -> Lines:
    """Return a function that reads the lines of a file of the project for showing them."""

    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            # Read like the loader: do not follow a refused link to show a line from behind it. Only line feeds end
            # a line, and an invalid byte becomes a replacement character.
            return read_start(root / path).decode(errors="replace").split("\n")
        except OSError:
            return ()

    return lines
