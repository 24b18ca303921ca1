"""Explain to contributors in plain words why a document does not fit its schema, and where.

jsonschema finds the faults, and here each becomes an :class:`Issue` with a ``SCH`` code. For a cryptic
pattern the schema itself has the words, in ``patternErrorMessage``, which editors also show.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend
from referencing import Registry, Resource

from factcheck.finding import Issue, Pointer
from factcheck.schema.hints import (
    ID_PATTERN,
    Judged,
    date_hint,
    homes,
    id_meant,
    list_hint,
    missing_hint,
    nesting_hint,
    number_hint,
    show,
    suggest,
    unknown_hint,
)
from factcheck.schema.keywords import KEYWORD_CHECKS, repeated_places, unknown_names
from factcheck.schema.patterns import matches

Coded = tuple[str, Issue]
Format = Callable[[object], bool]
Error = Any
"""A jsonschema.ValidationError. Its own type says that each attribute may be unset."""

MAX_ISSUES = 100
"""After so many faults the rest of a document is not looked at."""
SCALAR_KEYWORDS = ("type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum")
"""From the most to the least telling: only the first of several faults of one value is reported."""

_QUOTED = re.compile(r"'\w+'")

TYPE_NAMES = {
    "string": "text",
    "integer": "a whole number",
    "object": "a mapping (lines of 'key: value')",
    "array": "a list (lines that start with '- ')",
    "boolean": "true or false",
}
FORMAT_HELP = {
    "date": ("is not a day in the calendar", "write it as '2023-10-27', with quotation marks"),
    "edtf": (
        "is not a date we can read",
        "write '2023', '2023-10' or '2023-10-27', with ? if uncertain or ~ if approximate, or an interval 'a/b'",
    ),
    "uri": (
        "is not an address that we can link to",
        "write the whole address, starting with https://, in ASCII, without user name, spaces or backslashes",
    ),
}


def _type_issue(error: Error, judged: Judged) -> Iterator[Coded]:
    wanted, value, pointer = str(error.validator_value), error.instance, tuple(error.absolute_path)
    kind = {"str": "text", "dict": "a mapping", "list": "a list", "NoneType": "empty (null)"}.get(type(value).__name__)
    found = f"found {kind}" if kind in {"a mapping", "a list", "empty (null)"} else f"found {show(value)}"
    message = f"expected {TYPE_NAMES.get(wanted, wanted)}, but {found}"
    yield "SCH001", Issue(pointer, message, _type_hint(wanted, value, judged, pointer))


def _type_hint(wanted: str, value: Any, judged: Judged, pointer: Pointer) -> str | None:
    if value is None:
        return "write a value, or leave the field out"
    if wanted == "string":
        return f"put quotation marks around it: '{str(value).lower()}'" if isinstance(value, int) else _ONE_VALUE
    if wanted == "integer":
        return number_hint(value) if isinstance(value, str) else _ONE_VALUE
    if wanted == "object":
        return nesting_hint(judged, pointer, value)
    return list_hint(pointer, value) if wanted == "array" else "write true, or leave the field out"


_ONE_VALUE = "write one value, on the line of the field's name"


def _required_issues(error: Error, judged: Judged) -> Iterator[Coded]:
    pointer = tuple(error.absolute_path)
    because, instead = getattr(error, "because", ""), getattr(error, "instead", "")
    needed = {because: error.validator_value}
    if isinstance(error.validator_value, Mapping):  # dependentRequired: {present: [needed, ...]}
        needed = {key: needs for key, needs in error.validator_value.items() if key in error.instance}
    where = f"in {pointer[-1]!r}" if pointer and isinstance(pointer[-1], str) else "here"
    for key, names in needed.items():
        for name in (name for name in names if name not in error.instance):
            message = f"the field {name!r}{f' or {instead!r}' if instead else ''} is missing {where}"
            hints = (f"{key!r} needs it" if key else None, missing_hint(judged, pointer, name))
            yield "SCH002", Issue(pointer, message, "; ".join(hint for hint in hints if hint) or None, on_key=True)


def _unknown_issues(error: Error, judged: Judged) -> Iterator[Coded]:
    free = [name for name in sorted(error.schema.get("properties", ())) if name not in error.instance]
    for name in islice(unknown_names(error.instance, error.schema), MAX_ISSUES):
        pointer = (*error.absolute_path, name)
        hint = unknown_hint(judged, tuple(error.absolute_path), name, free) or error.schema.get("patternErrorMessage")
        yield "SCH003", Issue(pointer, f"unknown field {show(name)}", hint, on_key=True)


def _not_here_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    pointer = tuple(error.absolute_path)
    other = getattr(error, "because", "")
    message = f"the field {str(pointer[-1])!r} cannot be combined with {other!r}"
    yield (
        "SCH003",
        Issue(pointer, message, f"remove it, or {'correct' if ':' in other else 'remove'} {other!r}", on_key=True),
    )


def _choice_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    choices = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    hint = suggest(str(error.instance), [str(choice) for choice in choices])
    pointer = tuple(error.absolute_path)
    yield "SCH004", Issue(pointer, f"{show(error.instance)} is not a value that this field allows", hint)


def _format_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    value = error.instance
    if error.validator == "format":
        what, hint = FORMAT_HELP[str(error.validator_value)]
        hint = date_hint(value, hint) if error.validator_value in {"date", "edtf"} else hint
    else:
        what, hint = "is not in the format that this field needs", error.schema.get("patternErrorMessage")
        meant = id_meant(value)
        if matches(ID_PATTERN, meant) and error.validator_value == ID_PATTERN:
            hint = f"did you mean '{meant}'? {hint}"
    yield "SCH005", Issue(tuple(error.absolute_path), f"{show(value)} {what}", hint)


SIZE_WORDS = {
    "minLength": "too short: {size} characters, at least {limit}",
    "maxLength": "too long: {size} characters, at most {limit}",
    "minItems": "too few entries: {size}, at least {limit}",
    "maxItems": "too many entries: {size}, at most {limit}",
    "minProperties": "empty: at least {limit} of its fields is needed",
    "minimum": "{value} is too small: at least {limit}",
    "maximum": "{value} is too large: at most {limit}",
}


SIZE_HINTS = {
    "minLength": "write more, or leave the field out",
    "maxLength": "shorten it",
    "minItems": "add what is missing, or leave the field out",
    "maxItems": "remove some",
    "minProperties": "add one, or leave the field out",
}


def _size_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    value = error.instance
    size = None if isinstance(value, int) else len(value)
    words = SIZE_WORDS[str(error.validator)].format(size=size, limit=error.validator_value, value=value)
    hint = SIZE_HINTS.get(str(error.validator), "correct the number")
    yield "SCH006", Issue(tuple(error.absolute_path), words, hint)


def _unique_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    for index in repeated_places(error.instance):
        pointer = (*error.absolute_path, index)
        yield "SCH006", Issue(pointer, f"{show(error.instance[index])} is in this list twice", "remove one")


def _one_of_issue(error: Error, _judged: Judged) -> Iterator[Coded]:
    names = [branch["required"][0] for branch in error.validator_value]
    given = [name for name in names if name in error.instance]
    pointer = tuple(error.absolute_path)
    message = f"exactly one of {', '.join(names)} is needed here, but found {', '.join(given) or 'none'}"
    yield "SCH007", Issue(pointer, message, "keep one and remove the others" if given else f"add one: {names[0]}, say")


EXPLAINERS: Mapping[str | None, Callable[[Error, Judged], Iterator[Coded]]] = {
    None: _not_here_issue,  # the schema `false`
    "type": _type_issue,
    "required": _required_issues,
    "dependentRequired": _required_issues,
    "additionalProperties": _unknown_issues,
    "enum": _choice_issue,
    "const": _choice_issue,
    "format": _format_issue,
    "pattern": _format_issue,
    "uniqueItems": _unique_issue,
    "oneOf": _one_of_issue,
    **dict.fromkeys(SIZE_WORDS, _size_issue),
}
"""For each keyword that our schemas use, the function that explains its errors. A test compares it with the schemas."""


class Explainer:
    """jsonschema for all schemas: slow, thorough, and offline, since its registry retrieves nothing."""

    def __init__(self, schemas: Mapping[str, dict[str, Any]], formats: Mapping[str, Format]) -> None:
        registry: Registry[Any] = Registry().with_resources(
            (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
        )
        checker = FormatChecker(formats=())
        for name, test in formats.items():
            checker.checks(name)(test)
        validator = extend(Draft202012Validator, KEYWORD_CHECKS)  # type: ignore[no-untyped-call]
        self._schemas = schemas
        self._homes = cache(lambda kind: homes(schemas, kind))
        self._validators = {
            kind: validator(schema, registry=registry, format_checker=checker) for kind, schema in schemas.items()
        }

    def errors(self, kind: str, data: object) -> list[Error]:
        """Return jsonschema's own errors, but only the most telling one for each value."""
        chosen: dict[tuple[Pointer, str], Error] = {}
        for error in islice(self._validators[kind].iter_errors(data), MAX_ISSUES):
            keyword = str(error.validator)
            scalar = keyword in SCALAR_KEYWORDS
            key = (tuple(error.absolute_path), "value" if scalar else keyword + str(error.validator_value))
            known = chosen.get(key)
            if not known or (scalar and _rank(keyword) < _rank(str(known.validator))):
                chosen[key] = error
        mistyped = {path for (path, _), error in chosen.items() if error.validator == "type"}
        return [error for (path, _), error in chosen.items() if path not in mistyped or error.validator == "type"]

    def explain(self, kind: str, data: object) -> list[Coded]:
        """Return every fault of `data` once, in plain words."""
        found: dict[tuple[object, ...], Coded] = {}
        judged, errors = Judged(self._schemas, kind, data, self._homes(kind)), self.errors(kind, data)
        for code, issue in (coded for error in errors for coded in EXPLAINERS[error.validator](error, judged)):
            found.setdefault((code, issue.pointer, issue.message), (code, issue))
        misspelt = {(issue.pointer[:-1], issue.hint) for code, issue in found.values() if code == "SCH003"}
        return [item for item in islice(found.values(), MAX_ISSUES) if not _is_named_otherwise(item, misspelt)]


def _is_named_otherwise(coded: Coded, misspelt: Container[tuple[Pointer, str | None]]) -> bool:
    """Return whether a missing field is there with a name that is misspelt, which is one mistake, not two."""
    code, issue = coded
    names = _QUOTED.findall(issue.message) if code == "SCH002" else ()
    return any((issue.pointer, f"did you mean {name}?") in misspelt for name in names)


def _rank(keyword: str) -> int:
    return SCALAR_KEYWORDS.index(keyword)
