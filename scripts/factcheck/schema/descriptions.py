"""The words for people in the schemas: names of fields and descriptions, as pages of the site show them."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

TEXTS = ("description", "patternErrorMessage")
"""The keywords of a schema that hold words for people, besides its title."""


def title_of(field: str, schema: Any) -> str:
    """Return what a field is called: the title of its schema or, without one, its name in words."""
    title = schema.get("title") if isinstance(schema, Mapping) else None
    return title or field.replace("_", " ").capitalize()


def extract(file: IO[bytes], *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the words of a schema for translators, as Babel wants them (`make messages` calls it)."""
    for text in dict.fromkeys(_texts([*json.load(file)["$defs"].values()])):
        yield 1, "", text, []


def _texts(schema: Any) -> Iterator[str]:
    """Yield the words of a schema and of all schemas in it."""
    if isinstance(schema, list):
        for part in schema:
            yield from _texts(part)
    if not isinstance(schema, Mapping) or isinstance(schema.get("const"), str):
        return
    yield from (schema[key] for key in TEXTS if isinstance(schema.get(key), str))
    for key, part in schema.items():
        if key == "properties":
            yield from (title_of(field, inner) for field, inner in part.items())
            yield from _texts([*part.values()])
        elif isinstance(part, Mapping) and key != "enum":
            yield from _texts([*part.values()] if key == "patternProperties" else part)
        elif key in {"allOf", "oneOf"}:
            yield from _texts(part)
