"""Every check has an example of the mistake, which it finds alone, and the same fixed, in which nothing is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT, TODAY
from factcheck.check_examples import judge, lay
from factcheck.checks import REGISTRY
from factcheck.checks.check import Check
from factcheck.finding import Severity
from factcheck.project import check_project
from factcheck.schema.schemas import Schemas

FOLDERS = sorted(path for path in CHECKS.iterdir() if path.name != "base")
SCHEMAS = Schemas.of(ROOT)
MAX_LINES = 80
"""A check fits one screen."""
WITHOUT_FOLDER = {"FIL004"}
"""Checks whose example git cannot hold: a file that may not be read. tests/unit/test_load.py has it."""


def codes(project: Path, example: Path) -> list[str]:
    """Return the codes found in the small project with an example laid over it."""
    before = project.parent / "before"
    if (example.parent / "before").is_dir():
        lay(before, CHECKS / "base")
        lay(before, example.parent / "before")
    lay(project, example)
    report = judge(project, before if before.exists() else None, example.parent / "texts", SCHEMAS)
    assert [finding.message for finding in report.findings if not finding.hint] == [], "no way out is named"
    return [
        finding.code
        for finding in report.findings
        if finding.severity is not Severity.INFO or finding.code == example.parent.name[:6]
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_bad_example_breaks_exactly_one_thing(folder: Path, project: Path) -> None:
    assert codes(project, folder / "bad") == [folder.name[:6]]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_good_example_is_clean(folder: Path, project: Path) -> None:
    assert codes(project, folder / "good") == []


def test_small_project_is_clean(project: Path) -> None:
    assert check_project(project, today=TODAY).shown == ()


def test_registry_and_examples_name_the_same_checks() -> None:
    expected = {f"{check.code}-{check.name}" for check in REGISTRY.values() if check.code not in WITHOUT_FOLDER}
    assert {folder.name for folder in FOLDERS} == expected


@pytest.mark.parametrize("check", REGISTRY.values(), ids=lambda check: check.code)
def test_check_explains_itself(check: Check) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", check.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.name)
    assert check.summary.endswith(".")
    assert len(check.explanation) > 60


def test_every_check_has_a_module_of_its_own_that_a_reader_can_take_in() -> None:
    checks = [check for check in REGISTRY.values() if check.run]
    folder = "scripts/factcheck/checks"
    names = [f"{folder}/{check.code.lower()}_{check.name.replace('-', '_')}.py" for check in checks]
    assert [check.file for check in checks] == names
    assert [name for name in names if len((ROOT / name).read_text(encoding="utf-8").splitlines()) > MAX_LINES] == []
