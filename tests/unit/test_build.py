"""A build never leaves half a site: it is made beside the old one and put in its place when it is complete."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.errors import SetupError
from factcheck.site import build
from factcheck.site.write_site import MARK

FakeBuild = Callable[[int], None]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeBuild:
    """Return a function that makes MkDocs a program which writes one page and ends with a given code."""

    def install(code: int) -> None:
        def start_mkdocs(_root: Path, _language: str, target: Path, *_options: str) -> subprocess.Popen[bytes]:
            for name in ("index.html", MARK):
                (target / name).write_text("new", encoding="utf-8")
            return subprocess.Popen(["true" if code == 0 else "false"])

        monkeypatch.setattr(build, "start_mkdocs", start_mkdocs)

    return install


def run(project: Path, said: list[str] | None = None, *, strict: bool = False) -> int:
    shown: list[str] = [] if said is None else said
    return build.build_site(project, project / "site", strict=strict, show=shown.append)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_first_and_second_build_replace_the_site(project: Path, fake: FakeBuild) -> None:
    fake(0)
    assert run(project) == 0
    (project / "site" / "old.html").touch()
    assert run(project) == 0
    assert names(project / "site") == {"index.html", MARK}
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_failed_build_leaves_the_old_site(project: Path, fake: FakeBuild) -> None:
    fake(0)
    run(project)
    (project / "site" / "index.html").write_text("old", encoding="utf-8")
    fake(1)
    assert run(project) == 1
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_records_with_errors_are_shown_and_not_built(project: Path, fake: FakeBuild) -> None:
    fake(0)
    (project / "facts" / "entities" / "example.yml").write_text("id: example\n", encoding="utf-8")
    said: list[str] = []
    assert run(project, said) == 1
    assert "SCH002" in said[0]
    assert not (project / "site").exists()


def test_warnings_stop_a_strict_build_only(project: Path, fake: FakeBuild) -> None:
    fake(0)
    text = "id: lonely\nname:\n  en: Lonely\nkind: person\n"
    (project / "facts" / "entities" / "lonely.yml").write_text(text, encoding="utf-8")
    assert run(project, strict=True) == 1
    assert run(project) == 0


def test_folder_of_somebody_else_is_not_touched(project: Path, fake: FakeBuild) -> None:
    fake(0)
    (project / "site").mkdir()
    (project / "site" / "precious.txt").touch()
    with pytest.raises(SetupError, match="not from a build of ours"):
        run(project)
    assert names(project / "site") == {"precious.txt"}


def test_second_build_at_the_same_time_is_refused(project: Path, fake: FakeBuild) -> None:
    fake(0)
    with build.locked(project / ".site.lock"), pytest.raises(SetupError, match="another build is running"):
        run(project)


def test_swap_exchanges_two_folders_and_puts_the_old_one_back_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, target = tmp_path / "fresh", tmp_path / "target"
    for folder in (fresh, target):
        folder.mkdir()
        (folder / folder.name).touch()
    build.swap(fresh, target)
    assert names(target) == {"fresh"}
    assert names(fresh) == {"target"}
    rename = Path.rename

    def fail(path: Path, other: Path) -> Path:
        if path == fresh:
            raise OSError
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        build.swap(fresh, target)
    assert names(target) == {"fresh"}
    assert names(tmp_path) == {"fresh", "target"}


def test_unchanged_files_keep_their_time(project: Path, fake: FakeBuild) -> None:
    fake(0)
    run(project)
    site, long_ago = project / "site", 1_000_000_000
    (site / MARK).write_text("old", encoding="utf-8")
    (site / "gone.html").touch()
    for path in site.iterdir():
        os.utime(path, (long_ago, long_ago))
    run(project)
    assert (site / "index.html").stat().st_mtime == long_ago
    assert (site / MARK).stat().st_mtime > long_ago
    assert (site / MARK).read_text(encoding="utf-8") == "new"


def test_times_are_kept_of_files_only_and_by_their_content(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    for folder, words in ((new, "abc"), (old, "abd")):
        (folder / "deep" / "deeper").mkdir(parents=True)
        for number in range(5):
            (folder / "deep" / f"same-{number}").write_text("x" * number, encoding="utf-8")
        (folder / "of-the-same-length").write_text(words, encoding="utf-8")
        (folder / "deep" / "deeper" / "longer").write_text(words * len(folder.name + words[2:]), encoding="utf-8")
    (new / "a-folder-before").touch()
    (old / "a-folder-before").mkdir()
    for path in old.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
    build.keep_times(new, old)
    kept = {path.name for path in new.rglob("*") if path.is_file() and path.stat().st_mtime == 1}
    assert kept == {f"same-{number}" for number in range(5)}
    build.keep_times(new, tmp_path / "none")
