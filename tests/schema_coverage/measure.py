"""Measure which places of the schemas are exercised by good documents and by the bad examples made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.finding import Issue, Pointer
from factcheck.schema import FORMATS, Schemas
from factcheck.schema_errors import Explainer
from schema_coverage.breaking import SIZES, Fault, faults, resized
from schema_coverage.places import Place, all_places
from schema_coverage.walk import Visit, Walker

CODES: Mapping[str, str] = {
    "type": "SCH001",
    "required": "SCH002",
    "dependentRequired": "SCH002",
    "additionalProperties": "SCH003",
    "properties": "SCH003",
    "enum": "SCH004",
    "const": "SCH004",
    "pattern": "SCH005",
    "format": "SCH005",
    "uniqueItems": "SCH006",
    "oneOf": "SCH007",
    **dict.fromkeys(SIZES, "SCH006"),
}
"""What each keyword's violation is to be reported as; ``properties`` stands for a field that may not be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadExample:
    """A document in which one thing is broken, and what is said about it."""

    kind: str
    visit: Visit
    fault: Fault
    data: Any
    accepted: bool
    issues: tuple[tuple[str, Issue], ...]
    named: tuple[tuple[Any, Any], ...]
    """The schema and the keyword of each error that the explaining validator reports."""

    @property
    def place(self) -> str:
        """The place that is to be violated."""
        return f"{self.visit.where}/{self.fault.part}"

    @property
    def keyword(self) -> str:
        """The keyword that is to be violated."""
        return self.fault.part.partition("/")[0]

    @property
    def is_right(self) -> bool:
        """Whether both validators refuse it, for one reason, with the code of the keyword, at the place of the fault."""
        wanted = [(CODES[self.keyword], (*self.visit.pointer, *self.fault.key))]
        found = [(code, issue.pointer) for code, issue in self.issues]
        return not self.accepted and bool(self.named) and found == wanted

    @property
    def names_the_place(self) -> bool:
        """Whether it is this place that is reported, and not another one that refuses the same value."""
        if self.keyword == "properties":
            return (False, None) in self.named
        return any(schema is self.visit.schema and keyword == self.keyword for schema, keyword in self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was found."""

    places: Mapping[str, Place]
    good: set[str] = field(default_factory=set)
    bad: set[str] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    """The limits of size that a good value may just reach."""
    examples: list[BadExample] = field(default_factory=list)

    def without_good(self) -> set[str]:
        """Return the places that no good document reaches."""
        return set(self.places) - self.good

    def without_bad(self) -> set[str]:
        """Return the places that no bad example violates."""
        return {name for name, place in self.places.items() if place.can_fail} - self.bad


class Meter:
    """Makes one measurement."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self.found = Coverage(places={place.name: place for place in all_places(schemas)})
        self._walker = Walker(schemas)
        self._judge = Schemas(schemas)
        self._explainer = Explainer(schemas, FORMATS)
        self._pool: dict[tuple[str, str], Any] = {}
        self._done: set[tuple[object, ...]] = set()

    def show_good(self, kind: str, data: Any) -> None:
        """Note what a good document reaches; one that is not good reaches nothing."""
        if self._judge.accepts(kind, data):
            for visit in self._walker.visits(kind, data):
                self.found.good.update(self._walker.reached(visit))
                self._note_outcomes(visit)
                fields = (
                    visit.schema.get("properties", {}).keys() & visit.value.keys()
                    if "properties" in visit.schema
                    else ()
                )
                self._pool |= {(visit.where, name): visit.value[name] for name in fields}

    def _note_outcomes(self, visit: Visit) -> None:
        for place, outcome in self._walker.outcomes(visit):
            (self.found.good if outcome else self.found.bad).add(place)

    def break_all(self, kind: str, data: Any) -> None:
        """Break a document everywhere; to be called when all good documents have been shown."""
        if self._judge.accepts(kind, data):
            for visit in self._walker.visits(kind, data):
                self._try_limits(kind, data, visit)
                for fault in faults(visit, self._pool):
                    self.cur=(visit.where,fault)
                    if self._is_new(visit, fault) and self._is_single(kind, data, visit, fault):
                        self._note(self._example(kind, data, visit, fault))

    def _try_limits(self, kind: str, data: Any, visit: Visit) -> None:
        for keyword in SIZES & visit.schema.keys():
            edge = replaced(data, visit.pointer, resized(visit.value, visit.schema[keyword]))
            if self._judge.accepts(kind, edge):
                self.found.limits.add(f"{visit.where}/{keyword}")

    def _is_new(self, visit: Visit, fault: Fault) -> bool:
        """Return whether this fault was not yet made on the same way; of a pattern's texts, all are tried only once."""
        keys = {(visit.trail, fault.part), (visit.where, fault.part, fault.value if fault.part == "pattern" else "")}
        new = not keys <= self._done
        self._done |= keys
        return new

    def _is_single(self, kind: str, data: Any, visit: Visit, fault: Fault) -> bool:
        return fault.spare is None or self._judge.accepts(kind, replaced(data, visit.pointer, fault.spare))

    def _example(self, kind: str, data: Any, visit: Visit, fault: Fault) -> BadExample:
        broken = replaced(data, visit.pointer, fault.value)
        return BadExample(
            kind=kind,
            visit=visit,
            fault=fault,
            data=broken,
            accepted=self._judge.accepts(kind, broken),
            issues=tuple(self._judge.issues(kind, broken)),
            named=tuple((error.schema, error.validator) for error in self._explainer.errors(kind, broken)),
        )

    def _note(self, example: BadExample) -> None:
        self.found.examples.append(example)
        if example.is_right and example.names_the_place:
            self.found.bad.update((*example.visit.trail, example.place))
            if example.keyword == "required":
                for visit in self._walker.visits(example.kind, example.data):
                    self._note_outcomes(visit)


def replaced(data: Any, pointer: Pointer, value: Any) -> Any:
    """Return a copy of a document with another value at a place."""
    if not pointer:
        return value
    copy = list(data) if isinstance(data, list) else dict(data)
    copy[pointer[0]] = replaced(data[pointer[0]], pointer[1:], value)
    return copy


def measure(schemas: Mapping[str, Any], documents: Iterable[tuple[str, Any]]) -> Coverage:
    """Return which places of the schemas these documents, with their kinds, exercise."""
    meter, documents = Meter(schemas), list(documents)
    for kind, data in documents:
        meter.show_good(kind, data)
    for kind, data in documents:
        meter.break_all(kind, data)
    return meter.found
