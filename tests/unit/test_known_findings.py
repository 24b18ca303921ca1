"""What a change brings and what was there before: only the first makes a run fail."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import run
from factcheck.changes.known_findings import compare_findings, mark_known, put_on_changed_lines
from factcheck.finding import Finding, Location, Severity
from git_project import CLAIM, commit, edit

OLD = Finding(
    location=Location("facts/claims/a.yml", 7, 3),
    code="REF001",
    severity=Severity.ERROR,
    message="unknown source 'x'",
    pointer=("review", "evidence", 0, "source"),
)
MOVED = replace(OLD, location=Location("facts/claims/a.yml", 19, 3), pointer=("review", "evidence", 1, "source"))
"""The same after something was put before it."""


def test_finding_that_only_moved_is_known() -> None:
    found = compare_findings([OLD], [MOVED])
    assert (found.new, found.gone, found.known) == ((), (), (MOVED,))


def test_a_second_finding_with_the_same_words_is_new_and_not_the_one_that_stayed_in_its_place() -> None:
    found = compare_findings([OLD], [MOVED, OLD])
    assert (found.new, found.gone, found.known) == ((MOVED,), (), (OLD,))


@pytest.mark.parametrize(
    "other",
    [
        replace(OLD, code="REF002"),
        replace(OLD, message="unknown source 'y'"),
        replace(OLD, location=Location("facts/claims/b.yml", 7, 3)),
    ],
)
def test_another_finding_is_new_and_the_old_one_gone(other: Finding) -> None:
    found = compare_findings([OLD], [other])
    assert (found.new, found.gone, found.known) == ((other,), (OLD,), ())


def test_as_many_are_known_as_the_base_has() -> None:
    assert [finding.known for finding in mark_known([OLD, OLD, OLD], [OLD, OLD])] == [True, True, False]


def test_new_finding_about_another_line_is_shown_at_the_nearest_changed_one() -> None:
    known = replace(OLD, known=True)
    shown = put_on_changed_lines([OLD, MOVED, known], lambda _: {1, 7, 15, 30})
    assert shown == (
        OLD,
        replace(MOVED, location=Location("facts/claims/a.yml", 15), message=f"line 19: {MOVED.message}"),
        known,
    )
    assert put_on_changed_lines([OLD], lambda _: ()) == (OLD,)


def test_annotations_are_on_changed_lines(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    edit(repository, "The company says so.", "The company itself says so.")
    edit(repository, "stance: supports", "stance: refutes")
    assert run("validate", "--base", "HEAD", "--format", "github") == 1
    lines = (repository / CLAIM).read_text(encoding="utf-8").split("\n")
    places = re.findall(
        r"^::error file=facts/claims/first-claim.yml,line=([0-9]+)", capsys.readouterr().out, re.MULTILINE
    )
    assert places
    assert {lines[int(number) - 1].strip() for number in places} <= {
        "stance: refutes",
        "en: The company itself says so.",
    }


def test_run_with_a_base_fails_for_what_is_new_only(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    edit(repository, "    - example\n", "    - example\n    - nobody\n")
    commit(repository)
    assert run("validate") == 1
    capsys.readouterr()
    assert run("validate", "--base", "HEAD") == 0
    out = capsys.readouterr().out
    assert "error REF001 unknown entity 'nobody' (already there)" in out
    assert "0 errors, 0 warnings; 1 already there" in out
    edit(repository, "    - nobody\n", "    - nobody\n    - exampel\n")
    assert run("validate", "--base", "HEAD", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["errors"], report["known"]) == (2, 1)  # the other id, and a change that no correction tells
    assert run("validate", "--base", "HEAD", "--format", "github") == 1
    *new, known, _ = capsys.readouterr().out.split("\n", 3)
    assert all(line.startswith(f"::error file={CLAIM}") for line in new)
    assert known.startswith(f"::notice file={CLAIM}")
    assert "already there, not brought by this change:" in known
