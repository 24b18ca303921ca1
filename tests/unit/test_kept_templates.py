"""Compiled templates of the theme are kept, and never outlive what they were made from and by."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from factcheck.kept.store import VARIABLE
from factcheck.kept.templates import kept_templates


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))


def render(text: str) -> str:
    kept = kept_templates()
    return (
        Environment(loader=DictLoader({"page": text}), bytecode_cache=kept, autoescape=True)
        .get_template("page")
        .render()
    )


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "templates").iterdir()}


def test_template_is_compiled_once_and_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render("{{ 1 + 1 }}") == "2"
    assert len(files(tmp_path)) == 1
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "_compile", lambda *_: pytest.fail("compiled again"))
        assert render("{{ 1 + 1 }}") == "2"
        with pytest.raises(pytest.fail.Exception, match="compiled again"):
            render("{{ 2 + 2 }}")
    assert render("{{ 2 + 2 }}") == "4"


def test_what_another_version_has_compiled_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render("a")
    before = files(tmp_path)
    monkeypatch.setattr("factcheck.kept.templates.version", lambda name: f"{name} 99")
    render("a")
    assert len(files(tmp_path)) == 1
    assert not files(tmp_path) & before


@pytest.mark.parametrize("content", [b"", b"not compiled", b"j2\x05\x00"])
def test_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    render("a")
    (path,) = (tmp_path / "templates").iterdir()
    path.write_bytes(content)
    assert render("a") == "a"
    assert path.read_bytes() != content


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("in the way", encoding="utf-8")
    assert kept_templates() is None
    assert render("a") == "a"
