"""A fresh clone completes and checks records while they are typed, from the schemas beside them, without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT
from editors.language_server import SERVER, Editor, open_editor
from factcheck.kinds import FILES, FOLDERS
from factcheck.schema.rules import SUFFIX

COMMON = json.loads((ROOT / "schemas" / f"common{SUFFIX}").read_text(encoding="utf-8"))["$defs"]
TYPES = COMMON["payload"]["properties"]["type"]["enum"]
CLAIM = "facts/claims/new.yml"
BEGINNING = "id: new\nclaim:\n  payload:\n"

with_server = pytest.mark.skipif(not SERVER.exists(), reason="`make editors` installs yaml-language-server")


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with open_editor(ROOT) as found:
        yield found


def settings(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_settings_name_the_schema_of_every_kind_of_file() -> None:
    folders = {f"./schemas/{kind}{SUFFIX}": f"facts/{folder}/*.yml" for kind, folder in FOLDERS.items()}
    files = {f"./schemas/{file.name}{SUFFIX}": f"facts/{file.name}.yml" for file in FILES}
    assert settings("settings.json")["yaml.schemas"] == {**folders, **files}
    assert settings("settings.json")["yaml.schemaStore.enable"] is False
    assert settings("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]


@with_server
def test_good_documents_have_no_mistake(editor: Editor) -> None:
    found = {
        path.name: editor.mistakes(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "tests" / "schemas" / "good").glob("*.yml"))
    }
    assert found
    assert {name: mistakes for name, mistakes in found.items() if mistakes} == {}


@with_server
def test_a_file_that_names_its_schema_itself_needs_no_settings(editor: Editor) -> None:
    first = f"# yaml-language-server: $schema={ROOT.as_uri()}/schemas/source{SUFFIX}\n"
    mistakes = editor.mistakes("elsewhere.yml", f"{first}id: x\nkind: newspaper\n")
    assert any(mistake.startswith("3: Value is not accepted") and "news" in mistake for mistake in mistakes)


@with_server
@pytest.mark.parametrize("type_", TYPES)
def test_fields_of_each_type_of_payload_are_proposed_and_explained(editor: Editor, type_: str) -> None:
    proposed = editor.completions(CLAIM, f"{BEGINNING}    type: {type_}\n    ")
    own = {name: field for name, field in COMMON[type_]["properties"].items() if name != "type"}
    assert set(proposed) == set(own)
    for name, field in own.items():
        assert field.get("description", "") in proposed[name]


@with_server
def test_values_of_a_controlled_field_are_proposed(editor: Editor) -> None:
    assert set(editor.completions(CLAIM, f"{BEGINNING}    type: ")) == set(TYPES)


@with_server
def test_a_field_of_another_type_of_payload_is_marked_at_its_line(editor: Editor) -> None:
    mistakes = editor.mistakes(CLAIM, f"{BEGINNING}    type: agreement\n    investor: example\n")
    assert "5: Property investor is not allowed." in mistakes


@with_server
def test_a_pattern_is_explained_in_our_words(editor: Editor) -> None:
    mistakes = editor.mistakes(CLAIM, "id: Not an id\n")
    assert any(mistake.startswith("1: an id holds only") for mistake in mistakes)
