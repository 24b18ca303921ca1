"""Put values that somebody has typed into a record: ``rating``, ``review.rating`` or ``amount.value`` names a field."""

import unicodedata
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from factcheck.finding import Pointer
from factcheck.languages import MAIN
from factcheck.scaffolds.skeleton import Data
from factcheck.schema.fields import Field

Describe = Callable[[Pointer], Field]
"""Returns what the schemas say of a place in the record."""


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
    mappings = (place for place, value in _places(data, ()) if isinstance(value, dict))
    known = sorted({field for place in mappings for field in describe(place).names})
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
    return f"there is no field {name!r} here; {hint}"


def _candidates(data: Data, name: str, describe: Describe) -> list[Pointer]:
    steps = tuple(name.replace("-", "_").split("."))
    places = dict(_places(data, ()))
    there = [place for place in places if _names(place)[-len(steps) :] == steps and isinstance(place[-1], str)]
    inside = (place for place, value in places.items() if isinstance(value, dict))
    return there or [(*place, *steps) for place in inside if steps[0] in describe(place).names]


def put_value(data: Data, pointer: Pointer, text: str, describe: Describe) -> None:
    """Put what somebody has typed into a field of a record: items of a list are separated by commas."""
    value = _convert(unicodedata.normalize("NFC", text), describe(pointer))
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


def _convert(text: str, field: Field) -> Any:
    """Return a typed value as the type of its field; if it cannot be that, as text, which the schema then refuses."""
    if field.type == "integer":
        return int(text) if text.isascii() and text.isdigit() else text
    if field.type == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if field.type == "array":
        return [item.strip() for item in text.split(",")]
    return {MAIN: text} if field.is_text else text


def _places(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _places(each, (*pointer, step))


def _names(pointer: Pointer) -> tuple[str, ...]:
    return tuple(step for step in pointer if isinstance(step, str))
