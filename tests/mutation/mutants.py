"""Small mistakes, one at a time, in the data of a claim: a letter, an amount, a date, a stance, a rating, ...

The mistakes that need more than one wrong value, or more than one file, are in `whole_mistakes.py`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from factcheck.corpus import Key
from factcheck.finding import Pointer

STANCES = ("supports", "refutes", "qualifies", "silent", "says_so", "context")
CONFIDENCES = ("high", "medium", "low")
HEDGES = ("exactly", "about", "up_to", "more_than", "at_least")
CHOICES: Mapping[str, Sequence[str]] = {
    "stance": STANCES,
    "confidence": CONFIDENCES,
    "hedge": HEDGES,
    "rating": (),
    "term": (),
}
"""Fields with controlled values, and these; those of ratings and terms are in the records."""
SINGLE, RANGE = ("value",), ("min", "max")
VERBATIM = ("exact", "prefix", "suffix", "wording")
DATES = ("date", "checked", "review_by", "created")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: what kind, where, and the values before and after it."""

    kind: str
    pointer: Pointer
    before: Any
    after: Any
    """None if the mistake is that the value is gone."""
    files: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict)
    """The data of other files that are changed with it, or added."""

    def apply(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy of a claim's data with the mistake in it."""
        changed = copy.deepcopy(dict(data))
        place: Any = changed
        for key in self.pointer[:-1]:
            place = place[key]
        if self.after is None:
            del place[self.pointer[-1]]
        else:
            place[self.pointer[-1]] = self.after
        return changed


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that a mistake may put in place of the right one."""

    ratings: Sequence[str]
    terms: Sequence[str]
    sources: Sequence[str]


def mutants(data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield every mistake that this module knows how to make in the data of a claim."""
    for pointer, value in _leaves(data, ()):
        for kind, after in _wrong_values(pointer, value, vocabulary):
            yield Mutant(kind, pointer, value, after)


def _leaves(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*pointer, index))
    else:
        yield pointer, value


def _wrong_values(pointer: Pointer, value: Any, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    key, parent = pointer[-1], pointer[-2] if len(pointer) > 1 else ""
    is_number = key in (*SINGLE, *RANGE)
    if key in VERBATIM:
        yield from (("letter", text) for text in _letters(value))
    elif parent == "amount" and is_number:
        yield from (("amount", wrong) for wrong in (value * 10, value // 10, value + 10 ** (len(str(value)) - 1)))
    elif _list_around(pointer) == "quantities" and is_number:
        yield from (("quantity", wrong) for wrong in _numbers(value))
    elif key in DATES:
        yield from (("date", text) for text in _dates(value))
    elif key == "source" or parent == "sources":
        yield from (("source", other) for other in _sources(value, vocabulary.sources))
    elif key in CHOICES and (key != "hedge" or value in HEDGES):
        choices = {"rating": vocabulary.ratings, "term": vocabulary.terms}.get(str(key), CHOICES[str(key)])
        yield from ((str(key), other) for other in choices if other != value)


def _list_around(pointer: Pointer) -> str:
    """Return the name of the list that the value is in an item of, "" if it is in none."""
    return str(pointer[-3]) if len(pointer) > 2 and isinstance(pointer[-2], int) else ""


def _numbers(text: str) -> Iterator[str]:
    """Move the decimal point one place either way, and add one."""
    value = Decimal(text)
    yield from (f"{number.normalize():f}" for number in (value * 10, value / 10, value + 1))


def _letters(text: str) -> Iterator[str]:
    """Replace the first letter, one in the middle and the last one by the next letter of the alphabet."""
    places = [match.start() for match in LETTER.finditer(text)]
    for place in dict.fromkeys(places[index] for index in (0, len(places) // 2, -1)) if places else ():
        yield text[:place] + ("n" if text[place].lower() == "m" else "m") + text[place + 1 :]


def _dates(text: str) -> Iterator[str]:
    """Put the year one off, either way; and, of a day or a month, the month or the day one off."""
    year = re.search(r"\d{4}", text)
    if year:
        yield from (text.replace(year[0], str(int(year[0]) + step), 1) for step in (-1, 1))
    match = re.fullmatch(r"(\d{4})-(\d\d)((?:-\d\d)?)", text)
    if match:
        yield f"{match[1]}-{int(match[2]) % 12 + 1:02}{match[3].replace('-31', '-30')}"
    if match and match[3]:
        yield f"{text[:-2]}{int(text[-2:]) % 28 + 1:02}"


def _sources(id_: str, known: Sequence[str]) -> Iterator[str]:
    """Misspell the id, and take the sources beside it in the list of files."""
    yield f"{id_[:-1]}x"
    place = known.index(id_)
    # A dictionary, since the order of a set differs from run to run.
    yield from dict.fromkeys((known[place - 1], known[(place + 1) % len(known)]))
