"""The formats of reports besides text: for GitHub, for programs, and of services that show reports beside a change.

GitLab, Jenkins, Azure DevOps and most others read JUnit's XML; GitHub's code scanning, GitLab, Azure DevOps and many
editors SARIF 2.1.0.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only written, never read

from factcheck import __version__
from factcheck.checks import REGISTRY
from factcheck.finding import Finding, Location, Severity
from factcheck.report import text
from factcheck.report.report import Report

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path; none if the file cannot be read."""

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""The workflow command that makes an annotation on GitHub."""
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def render_junit(report: Report, lines: Lines) -> str:
    """Return the report as one suite with a test for each check.

    It fails if the check has found an error that the base does not have. What else it has found is its output.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.code].append(finding)
    skipped = {reason.partition(" ")[0]: reason for reason in report.skipped}
    failed = sum(any(_fails(finding) for finding in findings) for findings in found.values())
    numbers = {"tests": len(REGISTRY), "failures": failed, "errors": 0, "skipped": len(skipped)}
    suite = Element("testsuite", {"name": "factcheck", **{name: str(number) for name, number in numbers.items()}})
    for code, check in REGISTRY.items():
        case = SubElement(suite, "testcase", classname=f"factcheck.{check.family}", name=check.heading)
        _fill(case, found[code], skipped.get(code), lambda finding: _tell(finding, lines, report.site))
    indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suite, encoding="unicode")


def _fill(case: Element, findings: list[Finding], skipped: str | None, tell: Callable[[Finding], str]) -> None:
    failures = [finding for finding in findings if _fails(finding)]
    others = [finding for finding in findings if not _fails(finding)]
    if failures:
        message = text.count(len(failures), "error")
        SubElement(case, "failure", message=message, type=failures[0].code).text = "\n".join(map(tell, failures))
    elif skipped:
        SubElement(case, "skipped", message=skipped)
    if others:
        SubElement(case, "system-out").text = "\n".join(map(tell, others))


def _fails(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.known


def _tell(finding: Finding, lines: Lines, site: str | None) -> str:
    """Return a finding as text, with the codes of characters that XML cannot hold."""
    told = "\n".join(text.finding_lines(finding, lines, site))
    return _NOT_IN_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", told)


_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report, _lines: Lines) -> str:
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


FORMATS: Mapping[str, Callable[[Report, Lines], str]] = {
    "text": text.render,
    "github": render_github,
    "json": render_json,
    "sarif": render_sarif,
    "junit": render_junit,
}
