"""List the places of the schemas: what a good example can reach and a bad one can violate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]
ANNOTATIONS = frozenset({"$schema", "$id", "title", "description", "patternErrorMessage"})
CONDITIONS = ("if", "not")
SUBSCHEMAS = {
    "$defs": "definition",
    "properties": "field",
    "patternProperties": "field",
    "items": "items",
    "then": "branch",
    "else": "branch",
}
"""The keywords that hold one schema or several by name, and what we call these. ``allOf`` holds a list of them."""


class Place(NamedTuple):
    """A place of the schemas."""

    name: str
    """The schema and the JSON pointer in it: ``entity#/$defs/record/required/id``."""
    kind: str
    """What it is, for the table."""
    can_fail: bool = True
    """False only for an ``else`` that is not written: it is reached, and there is nothing to violate in it."""


def all_places(schemas: Mapping[str, Schema]) -> Iterator[Place]:
    """Yield every place of the schemas; of each one once."""
    for name, schema in schemas.items():
        if "type" in schema:  # a schema without only lends its definitions to the others
            yield Place(f"{name}#", "document")
        yield from _within(f"{name}#", schema)


def _within(where: str, schema: Schema) -> Iterator[Place]:
    for keyword, value in schema.items():
        if keyword in ANNOTATIONS:
            continue
        if keyword in CONDITIONS:
            yield from _condition(f"{where}/{keyword}", value)
        elif keyword == "oneOf":
            yield from _alternatives(f"{where}/oneOf", value)
        elif keyword == "allOf" or keyword in SUBSCHEMAS:
            for place, part in subschemas(where, keyword, value):
                yield Place(place, SUBSCHEMAS.get(keyword, "part"))
                yield from _within(place, part if isinstance(part, Mapping) else {})
        else:
            yield from (Place(f"{where}/{part}", keyword) for part in parts(keyword, value))
    for branch in ("then", "else"):
        if "if" in schema and branch not in schema:
            yield Place(f"{where}/{branch}", "branch", can_fail=False)


def subschemas(where: str, keyword: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the schemas under a keyword, each with its place."""
    if keyword in {"$defs", "properties", "patternProperties"}:
        yield from ((f"{where}/{keyword}/{name}", part) for name, part in value.items())
    elif keyword == "allOf":
        yield from ((f"{where}/allOf/{number}", part) for number, part in enumerate(value))
    else:
        yield f"{where}/{keyword}", value


def parts(keyword: str, value: Any) -> list[str]:
    """Return what one keyword demands, piece by piece: each name and each value for itself."""
    if keyword in {"enum", "required"}:
        return [f"{keyword}/{name}" for name in value]
    if keyword == "dependentRequired":
        return [f"{keyword}/{name}/{need}" for name, needs in value.items() for need in needs]
    return [keyword]


def _condition(where: str, schema: Schema) -> Iterator[Place]:
    """Yield what a condition asks. It is no demand: good documents fulfil it, and others, good or bad, do not."""
    for keyword, value in schema.items():
        if keyword in {"properties", *CONDITIONS}:
            for place, part in subschemas(where, keyword, value):
                yield from _condition(place, part)
        else:
            yield Place(f"{where}/{keyword}", "condition")


def _alternatives(where: str, schemas: list[Schema]) -> Iterator[Place]:
    """Yield two places for each alternative: where it is the one that is missing, and where it is one too many."""
    for number, schema in enumerate(schemas):
        yield from (Place(f"{where}/{number}/{fault}", "oneOf") for fault in ("missing", "too many"))
        yield from _condition(f"{where}/{number}", schema)
