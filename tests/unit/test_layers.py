"""The house has one direction: who may import whom, and how large a room may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from conftest import ROOT

SCRIPTS = ROOT / "scripts"
MODULES = sorted(SCRIPTS.rglob("*.py"))
MAX_LINES = 250
PURE = (
    "model",
    "derive",
    "checks",
    "render",
    "corpus",
    "elsewhere",
    "web",
    "finding",
    "edtf",
    "url",
    "schema_errors",
    "page_syntax",
    "folders",
)
OUTER = {"click", "mkdocs", "os", "subprocess", "socket", "urllib.request", "time", "datetime.datetime"}


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
            names.add(str(node.module))
    return names


def room(path: Path) -> str:
    """Return the part of the package that a module belongs to."""
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    return parts[1] if parts[0] == "factcheck" and len(parts) > 1 else parts[0]


def rooms_used(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("factcheck.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_module_imports_only_what_lies_before_it(path: Path) -> None:
    own, used = room(path), rooms_used(path) - {room(path)}
    if own in {"finding", "edtf", "url", "setup_error", "folders", "page_syntax"}:
        assert used <= {"folders"}
    if own in {"model", "elsewhere"}:
        assert used <= {"finding"}
    if own == "derive":
        assert used <= {"model", "corpus", "elsewhere", "finding", "edtf"}
    if own == "checks":
        assert used <= {"model", "corpus", "derive", "finding", "folders", "edtf", "page_syntax"}
    if own == "render":
        assert used <= {"model", "corpus", "elsewhere", "derive", "finding", "folders", "edtf", "url", "checks"}
    if own == "preview":
        assert used <= {
            "assemble",
            "checks",
            "corpus",
            "derive",
            "elsewhere",
            "examples",
            "finding",
            "folders",
            "load",
            "pipeline",
            "render",
            "report",
            "schema",
            "setup_error",
            "site",
            "spread",
            "web",
        }
    if own == "web":
        assert used <= {"model", "corpus", "folders"}
    if own == "kept":
        assert not used & {"render", "assemble", "preview", "site", "build", "cli", "report"}
    assert "preview" not in used or own == "cli"
    assert "cli" not in used or own == "validate_facts" or path.name == "__main__.py"
    assert not any(name.split(".")[0] == "mkdocs" for name in imports(path)) or path.name == "mkdocs_hooks.py"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) in PURE], ids=lambda path: path.name)
def test_pure_module_touches_no_clock_network_or_process(path: Path) -> None:
    assert not imports(path) & OUTER


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_module_fits_a_reader(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (62 if path.name == "mkdocs_hooks.py" else MAX_LINES)
