"""The report in the formats of services that show it beside a change: JUnit's XML, and SARIF 2.1.0.

GitLab, Jenkins, Azure DevOps and most others read the first; GitHub's code scanning, GitLab, Azure DevOps and many
editors the second.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only written, never read

from factcheck import __version__
from factcheck.checks import REGISTRY
from factcheck.finding import Finding, Location, Severity
from factcheck.report import text
from factcheck.report.report import Report

_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report, lines: Callable[[str], Sequence[str]]) -> str:
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


def _tell(finding: Finding, lines: Callable[[str], Sequence[str]], site: str | None) -> str:
    """Return a finding as text, with the codes of characters that XML cannot hold."""
    told = "\n".join(text.finding_lines(finding, lines, site))
    return _NOT_IN_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", told)


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
