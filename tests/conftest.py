"""What several tests need: a tiny project for one test, the sample project, and the records in ``facts/``."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from factcheck.cache_folder import FOLDER_VARIABLE
from factcheck.check_examples import DAY, lay
from factcheck.cli import main
from factcheck.loading.other_files import TEXTS_VARIABLE
from factcheck.project import check_project, today
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas
from git_project import commit, git

# A slow machine is no mistake: tests have no deadlines.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

ROOT = Path(__file__).parent.parent
CHECKS = ROOT / "tests" / "checks"
SAMPLE = ROOT / "tests" / "sample"
"""The sample project: invented records that show every kind of page, list and chart. README.md there describes it."""
TODAY = DAY
"""The day on which these two projects are checked; the records in ``facts/`` are checked on the day of the test."""


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the tests a cache of their own, and no texts: those at hand belong to the records in ``facts/``."""
    os.environ[FOLDER_VARIABLE] = str(tmp_path_factory.mktemp("cache"))
    os.environ.pop(TEXTS_VARIABLE, None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of its own for one test: valid, with one record of each kind."""
    folder = tmp_path / "project"
    lay(folder, CHECKS / "base")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@pytest.fixture
def repository(project: Path) -> Path:
    """Return the small project as a git repository with one commit."""
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


@pytest.fixture(scope="session")
def sample() -> Report:
    """Return what the checks say about the sample project: nothing is wrong with it."""
    schemas = Schemas.of(ROOT)
    texts = {path.stem: path.read_text(encoding="utf-8").strip() for path in (SAMPLE / "texts").iterdir()}
    report = check_project(SAMPLE, today=TODAY, schemas=schemas, texts=texts)
    assert report.shown == ()
    return report


@pytest.fixture(scope="session")
def real() -> Report:
    """Return what the checks say about the records in ``facts/``. Nothing may depend on what these records say."""
    return check_project(ROOT, today=today())


def run(*arguments: str) -> int:
    """Run the command line in this process; return its exit code."""
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    return int(stop.value.code or 0)
