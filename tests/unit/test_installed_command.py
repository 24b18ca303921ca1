"""The program that `make` puts beside the packages: it runs from any folder, wherever the project is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def test_make_writes_a_program_that_runs_from_any_folder(tmp_path: Path) -> None:
    project = tmp_path / "a project"
    (project / "venv" / "bin").mkdir(parents=True)
    (project / "venv" / "bin" / "python").symlink_to(sys.executable)
    for name in ("Makefile", "scripts"):
        (project / name).symlink_to(ROOT / name)
    (project / "venv" / "runtime.stamp").touch()
    made = ["make", "-s", "-o", "venv/runtime.stamp", "VENV=venv", "venv/bin/factcheck"]
    subprocess.run(made, cwd=project, check=True)
    moved = project.rename(tmp_path / "elsewhere")
    done = subprocess.run(
        [moved / "venv/bin/factcheck", "--version"], cwd="/", capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("factcheck, version ")
