"""Turn plain data that its schema has accepted into frozen records, turn records back, and list what they refer to.

The dataclasses say everything: field names are the YAML keys, ``X | None`` may be missing, and an id
of another record is annotated with :class:`Ref`. Nothing is validated here; JSON Schema has done that,
and a test keeps schemas and dataclasses equal.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from factcheck.finding import Pointer
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM

Convert = Callable[[Any], Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a string as the id of a record of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Trim:
    """Marks words at whose ends blanks mean nothing: they are read and written without."""


Text = Mapping[str, str]
"""The same text in one or more of the site's languages, by language code."""
Words = Annotated[str, Trim()]
"""Words copied from a text."""
ArticleId = Annotated[str, Ref(ARTICLE)]
ClaimId = Annotated[str, Ref(CLAIM)]
SourceId = Annotated[str, Ref(SOURCE)]
EntityId = Annotated[str, Ref(ENTITY)]
RatingId = Annotated[str, Ref(RATING)]
TermId = Annotated[str, Ref(TERM)]


class Reference(NamedTuple):
    """One use of an id: where it is in the record, and which record it names."""

    pointer: Pointer
    kind: str
    id: str


@cache
def hints(record: Any) -> dict[str, Any]:
    """Return the types of a record's fields, annotations included."""
    return get_type_hints(record, include_extras=True)


def union_members(hint: Any) -> list[Any]:
    """Return the members of ``A | B | None`` without None; of any other hint, the hint alone."""
    if get_origin(hint) in {Union, types.UnionType}:
        return [member for member in get_args(hint) if member is not type(None)]
    return [hint]


def is_trimmed(hint: Any) -> bool:
    """Return whether blanks at the ends of values of this type mean nothing."""
    member = union_members(hint)[0]
    return get_origin(member) is Annotated and any(isinstance(mark, Trim) for mark in get_args(member)[1:])


def parse(record: type[T], data: Mapping[str, Any]) -> T:
    """Return `data`, which its schema has accepted, as a frozen `record`."""
    convert = _converter(cast("Any", record))
    parsed: T = convert(data)
    return parsed


@cache
def _converter(hint: Any) -> Convert:
    """Return a function that converts plain data to a value of this type."""
    origin = get_origin(hint)
    members = union_members(hint)
    if origin is Annotated:
        return str.strip if is_trimmed(hint) else _converter(get_args(hint)[0])
    if len(members) > 1:  # a payload, whose `type` says which class it is
        converters = {member.TYPE: _converter(member) for member in members}
        return lambda data: converters[data["type"]](data)
    if members[0] is not hint:
        return _converter(members[0])
    if origin is tuple:
        item = _converter(get_args(hint)[0])
        return tuple if item is _same else lambda values: tuple([item(value) for value in values])
    if origin is Mapping and (item := _converter(get_args(hint)[1])) is not _same:
        return lambda values: {key: item(value) for key, value in values.items()}
    return _record_converter(hint) if is_dataclass(hint) else _same


def _same(value: object) -> object:
    return value


def _record_converter(record: Any) -> Convert:
    every = ((name, _converter(hint)) for name, hint in hints(record).items() if name != "TYPE")
    needed = [(name, convert) for name, convert in every if convert is not _same]

    def convert_fields(data: Mapping[str, Any]) -> Any:
        values = dict(data)
        for name, convert in needed:
            if name in values:
                values[name] = convert(values[name])
        return record(**values)

    return convert_fields


def plain(value: Any) -> Any:
    """Return the data from which :func:`parse` makes this record, or part of one, in the canonical order of fields.

    A field that has its default value is left out.
    """
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if not is_dataclass(value):
        return value
    parts = ((name, getattr(value, name), default) for name, default in _defaults(cast("Any", type(value))))
    return {name: plain(part) for name, part, default in parts if part != default}


@cache
def _defaults(record: Any) -> tuple[tuple[str, Any], ...]:
    """Return the name and the default value of each field of a dataclass; no value equals that of a required field."""
    return tuple((item.name, item.default) for item in fields(record))


def references(record: object) -> Iterator[Reference]:
    """Yield every id of another record that `record`, or a part of one, uses."""
    for pointer, kind, value in _marked(record, id_kind):
        if isinstance(value, tuple):
            yield from [Reference((*pointer, index), kind, id_) for index, id_ in enumerate(value)]
        else:
            yield Reference(pointer, kind, value)


def texts(record: object) -> Iterator[tuple[Pointer, Text]]:
    """Yield every text for readers in `record`, or a part of one, and where it is."""
    for pointer, _, value in _marked(record, _text_mark):
        yield pointer, value


def reference_kind(record: type, field: str) -> str | None:
    """Return which kind of record a field of `record` refers to, or None if its value is no id."""
    return id_kind(hints(cast("Any", record))[field])


Mark = Callable[[Any], str | None]
"""Says of the type of a field whether its values are wanted: it returns a mark for them, or None."""


def _marked(record: object, mark: Mark) -> list[tuple[Pointer, str, Any]]:
    """Return each field of `record` and its parts that has a mark: where it is, the mark, and its value."""
    found: list[tuple[Pointer, str, Any]] = []
    _collect_marked(record, (), mark, found)
    return found


def _collect_marked(value: Any, pointer: Pointer, mark: Mark, found: list[tuple[Pointer, str, Any]]) -> None:
    kind: Any = type(value)
    for name, own in _plan(kind, mark):
        part = getattr(value, name)
        if part is None:
            continue
        if own:
            found.append(((*pointer, name), own, part))
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                _collect_marked(item, (*pointer, name, index), mark, found)
        else:
            _collect_marked(part, (*pointer, name), mark, found)


@cache
def _plan(record: Any, mark: Mark) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a record that have a mark, each with it, and with None those whose parts have one."""
    found = ((name, mark(hint), hint) for name, hint in hints(record).items() if name != "TYPE")
    return tuple((name, own) for name, own, hint in found if own or _holds_marked(hint, mark))


def _holds_marked(hint: Any, mark: Mark) -> bool:
    """Return whether a value of this type is a part of a record with marked fields, or a list of such parts."""
    return any(
        bool(_plan(cast("Any", member), mark))
        if is_dataclass(member)
        else get_origin(member) is tuple and _holds_marked(get_args(member)[0], mark)
        for member in union_members(hint)
    )


@cache
def id_kind(hint: Any) -> str | None:
    """Return the kind of record that ids of this type, or a list of them, name."""
    for member in union_members(hint):
        arguments = get_args(member)
        if get_origin(member) is Annotated:
            return next((mark.kind for mark in arguments[1:] if isinstance(mark, Ref)), None)
        if get_origin(member) is tuple:
            return id_kind(arguments[0])
    return None


def _text_mark(hint: Any) -> str | None:
    return "text" if union_members(hint)[0] == Text else None


def raw_references(record: Any, data: Mapping[str, Any], pointer: Pointer = ()) -> Iterator[Reference]:
    """Yield every use of an id in data that no schema has accepted, as far as it is where `record` has one."""
    for name, hint in hints(record).items():
        if name in data:
            yield from _in_value(hint, data[name], (*pointer, name))


def _in_value(hint: Any, value: Any, pointer: Pointer) -> Iterator[Reference]:
    if kind := id_kind(hint):
        named = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, id_ in named:
            if isinstance(id_, str | int):  # true or 2023 without quotation marks
                word = id_ if isinstance(id_, str) else str(id_).lower()
                yield Reference(pointer if index is None else (*pointer, index), kind, word)
        return
    members = union_members(hint)
    if isinstance(value, list) and get_origin(members[0]) is tuple:
        for index, item in enumerate(value):
            yield from _in_value(get_args(members[0])[0], item, (*pointer, index))
    elif isinstance(value, Mapping):
        classes = [member for member in members if is_dataclass(member)]
        if len(classes) > 1:
            classes = [member for member in classes if getattr(member, "TYPE", None) == value.get("type")]
        if classes:
            yield from raw_references(classes[0], value, pointer)
