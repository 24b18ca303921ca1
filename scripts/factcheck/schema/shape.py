"""What the schemas ask for at a place of a document, so that a hint can say it: which type, values and fields.

Only hints depend on this: whether a document is right is judged by the two libraries of JSON Schema. A condition
(``if``) is met here if the fields that it asks for are there and have the values that it names.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from factcheck.finding import Pointer
from factcheck.kinds import DOCUMENTS
from factcheck.schema.rules import SUFFIX, Schema

MAX_LEVELS = 8
"""So deep are the fields that are searched for the place of a misplaced one."""


class Demand(NamedTuple):
    """A schema, or a part of one, and the name of the schema that it is in."""

    name: str
    schema: Schema


def parts_at(schemas: Mapping[str, Schema], kind: str, data: object, pointer: Pointer) -> list[Demand]:
    """Return all that the schema of a kind says of the value at a pointer of `data`, which need not be there."""
    parts = list(_flat(schemas, Demand(kind, schemas[kind]), data))
    for step in pointer:
        data = _child(data, step)
        parts = [own for part in parts for child in _below(part, step) for own in _flat(schemas, child, data)]
    return parts


def _child(data: object, step: str | int) -> object:
    if isinstance(data, Mapping):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _below(part: Demand, step: str | int) -> Iterator[Demand]:
    child = part.schema.get("items") if isinstance(step, int) else part.schema.get("properties", {}).get(step)
    if isinstance(child, dict):
        yield Demand(part.name, child)


def _flat(schemas: Mapping[str, Schema], part: Demand, data: object) -> Iterator[Demand]:
    """Yield a part, and all others that judge the same value."""
    yield part
    name, schema = part
    if reference := schema.get("$ref"):
        yield from _flat(schemas, resolve(schemas, name, reference), data)
    branches = list(schema.get("allOf", ()))
    if "if" in schema:
        branches.append(schema.get("then" if _is_met(schema["if"], data) else "else", {}))
    for branch in branches:
        if isinstance(branch, dict):
            yield from _flat(schemas, Demand(name, branch), data)


def resolve(schemas: Mapping[str, Schema], name: str, reference: str) -> Demand:
    """Return the part that a ``$ref`` in the schema `name` means."""
    file, _, path = reference.partition("#/")
    target = file.removesuffix(SUFFIX) or name
    schema: Any = schemas[target]
    for step in path.split("/") if path else ():
        schema = schema[step]
    return Demand(target, schema)


def _is_met(condition: Schema, data: object) -> bool:
    if "not" in condition:
        return not _is_met(condition["not"], data)
    fields = data if isinstance(data, Mapping) else {}
    wanted = {key: part["const"] for key, part in condition.get("properties", {}).items() if "const" in part}
    return all(key in fields for key in condition.get("required", ())) and all(
        fields.get(key) == value for key, value in wanted.items()
    )


def first(parts: list[Demand], keyword: str) -> Any:
    """Return the first thing that parts say under a keyword; None if none does."""
    return next((part.schema[keyword] for part in parts if keyword in part.schema), None)


def allowed_values(parts: list[Demand]) -> list[str]:
    """Return the values of which one must be there; none if any may."""
    values = first(parts, "enum") or ([first(parts, "const")] if first(parts, "const") else [])
    return [str(value) for value in values]


def homes(schemas: Mapping[str, Schema], kind: str, name: str) -> list[str]:
    """Return the places where a field of this name may be, as ``record`` or ``review.evidence``; "" is the top.

    Only those of records count, not of what is left of records that moved or were withdrawn.
    """
    root = Demand(kind, schemas[kind])
    if kind in DOCUMENTS and "record" in schemas[kind].get("$defs", {}):
        root = Demand(kind, schemas[kind]["$defs"]["record"])
    return list(dict.fromkeys(".".join(place) for place in _homes(schemas, root, name, ())))


def _homes(schemas: Mapping[str, Schema], part: Demand, name: str, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for own in _all_flat(schemas, part):
        for key, child in own.schema.get("properties", {}).items():
            if key == name and child is not False:
                yield place
            if isinstance(child, dict) and len(place) < MAX_LEVELS:
                yield from _homes(schemas, Demand(own.name, child), name, (*place, key))
        if isinstance(items := own.schema.get("items"), dict):
            yield from _homes(schemas, Demand(own.name, items), name, place)


def _all_flat(schemas: Mapping[str, Schema], part: Demand) -> Iterator[Demand]:
    """Yield a part, and all others that may judge the same value, whatever it is."""
    yield part
    name, schema = part
    if reference := schema.get("$ref"):
        yield from _all_flat(schemas, resolve(schemas, name, reference))
    for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if isinstance(branch, dict):
            yield from _all_flat(schemas, Demand(name, branch))
