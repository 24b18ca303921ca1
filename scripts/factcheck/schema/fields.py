"""What the schemas say of one field of a document: its description, the values it allows, the fields it must have.

A place in a document may be judged by several parts of the schemas: the field's own words come first, then those of the
definition that it refers to.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.finding import Pointer
from factcheck.schema.patterns import matches
from factcheck.schema.rules import Schema, resolve

Part = tuple[str, Schema]
"""A part of a schema, with the name of the schema, to which its references are relative."""


_REFERENCE = re.compile(r"/([a-z]+)_id\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the schemas say of a place in a document."""

    parts: tuple[Schema, ...]
    data: Any
    """What is there; None if nothing is."""

    @property
    def description(self) -> str | None:
        """What belongs there, in the words of the schema."""
        description: str | None = self._first("description")
        return description

    @property
    def title(self) -> str | None:
        """What the schema calls it, if that is not its name."""
        title: str | None = self._first("title")
        return title

    @property
    def format(self) -> str | None:
        """The name of the format that its value has, such as ``date``."""
        format_: str | None = self._first("format")
        return format_

    @property
    def is_decimal(self) -> bool:
        """Whether it is a number in digits, with a point before its decimals."""
        return any(part.get("$ref", "").endswith("/decimal") for part in self.parts)

    @property
    def type(self) -> str | None:
        """The name of the type of its value, such as ``string`` or ``object``."""
        type_: str | None = self._first("type")
        return type_

    @property
    def values(self) -> tuple[str, ...]:
        """The only values that it may have; none if the schema lists none."""
        constant = self._first("const")
        return tuple(self._first("enum") or () if constant is None else (str(constant).lower(),))

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the fields that a mapping in this place must have, in the order of the schema."""
        there = self.data if isinstance(self.data, Mapping) else {}
        always = [name for part in self.parts for name in part.get("required", ())]
        depending = [part.get("dependentRequired", {}).items() for part in self.parts]
        also = [name for rules in depending for present, names in rules if present in there for name in names]
        return tuple(dict.fromkeys(always + also))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that a mapping in this place may have, in the order of the schema."""
        every = (name for part in self.parts for name in part.get("properties", ()))
        return tuple(dict.fromkeys(every))

    @property
    def least(self) -> int:
        """How many items a list in this place must have."""
        return int(self._first("minItems") or 0)

    @property
    def is_text(self) -> bool:
        """Whether it is a text in the languages of the site, of which one is enough."""
        return self._first("minProperties") is not None

    @property
    def refers_to(self) -> str | None:
        """The kind of the record, rating or term whose id it is; None if it is no id of another one."""
        found = (_REFERENCE.search(part.get("$ref", "")) for part in self.parts)
        return next((match[1] for match in found if match), None)

    def _first(self, keyword: str) -> Any:
        return next((part[keyword] for part in self.parts if keyword in part), None)


def field_at(schemas: Mapping[str, Schema], kind: str, data: Any, pointer: Pointer) -> Field:
    """Return what the schemas say of a place in a document.

    Args:
        schemas: all schemas, by their names.
        kind: the kind of the document.
        data: what is in the document: the type of a payload decides which fields it has.
        pointer: the place. Nothing need be there.
    """
    parts = list(_expand(kind, schemas[kind], data, schemas))
    for step in pointer:
        data = _inside(data, step)
        found = [(name, inner) for name, part in parts for inner in _step(part, step)]
        parts = [part for name, inner in found for part in _expand(name, inner, data, schemas)]
    return Field(parts=tuple(part for _, part in parts), data=data)


def description_at(describe: Callable[[Pointer], Field], pointer: Pointer) -> str | None:
    """Return what belongs in a place; of one item of a list, or a text in one language, what its field says."""
    around = describe(pointer[:-1])
    if around.description and (around.is_text or isinstance(pointer[-1], int)):
        return around.description
    return describe(pointer).description


def _expand(name: str, part: Schema, data: Any, schemas: Mapping[str, Schema]) -> Iterator[Part]:
    """Yield all parts of the schemas that judge `data` where `part` does."""
    yield name, part
    inner = [(name, each) for each in part.get("allOf", ())]
    if "$ref" in part:
        inner.append(resolve(name, part["$ref"], schemas))
    if "if" in part:
        inner.append((name, part.get("then" if _is_met(part["if"], data) else "else", {})))
    for other, each in inner:
        if isinstance(each, dict):
            yield from _expand(other, each, data, schemas)


def _is_met(condition: Schema, data: Any) -> bool:
    """Return whether a mapping meets a condition: it has certain fields, some of them with a certain value."""
    if "not" in condition:
        return not _is_met(condition["not"], data)
    if not isinstance(data, Mapping):
        return False
    fixed = {name: part["const"] for name, part in condition.get("properties", {}).items() if "const" in part}
    return all(name in data and data[name] == fixed.get(name, data[name]) for name in condition.get("required", ()))


def _step(part: Schema, step: str | int) -> Iterator[Schema]:
    """Yield what a part of a schema demands of one of its fields or items."""
    if isinstance(step, int):
        found = [part.get("items")]
    else:
        patterns = part.get("patternProperties", {}).items()
        found = [part.get("properties", {}).get(step), *(each for pattern, each in patterns if matches(pattern, step))]
    yield from (each for each in found if isinstance(each, dict))


def _inside(data: Any, step: str | int) -> Any:
    """Return a field or an item; None if it is not there."""
    if isinstance(data, Mapping):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
