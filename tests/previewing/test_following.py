"""After a change only what differs is read again; mistakes are shown, and the last good site is kept."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck.finding import Finding, Location, Severity
from factcheck.loading import FactFile
from factcheck.project import Judgement, read_files
from factcheck.schema.schemas import Schemas
from factcheck.server import checking, workshop
from factcheck.server import look as looking
from factcheck.server import records as reading
from factcheck.server.look import look, settled
from factcheck.server.records import Records, left_by_editor
from factcheck.server.state import Edition, State
from previewing.faking import CLAIM, PATIENCE, Preview, change, make_preview, take_away


@pytest.fixture
def preview(project: Path) -> Preview:
    """Return a preview of the small project that has shown its first edition."""
    made = make_preview(project)
    made.workshop.start()
    made.step_until_judged()
    return made


def title(state: State | Edition | None) -> str:
    """Return the title of the small project's claim, as the newest edition has it."""
    edition = state.edition if isinstance(state, State) else state
    assert edition
    return edition.reading.corpus.claims["first-claim"].claim.short["en"]


def codes(preview: Preview) -> set[str]:
    report = preview.board.state.report
    return {finding.code for finding in report.findings if finding.severity is Severity.ERROR} if report else set()


def test_first_edition_is_good(preview: Preview) -> None:
    state = preview.board.state
    assert not state.broken
    assert state.good is state.edition
    assert preview.said[-1].startswith("1 article, 1 claim")


def test_only_changed_files_are_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def spy(files: Sequence[FactFile], schemas: Schemas, processes: int) -> list[Judgement]:
        read.extend(file.path for file in files)
        return read_files(files, schemas, processes)

    monkeypatch.setattr(reading, "read_files", spy)
    records = Records(project)
    first = records.read(look(project))
    assert CLAIM in read
    read.clear()
    assert records.read(look(project)) == first
    assert read == []
    change(project, CLAIM, "Example raised", "Example got")
    second = records.read(look(project))
    assert read == [CLAIM]
    assert second != first
    kept = {id(entry) for entry in first.corpus.entries} & {id(entry) for entry in second.corpus.entries}
    assert len(kept) == len(first.corpus.entries) - 1
    records.forget()
    read.clear()
    assert records.read(look(project)) == second
    assert len(read) == len(second.corpus.entries)


def test_changed_record_is_shown_before_the_checks_are_done(preview: Preview) -> None:
    number = preview.board.state.number
    change(preview.root, CLAIM, "Example raised", "Example got")
    preview.workshop.step()
    state = preview.board.state
    assert state.number > number
    assert title(state) == "Example got $2 million"
    assert title(state.good) == "Example raised $2 million"
    assert state.report is None
    preview.step_until_judged()
    assert title(preview.board.state.good) == "Example got $2 million"


def test_file_that_is_written_again_with_the_same_content_changes_nothing(preview: Preview) -> None:
    number = preview.board.state.number
    (preview.root / CLAIM).touch()
    preview.workshop.step()
    assert preview.board.state.number == number


def test_mistake_across_records_is_shown_and_mended(preview: Preview) -> None:
    change(preview.root, CLAIM, "source: first-source", "source: firt-source")
    preview.step_until_judged()
    state = preview.board.state
    assert state.broken
    assert codes(preview) == {"REF001"}
    assert title(state.good) == "Example raised $2 million"
    assert CLAIM in state.touched
    assert "did you mean 'first-source'?" in preview.said[-1]
    change(preview.root, CLAIM, "source: firt-source", "source: first-source")
    preview.workshop.step()
    assert not preview.board.state.broken
    preview.step_until_judged()
    assert preview.board.state.good is preview.board.state.edition
    assert preview.board.state.touched == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("review:", "review: [", "SYN001"),
        ("rating: confirmed", "rating: 3", "SCH001"),
        ("order: 1", "ordre: 1", "SCH003"),
    ],
)
def test_mistake_in_one_file_is_known_at_once(preview: Preview, old: str, new: str, code: str) -> None:
    change(preview.root, CLAIM, old, new)
    preview.workshop.step()
    assert preview.board.state.broken
    assert code in codes(preview)


@pytest.mark.parametrize("path", ["facts", "facts/claims", "facts/ratings.yml", "facts/sources/first-source.yml"])
def test_what_is_removed_is_missed_and_comes_back(preview: Preview, path: str) -> None:
    kept = preview.root.parent / "kept"
    shutil.copytree(preview.root / "facts", kept)
    take_away(preview.root, path)
    preview.step_until_judged()
    assert preview.board.state.broken
    assert preview.board.state.good
    shutil.copytree(kept, preview.root / "facts", dirs_exist_ok=True)
    preview.step_until_judged()
    preview.step_until(lambda: not preview.board.state.broken and preview.board.state.report is not None)
    assert preview.board.state.good is preview.board.state.edition


def test_broken_schema_is_shown_and_mended(preview: Preview) -> None:
    path = "schemas/terms.schema.json"
    text = (preview.root / path).read_text(encoding="utf-8")
    (preview.root / path).write_text("{", encoding="utf-8")
    preview.workshop.step()
    assert "terms.schema.json" in preview.board.state.failure
    assert preview.board.state.good
    (preview.root / path).write_text(text, encoding="utf-8")
    preview.step_until_judged()
    assert not preview.board.state.broken


def test_burst_of_changes_is_one_change(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        """Write more while the first change is being looked at."""
        if len(pauses) < 3:
            change(preview.root, CLAIM, "Example raised", f"Example raised{len(pauses)}")
            change(preview.root, CLAIM, f"Example raised{len(pauses)}", "Example raised")
        pauses.append(seconds)

    with monkeypatch.context() as patched:
        patched.setattr("time.sleep", pause)
        change(preview.root, CLAIM, "order: 1", "order: 2")
        number = preview.board.state.number
        preview.workshop.step()
    assert len(pauses) == 4
    assert preview.board.state.number == number + 1


def test_changes_without_end_are_shown_some_day(project: Path) -> None:
    looks = [look(project)]

    def take() -> looking.Look:
        (project / CLAIM).touch()
        looks.append(look(project))
        return looks[-1]

    settled(take, lambda: None, looks[0], patience=5)
    assert len(looks) == 6


def test_files_of_editors_are_no_mistake(preview: Preview) -> None:
    number = preview.board.state.number
    for name in (".first-claim.yml.swp", "4913", "first-claim.yml~", "#first-claim.yml#"):
        (preview.root / "facts" / "claims" / name).touch()
    (preview.root / "facts" / "claims" / ".#first-claim.yml").symlink_to("nowhere")
    preview.workshop.step()
    assert not preview.board.state.broken
    (preview.root / "facts" / "claims" / "notes.txt").touch()
    preview.workshop.step()
    assert codes(preview) == {"FIL003"}
    assert preview.board.state.number > number


@pytest.mark.parametrize(
    ("code", "path", "expected"),
    [
        ("FIL003", "facts/claims/.x.yml.swp", True),
        ("FIL001", "facts/claims/.#x.yml", True),
        ("FIL002", "facts/claims/X.yml", False),
        ("FIL003", "facts/claims/x.txt", False),
        ("FIL004", "facts/claims/.x.swp", False),
    ],
)
def test_names_that_editors_give(code: str, path: str, expected: bool) -> None:  # noqa: FBT001
    finding = Finding(location=Location(path), code=code, severity=Severity.ERROR, message="m")
    assert left_by_editor(finding) is expected


def test_hand_written_page_lets_mkdocs_build(preview: Preview) -> None:
    started = preview.mkdocs.started
    change(preview.root, CLAIM, "Example raised", "Example got")
    preview.step_until_judged()
    assert preview.mkdocs.started == started
    (preview.root / "docs" / "en" / "about.md").write_text("# About\n", encoding="utf-8")
    preview.workshop.step()
    assert preview.mkdocs.started == started + 1


def test_what_mkdocs_says_is_shown_and_mended(preview: Preview) -> None:
    page = preview.root / "docs" / "en" / "index.md"
    preview.mkdocs.fails, preview.mkdocs.says = True, "Error: a template is broken"
    page.write_text("# A\n", encoding="utf-8")
    preview.step_until(lambda: preview.board.state.broken)
    assert preview.board.state.failure == "Error: a template is broken"
    assert preview.board.state.good
    preview.mkdocs.fails, preview.mkdocs.says = False, "a warning"
    page.write_text("# B\n", encoding="utf-8")
    preview.step_until(lambda: not preview.board.state.broken)
    assert "a warning" in preview.said


def test_page_that_refers_to_nothing_is_a_mistake(preview: Preview) -> None:
    (preview.root / "docs" / "en" / "index.md").write_text("[x](claim:nowhere)\n", encoding="utf-8")
    preview.step_until_judged()
    preview.step_until(lambda: codes(preview) == {"REF003"})


def test_preview_starts_with_a_mistake_and_recovers(project: Path) -> None:
    change(project, CLAIM, "order: 1", "order: [")
    preview = make_preview(project)
    preview.workshop.start()
    preview.step_until_judged()
    assert preview.board.state.broken
    assert preview.board.state.good is None
    change(project, CLAIM, "order: [", "order: 1")
    preview.workshop.step()
    preview.step_until_judged()
    assert preview.board.state.good


def test_program_that_cannot_be_loaded_is_shown_and_one_that_can_starts_anew(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "factcheck"
    package.mkdir()
    monkeypatch.setattr(looking, "PACKAGE", package)
    preview.workshop.step()  # the program that ran has gone: another one can still be loaded
    (package / "x.py").write_text("x", encoding="utf-8")
    monkeypatch.setattr(workshop, "_TRIAL", "import nowhere_to_be_found")
    preview.workshop.step()
    assert "nowhere_to_be_found" in preview.board.state.failure
    (package / "x.py").write_text("xx", encoding="utf-8")
    monkeypatch.setattr(workshop, "_TRIAL", "pass")
    with pytest.raises(workshop.Restart):
        preview.workshop.step()


def test_lost_process_of_checks_is_replaced_by_a_thread(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_args: object) -> None:
        os._exit(1)

    with monkeypatch.context() as patched:
        patched.setattr(checking, "_work_away", die)
        change(preview.root, CLAIM, "source: first-source", "source: firt-source")
        preview.step_until_judged()
    assert codes(preview) == {"REF001"}


def test_process_of_checks_that_says_nothing_is_replaced(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_work_away", lambda *_args: time.sleep(PATIENCE))
    monkeypatch.setattr(checking, "PATIENCE", 0.2)
    change(preview.root, CLAIM, "source: first-source", "source: firt-source")
    preview.step_until_judged()
    assert codes(preview) == {"REF001"}


def test_checks_run_in_a_thread_where_there_is_no_forking(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "FORKS", False)
    for old, new, found in (("first-source", "firt-source", {"REF001"}), ("firt-source", "first-source", set())):
        change(preview.root, CLAIM, f"source: {old}", f"source: {new}")
        preview.step_until_judged()
        assert codes(preview) == found


def test_bug_in_a_check_is_shown_and_ends_nothing(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(checking, "_report", fail)
        change(preview.root, CLAIM, "Example raised", "Example got")
        preview.workshop.step()
        preview.step_until(lambda: "ZeroDivisionError" in preview.board.state.failure)
    change(preview.root, CLAIM, "Example got", "Example raised")
    preview.step_until_judged()
    preview.step_until(lambda: preview.board.state.report is not None)
    assert not preview.board.state.broken
