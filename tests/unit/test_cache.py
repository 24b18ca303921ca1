"""The cache is believed only for exactly the same content, and anything wrong with it means that it is not used."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKS, ROOT, TODAY, run
from factcheck.cache import MAX_PROJECTS, MAX_REPORTS, Cache, digest
from factcheck.cache_folder import FOLDER_VARIABLE, NOTICE_VARIABLE
from factcheck.check_examples import lay
from factcheck.loading.fact_files import FactFile
from factcheck.loading.record_file import read_file
from factcheck.loading.snapshot import Snapshot, take_snapshot
from factcheck.project import check_project, run_checks
from factcheck.schema.schemas import Schemas


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv(NOTICE_VARIABLE, raising=False)
    return tmp_path / "cache" / "factcheck-site"


@pytest.fixture
def faulty(project: Path) -> Path:
    """Return a small project with findings, one of which names a second place."""
    for name in ("REF001", "IDS005"):
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
    for name in ("reading.read_file", "project.run_checks"):
        monkeypatch.setattr(f"factcheck.{name}", lambda *_, **__: pytest.fail("done again"))


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

    monkeypatch.setattr("factcheck.reading.read_file", note)
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


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change every stored value as JSON, and give it a checksum that is right."""
    with sqlite3.connect(path) as database:
        for table in ("files", "reports"):
            for key, value in database.execute(f"SELECT key, value FROM {table}").fetchall():  # noqa: S608 - our names
                changed = change(json.loads(value[16:]))
                content = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
                new = digest(key, content) + content
                database.execute(f"UPDATE {table} SET value = ? WHERE key = ?", (new, key))  # noqa: S608
    database.close()


def with_parts(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: [change(part) for part in value]


ODD: dict[str, Callable[[Any], Any]] = {
    "empty": lambda _: b"",
    "no JSON": lambda _: b"\xff\x00",
    "nested deeply": lambda _: b"[" * 100_000,
    "null": lambda _: None,
    "number": lambda _: 1,
    "empty list": lambda _: [],
    "empty mapping": lambda _: {},
    "emptied lists and mappings": with_parts(lambda part: type(part)()),
    "every part is null": with_parts(lambda _: None),
    "every part is a number": with_parts(lambda _: 1),
    "every part is text": with_parts(lambda _: "text"),
    "every part is a list of lists": with_parts(lambda _: [[]]),
    "every part maps to null": with_parts(lambda _: {"claim": None}),
    "a part more": lambda value: [*value, []],
    "a part less": lambda value: value[:-1],
    "data of another shape": lambda value: [{"id": 1, "claim": []}, *value[1:]] if len(value) == 2 else value,
    "no findings": lambda value: [[] if isinstance(part, list) else part for part in value],
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
@pytest.mark.parametrize("with_corpus", [True, False])
def test_odd_value_is_not_believed_even_if_its_checksum_is_right(
    faulty: Path, cache_folder: Path, change: Callable[[Any], Any], *, with_corpus: bool
) -> None:
    (faulty / "facts/claims/strange.txt").touch()
    (faulty / "facts/sources/first-source.yml").write_text("id: x\n", encoding="utf-8")
    first = check(faulty)
    (path,) = cache_folder.glob("*.sqlite")
    rewrite(path, change)
    assert check(faulty, with_corpus=with_corpus) == first


def test_report_that_counts_other_records_than_there_are_is_not_believed(project: Path, cache_folder: Path) -> None:
    first = check(project)
    (path,) = cache_folder.glob("*.sqlite")
    rewrite(path, lambda value: [*value[:2], {**value[2], "claim": 2}, value[3]] if len(value) == 4 else value)
    assert check(project, with_corpus=False) == first


def test_report_on_a_project_with_tombstones_is_believed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = project / "facts/sources/first-source.yml"
    gone = 'id: gone\nwithdrawn: {date: "2024-01-01", reason: {en: It was wrong.}}\n'
    source.with_name("gone.yml").write_text(gone, encoding="utf-8")
    first = check(project)
    forbid_work(monkeypatch)
    assert check(project, with_corpus=False) == first


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TRIGGER t AFTER INSERT ON reports BEGIN DELETE FROM files; END",
        "CREATE VIEW v AS SELECT * FROM files",
        "CREATE TABLE other (a)",
        "CREATE INDEX i ON files (value)",
        "ALTER TABLE files ADD COLUMN other",
        "DROP TABLE reports",
    ],
)
def test_database_that_holds_anything_else_is_replaced(faulty: Path, cache_folder: Path, foreign: str) -> None:
    first = check(faulty)
    (path,) = cache_folder.glob("*.sqlite")
    with sqlite3.connect(path) as database:
        database.execute(foreign)
    database.close()
    assert check(faulty) == first
    with sqlite3.connect(path) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}
        assert database.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    database.close()
    assert names == {"files", "reports"}


def test_database_damaged_at_200_places_changes_no_answer(faulty: Path, cache_folder: Path) -> None:
    first = check(faulty)
    (path,) = cache_folder.glob("*.sqlite")
    whole = path.read_bytes()
    chance = random.Random(0)  # noqa: S311 - the same places in each run
    for number in range(200):
        damaged = bytearray(whole)
        for _ in range(1 + number % 7):
            start = chance.randrange(120 if number % 3 == 0 else len(whole))
            damaged[start : start + chance.choice((1, 8, 200))] = chance.randbytes(chance.choice((1, 8, 200)))
        path.write_bytes(damaged)
        assert check(faulty) == first, number
        assert check(faulty, with_corpus=False) == first, number


def test_cache_is_for_its_owner_alone(project: Path, cache_folder: Path) -> None:
    previous = os.umask(0)
    try:
        check(project)
    finally:
        os.umask(previous)
    assert cache_folder.stat().st_mode & 0o777 == 0o700
    (path,) = cache_folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_folder_that_is_named_need_not_be_private_itself(
    project: Path, cache_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache_folder.parent.mkdir()
    cache_folder.parent.chmod(0o775)
    check(project)
    assert [path.suffix for path in cache_folder.iterdir()] == [".sqlite"]
    assert capsys.readouterr().err == ""


def make_writable_for_others(folder: Path) -> None:
    folder.chmod(0o777)


def make_link(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


def make_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file", encoding="utf-8")


def make_foreign(folder: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder to somebody else")
    os.chown(folder, 12345, 12345)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("change", [make_writable_for_others, make_link, make_file, make_foreign])
def test_folder_that_others_could_fill_is_not_used(
    faulty: Path, cache_folder: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None]
) -> None:
    check(faulty)
    (path,) = cache_folder.glob("*.sqlite")
    rewrite(path, lambda _: [None, []])
    planted = path.read_bytes()
    change(cache_folder)
    assert check(faulty) == check(faulty, with_corpus=False) == check_anew(faulty)
    error = capsys.readouterr().err
    assert error.startswith(f"factcheck: the cache in {cache_folder} is not used: ")
    assert error.count("\n") == 1
    if change is not make_file:
        assert path.read_bytes() == planted


def test_folder_in_a_project_is_not_used(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pull request could bring what is in it, with the rights of the user who checks it out."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(faulty / "facts" / "cache"))
    before = sorted(faulty.rglob("*"))
    assert check(faulty) == check_anew(faulty)
    assert "where a pull request could fill it" in capsys.readouterr().err
    assert sorted(faulty.rglob("*")) == before


WITHOUT_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from factcheck.cli import run_program
run_program("validate")
"""
"""What runs `factcheck validate` where no file may grow beyond a size, as on a disk that is full."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [0, 4096, 20000])
def test_full_disk_costs_the_cache_and_nothing_else(faulty: Path, cache_folder: Path, room: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    for _ in range(2):
        command = [sys.executable, "-c", WITHOUT_ROOM, str(room)]
        done = subprocess.run(command, cwd=faulty, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (1, "")
        assert "error REF001" in done.stdout
    assert cache_folder.is_dir()


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


def test_what_made_a_check_fail_is_forgotten(faulty: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(faulty)
    append("facts/claims/first-claim.yml")(faulty)
    failures = [ZeroDivisionError()]

    def run(*arguments: Any, **options: Any) -> Any:
        if failures:
            raise failures.pop()
        return run_checks(*arguments, **options)

    monkeypatch.setattr("factcheck.project.run_checks", run)
    assert check(faulty) == check_anew(faulty) != first
    assert list(cache_folder.iterdir()) == []


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
