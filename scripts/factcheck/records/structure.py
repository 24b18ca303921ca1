"""Turn plain data that its schema has accepted into frozen records, and list the ids they refer to.

The dataclasses say everything: field names are the YAML keys, ``X | None`` may be missing, and an id
of another record is annotated with :class:`Ref`. Nothing is validated here; JSON Schema has done that,
and a test keeps schemas and dataclasses equal.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from factcheck.finding import Pointer

Convert = Callable[[Any], Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of a record of this kind."""

    kind: str


class Reference(NamedTuple):
    """One use of an id: where it stands in the record, and which record it names."""

    pointer: Pointer
    kind: str
    id: str


@cache
def hints(record: Any) -> dict[str, Any]:
    """Return the types of a record's fields, annotations included."""
    return get_type_hints(record, include_extras=True)


def parse(record: type[T], data: Mapping[str, Any]) -> T:
    """Return `data`, which its schema has accepted, as a frozen `record`."""
    convert = _converter(cast("Any", record))
    parsed: T = convert(data)
    return parsed


def union_members(hint: Any) -> list[Any]:
    """Return the members of ``A | B | None`` without None; of any other hint, the hint alone."""
    if get_origin(hint) in {Union, types.UnionType}:
        return [member for member in get_args(hint) if member is not type(None)]
    return [hint]


@cache
def _converter(hint: Any) -> Convert:
    origin = get_origin(hint)
    members = union_members(hint)
    if origin is Annotated:
        return _converter(get_args(hint)[0])
    if len(members) > 1:
        return _by_type({member.TYPE: _converter(member) for member in members})
    if members[0] is not hint:
        return _converter(members[0])
    if origin is tuple:
        item = _converter(get_args(hint)[0])
        return lambda values: tuple(item(value) for value in values)
    return _record_converter(hint) if is_dataclass(hint) else _same


def _same(value: object) -> object:
    return value


def _by_type(converters: Mapping[str, Convert]) -> Convert:
    """Choose the class of a payload by its ``type``."""
    return lambda data: converters[data["type"]](data)


def _record_converter(record: Any) -> Convert:
    converters = {name: _converter(hint) for name, hint in hints(record).items() if name != "TYPE"}
    return lambda data: record(**{key: converters[key](value) for key, value in data.items()})


def references(value: object, pointer: Pointer = ()) -> Iterator[Reference]:
    """Yield every id of another record that `value`, a record or a part of one, uses."""
    for name, kind in _reference_plan(cast("Any", type(value))):
        part = getattr(value, name)
        if part is None:
            continue
        if kind and isinstance(part, tuple):
            yield from (Reference((*pointer, name, index), kind, item) for index, item in enumerate(part))
        elif kind:
            yield Reference((*pointer, name), kind, part)
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                yield from references(item, (*pointer, name, index))
        else:
            yield from references(part, (*pointer, name))


def targets(value: object) -> Iterator[tuple[str, str]]:
    """Yield kind and id of every use of another record, as :func:`references` does: where it stands takes most time."""
    for name, kind in _reference_plan(cast("Any", type(value))):
        part = getattr(value, name)
        if part is None:
            continue
        if kind and isinstance(part, tuple):
            yield from [(kind, item) for item in part]
        elif kind:
            yield kind, part
        elif isinstance(part, tuple):
            for item in part:
                yield from targets(item)
        else:
            yield from targets(part)


def targets_in(record: type, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the same of plain data which the schema of `record` has accepted, and which need not become a record."""
    for name, kind in _reference_plan(cast("Any", record)):
        part = data.get(name)
        if part is None:
            continue
        if kind:
            yield from [(kind, item) for item in part] if isinstance(part, list) else [(kind, part)]
        else:
            choose = _chooser(hints(cast("Any", record))[name])
            for item in part if isinstance(part, list) else (part,):
                yield from targets_in(choose(item), item)


@cache
def _chooser(hint: Any) -> Callable[[Mapping[str, Any]], type]:
    """Return what tells the class of a value of this type, or of an item of a list of such, from its plain data."""
    members = union_members(hint)
    if len(members) > 1:
        classes = {member.TYPE: member for member in members}
        return lambda data: classes[data["type"]]
    member = get_args(members[0])[0] if get_origin(members[0]) is tuple else members[0]
    return _chooser(member) if len(union_members(member)) > 1 else lambda _: member


@cache
def _reference_plan(record: Any) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a record that lead to ids: each with the kind that it names, or None if parts of it do."""
    types_ = hints(record)
    found = ((item.name, _ref(types_[item.name]), types_[item.name]) for item in fields(record))
    return tuple((name, kind) for name, kind, hint in found if kind or _holds_records(hint))


def _holds_records(hint: Any) -> bool:
    """Return whether a value of this type is a record's part, or a list of such."""
    members = union_members(hint)
    return any(
        is_dataclass(member) or (get_origin(member) is tuple and _holds_records(get_args(member)[0]))
        for member in members
    )


def reference_kind(record: type, field: str) -> str | None:
    """Return which kind of record a field of `record` refers to, or None if its value is no id."""
    return _ref(hints(cast("Any", record))[field])


@cache
def _ref(hint: Any) -> str | None:
    """Return the kind of record that a field of this type refers to, or None."""
    for member in union_members(hint):
        arguments = get_args(member)
        if get_origin(member) is Annotated:
            return next((mark.kind for mark in arguments[1:] if isinstance(mark, Ref)), None)
        if get_origin(member) is tuple:
            return _ref(arguments[0])
    return None


def texts(value: object, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Mapping[str, str]]]:
    """Yield every text for readers in `value`, a record or a part of one: where it stands, and its languages."""
    for name, is_text in _text_plan(cast("Any", type(value))):
        part = getattr(value, name)
        if part is None:
            continue
        if is_text:
            yield (*pointer, name), part
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                yield from texts(item, (*pointer, name, index))
        else:
            yield from texts(part, (*pointer, name))


@cache
def _text_plan(record: Any) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record that are texts in several languages, or lead to some, and whether it is one."""
    types_ = hints(record)
    found = ((item.name, types_[item.name]) for item in fields(record))
    return tuple((name, _is_text(hint)) for name, hint in found if _is_text(hint) or _holds_texts(hint))


def _is_text(hint: Any) -> bool:
    return get_origin(union_members(hint)[0]) is Mapping


def _holds_texts(hint: Any) -> bool:
    """Return whether a value of this type is a record's part with texts in it, or a list of such."""
    return any(
        bool(_text_plan(cast("Any", member)))
        if is_dataclass(member)
        else get_origin(member) is tuple and _holds_texts(get_args(member)[0])
        for member in union_members(hint)
    )
