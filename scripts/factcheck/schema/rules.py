"""What a schema must be besides one of JSON Schema 2020-12: nothing in it is misspelt, foreign, endless or unchecked.

A fault is a :class:`ValueError` whose message says where it is, what is wrong, and what to do if that is not plain.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import jsonschema_rs

from factcheck.finding import did_you_mean
from factcheck.schema.patterns import matches

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://factcheck.example/schemas/"
"""Where the schemas are, by their ``$id``."""
SUFFIX = ".schema.json"

Schema = dict[str, Any]

HEAD = ("$schema", "$id")
ONE = ("items", "if", "then", "else", "not")
SEVERAL = ("allOf", "oneOf")
NAMED = ("properties", "patternProperties", "$defs")
_OTHERS = (
    *("$ref", "title", "description", "type", "enum", "const", "format", "pattern", "patternErrorMessage"),
    *("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems", "minProperties"),
    *("required", "dependentRequired", "additionalProperties"),
)
KEYWORDS = frozenset((*ONE, *SEVERAL, *NAMED, *_OTHERS))
"""The keywords that our schemas may use; at the top also ``$schema`` and ``$id``. Any other one is a fault."""
_MAX_WAY = 64
_SAME_VALUE = ("if", "then", "else", "not", *SEVERAL)
"""The keywords whose schemas judge the same value, not a part of it."""


def check_head(name: str, schema: object) -> None:
    """Raise ValueError unless a schema is an object that has the dialect and the address of the schema of this name."""
    if not isinstance(schema, dict):
        message = "it must be an object: { … }"
        raise ValueError(message)  # noqa: TRY004 - a fault of the schema
    for key, wanted in zip(HEAD, (DIALECT, f"{BASE}{name}{SUFFIX}"), strict=True):
        if schema.get(key) != wanted:
            message = f"{key} must be {wanted!r}"
            raise ValueError(message)


def check_schema(name: str, schemas: Mapping[str, Schema], formats: Collection[str]) -> None:
    """Raise ValueError if one of the `schemas`, whose heads are right, breaks a rule."""
    schema = schemas[name]
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        message = f"{_place(error.instance_path)}: not as JSON Schema 2020-12 has it: {error.message[:160]}"
        raise ValueError(message) from error
    ends: set[int] = set()
    for place, part in _parts(schema, ()):
        if isinstance(part, dict):
            try:
                _check_part(part, formats, top=not place)
                _follow(name, part, schemas, (), ends)
            except ValueError as error:
                message = f"{_place(place)}: {error}"
                raise ValueError(message) from error


def _parts(schema: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every schema inside a schema, with its place, and the schema itself."""
    yield place, schema
    if isinstance(schema, dict):
        inner: list[tuple[tuple[str | int, ...], Any]] = [((key,), schema[key]) for key in ONE if key in schema]
        inner += [((key, number), part) for key in SEVERAL for number, part in enumerate(schema.get(key, ()))]
        inner += [((key, name), part) for key in NAMED for name, part in schema.get(key, {}).items()]
        for own, part in inner:
            yield from _parts(part, (*place, *own))


def _check_part(part: Schema, formats: Collection[str], *, top: bool) -> None:
    for keyword in part:
        if keyword not in KEYWORDS and not (top and keyword in HEAD):
            hint = did_you_mean(keyword[:40], sorted(KEYWORDS)) or "remove it, or see KEYWORDS in schema/rules.py"
            message = f"the keyword {keyword[:60]!r} is not used here; {hint}"
            raise ValueError(message)
    if (format_ := part.get("format")) is not None and format_ not in formats:
        message = f"the format {format_[:60]!r} is not one of {', '.join(sorted(formats))}"
        raise ValueError(message)
    if part.get("additionalProperties", False) is not False:
        message = "additionalProperties can only be false"
        raise ValueError(message)
    for pattern in ([part["pattern"]] if "pattern" in part else []) + list(part.get("patternProperties", ())):
        _check_pattern(pattern)


def _check_pattern(pattern: str) -> None:
    try:
        matches(pattern, "")
    except ValueError as error:
        reason = "it has a mistake, a look-ahead, a back-reference or a huge number, and must match in linear time"
        message = f"the pattern {pattern[:60]!r} cannot be used: {reason}"
        raise ValueError(message) from error
    if pattern.startswith("^") != pattern.endswith("$"):
        message = f"the pattern {pattern[:60]!r} must begin with ^ and end with $, or neither"
        raise ValueError(message)


def _follow(name: str, part: Schema, schemas: Mapping[str, Schema], way: tuple[int, ...], ends: set[int]) -> None:
    """Follow every reference from a part of the schema `name` that judges the same value, to see that there is an end.

    Args:
        name: the name of the schema.
        part: where to begin.
        schemas: all schemas.
        way: the parts that led here.
        ends: the parts of which it is known that they lead to an end; more are added.
    """
    if id(part) in ends:
        return
    if id(part) in way or len(way) > _MAX_WAY:
        message = f"the $ref leads in a circle, or further than {_MAX_WAY} schemas"
        raise ValueError(message)
    if "$ref" in part:
        other, target = resolve(name, part["$ref"], schemas)
        if isinstance(target, dict):
            _follow(other, target, schemas, (*way, id(part)), ends)
    for keyword in _SAME_VALUE:
        inner = part.get(keyword, ())
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                _follow(name, each, schemas, (*way, id(part)), ends)
    ends.add(id(part))


def resolve(name: str, reference: str, schemas: Mapping[str, Schema]) -> tuple[str, Any]:
    """Return the name of a schema, and the part of it that a ``$ref`` in the schema `name` means.

    Raises:
        ValueError: it is not ``#/…`` or ``NAME.schema.json#/…``, or nothing is there.
    """
    file, _, pointer = reference.partition("#")
    other = file.removesuffix(SUFFIX) if file else name
    target: Any = schemas.get(other)
    for step in pointer.split("/")[1:]:
        target = target.get(step) if isinstance(target, dict) else None
    if (
        not isinstance(target, dict | bool)
        or (file and file != f"{other}{SUFFIX}")
        or (pointer and not pointer.startswith("/$defs/"))
    ):
        message = f"the $ref {reference[:80]!r} leads nowhere: write '#/$defs/…' or 'common{SUFFIX}#/$defs/…'"
        raise ValueError(message)
    return other, target


def _place(place: Collection[str | int]) -> str:
    return "at /" + "/".join(str(step)[:40] for step in place) if place else "at the top"
