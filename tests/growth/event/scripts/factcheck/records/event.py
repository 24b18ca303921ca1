"""An event: a kind of record that only this test knows."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.records.record import Record
from factcheck.records.structure import ClaimId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened."""

    name: Text
    date: str
    claims: tuple[ClaimId, ...] = ()
