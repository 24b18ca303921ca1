"""``factcheck due``: what has to be looked at again, and from which day on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY, run
from factcheck.commands import due_command
from factcheck.project import check_project
from factcheck.upkeep.due import REPLY, REVIEW, what_is_due

REVIEW_BY = 'review_by: "'
ASKED = '  right_of_reply:\n    - asked: example\n      date: "2024-01-02"\n      deadline: "2024-02-01"\n'


def ask_somebody(project: Path) -> None:
    """Add a question that nobody has answered to the claim of the small project."""
    path = project / "facts/claims/first-claim.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + ASKED, encoding="utf-8")


def test_oldest_comes_first_and_what_is_to_come_only_if_asked_for(project: Path) -> None:
    ask_somebody(project)
    corpus = check_project(project, today=TODAY).corpus
    review = next(iter(corpus.claims.values())).review.review_by
    assert [item.what for item in what_is_due(corpus, date.max)] == sorted(
        (REPLY, REVIEW), key={REPLY: "2024-02-01", REVIEW: review}.__getitem__
    )
    assert what_is_due(corpus, date(2024, 1, 31)) == []
    assert [item.day for item in what_is_due(corpus, date(2024, 1, 31), within=1)] == ["2024-02-01"]


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_command_shows_what_is_due(
    format_: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_somebody(project)
    monkeypatch.chdir(project)
    monkeypatch.setattr(due_command, "today", lambda: date(2024, 2, 1))
    assert run("due", "--format", format_) == 1
    out = capsys.readouterr().out
    assert "Questions without an answer" in out
    if format_ == "json":
        (section,) = json.loads(out)["sections"]
        assert section["rows"][0]["record"] == "first-claim"
    monkeypatch.setattr(due_command, "today", lambda: date(2024, 1, 1))
    assert run("due", "--format", "markdown") == 0
    assert capsys.readouterr().out == ""
