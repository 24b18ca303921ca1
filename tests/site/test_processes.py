"""What several processes build is, byte for byte, what one builds, and what is built again is what it was."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from browser.building import build_copy, copy_project
from conftest import ROOT
from factcheck.parallel import cores

several_cores = pytest.mark.skipif(cores() == 1, reason="there is one core, or nothing is forked on this system")

BUILD = """
import os, sys
sys.path.insert(0, "scripts")
from factcheck import check_examples as examples
from factcheck.site import pictures, writer
forks = []
os.register_at_fork(after_in_parent=lambda: forks.append(1))
many, processes = (1, 2) if sys.argv[2] == "two" else (10**6, 1)
for module in (examples, pictures, writer):
    module.MANY, module.cores = many, lambda: processes
from mkdocs.__main__ import cli
words = ["build", "--strict", "--quiet", "--config-file", "mkdocs.fr.yml", "--site-dir", sys.argv[1]]
cli(words, standalone_mode=False)
print("forks", len(forks))
"""


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def assert_same(one: Path, two: Path) -> None:
    names = files_of(one)
    assert len(names) > 200
    assert files_of(two) == names
    _, different, unreadable = filecmp.cmpfiles(one, two, names, shallow=False)
    assert (different, unreadable) == ([], [])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for name in ("one", "two"):
        command = [sys.executable, "-c", BUILD, str(tmp_path / name), name]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert f"forks {3 if name == 'two' else 0}" in done.stdout  # for the examples, the pages and the pictures
    assert_same(tmp_path / "one", tmp_path / "two")


FULL = """
import os, sys
if sys.argv[1] == "one":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
sys.path.insert(0, "scripts")
from mkdocs.__main__ import cli
forks = []
os.register_at_fork(after_in_parent=lambda: forks.append(1))
cli(["build", "--strict", "--site-dir", sys.argv[2]], standalone_mode=False)
print("forks" if forks else "no fork")
"""


def build_with(which: str, site: Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build all languages on `one` core or on `all`."""
    command = [sys.executable, "-c", FULL, which, str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@several_cores
def test_languages_that_are_built_at_the_same_time_are_what_they_are_one_after_the_other(tmp_path: Path) -> None:
    for which in ("one", "all"):
        done = build_with(which, tmp_path / which)
        assert done.returncode == 0, done.stderr
        assert done.stdout == ("forks\n" if which == "all" else "no fork\n")
        said = [line for line in done.stderr.splitlines() if "Building documentation" in line]
        assert [line.endswith("/fr") for line in said] == [False, True]
    assert_same(tmp_path / "one", tmp_path / "all")


def test_fault_of_another_language_fails_the_build_with_its_message(tmp_path: Path) -> None:
    def break_link(root: Path) -> None:
        page = root / "docs" / "fr" / "about.md"
        page.write_text(page.read_text(encoding="utf-8") + "\n[x](none.md)\n", encoding="utf-8")

    def lose_shell(root: Path) -> None:
        (root / "docs" / "fr" / "claims" / "RECORDID.md").unlink()

    for number, (change, message) in enumerate(((break_link, "none.md"), (lose_shell, "no shell for record pages"))):
        built = build_copy(tmp_path / str(number), change)
        assert built.process.returncode == 1, built.process.stderr
        assert message in built.process.stderr
        assert "Traceback" not in built.process.stderr
        assert "Aborted" in built.process.stdout
        for which in ("one", "all"):
            done = build_with(which, tmp_path / f"{number}-{which}", built.root)
            assert done.returncode != 0
            assert message in done.stderr


def test_unchanged_files_of_a_second_build_keep_bytes_and_times(tmp_path: Path) -> None:
    root = tmp_path / "project"
    copy_project(root)
    site, claim = root / "site", "google-preferred-cloud-provider"

    def files(zone: str) -> dict[str, tuple[int, bytes]]:
        environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "TZ": zone}
        command = [sys.executable, "-m", "factcheck", "build"]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return {name: ((site / name).stat().st_mtime_ns, (site / name).read_bytes()) for name in files_of(site)}

    first, second = files("Pacific/Kiritimati"), files("America/Los_Angeles")
    assert first == second
    record = root / "facts" / "claims" / f"{claim}.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("authors:\n", "authors:\n    - Somebody Else\n", 1), encoding="utf-8")
    third = files("UTC")
    assert third.keys() == second.keys()
    changed = {name for name in third if third[name] != second[name]}
    assert changed == {
        f"claims/{claim}/index.html",
        f"fr/claims/{claim}/index.html",
        f"api/v1/claims/{claim}.json",
    }
    assert all(third[name][0] > second[name][0] and third[name][1] != second[name][1] for name in changed)
