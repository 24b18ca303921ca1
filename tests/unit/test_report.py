"""What reports show of files: never what a link leads to, and nothing that would keep them waiting."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from conftest import TODAY
from factcheck.changes.known_findings import mark_known
from factcheck.checks import REGISTRY
from factcheck.loading.fact_files import line_reader
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.project import check_project
from factcheck.report.printers import FORMATS


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", ["facts/entities/linked.yml", "docs/en/linked.md"])
def test_report_about_a_link_shows_nothing_of_what_it_leads_to(
    project: Path, tmp_path: Path, name: str, format_: str
) -> None:
    (tmp_path / "secret").write_text("token: hunter2\n", encoding="utf-8")
    (project / name).symlink_to(tmp_path / "secret")
    report = check_project(project, today=TODAY)
    assert [finding.code for finding in report.findings] == ["FIL001"]
    shown = FORMATS[format_](report, line_reader(project))
    assert name in shown
    assert "hunter2" not in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_report_about_a_pipe_does_not_wait_for_it(project: Path) -> None:
    os.mkfifo(project / "facts" / "entities" / "pipe.yml")
    report = check_project(project, today=TODAY)
    shown = FORMATS["text"](report, line_reader(project))
    assert "facts/entities/pipe.yml:1:1: error FIL003 this special file does not belong here" in shown


def test_lines_of_a_file_are_read_as_the_loader_reads_them(project: Path) -> None:
    (project / "odd.yml").write_bytes(b"a\xff\r\nb\x0bc\n")
    (project / "large.yml").write_bytes(b"x" * 2 * MAX_BYTES)
    lines = line_reader(project)
    assert lines("odd.yml") == ["a\N{REPLACEMENT CHARACTER}\r", "b\x0bc", ""]
    assert len(lines("large.yml")[0]) == MAX_BYTES + 1
    assert lines("none.yml") == ()
    assert lines("facts") == ()


def test_junit_has_a_test_for_each_check_and_holds_what_xml_can_hold(project: Path) -> None:
    path = project / "facts/sources/first-source.yml"
    path.write_text(path.read_text(encoding="utf-8") + "x: \ufffe & <b>]]>\x0b\n", encoding="utf-8")
    report = check_project(project, today=TODAY)
    suite = fromstring(FORMATS["junit"](report, line_reader(project)))  # noqa: S314 - it is ours
    assert [case.get("name") for case in suite] == [check.heading for check in REGISTRY.values()]
    failed = {case.get("name") for case in suite if case.find("failure") is not None}
    assert failed == {REGISTRY[finding.code].heading for finding in report.findings}
    assert suite.get("failures") == str(len(failed))
    assert "<U+FFFE> & <b>]]>" in "".join(suite.itertext())


def test_sarif_tells_rule_place_and_what_the_base_has(project: Path) -> None:
    path = project / "facts/sources/first-source.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("tier: primary", "tier: second"), encoding="utf-8")
    report = check_project(project, today=TODAY)
    known = replace(report, findings=mark_known(report.findings, report.findings))
    for each, state in ((report, None), (known, "unchanged")):
        (run,) = json.loads(FORMATS["sarif"](each, line_reader(project)))["runs"]
        (result,) = run["results"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "SCH004"
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"] == {"uri": "facts/sources/first-source.yml"}
        assert place["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 7}
        assert result.get("baselineState") == state
