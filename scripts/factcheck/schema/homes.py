"""Where in a record a field of some name may be: for a hint about one that is in the wrong place."""

from collections.abc import Iterator, Mapping

from factcheck.schema.fields import Part
from factcheck.schema.rules import Schema, resolve

MAX_LEVELS = 8
"""So deep are the fields among which the field is searched for."""


def homes(schemas: Mapping[str, Schema], kind: str, name: str) -> list[str]:
    """Return the places where a field of this name may be, as ``record`` or ``review.evidence``; "" is the top.

    Only those of records count, not of what is left of records that moved or were withdrawn.
    """
    root = schemas[kind].get("$defs", {}).get("record", schemas[kind])
    return list(dict.fromkeys(".".join(place) for place in _homes(schemas, (kind, root), name, ())))


def _homes(schemas: Mapping[str, Schema], part: Part, name: str, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for file, own in _every_part(schemas, *part):
        for key, child in own.get("properties", {}).items():
            if key == name and child is not False:
                yield place
            if isinstance(child, dict) and len(place) < MAX_LEVELS:
                yield from _homes(schemas, (file, child), name, (*place, key))
        if isinstance(items := own.get("items"), dict):
            yield from _homes(schemas, (file, items), name, place)


def _every_part(schemas: Mapping[str, Schema], file: str, schema: Schema) -> Iterator[Part]:
    """Yield a part of the schemas, and all others that may judge the same value, whatever it is."""
    yield file, schema
    if reference := schema.get("$ref"):
        yield from _every_part(schemas, *resolve(file, reference, schemas))
    for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if isinstance(branch, dict):
            yield from _every_part(schemas, file, branch)
