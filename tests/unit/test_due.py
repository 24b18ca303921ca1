"""``factcheck due``: what has to be looked at again, and from which day on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY, run
from factcheck.commands import due_command
from factcheck.project import check_project
from factcheck.report.report import Report
from factcheck.upkeep.due import REPLY, REVIEW, UNREAD, to_read, what_is_due

ASKED_BY = "2026-12-01"
ASKED = f'  right_of_reply:\n    - asked: example\n      date: "2026-11-20"\n      deadline: "{ASKED_BY}"\n'


def ask_somebody(project: Path) -> None:
    """Add a question that nobody has answered to the claim of the small project."""
    path = project / "facts/claims/first-claim.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + ASKED, encoding="utf-8")


def test_oldest_comes_first_and_what_is_to_come_only_if_asked_for(project: Path) -> None:
    ask_somebody(project)
    corpus = check_project(project, today=TODAY).corpus
    review = next(iter(corpus.claims.values())).review.review_by
    assert [(item.day, item.what) for item in what_is_due(corpus, date.max)] == [(ASKED_BY, REPLY), (review, REVIEW)]
    assert what_is_due(corpus, date(2026, 11, 30)) == []
    assert [item.day for item in what_is_due(corpus, date(2026, 11, 30), within=1)] == [ASKED_BY]


def test_question_without_an_answer_is_due_until_the_claim_was_checked_without_it(project: Path) -> None:
    ask_somebody(project)
    path = project / "facts/claims/first-claim.yml"
    path.write_text(path.read_text(encoding="utf-8").replace('checked: "2026-11-23"', 'checked: "2026-12-02"'))
    corpus = check_project(project, today=TODAY).corpus
    assert [item.what for item in what_is_due(corpus, date.max)] == [REVIEW]


def test_source_that_nobody_has_read_is_due_with_the_first_claim_that_needs_it(sample: Report) -> None:
    due = {item.name: item for item in what_is_due(sample.corpus, date.max) if item.what == UNREAD}
    waiting = {(id_, claim.id) for claim in sample.corpus.claims.values() for id_ in to_read(claim)}
    assert set(due) == {source for source, _ in waiting}
    for source, claim in waiting:
        assert claim in due[source].note
        assert due[source].day <= sample.corpus.claims[claim].review.review_by


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_command_shows_what_is_due(
    format_: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_somebody(project)
    monkeypatch.chdir(project)
    monkeypatch.setattr(due_command, "today", lambda: date(2026, 12, 1))
    assert run("due", "--format", format_) == 1
    out = capsys.readouterr().out
    assert "Questions without an answer" in out
    if format_ == "json":
        (section,) = json.loads(out)["sections"]
        assert section["rows"][0]["record"] == "first-claim"
    monkeypatch.setattr(due_command, "today", lambda: date(2026, 11, 1))
    assert run("due", "--format", "markdown") == 0
    assert capsys.readouterr().out == ""
