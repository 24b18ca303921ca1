"""What the form for records gets: the schemas as they are, in the language of the page; and the library of the form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from conftest import ROOT
from factcheck.kinds import ARTICLE
from factcheck.languages import LANGUAGES, MAIN
from factcheck.pages.proposals import OFFERED, proposal_data
from factcheck.records.structure import plain
from factcheck.report.report import Report
from factcheck.schema.schemas import FORMATS, read_schemas

VENDOR = ROOT / "vendor"
LIBRARY = ROOT / "docs" / ".overrides" / "assets" / "form-library.js"


@pytest.fixture(scope="module", params=LANGUAGES)
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(proposal_data(read_schemas(ROOT / "schemas"), request.param))
    return found


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Yield every field in a schema that is not told by its value."""
    for key, part in schema.items() if isinstance(schema, dict) else ():
        if key == "properties":
            yield from (
                (name, inner) for name, inner in part.items() if isinstance(inner, dict) and "const" not in inner
            )
        if key not in {"if", "not"}:
            for inner in part.values() if key == "properties" else part if isinstance(part, list) else (part,):
                yield from fields(inner)


def test_records_of_the_sample_fit_the_schemas_of_the_form(data: dict[str, Any], sample: Report) -> None:
    for kind in (*OFFERED, ARTICLE):
        whole = {"$ref": f"#/$defs/{data['kinds'][kind]['schema']}", "$defs": data["schemas"]}
        judge = jsonschema_rs.Draft202012Validator(whole, formats=FORMATS, validate_formats=True)
        for record in sample.corpus.tables[kind].values():
            assert judge.is_valid(plain(record))
            assert not judge.is_valid({**plain(record), "unknown": 1})


def test_every_field_of_the_form_has_a_title(data: dict[str, Any]) -> None:
    untitled = [name for schema in data["schemas"].values() for name, field in fields(schema) if not field.get("title")]
    assert untitled == []


def test_words_of_the_form_are_in_the_language_of_the_page(data: dict[str, Any]) -> None:
    if data["language"] != MAIN:
        english = json.loads(proposal_data(read_schemas(ROOT / "schemas"), MAIN))
        same = {name for name, words in data["words"].items() if words == english["words"][name]}
        assert same == set()
        described = [
            (data["schemas"][name], schema) for name, schema in english["schemas"].items() if name.startswith("claim")
        ]
        assert described
        assert all(ours["description"] != theirs["description"] for ours, theirs in described)


def test_ids_say_to_which_kind_of_record_they_refer(data: dict[str, Any]) -> None:
    refers = {name: schema["refers"] for name, schema in data["schemas"].items() if "refers" in schema}
    assert refers["common-entity_id"] == "entity"
    assert refers["common-rating_id"] == "rating"


def test_library_of_the_form_names_the_locked_version_and_the_licence_of_all_that_is_in_it() -> None:
    text = LIBRARY.read_text(encoding="utf-8")
    notice = text[: text.index("*/")]
    named = dict(re.findall(r"(?m)^(@?[\w./-]+) (\d+\.\d+\.\d+) \([\w. -]+\)$", notice))
    locked = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    versions = {path.removeprefix("node_modules/"): package["version"] for path, package in locked.items() if path}
    wanted = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert set(wanted) <= set(named)
    assert named == {name: versions[name] for name in named}
    assert all(package.get("integrity") for path, package in locked.items() if path)
    assert not re.search(r"\beval\(|\bnew Function\b", text), "the policy of the pages forbids it"
