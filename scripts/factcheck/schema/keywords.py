"""The keywords that we check ourselves, in place of jsonschema, when a document does not fit its schema.

Patterns are judged by the engine of the quick judge; no check takes a time that grows with the square of a file; and
each error is at the field that it is about.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import ValidationError

from factcheck.schema.patterns import matches

Error = Any
"""A jsonschema.ValidationError. Its own type says that each attribute may be unset."""


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    """Check ``pattern`` with the engine of the quick judge."""
    if isinstance(instance, str) and not matches(pattern, instance):
        yield ValidationError("does not match")


def _pattern_properties(validator: Any, patterns: Mapping[str, Any], instance: Any, _schema: object) -> Iterator[Error]:
    """Check ``patternProperties``, with the same engine."""
    for pattern, schema in patterns.items() if isinstance(instance, Mapping) else ():
        for name in instance:
            if matches(pattern, name):
                yield from validator.descend(instance[name], schema, path=name, schema_path=pattern)


def _additional_properties(_validator: Any, allowed: object, instance: Any, schema: Any) -> Iterator[Error]:
    """Check ``additionalProperties``, which our schemas only use to forbid them."""
    if allowed is False and isinstance(instance, Mapping) and any(True for _ in unknown_names(instance, schema)):
        yield ValidationError("has unknown fields")


def unknown_names(instance: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the fields that a schema does not know."""
    known, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
    for name in instance:
        if name not in known and not any(matches(pattern, name) for pattern in patterns):
            yield name


def _unique(_validator: object, wanted: object, instance: object, _schema: object) -> Iterator[ValidationError]:
    """Check ``uniqueItems``, in a time that does not grow with the square of the list."""
    if wanted and isinstance(instance, list) and any(True for _ in repeated_places(instance)):
        yield ValidationError("has an item twice")


def repeated_places(items: list[Any]) -> Iterator[int]:
    """Yield the places of items that were in the list before."""
    seen = set[str]()
    for index, item in enumerate(items):
        key = json.dumps(item, sort_keys=True)
        if key in seen:
            yield index
        seen.add(key)


def _properties(validator: Any, fields: Mapping[str, Any], instance: Any, _schema: object) -> Iterator[Error]:
    """Check ``properties``, and put each error at its own field: jsonschema puts that of `false` at the parent."""
    for name in [name for name in fields if isinstance(instance, Mapping) and name in instance]:
        for error in validator.descend(instance[name], fields[name], path=name, schema_path=name):
            if not error.path:
                error.path.appendleft(name)
            yield error


def _if(validator: Any, condition: Mapping[str, Any], instance: Any, schema: Any) -> Iterator[Error]:
    """Check ``if``, and tell errors about a field on which other field it depends, which jsonschema does not.

    `because` has the fields that make it needed or forbidden, `instead` one that could be there in its place.
    """
    is_met = validator.evolve(schema=condition).is_valid(instance)
    branch = "then" if is_met else "else"
    rule = schema.get(branch, {})
    for error in validator.descend(instance, rule, schema_path=branch):
        if not isinstance(instance, Mapping) or len(error.path) != (error.validator is None):
            pass  # of the wrong type, or an error further inside
        elif not is_met and "required" in rule:
            error.instead = condition["required"][0]
        elif is_met and not hasattr(error, "because"):
            error.because = _met(condition, instance)
        yield error


def _met(condition: Mapping[str, Any], instance: Mapping[str, Any]) -> str:
    """Return what meets a condition, as it is in the file: "investor", or "hedge: about"; "" if a field is missing."""
    asked = condition.get("properties", ())
    return ", ".join(f"{name}: {instance[name]}" if name in asked else name for name in condition.get("required", ()))


KEYWORD_CHECKS = {
    "additionalProperties": _additional_properties,
    "if": _if,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "properties": _properties,
    "uniqueItems": _unique,
}
"""For each of these keywords, its check."""
