"""What reports show of files: never what a link leads to, and nothing that would keep them waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import TODAY
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.project import check_project
from factcheck.report.printers import FORMATS, line_reader


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
