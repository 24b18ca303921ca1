"""Where in a record a field of some name may be: for a hint about one that is in the wrong place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.schema.fields import Part
from factcheck.schema.rules import Schema, resolve

MAX_LEVELS = 8
"""So deep are the fields among which the field is searched for."""


def homes(schemas: Mapping[str, Schema], kind: str) -> Mapping[str, Sequence[str]]:
    """Return for the name of each field of a record the places where it may be: ``review.evidence``; "" is the top.

    What is left of records that moved or were withdrawn does not count.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    root = schemas[kind].get("$defs", {}).get("record", schemas[kind])
    for name, place in _homes(schemas, (kind, root), ()):
        found[name][".".join(place)] = None
    return {name: tuple(places) for name, places in found.items()}


def _homes(schemas: Mapping[str, Schema], part: Part, place: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for file, own in _every_part(schemas, *part):
        for name, child in own.get("properties", {}).items():
            if isinstance(child, dict):
                yield name, place
                if len(place) < MAX_LEVELS:
                    yield from _homes(schemas, (file, child), (*place, name))
        if isinstance(items := own.get("items"), dict):
            yield from _homes(schemas, (file, items), place)


def _every_part(schemas: Mapping[str, Schema], file: str, schema: Schema) -> Iterator[Part]:
    """Yield a part of the schemas, and all others that may judge the same value, whatever it is."""
    yield file, schema
    if reference := schema.get("$ref"):
        yield from _every_part(schemas, *resolve(file, reference, schemas))
    for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if isinstance(branch, dict):
            yield from _every_part(schemas, file, branch)
