"""A large project is not checked as a whole again because one of its files has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from factcheck.corpus import Corpus
from factcheck.kept import recheck as rechecking
from factcheck.kept import verdicts
from factcheck.kept.outlines import Outline
from factcheck.kept.parts import validate_in_parts
from factcheck.kept.recheck import recheck
from factcheck.kept.state import State, read_state
from factcheck.kept.store import VARIABLE, kept_folder
from factcheck.kept.verdicts import validate_unless_known
from factcheck.pipeline import Report, validate
from synthetic import make_project

DAY = date(2026, 12, 1)
CLAIM = "facts/claims/amazon-up-to-4b-0.yml"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with more than one article."""
    root = tmp_path_factory.mktemp("large") / "project"
    make_project(root, 42)
    return root


@pytest.fixture
def kept(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the same project, checked once; from then on, nobody may check all of it."""
    monkeypatch.setattr(verdicts, "FEW", 1)
    monkeypatch.setattr(rechecking, "SHARE", 1)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    look(large)
    monkeypatch.setattr(verdicts, "validate_in_parts", lambda *_, **__: pytest.fail("everything was checked again"))
    return large


@pytest.fixture
def changed(kept: Path) -> Iterator[Path]:
    """Return the project with a mistake in a claim."""
    path = kept / CLAIM
    before = path.read_bytes()
    path.write_bytes(before.replace(b"source: anthropic-amazon-2023", b"source: anthropic-amazon-2032", 1))
    assert path.read_bytes() != before
    yield kept
    path.write_bytes(before)


def look(root: Path, day: date = DAY) -> Report:
    return replace(validate_unless_known(root, today=day, processes=1), corpus=Corpus(entries=()))


def outline_file() -> Path:
    (file,) = kept_folder("outlines").iterdir()
    return file


def test_change_is_judged_from_the_outline_and_then_known(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look(changed)
    assert first.errors
    assert first == replace(validate(changed, today=DAY), corpus=Corpus(entries=()))
    monkeypatch.setattr(verdicts, "recheck", lambda *_: pytest.fail("looked at again"))
    assert look(changed) == first


def test_mended_mistake_is_gone(changed: Path) -> None:
    assert look(changed).errors
    path = changed / CLAIM
    path.write_bytes(path.read_bytes().replace(b"anthropic-amazon-2032", b"anthropic-amazon-2023"))
    assert not look(changed).errors


def let_it_all_be_checked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list in which is noted what is checked as a whole."""
    asked: list[Path] = []

    def check(root: Path, *, today: date, processes: int) -> tuple[Report, Outline]:
        asked.append(root)
        return validate_in_parts(root, today=today, processes=processes)

    monkeypatch.setattr(verdicts, "validate_in_parts", check)
    return asked


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def change_a_digit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))


@pytest.mark.parametrize("damage", [cut, change_a_digit, lambda path: path.write_bytes(b""), Path.unlink])
def test_damaged_outline_counts_as_none(
    changed: Path, damage: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(outline_file())
    asked = let_it_all_be_checked(monkeypatch)
    assert look(changed).errors
    assert asked


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY])
def test_outline_of_a_later_day_or_other_judges_counts_as_none(
    changed: Path, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = let_it_all_be_checked(monkeypatch)
    if day == DAY:
        schema = changed / "schemas/claim.schema.json"
        schema.write_text(schema.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    look(changed, day)
    assert asked


def test_on_a_later_day_what_is_due_is_looked_at(changed: Path) -> None:
    later = DAY + timedelta(days=400)
    found = look(changed, later)
    assert "DAT006" in {finding.code for finding in found.findings}
    assert found == replace(validate(changed, today=later), corpus=Corpus(entries=()))


def test_large_change_is_checked_as_a_whole(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechecking, "MOST", 0)
    with pytest.raises(pytest.fail.Exception, match="everything was checked again"):
        look(changed)


def test_change_during_the_look_is_not_taken_for_what_was_looked_at(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed / CLAIM

    def slow(*arguments: object) -> Report | None:
        report = recheck(*arguments)  # type: ignore[arg-type]
        os.utime(path)
        path.write_bytes(path.read_bytes() + b"\n")
        return report

    monkeypatch.setattr(verdicts, "recheck", slow)
    before = {file.name for file in kept_folder("verdicts").iterdir()}
    look(changed)
    assert {file.name for file in kept_folder("verdicts").iterdir()} == before


def test_file_that_changes_before_it_is_read_is_judged_as_it_is(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its shape was right when the state was read; by now it is none that a record could be made of."""
    path, other = kept / CLAIM, kept / CLAIM.replace("amazon-up-to-4b", "google-in-series-c")
    contents = path.read_bytes(), other.read_bytes()
    path.write_bytes(contents[0] + b"\n")

    def early(root: Path, today: date, processes: int) -> State | None:
        state = read_state(root, today, processes)
        other.write_bytes(b"id: google-in-series-c-0\nclaim: nonsense\n")
        return state

    monkeypatch.setattr(verdicts, "read_state", early)
    report = look(kept)
    path.write_bytes(contents[0])
    other.write_bytes(contents[1])
    assert {finding.code for finding in report.findings} >= {"SCH001"}
