"""Two builds of one commit are the same, byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from browser.building import OWN_SETTINGS, copy_project
from conftest import run
from factcheck.cache_folder import FOLDER_VARIABLE
from factcheck.outputs.manifest import MANIFEST, read_manifest
from git_project import commit_on, git

OTHER_DAY = """
import datetime, time

LATER = 400 * 86400
now, utc, local, text = time.time, time.gmtime, time.localtime, time.strftime
time.time = lambda: now() + LATER
time.time_ns = lambda: int(time.time() * 10**9)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.strftime = lambda form, when=None: text(form, when or time.localtime())


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=LATER)

    @classmethod
    def utcnow(cls):
        return super().utcnow() + datetime.timedelta(seconds=LATER)


datetime.datetime = Later
"""
"""What Python runs first in a build on another day (``sitecustomize``). A day is never asked of anything but Python."""
BUILD = """
import os, sys

umask, cores = int(sys.argv[1], 8), int(sys.argv[2])
os.umask(umask)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
from factcheck.cli import main
main(["build"])
"""
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",  # 14 hours ahead
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",  # so that what is opened without an encoding is opened as ASCII
    "PYTHONHASHSEED": "2",
    "COLUMNS": "40",
    "SOURCE_DATE_EPOCH": "1",
}


def committed(folder: Path) -> Path:
    """Return the sample project in a repository with a history of two days."""
    copy_project(folder, examples=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit_on(folder, "2025-03-01")
    record = folder / "facts" / "claims" / "nimbus-300m-now.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("authors:\n", "authors:\n    - Somebody Else\n", 1), encoding="utf-8")
    commit_on(folder, "2025-03-02")
    return folder


def copied_backwards(project: Path, target: Path) -> Path:
    """Copy a project, its files in the opposite order, without the times of their last changes."""
    for path in sorted((path for path in project.rglob("*") if not path.is_dir()), reverse=True):
        copy = target / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            copy.symlink_to(path.readlink())
        else:
            shutil.copyfile(path, copy)
    return target


def start_build(root: Path, cache: Path, umask: str, cores: int, variables: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start to build the project at `root` into ``site`` there, with nothing in the cache."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    path = f"{root / 'scripts'}{os.pathsep}{cache.parent / 'first'}"
    environment = {**kept, "PYTHONPATH": path, FOLDER_VARIABLE: str(cache), **variables}
    command = [sys.executable, "-c", BUILD, umask, str(cores)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    return subprocess.Popen(command, cwd=root, env=environment, **pipes)  # type: ignore[call-overload,no-any-return]


def contents(site: Path) -> dict[str, tuple[int, bytes]]:
    """Return the rights and bytes of each file of a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in files}


def test_two_builds_of_a_commit_are_the_same(tmp_path: Path) -> None:
    """On another day, in another zone, locale and path, with another hash seed, umask and number of cores."""
    here = committed(tmp_path / "ici, à l’été" / "project")
    elsewhere = copied_backwards(here, tmp_path / "there" / "a b" / "it's")
    (tmp_path / "there" / "first").mkdir()
    (tmp_path / "there" / "first" / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    builds = [
        start_build(here, tmp_path / "ici, à l’été" / "cache", "022", 99, HERE),
        start_build(elsewhere, tmp_path / "there" / "cache", "077", 1, ELSEWHERE),
    ]
    outputs = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], "\n".join(outputs)
    first, second = contents(here / "site"), contents(elsewhere / "site")
    assert first.keys() == second.keys()
    assert [name for name in sorted(first) if first[name] != second[name]] == []
    manifest = read_manifest(first[MANIFEST][1])
    assert manifest.commit == git(here, "rev-parse", "HEAD")
    assert manifest.files.keys() == first.keys() - {MANIFEST}
    assert run("verify", str(elsewhere / "site"), "--manifest", str(here / "site" / MANIFEST)) == 0


@pytest.mark.parametrize("call", ["datetime.date.today()", "datetime.datetime.now(datetime.UTC).date()"])
def test_the_other_day_is_another_day(tmp_path: Path, call: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    command = [sys.executable, "-c", f"import datetime; print({call})"]
    days = [
        subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout
        for variables in ({}, {"PYTHONPATH": str(tmp_path)})
    ]
    assert days[0] != days[1]
