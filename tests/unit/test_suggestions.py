"""Suggestions for a pull request: they touch only lines that it changes, and put right what they are about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY, run
from factcheck.changes.suggestions import MOST_COMMENTS, Suggestion, fix_words, to_review
from factcheck.finding import Finding, Location, Severity
from factcheck.project import check_project
from git_project import CLAIM, commit, edit, git


def review(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Commit what has changed; return the review of it."""
    commit(repository)
    monkeypatch.chdir(repository)
    capsys.readouterr()
    assert run("diff", "HEAD~1", "HEAD", "--format", "review") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def apply(repository: Path, comments: list[dict[str, Any]]) -> None:
    """Apply suggestions as GitHub does, the last ones first."""
    for comment in sorted(comments, key=lambda comment: -comment["line"]):
        path = repository / comment["path"]
        lines = path.read_text(encoding="utf-8").split("\n")
        block = re.search(r"(`{3,})suggestion\n(.*?)\n?\1\Z", comment["body"], re.DOTALL)
        assert block
        new = block[2].split("\n") if block[2] else []
        lines[comment.get("start_line", comment["line"]) - 1 : comment["line"]] = new
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    "edits",
    [
        [("source: first-source", "source: frist-source")],
        [("stance: supports", "stance: suports")],
        [("claimant: first-paper", 'claimant: "frist-paper"')],
        [("  confidence: high", "  confidense: high")],
        [("rating: confirmed", "rating:    'confirmed'"), ("kind: factual", "kind: factual  ")],
        [
            ("    - An editor\n", "    - An editor\n    - Another\n\n"),
            ("en: None.", "en: An editor and Another have none."),
            ("fr: Aucun.", "fr: An editor et Another n’en ont aucun."),
        ],
        [("rating: confirmed\n  confidence: high\n", "confidence: 'high'\n  rating: 'confirmed'\n")],
        [("en: Example raised $2 million\n", "en: 'Example raised $2 million'\n")],
        [("en: The company says so.\n", "en: >-\n      The company\n      says so.\n")],
        [("$schema=../../schemas/claim", "$schema=claim")],
        [("      value: 2000000\n", "      value: 2_000_000\n")],
        [("    - An editor", "    - “An editor”")],
        [('checked: "2026-11-23"', "checked: 11/23/2026")],
        [("2 millions", "2 millions"), ("    stance", "  \tstance")],
        [("exact: Example has raised $2 million.", "exact:  'Example has raised $2 million.'  ")],
    ],
)
def test_applied_suggestions_put_everything_right(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    edits: list[tuple[str, str]],
) -> None:
    for old, new in edits:
        edit(repository, old, new)
    assert check_project(repository, today=TODAY).findings
    comments = review(repository, monkeypatch, capsys)["comments"]
    apply(repository, comments)
    assert check_project(repository, today=TODAY).shown == ()


def test_new_name_of_a_record_that_moved_is_suggested(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "# yaml-language-server: $schema=../../schemas/source.schema.json"
    grave = f'{head}\nid: old\nmoved_to: first-source\ndate: "2026-11-23"\nreason:\n  en: Why.\n  fr: Pourquoi.\n'
    (repository / "facts/sources/old.yml").write_text(grave, encoding="utf-8")
    edit(repository, "source: first-source", "source: old")
    apply(repository, review(repository, monkeypatch, capsys)["comments"])
    assert check_project(repository, today=TODAY).shown == ()


def test_lines_that_the_pull_request_does_not_change_are_left_alone(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository, "rating: confirmed", "rating:   confirmed")
    edit(repository, "source: first-source", "source: frist-source")
    commit(repository)
    edit(repository, "The company says so.", "The company itself says so.")
    assert review(repository, monkeypatch, capsys)["comments"] == []


def test_line_that_moved_is_put_back_as_a_whole_or_not_at_all(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository, "  rating: confirmed\n  confidence: high\n", "  confidence: high\n  rating: confirmed\n")
    assert review(repository, monkeypatch, capsys)["comments"] == []


def test_review_names_the_commit_and_the_folder_of_the_project(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository, "rating: confirmed", "rating:   confirmed")
    found = review(repository, monkeypatch, capsys)
    assert re.fullmatch(r"[0-9a-f]{40}", found["commit_id"])
    (comment,) = found["comments"]
    assert (comment["path"], comment["side"]) == (CLAIM.as_posix(), "RIGHT")
    assert comment["body"].startswith("<!-- factcheck suggestion -->\n")


def test_text_cannot_end_the_block_of_its_suggestion() -> None:
    lines = ("a: '```'", "b: '````suggestion'")
    body = Suggestion(path="x", start=1, end=2, lines=lines).to_comment()["body"]
    assert body.endswith("`````suggestion\na: '```'\nb: '````suggestion'\n`````")


def test_there_are_not_more_comments_than_people_read() -> None:
    every = [Suggestion(path="x", start=number, end=number, lines=("y",)) for number in range(1, 90)]
    found = to_review(every, "c0ffee")
    assert len(found["comments"]) == MOST_COMMENTS
    assert f"{89 - MOST_COMMENTS} more" in found["body"]


@pytest.mark.parametrize("line", ["", "key: other", "key: wrong-too", "key:", "# wrong"])
def test_a_word_is_replaced_only_where_it_stands(line: str) -> None:
    place = Location("x", 1, 6)
    finding = Finding(
        location=place, code="REF001", severity=Severity.ERROR, message="unknown 'wrong'", hint="did you mean 'right'?"
    )
    assert fix_words(line, [finding]) == (line, {})
    assert fix_words("key: wrong # why", [finding])[0] == "key: right # why"


def test_project_may_lie_in_a_folder_of_the_repository(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    project.rename(outer / "site")
    git(outer, "init", "--quiet", "--initial-branch=main")
    commit(outer)
    edit(outer / "site", "rating: confirmed", "rating:   confirmed")
    (outer / "README").write_text("", encoding="utf-8")
    commit(outer)
    monkeypatch.chdir(outer / "site")
    assert run("diff", "HEAD~1", "HEAD", "--format", "review") == 0
    (comment,) = json.loads(capsys.readouterr().out)["comments"]
    assert comment["path"] == f"site/{CLAIM.as_posix()}"
    assert run("diff", "HEAD~1", "HEAD", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["other_files"] == []
