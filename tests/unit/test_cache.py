"""The cache is believed only for exactly the same content, and anything wrong with it means that it is not used."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import CHECKS, TODAY, run
from factcheck.cache import FOLDER_VARIABLE, MAX_PROJECTS, MAX_REPORTS, Cache
from factcheck.check_examples import lay
from factcheck.loading.fact_files import FactFile
from factcheck.loading.record_file import read_file
from factcheck.loading.snapshot import Snapshot, take_snapshot
from factcheck.project import check_project
from factcheck.schema.schemas import Schemas


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def faulty(project: Path) -> Path:
    """Return a small project with findings, one of which names a second place."""
    for name in ("REF001", "IDS004"):
        folder = next(path for path in CHECKS.iterdir() if path.name.startswith(name))
        lay(project, folder / "bad")
    return project


def check(project: Path, *, with_corpus: bool = True) -> bytes:
    """Return the report on a project, made with its cache, as JSON."""
    return check_project(project, today=TODAY, cache=Cache.of(project), with_corpus=with_corpus).to_json()


def check_anew(project: Path) -> bytes:
    """Return the same, made without a cache."""
    return check_project(project, today=TODAY).to_json()


def forbid_work(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("read_file", "run_checks"):
        monkeypatch.setattr(f"factcheck.project.{name}", lambda *_, **__: pytest.fail("done again"))


def test_second_run_reads_and_checks_nothing_again(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(faulty)
    assert first == check_anew(faulty)
    forbid_work(monkeypatch)
    assert check(faulty) == first
    assert check(faulty, with_corpus=False) == first


def test_only_the_changed_file_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(project)
    append("facts/claims/first-claim.yml", "# a comment\n")(project)
    read: list[str] = []

    def note(file: FactFile, schemas: Schemas, judges: bytes) -> tuple[bytes, bytes]:
        read.append(file.path)
        return read_file(file, schemas, judges)

    monkeypatch.setattr("factcheck.project.read_file", note)
    check(project)
    assert read == ["facts/claims/first-claim.yml"]


def append(path: str, text: str = "\n") -> Callable[[Path], object]:
    def change(project: Path) -> None:
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        append("facts/claims/first-claim.yml"),
        append("facts/claims/other.txt"),
        append("schemas/claim.schema.json"),
        append("docs/en/index.md"),
        append("mkdocs.yml", "site_url: https://other.example/\n"),
        lambda project: (project / "facts/entities/example.yml").unlink(),
        lambda project: (project / "facts/entities/example.yml").rename(project / "facts/entities/renamed.yml"),
        lambda project: (project / "facts/claims/empty").mkdir(),
        lambda project: (project / "facts/claims/link.yml").symlink_to("first-claim.yml"),
        lambda project: (project / "docs/link.png").symlink_to("x"),
    ],
)
def test_any_change_that_a_report_depends_on_makes_another_report(
    project: Path, change: Callable[[Path], object]
) -> None:
    check(project)
    change(project)
    assert check(project) == check_anew(project)


def test_another_day_makes_another_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(project)
    tomorrow = TODAY + timedelta(days=1)
    monkeypatch.setattr("factcheck.project.run_checks", lambda *_, **__: ([], ["run"]))
    assert check_project(project, today=tomorrow, cache=Cache.of(project)).skipped == ("run",)


def test_content_cannot_pretend_to_be_another_file(project: Path) -> None:
    file = project / "facts/claims/a.yml"
    file.write_text("x", encoding="utf-8")
    one = take_snapshot(project).key
    file.write_text("", encoding="utf-8")
    (project / "facts/claims/ax.yml").write_text("", encoding="utf-8")
    assert take_snapshot(project).key != one


def test_file_that_changes_while_it_is_read_is_cached_as_it_was_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snapshot_then_change(root: Path, schemas: Schemas | None) -> Snapshot:
        found = take_snapshot(root, schemas)
        append("facts/sources/first-source.yml", "nonsense: true\n")(project)
        return found

    monkeypatch.setattr("factcheck.project.take_snapshot", snapshot_then_change)
    assert b"nonsense" in check(project)
    monkeypatch.undo()
    assert b"nonsense" in check(project)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 500])
def test_damaged_database_is_replaced(project: Path, cache_folder: Path, content: bytes) -> None:
    first = check(project)
    (database,) = cache_folder.glob("*.sqlite")
    database.write_bytes(content)
    assert check(project) == first
    assert check(project) == first


def test_truncated_database_is_no_danger(faulty: Path, cache_folder: Path) -> None:
    first = check(faulty)
    (database,) = cache_folder.glob("*.sqlite")
    whole = database.read_bytes()
    for length in range(0, len(whole), 4096):
        database.write_bytes(whole[:length])
        assert check(faulty) == first


@pytest.mark.parametrize("value", [b"", b"null", b"x" * 40, "text", 1.5])
def test_damaged_value_counts_as_missing(faulty: Path, cache_folder: Path, value: object) -> None:
    first = check(faulty)
    (path,) = cache_folder.glob("*.sqlite")
    with sqlite3.connect(path) as database:
        for table in ("files", "reports"):
            database.execute(f"UPDATE {table} SET value = ?", (value,))  # noqa: S608 - our own names
    database.close()
    assert check(faulty) == first


def test_folder_that_cannot_be_written_to_is_not_used(project: Path, cache_folder: Path) -> None:
    cache_folder.write_text("a file", encoding="utf-8")
    assert check(project) == check_anew(project)


def test_cache_is_for_its_owner_alone(project: Path, cache_folder: Path) -> None:
    check(project)
    assert cache_folder.stat().st_mode & 0o077 == 0


def test_cache_does_not_grow_for_ever(project: Path, cache_folder: Path, tmp_path: Path) -> None:
    cache = Cache.of(project)
    cache.save_files({b"a": b"1", b"b": b"2"}, known=[])
    cache.save_files({b"c": b"3"}, known=[b"b"])
    assert cache.files([b"a", b"b", b"c"]) == {b"b": b"2", b"c": b"3"}
    for number in range(MAX_REPORTS + 3):
        cache.save_report(b"%d" % number, b"report")
    assert cache.report(b"2") is None
    assert cache.report(b"3") == b"report"
    for number in range(MAX_PROJECTS + 3):
        Cache.of(tmp_path / str(number))
    assert len(list(cache_folder.iterdir())) == MAX_PROJECTS + 1


def test_processes_and_threads_may_write_at_the_same_time(faulty: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(check(faulty))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [check_anew(faulty)] * 6


def test_command_line_can_do_without(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty)
    assert run("validate") == 1
    first = capsys.readouterr().out
    assert run("validate") == 1
    assert capsys.readouterr().out == first
    monkeypatch.setattr(Cache, "report", lambda *_: pytest.fail("asked for a report"))
    assert run("validate", "--no-cache") == 1
    assert capsys.readouterr().out == first
