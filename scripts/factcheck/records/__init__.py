"""The records as frozen dataclasses; their fields are the YAML keys. See the schemas for what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.records.claim import Claim
from factcheck.records.record import Article, Entity, Exceptions, Floors, Moved, Ratings, Source, Terms, Withdrawn
from factcheck.records.structure import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

Record = Article | Claim | Source | Entity
"""A record with a page of its own."""

Tombstone = Moved | Withdrawn
Parsed = Record | Tombstone | Ratings | Terms | Exceptions | Floors

CLASSES: dict[str, type] = {
    "article": Article,
    "claim": Claim,
    "source": Source,
    "entity": Entity,
    "ratings": Ratings,
    "terms": Terms,
    "exceptions": Exceptions,
    "floors": Floors,
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
