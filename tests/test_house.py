"""The package stays one that a reader can find their way in. What may import what is in pyproject.toml: `make lint`."""

from __future__ import annotations

import ast
from collections import Counter

from conftest import ROOT

SCRIPTS = ROOT / "scripts"
MODULES = [path for path in SCRIPTS.rglob("*.py") if "__pycache__" not in path.parts]
MOST_LINES, MOST_MODULES, MOST_LINES_OF_HOOK = 250, 245, 80


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    lengths = {path.relative_to(SCRIPTS).as_posix(): len(path.read_bytes().splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
    assert lengths["mkdocs_hooks.py"] <= MOST_LINES_OF_HOOK


def test_no_two_modules_have_one_name() -> None:
    names = Counter(path.stem for path in MODULES if path.stem != "__init__")
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_classes_have_one_name() -> None:
    trees = [ast.parse(path.read_bytes()) for path in MODULES]
    names = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1] == []


def test_there_are_not_too_many_modules_besides_those_of_the_checks() -> None:
    assert len([path for path in MODULES if path.parent.name != "checks"]) <= MOST_MODULES
