"""What a change brings and what was there before: only the first makes a run fail."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import run
from factcheck.changes.known_findings import compare_findings, mark_known
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
    assert (report["errors"], report["known"]) == (1, 1)
    assert run("validate", "--base", "HEAD", "--format", "github") == 1
    new, known, _ = capsys.readouterr().out.split("\n", 2)
    assert new.startswith(f"::error file={CLAIM}")
    assert known.startswith(f"::notice file={CLAIM}")
    assert "already there, not brought by this change:" in known
