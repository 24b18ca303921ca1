"""What several tests need: a small project that is right, and the real one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from factcheck.pipeline import Report, validate

ROOT = Path(__file__).parent.parent
CHECKS = ROOT / "tests" / "checks"
TODAY = date(2026, 11, 23)


def lay(target: Path, source: Path) -> None:
    """Copy the files of `source` over those of `target`, links as links; ``REMOVE`` lists paths to take away."""
    shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
    remove = target / "REMOVE"
    if remove.exists():
        for line in remove.read_text(encoding="utf-8").split():
            (target / line).unlink()
        remove.unlink()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of its own for one test: valid, with one record of each kind."""
    folder = tmp_path / "project"
    lay(folder, CHECKS / "base")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@pytest.fixture(scope="session")
def real() -> Report:
    """Return what the checks say about the project's own records."""
    return validate(ROOT, today=TODAY)
