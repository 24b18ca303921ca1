"""The report as JUnit's XML, which GitLab, Jenkins, Azure DevOps and most other services show beside a change."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only written, never read

from factcheck.checks import REGISTRY
from factcheck.finding import Finding, Severity
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
