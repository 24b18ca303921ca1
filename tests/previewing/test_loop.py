"""After a change the newest records are shown at once, then their errors; the last good edition is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.server import preview, watcher
from factcheck.server.preview import CheckResult
from factcheck.site.build import MkDocsResult, MkDocsRunner
from previewing.small_preview import BROKEN, CLAIM, PAGE, Events, SmallPreview


@pytest.fixture
def small(project: Path) -> SmallPreview:
    return SmallPreview(project)


def test_edition_is_shown_before_it_has_been_checked_and_good_afterwards(small: SmallPreview) -> None:
    assert small.said == ["1 article, 1 claim, 1 source, 2 entities: 0 errors, 0 warnings"]
    first = small.state
    small.changed(CLAIM)
    assert small.state is first  # with the same content nothing is new
    small.replace("Example raised", "Example got")
    assert small.state.edition is not first.edition
    assert (small.state.good, small.state.report, small.state.number) == (first.edition, None, first.number + 1)
    assert small.said[-1].endswith(f" changed: {CLAIM}")
    assert first.edition
    small.events.put(CheckResult(first.edition.reading, "a bug of the past"))
    small.settle()
    assert not small.state.failure
    assert small.state.good is small.state.edition


def test_error_across_records_is_shown_and_mended(small: SmallPreview) -> None:
    small.replace("source: first-source", "source: firt-source")
    small.settle()
    assert small.state.touched == {CLAIM}
    assert "did you mean 'first-source'?" in small.said[-1]
    small.replace("source: firt-source", "source: first-source")
    assert not small.state.broken


def test_error_in_one_file_is_known_before_the_checks_run(small: SmallPreview) -> None:
    small.replace("review:", "review: [")
    assert small.codes == {"SYN001"}


@pytest.mark.parametrize("path", ["facts", "facts/claims", "facts/ratings.yml"])
def test_what_is_removed_is_missed_and_comes_back(small: SmallPreview, path: str) -> None:
    (small.root / path).rename(small.root / "away")
    small.changed(path)
    small.settle()
    assert small.state.broken
    (small.root / "away").rename(small.root / path)
    small.changed(path)
    small.settle()
    assert small.state.good is small.state.edition


def test_failures_of_all_sorts_are_shown_until_they_are_mended(
    small: SmallPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, page = "schemas/terms.schema.json", "docs/en/index.md"
    schema = (small.root / path).read_text(encoding="utf-8")
    small.mkdocs.fails, small.mkdocs.prints = True, "Error: a template is broken"
    with monkeypatch.context() as patched:
        patched.setattr(preview, "check_reading", lambda *_args, **_options: 1 // 0)
        small.replace("\n", "\n\n", page)
        while "ZeroDivisionError" not in small.state.failure:
            small.preview.step()
    small.replace(schema, "{", path)
    assert path in small.state.failure
    assert "Error: a template is broken" in small.state.failure
    small.mkdocs.fails, small.mkdocs.prints = False, "a warning"
    small.replace("{", schema, path)
    small.changed(page)
    small.settle()
    assert "a warning" in small.said
    assert (small.state.failure, small.mkdocs.builds) == ("", 5)  # what has failed is tried again at every change


def test_preview_goes_on_after_a_bug_and_after_a_fault_of_its_surroundings(
    small: SmallPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(preview, "area_of", lambda *_: 1 // 0)
        small.changed(CLAIM)
        assert "ZeroDivisionError" in small.state.failure
        patched.undo()
        patched.setattr(small.mkdocs, "start", lambda: Path("/nowhere/at/all").mkdir())
        small.changed("docs/en/index.md")
        assert "MkDocs cannot be started" in small.state.failure
    small.changed(CLAIM)  # whatever changes, what has failed is tried again
    small.settle()
    assert (small.state.failure, small.state.good) == ("", small.state.edition)


def test_pipe_in_the_place_of_a_file_is_not_waited_for(small: SmallPreview) -> None:
    for path in (CLAIM, "facts/ratings.yml", "schemas/claim.schema.json"):
        file = small.root / path
        content = file.read_bytes()
        file.unlink()
        os.mkfifo(file)
        small.changed(path)
        assert small.state.broken
        assert small.get(PAGE)[0] == BROKEN
        file.unlink()
        file.write_bytes(content)
        small.changed(path)
        small.settle()
        assert small.state.good is small.state.edition


def test_name_of_a_changed_file_cannot_write_to_the_terminal(small: SmallPreview) -> None:
    name = os.fsdecode(b"docs/en/\xff\x1b[2J\n.md")
    (small.root / name).touch()
    small.changed(name)
    assert any(r" changed: docs/en/\xff\x1b[2J\n.md" in line for line in small.said)
    assert all(line.replace("\n", "").isprintable() for line in small.said)


def test_template_makes_another_edition_and_a_program_that_can_be_loaded_starts_anew(
    small: SmallPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = small.state.edition
    small.changed(watcher.PACKAGE / "pages" / "templates" / "claim.html")
    assert small.state.edition is not edition
    monkeypatch.setattr(preview, "_TRIAL", "import nowhere_to_be_found")
    small.changed(watcher.PACKAGE / "cli.py")
    assert "nowhere_to_be_found" in small.state.failure
    monkeypatch.setattr(preview, "_TRIAL", "pass")
    with pytest.raises(preview.Restart):
        small.changed(watcher.PACKAGE / "cli.py")


def test_temporary_files_of_editors_are_no_errors(small: SmallPreview) -> None:
    claims = small.root / "facts" / "claims"
    (claims / ".#first-claim.yml").symlink_to("nowhere")
    for name in (".first-claim.yml.swp", "4913", "first-claim.yml~"):
        (claims / name).touch()
    small.changed(CLAIM)
    assert small.codes == set()
    (claims / "notes.txt").touch()
    small.changed(CLAIM)
    assert small.codes == {"FIL003"}


def test_mkdocs_that_cannot_build_says_why(project: Path, tmp_path: Path) -> None:
    events = Events()
    runner = MkDocsRunner(project, tmp_path, "http://127.0.0.1/", events.put)
    runner.start()
    runner.start()  # the first build is given up
    result = events.get()
    assert isinstance(result, MkDocsResult)
    assert (result.folder, "mkdocs.yml" in result.output, events.empty()) == (None, True, True)
