"""The project's site, built once for all tests of this folder, and sites of changed copies of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from browser.building import Build, Change, build, build_copy, require_built
from conftest import ROOT

BuildCopy = Callable[[Path, Change], Build]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the project's own site."""
    return require_built(build(ROOT, tmp_path_factory.mktemp("real") / "site"))


@pytest.fixture(scope="session", name="build_copy")
def build_copy_of_project() -> BuildCopy:
    """Return what copies the project into a folder, changes the copy and builds it."""
    return build_copy
