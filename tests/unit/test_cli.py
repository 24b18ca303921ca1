"""The command line: exit codes, formats, explanations, and what it says when the set-up is broken."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, run
from factcheck import cli
from factcheck.checks import REGISTRY
from factcheck.commands import COMMANDS, validate_command
from factcheck.loading.other_files import TEXTS_VARIABLE
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
    assert "facts/sources/first-source.yml:12:7: error SCH004 'second' is not a value that this field allows" in out
    assert "  12 | tier: second\n     |       ^\n  hint: did you mean 'secondary'?" in out
    assert "more: factcheck validate --explain SCH004" in out
    assert "skipped REF004 (Record that nothing refers to)" in out


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
            "title": "Value not allowed",
            "severity": "error",
            "known": False,
            "path": "facts/sources/first-source.yml",
            "line": 12,
            "column": 7,
            "message": "'second' is not a value that this field allows",
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
    assert "::error file=facts/sources/first-source.yml,line=12,col=7,title=Value not allowed (SCH004)::" in commands[1]
    assert not any(line.startswith("::warning") for line in commands)


def test_every_check_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", "--list-checks") == 0
    listed = re.findall(r"^([A-Z]{3}\d{3}) ", capsys.readouterr().out, re.MULTILINE)
    assert listed == list(REGISTRY)
    for code, check in REGISTRY.items():
        assert run("validate", "--explain", code.lower()) == 0
        explained = capsys.readouterr().out
        assert check.title in explained
        assert check.explanation in explained
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

    monkeypatch.setattr(validate_command, "check_project", fail)
    monkeypatch.chdir(project)
    assert run("validate") == 3
    assert "this is a bug in the tool" in capsys.readouterr().err


def test_interruption_exits_with_130(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(validate_command, "check_project", interrupt)
    monkeypatch.chdir(project)
    assert run("validate") == cli.EXIT_INTERRUPTED == 130


def test_closed_pipe_is_no_traceback(project: Path) -> None:
    command = f"'{sys.executable}' -m factcheck validate --list-checks | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run(
        ["bash", "-c", command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.stdout.startswith("ARC001")
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


def test_commands_that_make_no_page_load_none() -> None:
    modules = [f"factcheck.commands.{COMMANDS[name]}" for name in COMMANDS.keys() - {"export", "preview", "serve"}]
    code = (
        f"import sys, {', '.join(modules)}\n"
        "print({'factcheck.pages.renderer', 'jinja2', 'mkdocs', 'PIL'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"


def test_strict_run_fails_by_a_change_and_never_by_the_calendar(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr(validate_command, "today", lambda: date(2027, 6, 1))
    assert run("validate", "--strict") == 0
    assert "warning DAT006 the next check was due by 2027-05-23" in capsys.readouterr().out
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


# Options that would turn a check off, or show nothing, without saying so


@pytest.mark.parametrize("base", ["", " ", "\t"])
def test_comparison_with_nothing_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    monkeypatch.chdir(project)
    assert run("validate", "--base", base) == 2
    assert "'--base': it is blank" in capsys.readouterr().err


def test_path_in_which_nothing_is_checked_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("README.md", "facts/claims/.first-claim.yml.swp", "facts/claims/first-claim.yml~"):
        (project / name).touch()
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(project)
    for path in ("", "README.md", "../outside", "facts/claims/.first-claim.yml.swp", "facts/claims/first-claim.yml~"):
        assert run("validate", "facts/claims", path) == 2, path
        assert run("format", "facts/claims", path) == 2, path
    assert "by its name it is a temporary file of an editor" in capsys.readouterr().err
    for path in (".", "..", "facts", "facts/claims/first-claim.yml"):
        assert run("validate", path) == 0
        assert run("format", path) == 0
    assert run("validate", "schemas") == 0
    assert run("format", "schemas") == 2


def test_texts_of_no_record_are_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "someone-else.txt").write_text("A text.", encoding="utf-8")
    monkeypatch.setenv(TEXTS_VARIABLE, str(texts))
    monkeypatch.chdir(project)
    assert run("validate") == 2
    assert "where no file is named after a record (ID.txt)" in capsys.readouterr().err
    (texts / "first-source.txt").write_text("A text.", encoding="utf-8")
    run("validate")
    assert "where no file" not in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["", " ", ".", "..", "/", "facts", "docs/en/site", "schemas/", "x/../facts/x"])
def test_site_is_not_built_into_the_project_itself(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    before = sorted(project.rglob("*"))
    monkeypatch.chdir(project)
    assert run("build", "--site-dir", folder) == 2
    assert "--site-dir" in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


# Faults of the machine


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.EROFS, "", "/x/y"), "/x/y cannot be read or written: the file system is read-only"),
        (OSError(errno.ENOSPC, ""), "a file cannot be read or written: the disk is full"),
        (OSError(errno.EACCES, "", b"/x"), "/x cannot be read or written: there is no right to do so"),
        (OSError(errno.EMFILE, "", "/x"), "/x cannot be read or written: this process has too many files open"),
        (IsADirectoryError(errno.EISDIR, "", "/x/a.csv"), "/x/a.csv cannot be read or written: it is a folder"),
        (OSError(errno.ENOSPC, "", "/from", None, "/to"), "/to cannot be read or written: the disk is full"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/x']"), "No usable temporary"),
    ],
)
def test_what_the_machine_refuses_is_said_in_a_sentence(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: OSError,
    sentence: str,
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(validate_command, "check_project", fail)
    monkeypatch.chdir(project)
    assert run("validate") == 2
    said = capsys.readouterr().err
    assert said.startswith("factcheck: ")
    assert sentence in said
    assert said.count("\n") == 1


def test_file_that_we_miss_ourselves_is_still_a_bug(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "/x")

    monkeypatch.setattr(validate_command, "check_project", fail)
    monkeypatch.chdir(project)
    assert run("validate") == 3


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from factcheck.cli import run_program
run_program()
"""
"""What runs `factcheck` where nothing can be written, as on a full disk."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_format_says_what_it_cannot_write_and_leaves_nothing(project: Path) -> None:
    entity = project / "facts" / "entities" / "example.yml"
    untidy = entity.read_text(encoding="utf-8").replace("id: ", "id:   ")
    entity.write_text(untidy, encoding="utf-8")
    before = sorted(project.rglob("*"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LIMITED, "format"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "factcheck: facts/entities/example.yml cannot be written: File too large\n"
    assert entity.read_text(encoding="utf-8") == untidy
    assert sorted(project.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_build_and_format_on_a_read_only_file_system_say_so(project: Path) -> None:
    mounted = "mount --bind . . && mount -o remount,ro,bind . . && cd . && "
    if os.geteuid() or not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("only root can mount a project as read-only")
    entity = project / "facts" / "entities" / "example.yml"
    entity.write_text(entity.read_text(encoding="utf-8").replace("id: ", "id:   "), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    for name, what in (
        ("build", ".site.lock cannot be read or written: the"),
        ("format", "example.yml cannot be written"),
    ):
        script = f"cd '{project}' && {mounted} cd '{project}' && '{sys.executable}' -m factcheck {name}"
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", script], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 2, done.stderr
        assert what in done.stderr
        assert "ead-only" in done.stderr
        assert done.stderr.count("\n") == 1


def test_what_editors_leave_beside_records_is_passed_over(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = project / "facts" / "claims"
    for name in (".first-claim.yml.swp", "first-claim.yml~", "#first-claim.yml#", ".DS_Store", "4913", "._x.yml"):
        (claims / name).write_bytes(b"\xff\x00")
    (claims / ".#first-claim.yml").symlink_to("user@host.1:2")
    monkeypatch.chdir(project)
    assert run("validate") == 0
    assert run("format") == 0
    assert "0 of 8 files formatted" in capsys.readouterr().out
