"""Which records are about the same thing, and what other registers call it.

Records about one thing have something in common: a mark, such as an address, a name, or an identifier that a register
has given to an entity.
"""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Generic, NamedTuple, TypeVar

from factcheck.analysis.field_changes import is_text
from factcheck.finding import Locatable, Pointer
from factcheck.languages import plain_letters
from factcheck.records.payload import Payload
from factcheck.records.record import Entity
from factcheck.records.structure import plain

T = TypeVar("T")

Mark = tuple[Hashable, Pointer]
"""A value that two records have only if they are about the same thing, and where it is."""
_WORD = re.compile(r"\w+")
_LIKE = 0.8
"""So like each other are a name and the same name misspelt."""
_LEGAL_FORMS = "inc llc pbc corp corporation co ltd limited plc sa sas sarl se ag gmbh nv bv spa lp llp"
_DOTTED = "|".join(r"\.?".join(form) for form in _LEGAL_FORMS.split())
_LEGAL_FORM = re.compile(rf"(?:\.com)?(?:(?:,| &| and)? (?:{_DOTTED})\.?){{1,3}}\Z", re.IGNORECASE)


class MarkedRecord(NamedTuple, Generic[T]):
    """A record, its file, and where in it the mark is."""

    file: Locatable
    record: T
    pointer: Pointer


def twins(
    records: Iterable[tuple[Locatable, T]], marks: Callable[[T], Iterable[Mark]], differ: Callable[[T, T], bool]
) -> Iterator[tuple[MarkedRecord[T], MarkedRecord[T]]]:
    """Yield each record that has a mark of an earlier one, with that one; each once.

    Args:
        records: the records of a kind, with their files.
        marks: returns the marks of a record.
        differ: says of two records with a mark in common whether they are about different things all the same.
    """
    seen: dict[Hashable, MarkedRecord[T]] = {}
    for file, record in records:
        own = [(mark, MarkedRecord(file, record, pointer)) for mark, pointer in marks(record)]
        found = ((place, seen[mark]) for mark, place in own if mark in seen and not differ(record, seen[mark].record))
        yield from [pair for pair, _ in zip(found, range(1), strict=False)]
        for mark, place in own:
            seen.setdefault(mark, place)


def plain_words(text: str) -> str:
    """Return the words of a text in small letters, without accents, signs and what separates them."""
    return " ".join(_WORD.findall(plain_letters(text)))


def keeps_name(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Return whether one of the names of an entity is still one: as it was, without some words, or mended."""
    names = ((plain_letters(old), plain_letters(new)) for old in before.values() for new in now.values())
    return any(_is_like(old, new) for old, new in names)


def _is_like(old: str, new: str) -> bool:
    words = [set(name.split()) for name in (old, new)]
    within = words[0] <= words[1] or words[1] <= words[0]
    return within or SequenceMatcher(None, old, new, autojunk=False).ratio() >= _LIKE


def without_legal_form(name: str) -> str:
    """Return the name of a company without its legal form: Google, not Google LLC."""
    return _LEGAL_FORM.sub("", name)


def plain_name(name: str) -> str:
    """Return the letters of a name without blanks and legal form: ``openai`` for Open AI, Inc."""
    short = without_legal_form(name).replace(".com", "").replace(".", "")
    return "".join(plain_words(short).split())


def meanings(payload: Payload) -> list[str]:
    """Return what a payload says, once for each language of its texts: what two payloads say alike is equal.

    Neither the order of parties matters nor how texts are punctuated.
    """
    data = plain(payload)
    texts = [value for value in data.values() if is_text(value)]
    languages = dict.fromkeys(language for text in texts for language in text) or {"": None}
    return [json.dumps({key: _meant(value, code) for key, value in data.items()}, sort_keys=True) for code in languages]


def _meant(value: Any, language: str) -> Any:
    if is_text(value):
        return plain_words(value.get(language, ""))
    if isinstance(value, list):
        return sorted(json.dumps(item, sort_keys=True) for item in value)
    return plain_words(value) if isinstance(value, str) else value


class Register(NamedTuple):
    """A register of entities: its name, and the beginning of the address at which an identifier can be looked up."""

    name: str
    lookup: str


REGISTERS: Mapping[str, Register] = {
    "wikidata": Register("Wikidata", "https://www.wikidata.org/wiki/"),
    "cik": Register("SEC (CIK)", "https://www.sec.gov/edgar/browse/?CIK="),
    "lei": Register("GLEIF (LEI)", "https://search.gleif.org/#/record/"),
}
"""The registers, by the field of an entity that holds its identifier there."""


def identifiers(entity: Entity) -> dict[str, str]:
    """Return the identifiers of an entity, by the fields that hold them."""
    found = {field: getattr(entity, field) for field in REGISTERS}
    return {field: value for field, value in found.items() if value}


def same_as(entity: Entity) -> list[str]:
    """Return the addresses at which the identifiers of an entity can be looked up."""
    return [REGISTERS[field].lookup + value for field, value in identifiers(entity).items()]


def has_right_check_digits(lei: str) -> bool:
    """Return whether the last two digits of an LEI follow from the rest (ISO 17442, by ISO/IEC 7064 MOD 97-10).

    Each letter counts as its place in the alphabet from 10 on; the whole number then leaves a remainder of 1 by 97.
    """
    return int("".join(str(int(character, 36)) for character in lei)) % 97 == 1
