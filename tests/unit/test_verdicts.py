"""What was found before is shown again only as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKS, TODAY, run
from factcheck.corpus import Corpus
from factcheck.examples import lay
from factcheck.kept import state, verdicts
from factcheck.kept.store import VARIABLE
from factcheck.kept.verdicts import KEPT, cache_folder, key_of, recall, remember, validate_unless_known
from factcheck.pipeline import Report, validate


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))


@pytest.fixture
def wrong(project: Path) -> Path:
    """Return a small project with findings, one of which names a second place."""
    for name in ("REF001", "IDS004"):
        folder = next(path for path in CHECKS.iterdir() if path.name.startswith(name))
        lay(project, folder / "bad")
    return project


def look(project: Path) -> Report:
    return validate_unless_known(project, today=TODAY, processes=1)


def without_corpus(report: Report) -> Report:
    return replace(report, corpus=Corpus(entries=()))


def test_second_look_tells_the_same_without_any_work(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look(wrong)
    assert first.errors
    monkeypatch.setattr(verdicts, "validate", lambda *_, **__: pytest.fail("worked out again"))
    second = look(wrong)
    assert second == without_corpus(first)


def append(path: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + "\n", encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        append("facts/claims/first-claim.yml"),
        append("facts/claims/other.txt"),
        append("schemas/claim.schema.json"),
        append("docs/en/index.md"),
        append("mkdocs.yml"),
        lambda project: (project / "facts/entities/example.yml").unlink(),
        lambda project: (project / "facts/entities/example.yml").rename(project / "facts/entities/renamed.yml"),
        lambda project: (project / "facts/claims/empty").mkdir(),
        lambda project: (project / "facts/claims/link.yml").symlink_to("first-claim.yml"),
        lambda project: (project / "docs/link.png").symlink_to("x"),
    ],
)
def test_any_change_makes_another_key(project: Path, change: Callable[[Path], object]) -> None:
    before = key_of(project, TODAY)
    change(project)
    assert before
    assert key_of(project, TODAY) not in {None, before}


def test_another_day_and_another_version_make_another_key(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(project, TODAY)
    assert key_of(project, TODAY + timedelta(days=1)) != before
    monkeypatch.setattr(state, "version", lambda name: f"{name} of tomorrow")
    assert key_of(project, TODAY) != before


def test_content_cannot_pretend_to_be_another_file(project: Path) -> None:
    file = project / "facts/claims/a.yml"
    file.write_text("x", encoding="utf-8")
    one = key_of(project, TODAY)
    file.write_text("", encoding="utf-8")
    (project / "facts/claims/ax.yml").write_text("", encoding="utf-8")
    assert key_of(project, TODAY) != one


def test_change_during_the_look_keeps_no_verdict(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(root: Path, **options: Any) -> Report:
        report = validate(root, **options)
        append("facts/claims/first-claim.yml")(root)
        return report

    monkeypatch.setattr(verdicts, "validate", slow)
    look(project)
    assert not cache_folder().exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"findings": [{}]}', b'{"findings": 3}', b"\xff\x00", b"null"])
def test_damaged_verdict_counts_as_none(project: Path, content: bytes) -> None:
    first = look(project)
    (kept,) = cache_folder().iterdir()
    kept.write_bytes(content)
    assert look(project) == first
    assert kept.read_bytes() != content


def test_folder_that_cannot_be_written_to_keeps_nothing(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert look(project) == look(project)


def test_only_the_newest_verdicts_are_kept(project: Path) -> None:
    report = validate(project, today=TODAY)
    for number in range(KEPT + 3):
        remember(f"{number:040}", report)
        os.utime(cache_folder() / f"{number:040}.json", (number, number))
    remember("f" * 40, report)
    assert len(list(cache_folder().iterdir())) == KEPT
    assert recall("f" * 40, project)
    assert not recall(f"{0:040}", project)


def test_writers_at_the_same_time_leave_whole_verdicts(project: Path) -> None:
    report = validate(project, today=TODAY)
    threads = [threading.Thread(target=remember, args=("a" * 40, report)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert recall("a" * 40, project) == without_corpus(report)
    assert [path.name for path in cache_folder().iterdir()] == [f"{'a' * 40}.json"]


def test_command_line_can_do_without(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(wrong)
    assert run("validate") == 1
    first = capsys.readouterr().out
    assert run("validate") == 1
    assert capsys.readouterr().out == first
    monkeypatch.setattr(verdicts, "recall", lambda *_: pytest.fail("asked for a verdict"))
    assert run("validate", "--no-cache") == 1
    assert capsys.readouterr().out == first
