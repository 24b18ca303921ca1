"""Schema and model say the same; references are found wherever they are."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin

import pytest

from conftest import ROOT
from factcheck.records import CLASSES, parse_document
from factcheck.records.record import Moved, Withdrawn
from factcheck.records.structure import Ref, Text, hints, is_trimmed, references, union_members
from factcheck.schema.schemas import read_schemas

SCHEMAS = read_schemas(ROOT / "schemas")
IDS = {f"{kind}_id": kind for kind in ("article", "claim", "source", "entity", "rating", "term")}


def resolve(part: dict[str, Any], name: str) -> tuple[dict[str, Any], str, str]:
    """Follow a reference; return the schema, the file that it is in, and the name of the first definition."""
    definition = ""
    while "$ref" in part:
        file, _, path = part["$ref"].partition("#/$defs/")
        name, definition = file.removesuffix(".schema.json") or name, definition or path
        part = SCHEMAS[name]["$defs"][path]
    return part, name, definition


def compare(record: type, part: dict[str, Any], name: str, where: str, *, required_too: bool) -> None:
    """Assert that a dataclass and an object's schema have the same fields in the same order, and require the same."""
    own = {field.name: field for field in fields(record)}
    assert list(own) == list(part["properties"]), f"{where}: {record.__module__}.{record.__name__}, in the same order"
    if required_too:
        needed = {key for key, field in own.items() if field.default is MISSING and field.default_factory is MISSING}
        assert needed == set(part.get("required", [])), where
    for key, field in part["properties"].items():
        compare_field(hints(record)[key], field, name, f"{where}.{key}")


def compare_field(hint: Any, part: dict[str, Any], name: str, where: str) -> None:
    member = union_members(hint)[0]
    schema, name, definition = resolve(part, name)
    if definition in IDS:
        assert get_origin(member) is Annotated, where
        assert get_args(member)[1] == Ref(IDS[definition]), where
    elif schema.get("type") == "array":
        assert get_origin(member) is tuple, where
        compare_field(get_args(member)[0], schema["items"], name, f"{where}[]")
    elif definition in {"text", "short_text"}:
        assert member == Text, where
    elif definition in {"payload", "claimed"} or "allOf" in schema:
        compare_payload(hint, where)
    elif is_dataclass(member):
        assert isinstance(member, type)
        compare(member, schema, name, where, required_too=True)
    else:
        types_ = {"string": str, "integer": int, "boolean": bool}
        expected = types_.get(schema.get("type", ""))
        own = str if is_trimmed(hint) else member
        assert own is expected or expected is None, where


def compare_payload(hint: Any, where: str) -> None:
    members = {member.TYPE: member for member in union_members(hint)}
    common = SCHEMAS["common"]["$defs"]
    assert set(members) == set(common["payload"]["properties"]["type"]["enum"]), where
    for type_, member in members.items():
        compare(member, common[type_], "common", f"{where}<{type_}>", required_too=True)


@pytest.mark.parametrize("kind", CLASSES)
def test_schema_and_model_have_the_same_fields(kind: str) -> None:
    schema = SCHEMAS[kind]
    part = schema["$defs"]["record"] if "record" in schema.get("$defs", {}) else schema
    compare(CLASSES[kind], part, kind, kind, required_too=kind != "exceptions")


@pytest.mark.parametrize("name", ["moved", "withdrawn"])
def test_tombstones_have_the_fields_of_their_schema(name: str) -> None:
    record = {"moved": Moved, "withdrawn": Withdrawn}[name]
    compare(record, SCHEMAS["common"]["$defs"][name], "common", name, required_too=True)


def test_reference_is_found_in_an_optional_field() -> None:
    entity = parse_document("entity", {"id": "a", "name": {"en": "A"}, "kind": "person", "part_of": "b"})
    assert isinstance(entity, CLASSES["entity"])
    assert [(item.pointer, item.kind, item.id) for item in references(entity)] == [(("part_of",), "entity", "b")]


def test_references_are_found_in_lists_payloads_and_nested_records(sample: Any) -> None:
    entry = next(entry for entry in sample.corpus.entries if entry.stem == "nimbus-700m-later")
    found = {(item.pointer, item.kind): item.id for item in references(entry.record)}
    assert found[("article",), "article"] == "quotidien-aurora-2024"
    assert found[("claim", "payload", "investor"), "entity"] == "nimbus"
    assert found[("review", "rating"), "rating"] == "mostly-confirmed"
    assert found[("review", "evidence", 0, "source"), "source"] == "aurora-post-2024"
    assert found[("review", "to_check", 0, "source"), "source"] == "contract-2023"
    assert found[("review", "developments", 0, "sources", 0), "source"] == "registry-decision-2024"
    for pointer, _ in found:
        value: Any = entry.file.document().data
        for key in pointer:
            value = value[key]
        assert value == found[pointer, next(kind for place, kind in found if place == pointer)]
