"""For the site, records that were found to be right are read again and not checked again; all others are checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from conftest import TODAY
from factcheck.corpus import Corpus
from factcheck.kept import rereading
from factcheck.kept.rereading import validate_or_read
from factcheck.load import search_files
from factcheck.pipeline import Report, validate


def run(project: Path) -> Report:
    return validate_or_read(project, today=TODAY, processes=1)


def no_checks(*_: object, **__: object) -> NoReturn:
    pytest.fail("checked again")


def records(corpus: Corpus) -> list[tuple[Any, ...]]:
    return [(entry.kind, entry.stem, entry.file, entry.record) for entry in corpus.entries]


def test_right_records_are_read_and_not_checked_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(project)
    monkeypatch.setattr(rereading, "validate", no_checks)
    second = run(project)
    assert not first.errors
    assert (second.findings, second.skipped, second.looked_at) == (first.findings, first.skipped, first.looked_at)
    assert records(second.corpus) == records(first.corpus)
    assert (second.corpus.pages, second.corpus.around) == (first.corpus.pages, first.corpus.around)


def test_changed_records_are_checked(project: Path) -> None:
    run(project)
    file = next((project / "facts" / "entities").iterdir())
    file.write_text("id: example\n", encoding="utf-8")
    assert [run(project).errors > 0 for _ in range(2)] == [True, True]


def test_another_day_is_checked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    monkeypatch.setattr(rereading, "validate", no_checks)
    with pytest.raises(pytest.fail.Exception, match="checked again"):
        validate_or_read(project, today=TODAY.replace(year=TODAY.year + 1), processes=1)


@pytest.mark.parametrize("content", [None, "id: [", "id: example\n"])
def test_records_that_change_while_they_are_read_are_checked(
    project: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    run(project)
    file = next((project / "facts" / "entities").iterdir())

    def change_then_read(root: Path) -> Any:
        file.write_text(file.read_text(encoding="utf-8") + "\n" if content is None else content, encoding="utf-8")
        return search_files(root)

    checked: list[Path] = []

    def check(root: Path, **options: Any) -> Report:
        checked.append(root)
        return validate(root, **options)

    monkeypatch.setattr(rereading, "search_files", change_then_read)
    monkeypatch.setattr(rereading, "validate", check)
    assert bool(run(project).errors) is bool(content)
    assert checked == [project]
