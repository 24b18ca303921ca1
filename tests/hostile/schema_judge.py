"""An opinion on accepted ``schemas/`` that owes nothing to the code under test but the formats of our fields."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable

from factcheck.kinds import DOCUMENTS
from factcheck.schema.schemas import Schemas
from hostile.docs_judge import overlooked
from hostile.facts_mutants import values
from schema_coverage.examples import good_documents

MOST = 256 * 1024
LONGEST = 2.0
"""Seconds of CPU that judging a document of strings may take, all of a file's greatest size together."""
EVIL = (
    "a" * 40 + "!",
    "a" * 60_000,
    "-" * 60_000,
    " " * 60_000 + "x",
    "a-" * 30_000 + "!",
    "0" * 60_000 + "x",
    "A b " * 15_000 + "\n",
)
REFUSED: tuple[Any, ...] = ([], "x", 1, None, {}, {"id": "x"}, {"PWN": 1})
"""Documents that no schema of ours may accept, whatever is edited in it."""


def judge_schemas(root: Path, name: str, originals: Mapping[str, bytes]) -> str:
    """Return why the file at this path below ``schemas/`` should not have been accepted; nothing if it may be."""
    path = root / name
    if overlooked(name):
        return ""
    if name not in originals and (path.is_symlink() or path.exists()):
        return "it is none of the schemas and their descriptions"
    if path.is_symlink() or not path.is_file():
        return "it is not a plain file"
    if path.stat().st_size > MOST:
        return f"it has {path.stat().st_size} bytes"
    return "" if name.endswith(".md") else next(_complaints(root, name, originals), "")


def _load(raw: bytes) -> Any:
    def refuse(word: str) -> float:
        message = f"{word} is no number"
        raise ValueError(message)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            message = "a key is there twice"
            raise ValueError(message)
        return found

    return json.loads(raw.decode(), parse_constant=refuse, object_pairs_hook=unique)


def _complaints(root: Path, name: str, originals: Mapping[str, bytes]) -> Iterator[str]:
    try:
        schemas = {key: _load((root / key).read_bytes()) for key in originals if key.endswith(".json")}
    except ValueError as error:
        yield f"it is not JSON: {error}"
        return
    schema, original = schemas[name], json.loads(originals[name])
    if not isinstance(schema, dict):
        yield "it is no schema"
        return
    yield from (f"another {key}" for key in ("$id", "$schema") if schema.get(key) != original[key])
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield f"the meta-schema refuses it: {error.message[:80]}"
        return
    known = {json_schema["$id"] for json_schema in schemas.values()}
    for holder, key in values(schema):
        target = holder[key] if key in {"$ref", "$dynamicRef"} else ""
        if isinstance(target, str) and urljoin(original["$id"], target).partition("#")[0] not in known:
            yield f"a foreign reference: {target}"
    yield from _judged_wrongly(name, schemas)
    if _patterns(schema) != _patterns(original):
        yield from _slow(root, name)


def _patterns(schema: Any) -> list[str]:
    """Return what a schema matches texts with, wherever it does so."""
    return [json.dumps(holder[key]) for holder, key in values(schema) if key in {"pattern", "patternProperties"}]


def _kinds(name: str) -> list[str]:
    kind = Path(name).name.partition(".")[0]
    return [kind] if kind in DOCUMENTS else list(DOCUMENTS)


def _judged_wrongly(name: str, schemas: Mapping[str, Any]) -> Iterator[str]:
    resources = [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    registry: Registry[Any] = Registry().with_resources(resources)
    for kind in _kinds(name):
        judge = Draft202012Validator(schemas[f"schemas/{kind}.schema.json"], registry=registry)
        try:
            yield from (f"a {kind} may be {document!r}" for document in REFUSED if judge.is_valid(document))
        except (Unresolvable, RecursionError) as error:
            yield f"a reference of it leads nowhere: {error}"


@cache
def _evil_documents() -> list[tuple[str, Any]]:
    """Return documents in which every text is made to let a pattern explode."""
    found = []
    for kind, good in {kind: good for kind, good in good_documents() if "withdrawn" not in good}.items():
        for text in EVIL:
            data = copy.deepcopy(good)
            for holder, key in values(data):
                if isinstance(holder[key], str):
                    holder[key] = text
            found.append((kind, data))
    return found


def _slow(root: Path, name: str) -> Iterator[str]:
    schemas = Schemas.of(root)
    for kind, data in _evil_documents():
        if kind in _kinds(name):
            start = time.process_time()
            list(schemas.issues(kind, data))
            taken = time.process_time() - start
            if taken > LONGEST:
                yield f"a {kind} takes {taken:.1f} s"
