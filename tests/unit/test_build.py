"""A build never leaves half a site: it is made beside the old one and put in its place when it is complete.

However it ends, the folder of the site is whole, and no process and no file of the build is left.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from factcheck.errors import SetupError
from factcheck.site import build, target_folder
from factcheck.site.target_folder import MARK

FakeBuild = Callable[[int], None]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeBuild:
    """Return a function that makes MkDocs a program which writes one page and ends with a given code."""

    def install(code: int) -> None:
        def start_mkdocs(
            _root: Path, _language: str, target: Path, *_options: str, variables: Mapping[str, str], **process: Any
        ) -> subprocess.Popen[bytes]:
            assert variables  # they name the site that is to be replaced
            for name in ("index.html", MARK):
                (target / name).write_text("new", encoding="utf-8")
            return subprocess.Popen(["true" if code == 0 else "false"], **process)

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
    with target_folder.locked(project / "site"), pytest.raises(SetupError, match="another build is running"):
        run(project)


def test_swap_exchanges_two_folders_and_puts_the_old_one_back_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, target = tmp_path / "fresh", tmp_path / "target"
    for folder in (fresh, target):
        folder.mkdir()
        (folder / folder.name).touch()
    target_folder.swap(fresh, target)
    assert names(target) == {"fresh"}
    assert names(fresh) == {"target"}
    rename = Path.rename

    def fail(path: Path, other: Path) -> Path:
        if path == fresh:
            raise OSError
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        target_folder.swap(fresh, target)
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
    target_folder.keep_times(new, old)
    kept = {path.name for path in new.rglob("*") if path.is_file() and path.stat().st_mtime == 1}
    assert kept == {f"same-{number}" for number in range(5)}
    target_folder.keep_times(new, tmp_path / "none")


# What killed builds leave behind


def test_next_build_removes_what_killed_ones_left_and_nothing_else(project: Path, fake: FakeBuild) -> None:
    fake(0)
    for name in (".site-abcd_123", ".site-abcd_124-old", ".site-notes", ".sites-abcd_123", "site-abcd_123"):
        (project / name / "folder").mkdir(parents=True)
    (project / ".site-abcd1234").write_text("a file", encoding="utf-8")
    (project / ".site-abcdlink").symlink_to(".site-notes")
    (project / "site").mkdir()
    assert run(project) == 0
    left = {name for name in names(project) if "site-" in name or "sites-" in name}
    assert left == {".site-notes", ".sites-abcd_123", "site-abcd_123", ".site-abcd1234", ".site-abcdlink"}
    assert (project / ".site-notes" / "folder").is_dir()


def test_site_that_a_killed_build_had_moved_away_is_put_back_first(project: Path, fake: FakeBuild) -> None:
    fake(0)
    run(project)
    (project / "site" / "index.html").write_text("old", encoding="utf-8")
    (project / "site").rename(project / ".site-abcdefgh-old")
    (project / ".site-abcdefgh").mkdir()
    (project / "facts" / "entities" / "example.yml").write_text("id: example\n", encoding="utf-8")
    assert run(project) == 1
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_link_in_place_of_the_site_is_followed(project: Path, fake: FakeBuild, tmp_path: Path) -> None:
    fake(0)
    (tmp_path / "published").mkdir()
    (project / "site").symlink_to(tmp_path / "published")
    assert run(project) == 0
    assert (project / "site").is_symlink()
    assert names(tmp_path / "published") == {"index.html", MARK}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_site_can_be_read_by_a_web_server_whatever_the_umask(project: Path, fake: FakeBuild) -> None:
    fake(0)
    previous = os.umask(0o077)
    try:
        assert run(project) == 0
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(previous)
    assert (project / "site").stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in (project / "site").iterdir()} == {0o644}


# Builds that are stopped

MKDOCS = """
import os, pathlib, subprocess, sys, time
folder = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path("started.new").write_text(f"{os.getpid()} {child.pid}")
os.rename("started.new", "started")
number = 0
while True:
    number += 1
    (folder / f"{number}.html").touch()
    time.sleep(0.01)
"""
"""A MkDocs that never ends: it has started a process, and writes and writes."""


def start_build(project: Path) -> subprocess.Popen[str]:
    """Start `factcheck build` with this MkDocs, which Python finds in the project; wait until it writes."""
    (project / "mkdocs.py").write_text(MKDOCS, encoding="utf-8")
    (project / "started").unlink(missing_ok=True)
    command = [sys.executable, "-m", "factcheck", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    started = subprocess.Popen(command, cwd=project, env=environment, text=True, start_new_session=True, **pipes)  # type: ignore[call-overload]
    while not (project / "started").exists():
        assert started.poll() is None, started.stdout.read()
        time.sleep(0.02)
    return started  # type: ignore[no-any-return]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (signal.SIGTERM, 143, "factcheck: stopped by SIGTERM"),
        (signal.SIGHUP, 129, "factcheck: stopped by SIGHUP"),
        (signal.SIGINT, 130, "factcheck: interrupted"),
    ],
)
def test_build_that_is_stopped_ends_with_all_its_processes_and_leaves_nothing(
    project: Path, number: signal.Signals, code: int, message: str
) -> None:
    before = names(project)
    started = start_build(project)
    started.send_signal(number)
    output, _ = started.communicate(timeout=30)  # it ends when the last process that could write has ended
    assert started.returncode == code
    assert output.splitlines()[-1] == message
    assert "Traceback" not in output
    assert names(project) - before == {"mkdocs.py", "started", ".site.lock"}
    with target_folder.locked(project / "site"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_folder_stays_locked_while_an_orphaned_mkdocs_writes(project: Path, fake: FakeBuild) -> None:
    started = start_build(project)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    mkdocs, child = map(int, (project / "started").read_text(encoding="utf-8").split())
    fake(0)
    try:
        with pytest.raises(SetupError, match="another build is running"):
            run(project)
    finally:
        os.kill(mkdocs, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
    started.communicate(timeout=30)
    assert [name for name in names(project) if name.startswith(".site-")]
    assert run(project) == 0
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_killed_mkdocs_is_said_to_be_killed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start_mkdocs(*_arguments: object, variables: object, **process: Any) -> subprocess.Popen[bytes]:
        assert variables
        return subprocess.Popen(["sh", "-c", "kill -9 $$"], **process)

    monkeypatch.setattr(build, "start_mkdocs", start_mkdocs)
    with pytest.raises(SetupError, match="MkDocs was ended by SIGKILL"):
        run(project)


BUILDER = """
import os, subprocess, sys
os.environ["FACTCHECK_BUILDER"] = str(os.getpid())
mkdocs = "import os, time; from factcheck.site.build import end_with_builder; end_with_builder(); "
mkdocs += "os.kill(os.getppid(), 9); time.sleep(600)"
subprocess.run([sys.executable, "-c", mkdocs])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can be asked for it")
def test_mkdocs_ends_with_a_build_that_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run([sys.executable, "-c", BUILDER], env=environment, capture_output=True, check=False)
    assert done.returncode == -9  # and its output has ended, which MkDocs would keep open
