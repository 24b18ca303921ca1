"""The command line: exit codes, formats, explanations, and what it says when the set-up is broken."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, run
from factcheck import cli
from factcheck import project as pipeline
from factcheck.checks import REGISTRY
from factcheck.records.canonical_writer import header


def break_source(project: Path) -> None:
    path = project / "facts" / "sources" / "first-source.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("tier: primary", "tier: second"), encoding="utf-8")


def warn(project: Path) -> None:
    text = f"{header('entity')}\nid: lonely\nname:\n  en: Lonely\nkind: person\n"
    (project / "facts" / "entities" / "lonely.yml").write_text(text, encoding="utf-8")


def test_clean_project_exits_with_0(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project / "facts")
    assert run("validate") == 0
    assert capsys.readouterr().out == "1 article, 1 claim, 1 source, 2 entities: 0 errors, 0 warnings\n"


def test_finding_shows_line_caret_hint_and_explanation(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_source(project)
    monkeypatch.chdir(project)
    assert run("validate") == 1
    out = capsys.readouterr().out
    assert "facts/sources/first-source.yml:11:7: error SCH004 'second' is not one of the values for this field" in out
    assert "  11 | tier: second\n     |       ^\n  hint: did you mean 'secondary'?" in out
    assert "more: factcheck validate --explain SCH004" in out
    assert "skipped REF004 unused-record" in out


def test_warning_blocks_only_under_strict(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warn(project)
    monkeypatch.chdir(project)
    assert run("validate") == 0
    assert run("validate", "--strict") == 1


def test_paths_choose_what_is_shown(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_source(project)
    monkeypatch.chdir(project)
    assert run("validate", "facts/claims") == 0
    assert run("validate", "facts/sources") == 1
    assert run("validate", "facts/sources/first-source.yml") == 1
    assert run("validate", "facts/nowhere.yml") == 2


def test_json_report_has_every_field(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_source(project)
    monkeypatch.chdir(project)
    assert run("validate", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["version"], report["errors"], report["warnings"]) == (1, 1, 0)
    assert report["findings"] == [
        {
            "code": "SCH004",
            "severity": "error",
            "path": "facts/sources/first-source.yml",
            "line": 11,
            "column": 7,
            "message": "'second' is not one of the values for this field",
            "hint": "did you mean 'secondary'?",
            "url": None,
            "related": [],
        }
    ]


def test_github_report_is_one_command_per_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_source(project)
    (project / "facts" / "claims" / "a\n::warning::b.yml").write_text("id: a\n", encoding="utf-8")
    monkeypatch.chdir(project)
    assert run("validate", "--format", "github") == 1
    commands = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]
    assert len(commands) == 2
    assert "::error file=facts/sources/first-source.yml,line=11,col=7,title=SCH004::" in commands[1]
    assert not any(line.startswith("::warning") for line in commands)


def test_every_check_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", "--list-checks") == 0
    listed = re.findall(r"^([A-Z]{3}\d{3}) ", capsys.readouterr().out, re.MULTILINE)
    assert listed == list(REGISTRY)
    for code, check in REGISTRY.items():
        assert run("validate", "--explain", code.lower()) == 0
        assert check.explanation in capsys.readouterr().out
    assert run("validate", "--explain", "XXX999") == 2


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", "--format", "xml") == 2
    assert run("vaildate") == 2
    assert "No such command" in capsys.readouterr().err


def test_folder_without_project_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("validate") == 2
    assert "no project here" in capsys.readouterr().err


def test_broken_schema_exits_with_2(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "schemas" / "terms.schema.json").write_text("{", encoding="utf-8")
    monkeypatch.chdir(project)
    assert run("validate") == 2
    assert "terms.schema.json" in capsys.readouterr().err


def test_bug_exits_with_3_and_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_report", fail)
    monkeypatch.chdir(project)
    assert run("validate") == 3
    assert "this is a bug in the tool" in capsys.readouterr().err


def test_interruption_exits_with_130(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_report", interrupt)
    monkeypatch.chdir(project)
    assert run("validate") == cli.EXIT_INTERRUPTED == 130


def test_closed_pipe_is_no_traceback(project: Path) -> None:
    command = f"'{sys.executable}' -m factcheck validate --list-checks | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run(
        ["bash", "-c", command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.stdout.startswith("ATT001")
    assert result.stderr == ""


def test_validate_starts_without_the_site_tools() -> None:
    """Checking is quick because it imports neither MkDocs nor Jinja2 nor Pillow nor, while all is well, jsonschema."""
    code = (
        "import sys; from factcheck.cli import main\n"
        "try: main(['validate'])\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print(sorted({'mkdocs', 'jinja2', 'jsonschema', 'babel', 'PIL'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_strict_run_fails_by_a_change_and_never_by_the_calendar(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr(pipeline, "today", lambda: date(2027, 6, 1))
    assert run("validate", "--strict") == 0
    assert "warning DAT006 this review was due by 2027-05-23" in capsys.readouterr().out
    warn(project)
    assert run("validate", "--strict") == 1


def test_exception_accepts_a_warning_but_never_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def accept(code: str, file: str) -> None:
        item = f'  - code: {code}\n    file: {file}\n    reason: r\n    way_out: w\n    expires: "2027-06-30"\n'
        text = f"{header('exceptions')}\nexceptions:\n{item}"
        (project / "facts" / "exceptions.yml").write_text(text, encoding="utf-8")

    monkeypatch.chdir(project)
    warn(project)
    accept("REF004", "facts/entities/lonely.yml")
    assert run("validate", "--strict") == 0
    break_source(project)
    accept("SCH004", "facts/sources/first-source.yml")
    assert run("validate") == 1
