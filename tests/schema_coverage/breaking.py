"""Break a good document at one place: from each value that reaches a place, one that violates it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from factcheck.finding import Pointer
from factcheck.schema.schemas import BAD_SAMPLES
from schema_coverage.walk import Visit

WRONG_TYPE: Mapping[str, Any] = {"string": 7, "integer": "7", "boolean": "yes", "object": [], "array": {}}
LEAST = {"minLength", "minItems", "minProperties", "minimum"}
SIZES = LEAST | {"maxLength", "maxItems", "maximum"}
UNKNOWN = "unknown_field"

BAD_TEXTS: Mapping[str, tuple[str, ...]] = {
    "common#/$defs/id": ("Upper-case", "two--hyphens", "-before", "after-", "a_b", "../up", "line\n"),
    "common#/$defs/line": ("", " ", "two\nlines", "line\n"),
    "common#/$defs/prose": ("", " \n"),
    "common#/$defs/lang": ("EN", "e", "eng", "en\n"),
    "common#/$defs/measure/properties/sha256": ("0" * 63, "0" * 65, "g" * 64, "0" * 64 + "\n"),
    "common#/$defs/measure/properties/fingerprint": ("", "8", "0  1", " 0", "0 ", "0\n"),
    "common#/$defs/amount/properties/currency": ("US", "USDX", "usd", "US$", "USD\n"),
    "common#/$defs/decimal": ("", "01", "1.", "1.50", ".5", "-1", "1,5", "1\n"),
    "entity#/$defs/record/properties/wikidata": ("95", "q95", "Q0", "Q", "Q95\n", "Q1234567890123"),
    "claim#/$defs/change/properties/field": ("review.", ".rating", "review.Rating", "review.evidence.0", "a\n"),
    "entity#/$defs/record/properties/cik": ("1018724", "000101872X", "00010187241", "0001018724\n"),
    "entity#/$defs/record/properties/lei": ("EXAMPLE00000000000", "example0000000000087", "EXAMPLE0000000000087\n"),
    "exceptions#/$defs/exception/properties/code": ("REF", "ref001", "REF01", "REF0001", "REF001\n"),
    "exceptions#/$defs/exception/properties/file": (
        "tests/x.yml",
        "/facts/x.yml",
        "facts/",
        "facts/X.yml",
        "facts/x\n",
    ),
}
"""For each pattern, by the place of its schema: texts that it must refuse and that nothing else speaks against."""


class Fault(NamedTuple):
    """A way to break a value."""

    part: str
    """Which demand of the schema is violated: ``required/id``."""
    value: Any
    """The broken value."""
    key: Pointer = ()
    """Where in the value the fault is to be reported; () is the value itself."""
    spare: Any = None
    """The value without what makes the demand. If that is not good either, more than one thing would be broken."""


def faults(visit: Visit, pool: Mapping[tuple[str, str], Any]) -> Iterator[Fault]:
    """Yield every way to break a good value at the schema that was visited with it.

    Args:
        visit: the value and the schema.
        pool: good values of fields that the value may not have, by the place of the object's schema and their name.
    """
    for keyword, demand in visit.schema.items():
        if keyword in SIZES:
            wrong = demand - 1 if keyword in LEAST else demand + 1
            yield Fault(keyword, resized(visit.value, wrong))
        elif keyword in {"pattern", "format"}:
            texts = BAD_TEXTS.get(visit.where, ()) if keyword == "pattern" else (BAD_SAMPLES[demand],)
            yield from (Fault(keyword, text) for text in texts)
        elif keyword in BREAKERS:
            yield from BREAKERS[keyword](visit.value, demand)
        elif keyword == "oneOf":
            yield from _alternatives(visit, demand, pool)
        elif keyword == "properties":
            yield from _forbidden(visit, demand, pool)


def resized(value: Any, size: int) -> Any:
    """Return a value of just this size: a text or list of this length, or this number itself."""
    if isinstance(value, str):
        return value[:size].ljust(size, value[-1])
    if isinstance(value, list):
        return value[:size]
    return dict(list(value.items())[:size]) if isinstance(value, dict) else size


def without(value: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return a mapping without some of its fields."""
    return {name: item for name, item in value.items() if name not in names}


def _type(_value: Any, wanted: str) -> Iterator[Fault]:
    yield Fault("type", WRONG_TYPE[wanted])


def _enum(value: str, _known: list[str]) -> Iterator[Fault]:
    """Misspell the value: the other values are misspelt in other documents."""
    yield Fault(f"enum/{value}", value[:-1])


def _const(value: Any, _wanted: Any) -> Iterator[Fault]:
    yield Fault("const", value[:-1] if isinstance(value, str) else not value)


def _required(value: Any, names: list[str]) -> Iterator[Fault]:
    yield from (Fault(f"required/{name}", without(value, name)) for name in names)


def _dependent(value: Any, demands: Mapping[str, list[str]]) -> Iterator[Fault]:
    """Leave a field that another one needs out, and with it those that need it as well."""
    for name, needs in demands.items():
        for need in needs if name in value else ():
            others = [other for other in demands if need in demands[other] and other != name]
            spare = without(value, *demands, *(field for fields in demands.values() for field in fields))
            yield Fault(f"dependentRequired/{name}/{need}", without(value, need, *others), spare=spare)


def _unknown(value: Any, _demand: object) -> Iterator[Fault]:
    yield Fault("additionalProperties", {**value, UNKNOWN: "x"}, (UNKNOWN,))


def _twice(value: list[Any], _demand: object) -> Iterator[Fault]:
    yield Fault("uniqueItems", [*value, value[0]], (len(value),))


BREAKERS: Mapping[str, Callable[[Any, Any], Iterator[Fault]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "dependentRequired": _dependent,
    "additionalProperties": _unknown,
    "uniqueItems": _twice,
}


def _alternatives(visit: Visit, schemas: list[Any], pool: Mapping[tuple[str, str], Any]) -> Iterator[Fault]:
    """Leave the chosen alternative out, and add each of the others beside it."""
    names = [schema["required"][0] for schema in schemas]
    for number, name in enumerate(names):
        if name in visit.value:
            yield Fault(f"oneOf/{number}/missing", without(visit.value, name))
        elif (visit.where, name) in pool:
            yield Fault(f"oneOf/{number}/too many", {**visit.value, name: pool[visit.where, name]})


def _forbidden(visit: Visit, fields: Mapping[str, Any], pool: Mapping[tuple[str, str], Any]) -> Iterator[Fault]:
    """Add a field, good in itself, that does not go with the others."""
    owner = visit.where
    while owner.endswith(("/then", "/else")):
        owner = owner[: -len("/then")]
    for name, schema in fields.items():
        if schema is False and (owner, name) in pool:
            yield Fault(f"properties/{name}", {**visit.value, name: pool[owner, name]}, (name,))
