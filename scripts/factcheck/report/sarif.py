"""The report as SARIF 2.1.0, which GitHub's code scanning, GitLab, Azure DevOps and many editors read."""

import json
from typing import Any
from urllib.parse import quote

from factcheck import __version__
from factcheck.checks import REGISTRY
from factcheck.finding import Finding, Location, Severity
from factcheck.report import text
from factcheck.report.report import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report, _lines: object) -> str:
    """Return the report as one SARIF document; a result that the base has, too, is called unchanged."""
    codes = sorted({finding.code for finding in report.findings})
    compared = any(finding.known for finding in report.findings)
    driver = {
        "name": "factcheck",
        "version": __version__,
        "rules": [_rule(code, report.site) for code in codes],
    }
    results = [_result(finding, codes.index(finding.code), compared=compared) for finding in report.findings]
    # Columns are counted in characters, as Python counts them.
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _rule(code: str, site: str | None) -> dict[str, Any]:
    check = REGISTRY[code]
    page = {"helpUri": text.page_of(code, site)} if site else {}
    return {
        "id": code,
        "name": check.name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.summary},
        "help": {"text": check.explanation or check.summary},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        **page,
    }


def _result(finding: Finding, rule: int, *, compared: bool) -> dict[str, Any]:
    message = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    related = [{**_place(item.location), "message": {"text": item.message}} for item in finding.related]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_place(finding.location)],
        **({"relatedLocations": related} if related else {}),
        **({"baselineState": "unchanged" if finding.known else "new"} if compared else {}),
    }


def _place(location: Location) -> dict[str, Any]:
    region = {"startLine": location.line, "startColumn": location.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(location.path)}, "region": region}}
