"""A site whose pages were written by two processes is, byte for byte, the one that a single process writes."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

BUILD = """
import os, sys
sys.path.insert(0, "scripts")
from factcheck.assemble import writer
forks = []
os.register_at_fork(after_in_parent=lambda: forks.append(1))
writer.MANY, processes = (1, 2) if sys.argv[2] == "two" else (10**6, 1)
writer.cores = lambda: processes
from mkdocs.__main__ import cli
words = ["build", "--strict", "--quiet", "--config-file", "mkdocs.fr.yml", "--site-dir", sys.argv[1]]
cli(words, standalone_mode=False)
print("forks", len(forks))
"""


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for name in ("one", "two"):
        command = [sys.executable, "-c", BUILD, str(tmp_path / name), name]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert f"forks {int(name == 'two')}" in done.stdout
    names = files_of(tmp_path / "one")
    assert len(names) > 200
    assert files_of(tmp_path / "two") == names
    _, different, unreadable = filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False)
    assert (different, unreadable) == ([], [])
