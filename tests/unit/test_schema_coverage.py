"""Every place of the schemas has a good and a bad example, and each bad one breaks exactly one thing."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from factcheck.schema.schemas import Schemas, read_schemas
from schema_coverage.__main__ import report
from schema_coverage.breaking import BAD_TEXTS, SIZES
from schema_coverage.examples import GOOD, good_documents
from schema_coverage.exempt import EXEMPT
from schema_coverage.measure import Coverage, measure

SCHEMAS = read_schemas(ROOT / "schemas")
COMPILED = Schemas(SCHEMAS)
DOCUMENTS = list(good_documents())
FILES = sorted(GOOD.iterdir())


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    """Return what all good documents exercise."""
    return measure(SCHEMAS, DOCUMENTS)


@pytest.mark.parametrize(
    ("path", "document"), list(zip(FILES, DOCUMENTS, strict=True)), ids=[path.stem for path in FILES]
)
def test_good_document_is_good_and_named_after_its_kind(path: Path, document: tuple[str, dict[str, Any]]) -> None:
    kind, data = document
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=../../../schemas/{kind}.schema.json"
    assert list(COMPILED.issues(kind, data)) == []
    assert data.get("id", kind) == path.stem


def test_every_place_has_a_good_and_a_bad_example(coverage: Coverage) -> None:
    message = (
        "needs a value in tests/schemas/good or, if it is a pattern, bad texts in tests/schema_coverage/breaking.py"
    )
    assert coverage.missing() - EXEMPT.keys() == set(), message


def test_every_exempt_place_exists_and_is_not_exercised_after_all(coverage: Coverage) -> None:
    assert EXEMPT.keys() - coverage.missing() == set()


def test_only_known_places_are_exercised(coverage: Coverage) -> None:
    assert coverage.good | coverage.bad <= coverage.places.keys()


def test_every_bad_example_breaks_exactly_one_thing(coverage: Coverage) -> None:
    wrong = [str(example) for example in coverage.examples if example.place not in EXEMPT and not example.is_right]
    assert wrong == []


def test_hint_for_every_misspelt_value_is_the_value(coverage: Coverage) -> None:
    for example in coverage.examples:
        if example.keyword == "enum":
            (_, issue), *_ = example.verdict.issues
            assert issue.hint == f"did you mean {example.place.rpartition('/')[2]!r}?", str(example)


def test_every_bad_text_is_refused_by_its_pattern_with_the_words_of_the_schema(coverage: Coverage) -> None:
    seen = set()
    for example in coverage.examples:
        if example.keyword == "pattern":
            (_, issue), *_ = example.verdict.issues
            assert example.names_the_place, str(example)
            assert str(issue.hint).endswith(example.visit.schema["patternErrorMessage"]), str(example)
            seen.add((example.visit.where, example.fault.value))
    assert seen == {(place, text) for place, texts in BAD_TEXTS.items() for text in texts}


def test_every_limit_may_just_be_reached(coverage: Coverage) -> None:
    limits = {name for name, place in coverage.places.items() if place.kind in SIZES}
    assert limits - EXEMPT.keys() <= coverage.limits


def test_report_counts_every_kind_of_place_and_names_nothing_as_missing(coverage: Coverage) -> None:
    _, *lines = report(coverage)
    counted = {line.split()[0] for line in lines[:-1]}
    assert counted == {place.kind for place in coverage.places.values()} | {"all"}
    assert lines[-1].startswith(f"{len(coverage.examples)} bad examples")


# That the measure can fail: what somebody adds to a schema without adding an example is named.

ENTITIES = [(kind, data) for kind, data in DOCUMENTS if kind == "entity"]
RECORD = "entity#/$defs/record"


def new_value(record: dict[str, Any]) -> set[str]:
    record["properties"]["kind"]["enum"].append("planet")
    return {f"{RECORD}/properties/kind/enum/planet"}


def new_field(record: dict[str, Any]) -> set[str]:
    record["properties"]["age"] = {"type": "integer", "minimum": 0}
    return {f"{RECORD}/properties/age{rest}" for rest in ("", "/type", "/minimum")}


def new_pattern(record: dict[str, Any]) -> set[str]:
    record["properties"]["website"]["pattern"] = "^https"
    return {f"{RECORD}/properties/website/pattern"}


def new_demand_on_a_new_branch(record: dict[str, Any]) -> set[str]:
    record |= {"if": {"required": ["age"]}, "then": {"required": ["name"]}}
    return {f"{RECORD}/if/required", f"{RECORD}/then", f"{RECORD}/then/required/name"}


def new_branch_that_all_take(record: dict[str, Any]) -> set[str]:
    record |= {"if": {"required": ["name"]}, "then": {"required": ["kind"]}}
    return {f"{RECORD}/else"}


def new_keyword_that_another_one_hides(record: dict[str, Any]) -> set[str]:
    record["properties"]["wikidata"]["minLength"] = 2
    return {f"{RECORD}/properties/wikidata/minLength"}


def new_keyword_that_nobody_knows(record: dict[str, Any]) -> set[str]:
    record["properties"]["wikidata"]["multipleOf"] = 2
    return {f"{RECORD}/properties/wikidata/multipleOf"}


@pytest.mark.parametrize(
    "change",
    [
        new_value,
        new_field,
        new_pattern,
        new_demand_on_a_new_branch,
        new_branch_that_all_take,
        new_keyword_that_another_one_hides,
        new_keyword_that_nobody_knows,
    ],
)
def test_place_without_an_example_is_named(change: Callable[[dict[str, Any]], set[str]]) -> None:
    changed = copy.deepcopy(SCHEMAS)
    added = change(changed["entity"]["$defs"]["record"])
    assert measure(changed, ENTITIES).missing() - measure(SCHEMAS, ENTITIES).missing() == added


def test_definition_that_nothing_uses_is_named() -> None:
    changed = copy.deepcopy(SCHEMAS)
    changed["entity"]["$defs"]["moon"] = {"type": "string"}
    assert {"entity#/$defs/moon", "entity#/$defs/moon/type"} <= measure(changed, ENTITIES).missing()


def test_new_required_field_is_named_because_no_document_is_good_any_more() -> None:
    changed = copy.deepcopy(SCHEMAS)
    changed["entity"]["$defs"]["record"]["required"].append("note")
    people = [(kind, data) for kind, data in ENTITIES if data.get("kind") == "person"]
    found = measure(changed, people)
    assert f"{RECORD}/required/note" in found.missing()
    assert not found.good


def test_bad_example_that_breaks_two_things_is_shown() -> None:
    """An amount without a hedge: is its value missing as well, and may it have two ends? Only the hedge is."""
    changed = copy.deepcopy(SCHEMAS)
    amount = changed["common"]["$defs"]["amount"]
    amount["else"] = amount["else"]["then"]
    claims = [(kind, data) for kind, data in DOCUMENTS if data.get("id") == "claim-investment"]
    wrong = [example for example in measure(changed, claims).examples if not example.is_right]
    shown = [str(example) for example in wrong if example.place not in EXEMPT]
    assert len(shown) == 2
    assert all("amount" in line and "SCH002" in line and "SCH003" in line for line in shown)
