"""The identifiers that other registers have given to an entity, and where each can be looked up."""

from collections.abc import Mapping
from typing import NamedTuple

from factcheck.records.record import Entity


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
