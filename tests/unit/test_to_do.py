"""A value that is left to do is one finding, and the only one about its place, in every field of every kind."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, TODAY
from factcheck.finding import Pointer
from factcheck.loading.fact_files import FactFile
from factcheck.loading.record_file import judge_content
from factcheck.project import check_project
from factcheck.records.canonical_writer import write_canonical
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import is_to_do
from schema_coverage.examples import good_documents

SCHEMAS = Schemas.of(ROOT)
GOOD = list(good_documents())


def leaves(data: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if inner is None:
        yield pointer
    for step, value in inner or ():
        yield from leaves(value, (*pointer, step))


def put(data: Any, pointer: Pointer, value: object) -> Any:
    changed = copy.deepcopy(data)
    place = changed
    for step in pointer[:-1]:
        place = place[step]
    place[pointer[-1]] = value
    return changed


@pytest.mark.parametrize(("kind", "data"), GOOD)
def test_any_value_can_be_left_to_do(kind: str, data: dict[str, Any]) -> None:
    for number, pointer in enumerate(leaves(data)):
        value = "TODO" if number % 2 else "TODO: say why"
        found = list(SCHEMAS.issues(kind, put(data, pointer, value)))
        assert [(code, issue.pointer) for code, issue in found] == [("TDO001", pointer)], (pointer, found)
        assert found[0][1].hint, f"the schema describes {pointer}"


def test_the_hint_names_the_values_that_are_allowed() -> None:
    source = next(data for kind, data in GOOD if kind == "source" and "access" in data)
    ((_, issue),) = SCHEMAS.issues("source", {**source, "access": "TODO"})
    assert issue.message == "access is still to do"
    assert all(word in str(issue.hint) for word in ("full", "excerpt", "headline", "relayed", "unread"))


def test_only_such_values_are_left_to_do() -> None:
    assert is_to_do("TODO")
    assert is_to_do("TODO: the date")
    assert not any(map(is_to_do, ("TODO the date", "todo", "A TODO", "", None, 5)))


def test_the_rest_of_the_file_is_judged() -> None:
    data = {"id": "x", "name": {"en": "TODO"}, "kind": "persn", "note": "TODO", "nme": "TODO"}
    found = {(code, issue.pointer) for code, issue in SCHEMAS.issues("entity", data)}
    wanted = {("TDO001", ("name", "en")), ("SCH004", ("kind",)), ("TDO001", ("note",)), ("SCH003", ("nme",))}
    assert found == wanted


def test_standard_form_is_judged_beside_what_is_left_to_do() -> None:
    text = write_canonical({"id": "x", "name": {"en": "TODO: how it is called"}, "kind": "person"}, "entity")
    file = FactFile("entity", "facts/entities/x.yml", "")
    assert [item.code for item in judge_content(file, text.encode(), SCHEMAS).findings] == ["TDO001"]
    found = judge_content(file, f"{text}\n".encode(), SCHEMAS).findings
    assert [item.code for item in found] == ["TDO001", "STY004"]


def test_what_refers_to_such_a_file_is_not_wrong(project: Path) -> None:
    file = project / "facts" / "entities" / "first-paper.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: ", "kind: TODO # "), encoding="utf-8")
    assert [item.code for item in check_project(project, today=TODAY).findings] == ["TDO001"]
