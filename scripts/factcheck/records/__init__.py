"""The records as frozen dataclasses; their fields are the YAML keys. See the schemas for what each means."""

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Any

from factcheck.kinds import FILES, RECORDS
from factcheck.records.record import Moved, Record, Withdrawn
from factcheck.records.structure import parse
from factcheck.records.vocabularies import Exceptions, Floors, Ratings, Terms

__all__ = ["CLASSES", "Parsed", "Record", "Tombstone", "parse_document"]

Tombstone = Moved | Withdrawn
Parsed = Record | Tombstone | Ratings | Terms | Exceptions | Floors

CLASSES: dict[str, type] = {
    **{kind.name: resolve_name(kind.model) for kind in RECORDS},
    **{file.name: resolve_name(file.model) for file in FILES},
}
"""The class of each kind of document."""


def parse_document(kind: str, data: Mapping[str, Any]) -> Parsed:
    """Return a document that its schema has accepted as a record, a tombstone or a vocabulary."""
    if "moved_to" in data:
        return parse(Moved, data)
    if "withdrawn" in data:
        return parse(Withdrawn, data)
    parsed: Parsed = parse(CLASSES[kind], data)
    return parsed
