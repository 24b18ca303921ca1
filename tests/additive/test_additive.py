"""What was published stays good: records and programs of every earlier version of the same major number."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from additive import past_versions as past
from additive.compare import READ, WRITE, Comparison, api_breaks
from conftest import ROOT
from factcheck.languages import MAIN
from factcheck.loading.yaml_reader import read_yaml
from factcheck.outputs.json_api import Api
from factcheck.outputs.output import as_json
from factcheck.pages.page import API as API_FOLDER
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.schema import releases
from factcheck.schema.rules import SUFFIX
from factcheck.schema.schemas import Schemas
from schema_coverage.examples import good_documents

BASE = "https://factcheck.example/"
NEW_NUMBER = (
    "since {0} this has changed: add a version to scripts/factcheck/schema/releases.py (a minor one if the other tests "
    "here are green, otherwise a major one) or, if {0} was not published, remove what is kept of it; then `make freeze`"
)
ONLY_GROWS = "Take these changes back: what was published only grows, until there is a new major version."
PRESENT = past.schemas_in(ROOT / "schemas")


@pytest.mark.parametrize("folder", past.same_major(past.SCHEMAS, releases.SCHEMA_VERSION), ids=lambda path: path.name)
def test_schemas_break_nobody_who_relies_on_an_earlier_version(folder: Path) -> None:
    broken = "\n".join(map(str, Comparison(past.schemas_in(folder), PRESENT).documents()))
    assert not broken, f"{broken}\n{ONLY_GROWS}"


@pytest.mark.parametrize("file", past.same_major(past.API, releases.API_VERSION), ids=lambda path: path.stem)
def test_api_breaks_no_program_that_was_written_for_an_earlier_version(file: Path) -> None:
    broken = "\n".join(map(str, api_breaks(past.read_json(file), past.present_api())))
    assert not broken, f"{broken}\n{ONLY_GROWS}"


@pytest.mark.parametrize("file", past.same_major(past.TABLES, releases.SCHEMA_VERSION), ids=lambda path: path.stem)
def test_tables_and_views_keep_the_columns_that_they_had(file: Path) -> None:
    present = past.present_tables()
    for table, columns in past.read_json(file).items():
        assert columns.items() <= present.get(table, {}).items(), f"{table}: columns stay, with their types"


def test_present_tables_are_kept() -> None:
    assert past.present_tables() in past.kept_tables(), "run `make freeze`: from now on these columns stay"


def test_present_versions_are_kept_under_their_numbers() -> None:
    kept = past.schemas_in(past.SCHEMAS / releases.SCHEMA_VERSION)
    assert kept, "run `make freeze`"
    assert past.without_texts(kept) == past.without_texts(PRESENT), NEW_NUMBER.format(releases.SCHEMA_VERSION)
    api = past.read_json(past.API / f"{releases.API_VERSION}.json")
    assert past.without_texts(api) == past.without_texts(past.present_api()), NEW_NUMBER.format(releases.API_VERSION)


@pytest.mark.parametrize(
    ("listed", "kept"), [(releases.SCHEMAS, past.SCHEMAS), (releases.API, past.API)], ids=["schemas", "api"]
)
def test_every_version_that_is_listed_is_kept_and_the_newest_is_first(
    listed: tuple[releases.Release, ...], kept: Path
) -> None:
    numbers = [release.number for release in listed]
    assert sorted(numbers) == sorted(path.name.removesuffix(".json") for path in kept.iterdir())
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")], reverse=True)
    assert [release.day for release in listed] == sorted((release.day for release in listed), reverse=True)


def fields(schemas: Mapping[str, Any]) -> set[str]:
    """Return the fields of all definitions, as the list of versions names them."""
    return {
        f"{file.partition('.')[0]}.{name}.{field}"
        for file, schema in schemas.items()
        for name, part in schema["$defs"].items()
        for field in part.get("properties", ())
    }


def test_list_of_versions_names_the_fields_that_each_added() -> None:
    kept = [fields(past.schemas_in(past.SCHEMAS / release.number)) for release in releases.SCHEMAS]
    for release, new, old in zip(releases.SCHEMAS, kept, kept[1:], strict=False):
        assert set(release.added) == new - old, f"'added' of {release.number} in scripts/factcheck/schema/releases.py"


def test_records_of_earlier_versions_are_still_valid() -> None:
    judge, count = Schemas.of(ROOT), 0
    for folder in past.same_major(past.SCHEMAS, releases.SCHEMA_VERSION):
        for path in (folder / "records").iterdir():
            document, findings = read_yaml(path.read_bytes(), path.name)
            assert document, findings
            assert judge.accepts(path.stem.partition("-")[0], document.data), path
            count += 1
    assert count > 30


@pytest.mark.parametrize("file", past.same_major(past.API, releases.API_VERSION), ids=lambda path: path.stem)
def test_what_the_api_says_now_is_what_earlier_descriptions_promised(file: Path, sample: Report) -> None:
    """Records are judged by the present schemas, because a schema allows no field that it does not know."""
    schemas = [(f"{BASE}schemas/{name}", Resource.from_contents(schema)) for name, schema in PRESENT.items()]
    description = past.read_json(file)
    own = (f"{BASE}{API_FOLDER}openapi.json", DRAFT202012.create_resource(description))
    registry: Registry[Any] = Registry().with_resources([*schemas, own])
    made = Api(Renderer(sample.corpus, MAIN, Site(url=BASE, name="Word for Word"), ())).makers()
    for path, place in {"index.json": "/index.json", **_places(sample), "ratings.json": "/ratings.json"}.items():
        pointer = f"/paths/{place.replace('/', '~1')}/get/responses/200/content/application~1json/schema"
        schema = {"$ref": f"{own[0]}#{pointer}".replace("{", "%7B").replace("}", "%7D")}
        errors = Draft202012Validator(schema, registry=registry).iter_errors(json.loads(as_json(made[path]())))
        assert [f"{path}: {error.message[:200]}" for error in errors] == []


def _places(sample: Report) -> dict[str, str]:
    """Return the lists and records of the sample, each with its place in the description."""
    corpus = sample.corpus
    records = {f"claims/{id_}.json": "/claims/{id}.json" for id_ in corpus.claims}
    sources = {f"sources/{id_}.json": "/sources/{id}.json" for id_ in corpus.sources}
    lists = {f"{name}.json": f"/{name}.json" for name in ("claims", "sources", "entities", "articles", "corrections")}
    return {**records, **sources, **lists}


Change = Callable[[dict[str, Any]], object]


def field_of(name: str, definition: str, field: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a function that finds a field in the schemas."""
    return lambda schemas: schemas[f"{name}.schema.json"]["$defs"][definition]["properties"][field]


def part_of(schemas: dict[str, Any], name: str, definition: str) -> dict[str, Any]:
    found: dict[str, Any] = schemas[f"{name}.schema.json"]["$defs"][definition]
    return found


NEW_TYPE = {"if": {"properties": {"type": {"const": "new"}}, "required": ["type"]}, "then": {"required": ["x"]}}
OLD_TYPE = {
    "if": {"properties": {"type": {"const": "analysis"}}, "required": ["type"]},
    "then": {"required": ["x"]},
}
CHANGES: dict[str, tuple[Change, set[str]]] = {
    "field gone": (lambda s: part_of(s, "claim", "review")["properties"].pop("needs"), {WRITE, READ}),
    "definition gone": (
        lambda s: (
            s["common.schema.json"]["$defs"].pop("decimal"),
            part_of(s, "common", "quantity").update(properties={}),
        ),
        {WRITE, READ},
    ),
    "field demanded": (
        lambda s: part_of(s, "claim", "hop").update(required=["source"]),
        {WRITE},
    ),
    "field no longer there always": (lambda s: part_of(s, "source", "record")["required"].remove("tier"), {READ}),
    "field demanded beside another": (
        lambda s: part_of(s, "source", "record")["dependentRequired"].update(url=["read_at"]),
        {WRITE},
    ),
    "other type": (lambda s: field_of("common", "measure", "words")(s).update(type="string"), {WRITE, READ}),
    "other pattern": (lambda s: part_of(s, "common", "id").update(pattern="^[a-z]+$"), {WRITE, READ}),
    "pattern gone": (lambda s: part_of(s, "common", "id").pop("pattern"), {READ}),
    "new pattern": (lambda s: part_of(s, "common", "url").update(pattern="^https://[a-m]"), {WRITE}),
    "shorter text": (lambda s: part_of(s, "common", "prose").update(maxLength=10), {WRITE}),
    "longer text": (lambda s: part_of(s, "common", "prose").update(maxLength=9000), set()),
    "list may be empty": (lambda s: field_of("claim", "review", "evidence")(s).update(minItems=0), {READ}),
    "value gone": (lambda s: part_of(s, "common", "hedge")["enum"].remove("about"), {WRITE}),
    "value added": (lambda s: part_of(s, "common", "hedge")["enum"].append("under"), set()),
    "values no longer listed": (lambda s: part_of(s, "common", "hedge").pop("enum"), {READ}),
    "field added": (lambda s: part_of(s, "claim", "review")["properties"].update(x={"type": "string"}), set()),
    "type of payload added": (lambda s: part_of(s, "common", "payload")["allOf"].append(NEW_TYPE), set()),
    "payload demands more": (lambda s: part_of(s, "common", "payload")["allOf"].append(OLD_TYPE), {WRITE}),
    "branch demands more": (lambda s: part_of(s, "common", "amount")["then"]["required"].append("period"), {WRITE}),
    "branch forbids more": (
        lambda s: part_of(s, "common", "amount")["then"]["properties"].update(currency=False),
        {WRITE},
    ),
    "branch demands less": (lambda s: part_of(s, "common", "amount")["then"]["required"].remove("min"), {READ}),
    "alternative gone": (lambda s: part_of(s, "claim", "hop")["oneOf"].pop(), {WRITE}),
    "other words only": (lambda s: field_of("claim", "review", "checked")(s).update(description="Other."), set()),
    "the same, written in place": (
        lambda s: part_of(s, "common", "amount")["properties"].update(hedge=part_of(s, "common", "hedge")),
        set(),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whom_a_change_of_the_schemas_breaks(name: str) -> None:
    change, whom = CHANGES[name]
    changed = copy.deepcopy(PRESENT)
    change(changed)
    assert {item.whom for item in Comparison(PRESENT, changed).documents()} == whom


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_breaks_writers_when_it_refuses_a_good_document(name: str) -> None:
    """The judge of records is the witness: each change that is said to break who writes refuses one of the examples."""
    change, whom = CHANGES[name]
    changed = copy.deepcopy(PRESENT)
    change(changed)
    judge = Schemas({file.removesuffix(SUFFIX): schema for file, schema in changed.items()})
    refused = [kind for kind, data in good_documents() if not judge.accepts(kind, data)]
    assert bool(refused) == (WRITE in whom)


def entry(api: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = api["components"]["schemas"][name]
    return found


API_CHANGES: dict[str, tuple[Change, bool]] = {
    "file gone": (lambda a: a["paths"].pop("/terms.json"), True),
    "type gone": (lambda a: a["components"]["schemas"].pop("Relation"), True),
    "operation renamed": (lambda a: a["paths"]["/claims.json"]["get"].update(operationId="all_claims"), True),
    "field gone": (lambda a: entry(a, "ClaimEntry")["properties"].pop("short"), True),
    "field gone inside": (lambda a: entry(a, "Claim")["properties"]["worked_out"]["properties"].pop("voices"), True),
    "field not there always": (lambda a: entry(a, "Retired")["required"].remove("reason"), True),
    "other type": (lambda a: entry(a, "ClaimEntry")["properties"]["order"].update(type="string"), True),
    "other schema of the record": (
        lambda a: entry(a, "Claim")["properties"]["record"].update({"$ref": "x.json"}),
        True,
    ),
    "field added": (lambda a: entry(a, "ClaimEntry")["properties"].update(x={"type": "string"}), False),
    "field always there": (lambda a: entry(a, "ClaimEntry")["required"].append("updated"), False),
    "file added": (lambda a: a["paths"].update({"/x.json": {}}), False),
}


@pytest.mark.parametrize("name", API_CHANGES)
def test_what_change_of_the_api_breaks_programs(name: str) -> None:
    change, breaks = API_CHANGES[name]
    old = past.present_api()
    changed = copy.deepcopy(old)
    change(changed)
    assert any(api_breaks(old, changed)) == breaks
