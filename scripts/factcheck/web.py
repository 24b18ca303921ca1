"""Which record rests on which: what is found in one may change when another one does.

It rests on itself, on all that it leads to and, among claims and articles, on what leads to it: a claim is compared
with the others of its article, and claims that lead in a circle are found from any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from factcheck.corpus import Entry, Key
from factcheck.folders import FOLDERS
from factcheck.model import CLASSES
from factcheck.model.record import Moved
from factcheck.model.structure import targets_in

N = TypeVar("N", int, Key)

TOUCHING = frozenset({"claim", "article"})
"""What is found in a record of these kinds may rest on one that leads to it, not only on those that it leads to."""


def leads(entry: Entry) -> tuple[Key, ...]:
    """Return all that a record leads to; what is left of one leads to the record in its place."""
    return ((entry.kind, entry.record.moved_to),) if isinstance(entry.record, Moved) else entry.targets


def leads_in(kind: str, data: Mapping[str, Any]) -> tuple[Key, ...]:
    """Return the same of plain data that a schema has accepted, which need not become a record for that."""
    if "moved_to" in data:
        return ((kind, data["moved_to"]),)
    is_record = kind in FOLDERS and "withdrawn" not in data
    return tuple(dict.fromkeys(targets_in(CLASSES[kind], data))) if is_record else ()


class Web(Generic[N]):
    """Records by their keys, or by numbers for these, and what each of them rests on."""

    def __init__(self) -> None:
        self._leads: dict[N, list[N]] = {}

    def add(self, record: N, near: Iterable[N], led: Iterable[N]) -> None:
        """Add all that a record leads to; what is near, claims and articles, leads back to it."""
        self._leads.setdefault(record, []).extend(led)
        for other in near:
            self._leads.setdefault(other, []).append(record)

    def resting_on(self, records: Iterable[N]) -> set[N]:
        """Return these records, and all that rest on one of them."""
        found = new = set(records)
        while new:
            new = {one for one, led in self._leads.items() if one not in found and not found.isdisjoint(led)}
            found = found | new
        return found

    def reached_from(self, records: Iterable[N]) -> set[N]:
        """Return these records, and all that they rest on."""
        found = set(records)
        todo = list(found)
        while todo:
            new = {other for other in self._leads.get(todo.pop(), ()) if other not in found}
            found |= new
            todo += new
        return found
