"""Measure which places of the schemas are exercised by good documents and by the bad examples made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.finding import Pointer
from schema_coverage.breaking import SIZES, Fault, faults, resized
from schema_coverage.examples import BadExample, Judge
from schema_coverage.places import Place, all_places
from schema_coverage.walk import Visit, Walker

FOR_CONDITIONS = {"required", "enum"}
"""Bad examples of these may answer a condition as no good document can: a field is missing, or its value unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was found."""

    places: Mapping[str, Place]
    good: set[str] = field(default_factory=set)
    bad: set[str] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    """The limits of size that a good value may just reach."""
    examples: list[BadExample] = field(default_factory=list)

    def missing(self) -> set[str]:
        """Return the places that lack a good or a bad example."""
        fallible = {name for name, place in self.places.items() if place.can_fail}
        return set(self.places) - self.good | fallible - self.bad


class Meter:
    """Makes one measurement."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self.found = Coverage(places={place.name: place for place in all_places(schemas)})
        self._walker = Walker(schemas)
        self._judge = Judge(schemas)
        self._pool: dict[tuple[str, str], Any] = {}
        self._done: set[tuple[object, ...]] = set()

    def show(self, kind: str, data: Any) -> None:
        """Note what a document reaches; one that is not good reaches nothing."""
        for visit in self._walker.visits(kind, data) if self._judge.accepts(kind, data) else ():
            self.found.good.update(self._walker.reached(visit))
            self._note_outcomes(visit)
            for name in visit.schema.get("properties", ()):
                if name in visit.value:
                    self._pool.setdefault((visit.where, name), visit.value[name])

    def _note_outcomes(self, visit: Visit) -> None:
        for place, outcome in self._walker.outcomes(visit):
            (self.found.good if outcome else self.found.bad).add(place)

    def break_everywhere(self, kind: str, data: Any) -> None:
        """Break a good document at every place; to be called when all documents have been shown."""
        for visit in self._walker.visits(kind, data) if self._judge.accepts(kind, data) else ():
            self._try_limits(kind, data, visit)
            for fault in faults(visit, self._pool):
                if self._is_new(visit, fault) and self._is_single(kind, data, visit, fault):
                    self._note(self._example(kind, data, visit, fault))

    def _try_limits(self, kind: str, data: Any, visit: Visit) -> None:
        for keyword in SIZES & visit.schema.keys():
            edge = replaced(data, visit.pointer, resized(visit.value, visit.schema[keyword]))
            if self._judge.accepts(kind, edge):
                self.found.limits.add(f"{visit.where}/{keyword}")

    def _is_new(self, visit: Visit, fault: Fault) -> bool:
        """Return whether this was not yet broken on the same way; all the bad texts of a pattern are tried once."""
        text = fault.value if fault.part == "pattern" else ""
        keys = {(visit.trail, self._walker.branch(visit), fault.part), (visit.where, fault.part, text)}
        is_new = not keys <= self._done
        self._done |= keys
        return is_new

    def _is_single(self, kind: str, data: Any, visit: Visit, fault: Fault) -> bool:
        return fault.spare is None or self._judge.accepts(kind, replaced(data, visit.pointer, fault.spare))

    def _example(self, kind: str, data: Any, visit: Visit, fault: Fault) -> BadExample:
        broken = replaced(data, visit.pointer, fault.value)
        verdict = self._judge.verdict(kind, broken)
        return BadExample(kind=kind, visit=visit, fault=fault, data=broken, verdict=verdict)

    def _note(self, example: BadExample) -> None:
        self.found.examples.append(example)
        if not (example.is_right and example.names_the_place):
            return
        self.found.bad.update((*example.visit.trail, example.place))
        if example.keyword in FOR_CONDITIONS:
            for visit in self._walker.visits(example.kind, example.data):
                self._note_outcomes(visit)


def replaced(data: Any, pointer: Pointer, value: Any) -> Any:
    """Return a copy of a document with another value at a place."""
    if not pointer:
        return value
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[pointer[0]] = replaced(data[pointer[0]], pointer[1:], value)
    return copy


def measure(schemas: Mapping[str, Any], documents: Iterable[tuple[str, Any]]) -> Coverage:
    """Return which places of the schemas these documents, with their kinds, exercise."""
    meter, documents = Meter(schemas), list(documents)
    for kind, data in documents:
        meter.show(kind, data)
    for kind, data in documents:
        meter.break_everywhere(kind, data)
    return meter.found
