"""The fields of a record: filled as its schema demands, and put in as somebody has typed them.

What is not known yet is left to do, and says what belongs there. `rating`, `review.rating` or `amount.value` names a
field.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from factcheck.finding import Pointer, did_you_mean, walk
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import MAIN
from factcheck.schema.fields import Field, description_at
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import is_to_do, to_do

Data = dict[str, Any]
Known = Mapping[str, tuple[str, ...]]
"""The ids of the ratings and terms, and of the entities that the words name: few enough to be listed at a choice."""

_BRIEF = re.compile(r"[^.:;(]*")


def fill(schemas: Schemas, kind: str, data: Data, known: Known) -> Data:
    """Return a record with every field that its schema demands.

    Args:
        schemas: all schemas.
        kind: the kind of the record.
        data: what is known of it. A mapping or list in it that is empty is filled, too, and None is replaced.
        known: for each kind of thing that is chosen from a short list, the ids in the list.
    """
    whole = deepcopy(data)

    def describe(pointer: Pointer) -> Field:
        return schemas.field(kind, whole, pointer)

    def complete(value: Any, pointer: Pointer) -> None:
        """Add what is missing in a mapping or a list."""
        field = describe(pointer)
        if isinstance(value, dict):
            wanted = field.names if field.is_text and not value else field.required
            value |= {name: begin((*pointer, name)) for name in wanted if name not in value}
            wanted = describe(pointer).required  # a new field may need others
            value |= {name: begin((*pointer, name)) for name in wanted if name not in value}
        elif isinstance(value, list):
            value += [begin((*pointer, number)) for number in range(len(value), max(field.least, not value))]
        for step in list(value) if isinstance(value, dict) else range(len(value)):
            if value[step] is None:
                value[step] = begin((*pointer, step))
            if isinstance(value[step], dict | list):
                complete(value[step], (*pointer, step))

    def begin(pointer: Pointer) -> Any:
        """Return a value that is still to be filled, or to be written by hand."""
        field = describe(pointer)
        if field.type in {"object", "array"}:
            return {} if field.type == "object" else []
        return to_do(_ask(field, description_at(describe, pointer), known))

    complete(whole, ())
    return whole


def drop_other_languages(data: Data, only: str, describe: "Describe") -> None:
    """Take out of the texts of a record what would be to do in other languages than one."""
    for place, value in list(walk(data)):
        if isinstance(value, dict) and describe(place).is_text:
            for language in [name for name, text in value.items() if name != only and is_to_do(text)]:
                del value[language]


def _ask(field: Field, description: str | None, known: Known) -> str:
    """Return what belongs in a field, in a few words."""
    choices = field.values or known.get(field.refers_to or "", ())
    if choices and field.refers_to != ENTITY:
        return ", ".join(choices)
    match = _BRIEF.match(description or "")
    said = match[0].strip() if match else ""
    if choices:  # there may be others
        return f"{said} ({', '.join(choices)} …)"
    return f"{said} (the id of one)" if field.refers_to and "The id of" not in said else said


Describe = Callable[[Pointer], Field]
"""Returns what the schemas say of a place in the record."""


def names_of_fields(schemas: Schemas, kind: str) -> list[str]:
    """Return the names of all fields that somebody can give when a record of this kind is begun."""
    types = schemas.field(kind, {}, ("claim", "payload", "type")).values if kind == CLAIM else ()
    found = dict[str, None]()
    for type_ in types or (None,):
        data = fill(schemas, kind, {"claim": {"payload": {"type": type_}}} if type_ else {}, {})
        for place, value in walk(data):
            field = schemas.field(kind, data, place)
            found |= dict.fromkeys(field.names if isinstance(value, dict) and not field.is_text else ())
    return list(found)


def find_field(data: Data, name: str, describe: Describe) -> Pointer | None:
    """Return the place of the field that a name means: of a field that is there, or else of one that may be there.

    Args:
        data: the record, with all fields that it must have.
        name: its name, with as many of the names before it as are needed, joined by full stops.
        describe: returns what the schemas say of a place.

    Returns:
        The place that is the least deep; None if there is no such field, or several.
    """
    found = _candidates(data, name, describe)
    least = [place for place in found if len(place) == min(map(len, found))]
    return least[0] if len(least) == 1 else None


def explain_name(data: Data, name: str, describe: Describe) -> str:
    """Say why a name means no field, or more than one, and which names there are; arguments as for `find_field`."""
    found = _candidates(data, name, describe)
    if found:
        several = ", ".join(sorted({".".join(_names(place)) for place in found}))
        return f"the name {name!r} means several fields: {several}"
    mappings = (place for place, value in walk(data) if isinstance(value, dict))
    known = sorted({field for place in mappings for field in describe(place).names})
    hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
    return f"there is no field {name!r} here; {hint}"


def _candidates(data: Data, name: str, describe: Describe) -> list[Pointer]:
    steps = tuple(name.replace("-", "_").split("."))
    places = dict(walk(data))
    there = [place for place in places if _names(place)[-len(steps) :] == steps and isinstance(place[-1], str)]
    inside = (place for place, value in places.items() if isinstance(value, dict))
    return there or [(*place, *steps) for place in inside if steps[0] in describe(place).names]


def put_value(data: Data, pointer: Pointer, text: str, describe: Describe) -> None:
    """Put what somebody has typed into a field of a record. A list has an item on each line; ids also after commas."""
    value = _convert(unicodedata.normalize("NFC", text), describe(pointer), describe((*pointer, 0)))
    place: Any = data
    for depth, (step, after) in enumerate(pairwise(pointer), start=1):
        place = _inside(place, step, _empty(describe(pointer[:depth]), after))
    last = pointer[-1]
    if isinstance(place, list) and last == len(place):
        place.append(value)
    elif isinstance(value, dict):
        place[last] = {**_empty(describe(pointer), MAIN), **(place.get(last) or {}), **value}
    else:
        place[last] = value


def items(text: str, item: Field) -> list[str]:
    """Return the items of a list from what somebody has typed."""
    lines = text.replace(",", "\n") if item.refers_to else text
    return [line.strip() for line in lines.split("\n") if line.strip()]


def _empty(field: Field, after: str | int) -> Any:
    """Return what a field holds before something is put into it; of a text, all languages are to do."""
    return [] if isinstance(after, int) else dict.fromkeys(field.names) if field.is_text else {}


def _inside(place: Any, step: str | int, empty: Any) -> Any:
    """Return what is in a place of a record, which is made if nothing is there."""
    if isinstance(place, list) and step == len(place):
        place.append(empty)
    elif isinstance(place, dict) and not place.get(str(step)):
        place[step] = empty
    return place[step]


def _convert(text: str, field: Field, item: Field) -> Any:
    """Return a typed value as the type of its field; if it cannot be that, as text, which the schema then refuses."""
    if field.type == "integer":
        return int(text) if text.isascii() and text.isdigit() else text
    if field.type == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if field.type == "array":
        return items(text, item)
    return {MAIN: text} if field.is_text else text


def _names(pointer: Pointer) -> tuple[str, ...]:
    return tuple(step for step in pointer if isinstance(step, str))
