"""Findings for programs: one JSON document, with a version that changes when a field changes its meaning."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from factcheck.finding import Finding, Location
from factcheck.report.report import Report
from factcheck.report.text import page_of

VERSION = 1


def _location(location: Location) -> dict[str, Any]:
    return {"path": location.path, "line": location.line, "column": location.column}


def _finding(finding: Finding, site: str | None) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **_location(finding.location),
        "message": finding.message,
        "hint": finding.hint,
        "url": page_of(finding.code, site) if site else None,
        "related": [{**_location(item.location), "message": item.message} for item in finding.related],
    }


def render(report: Report, lines: Callable[[str], Sequence[str]]) -> str:  # noqa: ARG001 - one signature for all
    """Return the report as JSON text."""
    document = {
        "version": VERSION,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [_finding(finding, report.site) for finding in report.findings],
        "skipped": list(report.skipped),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
