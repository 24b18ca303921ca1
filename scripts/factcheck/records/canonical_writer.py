"""Plain data as the text of a file in canonical form, without comments.

The fields come in the order of the dataclasses, which a test keeps equal to that of the schemas.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin

from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.records import CLASSES
from factcheck.records.record import Moved, Withdrawn
from factcheck.records.structure import hints, is_trimmed, union_members
from factcheck.records.yaml_values import write_key, write_value

STEP = "  "
"""By how much each level is indented."""
Hint = Any
"""The type of a value: a dataclass, a tuple of one, a union of payloads, or None where the order is free."""

_TRIMMED = "trimmed"
"""The type of words that are written without blanks at their ends."""
_LANGUAGES = {language: rank for rank, language in enumerate(LANGUAGES)}


def header(kind: str) -> str:
    """Return the first line of a file: it names the schema for editors."""
    up = "../../" if kind in FOLDERS else "../"
    return f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"


def write_canonical(data: Mapping[str, Any], kind: str) -> str:
    """Return the text of a file.

    Args:
        data: what the file holds; its keys may be in any order.
        kind: the kind of its records.

    Raises:
        UnwritableError: the data holds something that no file of ours can hold.
    """
    lines = [header(kind)]
    _write_fields(lines, data, root_hint(kind, data), "", "")
    lines.append("")
    return "\n".join(lines)


def _write_fields(lines: list[str], data: Mapping[str, Any], hint: Hint, lead: str, margin: str) -> None:
    """Append the fields of a mapping to `lines`: the first one behind `lead`, the others behind `margin`."""
    type_ = data.get("type")
    for key, written, child in _ordered(hint, tuple(data), type_ if isinstance(type_, str) else None):
        _write(lines, data[key], child, lead + written, margin)
        lead = margin


def _write(lines: list[str], value: Any, hint: Hint, lead: str, margin: str) -> None:
    """Append a value to `lines` behind `lead`: the name of its field or its hyphen, which is indented by `margin`."""
    inner = margin + STEP
    if type(value) is dict:
        lines.append(lead if value else f"{lead} {{}}")
        _write_fields(lines, value, hint, inner, inner)
    elif type(value) is list:
        lines.append(lead if value else f"{lead} []")
        item_hint = _item_hint(hint)
        for item in value:
            if type(item) is dict and item:
                _write_fields(lines, item, item_hint, f"{inner}- ", inner + STEP)
            else:
                _write(lines, item, item_hint, f"{inner}-", inner)
    else:
        value = value.strip() if hint is _TRIMMED and type(value) is str else value
        lines.append(f"{lead} {write_value(value, len(lead) + 1, inner)}")


def root_hint(kind: str, data: Mapping[str, Any]) -> Hint:
    """Return the class of a file: that of its kind, or of a record that moved or was withdrawn."""
    return Moved if "moved_to" in data else Withdrawn if "withdrawn" in data else CLASSES[kind]


@lru_cache
def _item_hint(hint: Hint) -> Hint:
    """Return the type of a list's items."""
    member = union_members(hint)[0]
    return get_args(member)[0] if get_origin(member) is tuple else None


@lru_cache(maxsize=4096)
def _ordered(hint: Hint, keys: tuple[str, ...], type_: str | None) -> tuple[tuple[str, str, Hint], ...]:
    """Return the fields of a mapping in their order, each with its name as it is written and its type.

    Languages come in the order of the site, then by their codes. Fields that the schema does not know come last, in
    the order of the file.

    Args:
        hint: the type of the mapping.
        keys: its fields, in the order of the file.
        type_: the value of its field ``type``, which tells payloads apart.

    Raises:
        UnwritableError: a key is no name of a field.
    """
    names = {key: f"{write_key(key)}:" for key in keys}
    record = _record_class(hint, type_)
    if record is None:
        by_language = sorted(keys, key=lambda key: (_LANGUAGES.get(key, len(_LANGUAGES)), key))
        return tuple((key, names[key], None) for key in by_language)
    types = {name: type_hint for name, type_hint in hints(record).items() if name != "TYPE"}
    ranks = {name: rank for rank, name in enumerate(types)}
    by_rank = sorted(keys, key=lambda key: ranks.get(key, len(ranks)))
    return tuple((key, names[key], _TRIMMED if is_trimmed(types.get(key)) else types.get(key)) for key in by_rank)


def _record_class(hint: Hint, type_: str | None) -> Any:
    """Return the dataclass of a mapping; None if it has none, like the languages of a text."""
    members = [member for member in union_members(hint) if is_dataclass(member)]
    if len(members) > 1:
        return next((member for member in members if getattr(member, "TYPE", None) == type_), members[0])
    return members[0] if members else None
