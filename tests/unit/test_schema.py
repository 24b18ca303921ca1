"""The schemas: described, closed, offline, cheap to match, equal to the model, and judged alike by both validators."""

from __future__ import annotations

import copy
import json
import random
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, SAMPLE
from factcheck.errors import SetupError
from factcheck.kinds import DOCUMENTS
from factcheck.languages import LANGUAGES
from factcheck.loading.canonical import canonical_form
from factcheck.loading.fact_files import find_files
from factcheck.loading.yaml_reader import read_yaml
from factcheck.schema import schemas as schema_module
from factcheck.schema.messages import EXPLAINERS, Explainer
from factcheck.schema.schemas import FORMATS, Schemas, read_schemas

SCHEMAS = read_schemas(ROOT / "schemas")
COMPILED = Schemas(SCHEMAS)
EXPLAINER = Explainer(SCHEMAS, FORMATS)


def documents() -> Iterator[tuple[str, Any]]:
    """Yield kind and data of every file of the sample project."""
    for file in find_files(SAMPLE).files:
        document, findings = read_yaml(Path(file.absolute).read_bytes(), file.path)
        assert document, findings
        yield file.kind, document.data


def subschemas(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema inside a schema, with its place."""
    if not isinstance(value, dict):
        return
    yield path, value
    for name in ("properties", "$defs"):
        for key, child in value.get(name, {}).items():
            yield from subschemas(child, f"{path}/{name}/{key}")
    for name in ("items", "if", "then", "else", "not"):
        yield from subschemas(value.get(name), f"{path}/{name}")
    for name in ("allOf", "oneOf"):
        for index, child in enumerate(value.get(name, [])):
            yield from subschemas(child, f"{path}/{name}/{index}")


EVERY = [(f"{name}{path}", part) for name, whole in SCHEMAS.items() for path, part in subschemas(whole)]


def test_every_keyword_that_can_fail_is_explained() -> None:
    used = {keyword for _, part in EVERY for keyword in part}
    explained_elsewhere = {"$ref", "properties", "patternProperties", "items", "allOf", "if", "then", "else", "not"}
    silent = {"$schema", "$id", "$defs", "title", "description", "patternErrorMessage"}
    assert used - explained_elsewhere - silent <= set(EXPLAINERS)


@pytest.mark.parametrize(
    ("place", "part"), [item for item in EVERY if "properties" in item[1]], ids=lambda item: str(item)[:60]
)
def test_every_field_is_described(place: str, part: dict[str, Any]) -> None:
    if re.search(r"/(if|then|else|not)$", place):
        return  # conditions name fields that are described elsewhere
    for name, field in part["properties"].items():
        described = "description" in field or "$ref" in field
        assert described, f"{place}: {name}"


def test_every_object_is_closed() -> None:
    for place, part in EVERY:
        if part.get("type") == "object" and "properties" in part and not place.endswith("/payload"):
            assert part.get("additionalProperties") is False, place


def test_every_pattern_says_in_words_what_it_wants() -> None:
    for place, part in EVERY:
        if "pattern" in part:
            assert part.get("patternErrorMessage"), place


def both(pattern: str, text: str) -> tuple[bool, bool]:
    """Return whether each of the two validators accepts a text where a schema has this pattern."""
    changed = copy.deepcopy(SCHEMAS)
    changed["entity"]["$defs"]["record"]["properties"]["wikidata"]["pattern"] = pattern
    data = {"id": "x", "name": {"en": "X"}, "kind": "person", "wikidata": text}
    return Schemas(changed).accepts("entity", data), not Explainer(changed, FORMATS).errors("entity", data)


@pytest.mark.parametrize("pattern", ["^([a-z0-9-]+)+!$", "^(a|aa)+$", "^(a*)*b$"])
@pytest.mark.parametrize("unit", ["a", "a-", " ", "\n"])
def test_no_pattern_can_explode(pattern: str, unit: str) -> None:
    """A pattern that backtracks would not come back from 64 KiB within the patience of the test run."""
    assert both(pattern, (unit * 65536)[:65536] + "é") == (False, False)


@pytest.mark.parametrize(
    ("pattern", "text"), [("^a$", "a\n"), ("^\\d$", "٣"), ("^\\w$", "é"), ("^[^\\s]$", "\x85"), ("^[^\\s]$", "\ufeff")]
)
def test_both_validators_have_one_engine_for_patterns(pattern: str, text: str) -> None:
    quick, thorough = both(pattern, text)
    assert quick == thorough


def test_every_format_in_use_is_our_own() -> None:
    assert {part["format"] for _, part in EVERY if "format" in part} == set(FORMATS)


def test_unchecked_format_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(schema_module.FORMATS, "uri", lambda _value: True)
    with pytest.raises(SetupError, match="uri"):
        Schemas(SCHEMAS)


def test_no_reference_is_ever_fetched() -> None:
    hits = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

        def log_message(self, *_args: object) -> None:
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        remote = copy.deepcopy(SCHEMAS)
        remote["entity"]["$defs"]["record"]["properties"]["website"] = {
            "$ref": f"http://127.0.0.1:{server.server_port}/s.json"
        }
        with pytest.raises(Exception, match=r"(?i)retriev|resolv|offline|127"):
            Schemas(remote)
        with pytest.raises(Exception, match=r"(?i)retriev|resolv"):
            Explainer(remote, FORMATS).errors(
                "entity", {"id": "x", "name": {"en": "X"}, "kind": "person", "website": "y"}
            )
        server.shutdown()
    assert hits == []


JUNK = [
    None,
    True,
    0,
    -1,
    10**12,
    "",
    " ",
    "x\n",
    "2023-13-01",
    "2023",
    "javascript:alert(1)",
    [],
    {},
    ["x"],
    {"en": ""},
    "a" * 3000,
]


def mutations(data: Any, random_: random.Random) -> Iterator[Any]:
    """Yield variants of a document: a value replaced, a field removed, misspelt or added, at places all over it."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in items:
            places.append((node, key))
            walk(value)

    mutant = copy.deepcopy(data)
    walk(mutant)
    for node, key in random_.sample(places, min(6, len(places))):
        before = copy.copy(node)
        for change in ("junk", "remove", "misspell"):
            if change == "junk":
                node[key] = random_.choice(JUNK)
            elif change == "remove":
                del node[key]
            elif isinstance(node, dict):
                node[f"{key}x"] = node.pop(key)
            yield mutant
            node.clear()
            node.update(before) if isinstance(node, dict) else node.extend(before)


def test_both_validators_agree_on_good_and_bad_documents() -> None:
    random_ = random.Random(1)  # noqa: S311 - not for secrets
    refused = 0
    for kind, data in documents():
        assert COMPILED.accepts(kind, data)
        assert not EXPLAINER.errors(kind, data)
        for mutant in mutations(data, random_):
            accepted = COMPILED.accepts(kind, mutant)
            assert accepted == (not EXPLAINER.errors(kind, mutant)), json.dumps(mutant, ensure_ascii=False)
            if not accepted:
                refused += 1
                issues = EXPLAINER.explain(kind, mutant)
                assert issues
                assert all(len(issue.message) < 300 for _, issue in issues)
    assert refused > 500


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("a-b", True),
        ("a-b\n", False),
        ("A", False),
        ("a--b", False),
        ("-a", False),
        ("../x", False),
        ("٣", False),
        ("а", False),
    ],
)
def test_id_pattern_means_the_end_of_the_text(value: str, *, good: bool) -> None:
    data = {"id": value, "name": {"en": "X"}, "kind": "person"}
    assert COMPILED.accepts("entity", data) is good
    assert (not EXPLAINER.errors("entity", data)) is good


def test_every_kind_has_a_schema_and_a_prose_twin_that_names_every_field() -> None:
    for name in ("common", *DOCUMENTS):
        twin = (ROOT / "schemas" / f"{name}.schema.md").read_text(encoding="utf-8")
        fields = {field for _, part in subschemas(SCHEMAS[name]) for field in part.get("properties", {})}
        missing = {field for field in fields.difference(LANGUAGES) if f"`{field}`" not in twin}
        assert not missing, f"{name}.schema.md does not explain {sorted(missing)}"


def test_examples_in_the_prose_twins_are_valid() -> None:
    found = 0
    for kind in DOCUMENTS:
        twin = (ROOT / "schemas" / f"{kind}.schema.md").read_text(encoding="utf-8")
        for block in re.findall(r"(?ms)^```yaml\n(# yaml-language-server.*?)^```", twin):
            document, findings = read_yaml(block.encode(), kind)
            assert document, findings
            assert not list(COMPILED.issues(kind, document.data)), kind
            assert canonical_form(block, kind, document) == block
            found += 1
    assert found >= len(DOCUMENTS)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"lead": "spark"}, ["the field 'lead' cannot be combined with 'investor' (remove it, or remove 'investor')"]),
        ({"investor": None}, ["the field 'investor' or 'lead' is missing in 'payload' ('type: investment' needs it)"]),
        ({"investor": None, "leed": "spark"}, ["unknown field 'leed' (did you mean 'lead'?)"]),
        ({"amount": None}, ["the field 'amount' is missing in 'payload' ('relation' needs it)"]),
        ({"status": None}, ["the field 'status' is missing in 'payload' ('amount' needs it)"]),
        (
            {"amount": {"currency": "USD", "hedge": "exactly", "min": 1}},
            [
                "the field 'min' cannot be combined with 'hedge: exactly' (remove it, or correct 'hedge: exactly')",
                "the field 'value' is missing in 'amount' ('hedge: exactly' needs it)",
            ],
        ),
    ],
)
def test_message_names_the_other_field_on_which_one_depends(change: dict[str, Any], found: list[str]) -> None:
    claim = next(copy.deepcopy(data) for kind, data in documents() if data.get("id") == "nimbus-300m-now")
    payload = claim["claim"]["payload"]
    payload |= {"relation": {"type": "part_of", "claims": ["another-claim"]}} | change
    claim["claim"]["payload"] = {key: value for key, value in payload.items() if value is not None}
    issues = (issue for _, issue in EXPLAINER.explain("claim", claim))
    # Behind "needs it;" the hint says what belongs in the field.
    assert sorted(f"{issue.message} ({str(issue.hint).partition(';')[0]})" for issue in issues) == found
