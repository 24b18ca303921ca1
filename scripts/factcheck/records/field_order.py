"""In which order the fields of a file stand: that of the dataclasses, which a test keeps equal to the schemas'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin

from factcheck.languages import LANGUAGES
from factcheck.records import CLASSES
from factcheck.records.record import Moved, Withdrawn
from factcheck.records.structure import hints, union_members

Hint = Any
"""The type of a value: a dataclass, a tuple of one, a union of payloads, or None where the order is free."""

_LANGUAGES = {language: rank for rank, language in enumerate(LANGUAGES)}


def root_hint(kind: str, data: Mapping[str, Any]) -> Hint:
    """Return the class of a file: that of its kind, or of a record that moved or was withdrawn."""
    return Moved if "moved_to" in data else Withdrawn if "withdrawn" in data else CLASSES[kind]


def item_hint(hint: Hint) -> Hint:
    """Return the type of a list's items."""
    members = union_members(hint)
    return get_args(members[0])[0] if get_origin(members[0]) is tuple else None


@lru_cache(maxsize=4096)
def ordered(hint: Hint, keys: tuple[str, ...], type_: str | None) -> tuple[tuple[str, Hint], ...]:
    """Return the fields of a mapping in their order, each with its type.

    Languages come in the order of the site, then by their codes; fields that the schema does not know come last, as
    they stand.

    Args:
        hint: the type of the mapping.
        keys: its fields, in the order of the file.
        type_: the value of its field ``type``, which tells payloads apart.
    """
    record = _class(hint, type_)
    if record is None:
        ranks: Mapping[str, tuple[int, str]] = {key: (_LANGUAGES.get(key, len(_LANGUAGES)), key) for key in keys}
        return tuple((key, None) for key in sorted(keys, key=lambda key: ranks[key]))
    types = {name: type_hint for name, type_hint in hints(record).items() if name != "TYPE"}
    places = {name: place for place, name in enumerate(types)}
    return tuple((key, types.get(key)) for key in sorted(keys, key=lambda key: places.get(key, len(places))))


def is_free(hint: Hint) -> bool:
    """Return whether a mapping of this type has no order of fields but that of the languages."""
    return not any(is_dataclass(member) or get_origin(member) is tuple for member in union_members(hint))


def _class(hint: Hint, type_: str | None) -> Any:
    """Return the dataclass of a mapping; None if it has none, like the languages of a text."""
    members = [member for member in union_members(hint) if is_dataclass(member)]
    if len(members) > 1:
        return next((member for member in members if getattr(member, "TYPE", None) == type_), members[0])
    return members[0] if members else None
