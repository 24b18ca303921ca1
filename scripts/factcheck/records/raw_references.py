"""The references in plain data that no schema has accepted: a file with a mistake still says what it refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from factcheck.finding import Pointer
from factcheck.records import CLASSES
from factcheck.records.structure import Reference, hints, id_kind, union_members


def raw_references(kind: str, data: Mapping[str, Any]) -> Iterator[Reference]:
    """Yield every use of an id in the data of a record of this kind, as far as it is where an id can be."""
    yield from _in_fields(CLASSES[kind], data, ())


def _in_fields(record: Any, data: Mapping[str, Any], pointer: Pointer) -> Iterator[Reference]:
    for name, hint in hints(record).items():
        if name in data:
            yield from _in_value(hint, data[name], (*pointer, name))


def _in_value(hint: Any, value: Any, pointer: Pointer) -> Iterator[Reference]:
    if kind := id_kind(hint):
        named = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, id_ in named:
            if isinstance(id_, str):
                yield Reference(pointer if index is None else (*pointer, index), kind, id_)
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
            yield from _in_fields(classes[0], value, pointer)
