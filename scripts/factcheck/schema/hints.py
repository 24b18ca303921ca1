"""The way out of a fault of shape, with the value or the field that belongs there, written as it can be copied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from factcheck.finding import Pointer, did_you_mean
from factcheck.languages import BY_CODE, LANGUAGES, plain_letters
from factcheck.records.yaml_values import MAX_INTEGER, needs_quotes, number_meant
from factcheck.schema.fields import Field, Part, field_at
from factcheck.schema.rules import Schema, resolve

MAX_SHOWN = 60
_MAX_WRITTEN = 40
_MAX_LISTED = 160
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of ids in the schemas."""
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_PARTS_OF_DAY = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})")
_YEAR_DIGITS = 4
_AMOUNT = re.compile(
    r"(?:[A-Z]{2,3})?\s?[$€£]?\s?([0-9][0-9., _]{0,30}?)\s?([^\W\d_]{1,9})?(?:\s?[$€£]|\s[A-Za-z]{3,7})?"
)
_MAX_LEVELS = 8
"""So deep are the fields among which a misplaced one is searched for."""


class Judged(NamedTuple):
    """A document that is judged: all schemas, its kind, and what it holds."""

    schemas: Mapping[str, Schema]
    kind: str
    data: Any
    homes: Mapping[str, Sequence[str]]
    """Where the fields of such a document may be, by their names."""

    def field(self, pointer: Pointer) -> Field:
        """Return what the schemas say of a place."""
        return field_at(self.schemas, self.kind, self.data, pointer)


def show(value: object) -> str:
    """Return `value` for use in a message: quoted, on one line, and not too long."""
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def suggest(word: str, known: list[str]) -> str | None:
    """Return a hint that names the known word most like `word`, or lists all known words if there are few."""
    listed = f"allowed here: {', '.join(known)}" if 0 < len(", ".join(known)) <= _MAX_LISTED else None
    return did_you_mean(word, known) or listed


def written(value: object) -> str:
    """Return a value as it is written in a file, cut short if it is long."""
    text = re.sub(r"\s+", " ", str(value)).strip()
    if len(text) > _MAX_WRITTEN:
        text = f"{text[: _MAX_WRITTEN - 2].rstrip()} …"
    if not (isinstance(value, str) and needs_quotes(text)):
        return text
    return f"'{text}'" if '"' in text else f'"{text}"'


def id_meant(text: str) -> str:
    """Return the id that a name plainly means, "les-echos" for "Les Échos"; "" if nothing in it can be in an id."""
    return _NOT_IN_ID.sub("-", plain_letters(text[:200]).translate(_LETTERS)).strip("-")


def days_meant(text: str) -> list[str]:
    """Return the days that a date in digits may mean, as the records write them: two for 5/6/2026, one for 5/16/2026.

    None for what is no such date, or no day of the calendar.
    """
    match = _PARTS_OF_DAY.fullmatch(text.strip())
    if not match:
        return []
    one, two, three = match.groups()
    orders = [(one, two, three)] if len(one) == _YEAR_DIGITS else [(three, one, two), (three, two, one)]
    found = [day for year, month, day_ in orders if len(year) == _YEAR_DIGITS and (day := _day(year, month, day_))]
    return list(dict.fromkeys(found))


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def date_hint(text: object, hint: str) -> str:
    """Return how a date is to be written: itself if it is plain which day it means, or else the `hint`."""
    days = days_meant(text) if isinstance(text, str) else []
    quoted = " or ".join(f'"{day}"' for day in days)
    return f"write the year first: {quoted}" if days else hint


def number_hint(value: str) -> str:
    """Return how a whole number is to be written that was given as text."""
    plain = "write digits only, without quotation marks"
    number = amount_meant(value.strip())
    return f"{plain}: {number}" if number is not None else f"{plain}: 12, or 1250000000 for 1.25 billion"


def amount_meant(text: str) -> int | None:
    """Return the whole number that an amount plainly means, as 450000000 for "€450 million"; None for another."""
    match = _AMOUNT.fullmatch(text)
    if not match:
        return number_meant(text)
    digits, word = match.groups()
    number = number_meant(digits)
    if not word:
        return number
    scales = {language.scales[word.casefold()] for language in BY_CODE.values() if word.casefold() in language.scales}
    plain = Decimal(digits) if re.fullmatch(r"[0-9]+(?:[.][0-9]{1,2})?", digits) else number
    if plain is None or len(scales) != 1 or (whole := plain * scales.pop()) != int(whole) or whole > MAX_INTEGER:
        return None
    return int(whole)


def nesting_hint(judged: Judged, pointer: Pointer, value: object) -> str:
    """Return how a mapping is to be written in whose place there is a single value."""
    field = judged.field(pointer)
    name = pointer[-1] if pointer else ""
    below = f"below '{name}:', indented by two more spaces" if isinstance(name, str) else "behind the - of the item"
    fields = fields_of(field)
    if is_translated(fields):
        one, *others = [code for code in LANGUAGES if code in fields]
        rest = "".join(f", '{code}: …' on the next" for code in others)
        return f"write '{one}: {written(value)}' on a line {below}{rest}"
    if len(field.required) == 1 and isinstance(value, str):
        return f"write '{field.required[0]}: {written(value)}' on a line {below}"
    return f"write its fields {below}, each on a line of its own: {_listed(fields)}"


def list_hint(pointer: Pointer, value: object) -> str | None:
    """Return how a list is to be written in whose place there is a single value; None if it is a mapping."""
    if isinstance(value, Mapping):
        return f"begin each item below '{pointer[-1]}:' with - and a space"
    return f"write '- {written(value)}' on a line below '{pointer[-1]}:', indented by two more spaces"


def fields_of(field: Field) -> list[str]:
    """Return the names of the fields that a mapping may have, the required ones first."""
    allowed = [name for part in field.parts for name, own in part.get("properties", {}).items() if own is not False]
    return list(dict.fromkeys(name for name in (*field.required, *field.names) if name in allowed))


def is_translated(fields: list[str]) -> bool:
    """Return whether these are the fields of a text in several languages."""
    return bool(fields) and set(fields) <= set(LANGUAGES)


def _listed(names: Sequence[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= _MAX_LISTED else text[:_MAX_LISTED].rpartition(",")[0] + ", …"


def missing_hint(judged: Judged, pointer: Pointer, name: str) -> str | None:
    """Return what belongs in a field that is missing: the values of which it must be one, its fields, or what it is."""
    field = judged.field((*pointer, name))
    fields, what = fields_of(field), field.description
    if field.values:
        one = len(field.values) == 1
        return f"write '{name}: {field.values[0]}'" if one else f"{name}: one of {_listed(field.values)}"
    if "fingerprint" in fields:
        return f"{name}: 'factcheck fingerprint FILE --id ID' prints it, with the id of this record"
    if is_translated(fields):
        lines = " and ".join(f"'{code}: …'" for code in fields)
        return f"{name}, with {lines} below it: {_short(what)}"
    if fields:
        return f"{name}, with its fields below it: {_listed(fields)}"
    return f"{name}: {_short(what)}" if what else None


def _short(text: object) -> str:
    """Return the beginning of a description: whole sentences, as far as they fit."""
    words = str(text)
    if len(words) > _MAX_LISTED:
        words = words[:_MAX_LISTED].rpartition(". ")[0] or words[: _MAX_LISTED - 1].rpartition(" ")[0] + " …"
    return words[:1].lower() + words[1:].removesuffix(".")


def unknown_hint(judged: Judged, pointer: Pointer, name: str, free: list[str]) -> str | None:
    """Return where a field belongs that is not known at a place, or which one of its `free` fields may be meant."""
    if meant := did_you_mean(name, free):
        return meant
    here = ".".join(step for step in pointer if isinstance(step, str))
    places = [place for place in judged.homes.get(name, ()) if place != here]
    if 0 < len(", ".join(places)) <= _MAX_LISTED:
        named = " or ".join(f"under {place!r}" if place else "at the top" for place in places)
        return f"it belongs {named}"
    return suggest(name, free)


def homes(schemas: Mapping[str, Schema], kind: str) -> Mapping[str, Sequence[str]]:
    """Return for the name of each field of a record the places where it may be: ``review.evidence``; "" is the top.

    What is left of records that moved or were withdrawn does not count.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    root = schemas[kind].get("$defs", {}).get("record", schemas[kind])
    for name, place in _homes(schemas, (kind, root), ()):
        found[name][".".join(place)] = None
    return {name: tuple(places) for name, places in found.items()}


def _homes(schemas: Mapping[str, Schema], part: Part, place: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for file, own in _every_part(schemas, *part):
        for name, child in own.get("properties", {}).items():
            if isinstance(child, dict):
                yield name, place
                if len(place) < _MAX_LEVELS:
                    yield from _homes(schemas, (file, child), (*place, name))
        if isinstance(items := own.get("items"), dict):
            yield from _homes(schemas, (file, items), place)


def _every_part(schemas: Mapping[str, Schema], file: str, schema: Schema) -> Iterator[Part]:
    """Yield a part of the schemas, and all others that may judge the same value, whatever it is."""
    yield file, schema
    if reference := schema.get("$ref"):
        yield from _every_part(schemas, *resolve(file, reference, schemas))
    for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
        if isinstance(branch, dict):
            yield from _every_part(schemas, file, branch)
