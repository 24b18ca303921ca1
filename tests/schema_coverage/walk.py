"""Walk through a document and its schema together, and tell which places of the schemas that reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from factcheck.finding import Pointer
from schema_coverage.places import ANNOTATIONS, CONDITIONS, SUBSCHEMAS, Schema, parts, subschemas


class Visit(NamedTuple):
    """A value of a document, and one of the schemas that it has to fit."""

    where: str
    """The schema's place."""
    schema: Schema
    value: Any
    pointer: Pointer
    """The value's place in the document."""
    trail: tuple[str, ...]
    """The places through which the walk came here, this one included."""


class Walker:
    """Walks through documents."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = schemas

    @cached_property
    def _validators(self) -> Mapping[str, Draft202012Validator]:
        resources = ((schema["$id"], Resource.from_contents(schema)) for schema in self.schemas.values())
        registry: Registry[Any] = Registry().with_resources(resources)
        return {name: Draft202012Validator(schema, registry=registry) for name, schema in self.schemas.items()}

    def holds(self, where: str, schema: Schema, value: Any) -> bool:
        """Return whether a value fits a condition; `where` says in which file it is."""
        return self._validators[where.partition("#")[0]].evolve(schema=schema).is_valid(value)

    def visits(self, kind: str, data: Any) -> Iterator[Visit]:
        """Yield every value of a good document with every schema that it has to fit, from the outermost inwards."""
        return self._visit(Visit(f"{kind}#", self.schemas[kind], data, (), (f"{kind}#",)))

    def _visit(self, visit: Visit) -> Iterator[Visit]:
        yield visit
        for step in self._steps(visit):
            yield from self._visit(step)

    def _steps(self, visit: Visit) -> Iterator[Visit]:
        """Yield where the walk goes on from here."""
        where, schema, value = visit.where, visit.schema, visit.value
        if "$ref" in schema:
            target, definition = self._resolve(where, schema["$ref"])
            yield visit._replace(where=target, schema=definition, trail=(*visit.trail, f"{where}/$ref", target))
        for name, part in schema.get("properties", {}).items():
            if name in value and part is not False:
                yield _step(visit, f"{where}/properties/{name}", part, name)
        for pattern, part in schema.get("patternProperties", {}).items():
            names = (name for name in value if re.search(pattern, name))
            yield from (_step(visit, f"{where}/patternProperties/{pattern}", part, name) for name in names)
        if "items" in schema:
            yield from (_step(visit, f"{where}/items", schema["items"], index) for index in range(len(value)))
        for place, part in subschemas(where, "allOf", schema.get("allOf", [])):
            yield _step(visit, place, part)
        branch = self.branch(visit)
        if branch in schema:
            yield _step(visit, f"{where}/{branch}", schema[branch])

    def _resolve(self, where: str, reference: str) -> tuple[str, Schema]:
        file, _, name = reference.partition("#/$defs/")
        file = file.removesuffix(".schema.json") or where.partition("#")[0]
        return f"{file}#/$defs/{name}", self.schemas[file]["$defs"][name]

    def branch(self, visit: Visit) -> str:
        """Return which branch a value takes; an empty text where the schema has none."""
        if "if" not in visit.schema:
            return ""
        return "then" if self.holds(visit.where, visit.schema["if"], visit.value) else "else"

    def reached(self, visit: Visit) -> Iterator[str]:
        """Yield the places at which a good value fits: what it shows to be allowed."""
        yield from visit.trail
        for keyword, value in visit.schema.items():
            for part in self._fitting(visit, keyword, value):
                yield f"{visit.where}/{part}"

    def _fitting(self, visit: Visit, keyword: str, value: Any) -> Iterator[str]:
        if keyword == "enum":
            yield f"enum/{visit.value}"
        elif keyword == "properties":
            yield from (f"properties/{name}" for name in value if value[name] is False and name not in visit.value)
        elif keyword == "dependentRequired":
            yield from parts(keyword, {name: needs for name, needs in value.items() if name in visit.value})
        elif keyword == "oneOf":
            chosen = (n for n, schema in enumerate(value) if self.holds(visit.where, schema, visit.value))
            yield from (f"oneOf/{number}/{fault}" for number in chosen for fault in ("missing", "too many"))
        elif keyword == "if":
            yield self.branch(visit)
        elif keyword not in {*ANNOTATIONS, *CONDITIONS, *SUBSCHEMAS, "allOf", "$ref"}:
            yield from parts(keyword, value)

    def outcomes(self, visit: Visit) -> Iterator[tuple[str, bool]]:
        """Yield everything that conditions ask of a value, and whether it is so."""
        for keyword, value in visit.schema.items():
            if keyword in CONDITIONS:
                yield from self._outcomes(f"{visit.where}/{keyword}", value, visit.value)
            elif keyword == "oneOf":
                for number, schema in enumerate(value):
                    yield from self._outcomes(f"{visit.where}/oneOf/{number}", schema, visit.value)

    def _outcomes(self, where: str, schema: Schema, value: Any) -> Iterator[tuple[str, bool]]:
        for keyword, demand in schema.items():
            if keyword == "properties":
                for name in demand.keys() & value.keys():
                    yield from self._outcomes(f"{where}/properties/{name}", demand[name], value[name])
            elif keyword in CONDITIONS:
                yield from self._outcomes(f"{where}/{keyword}", demand, value)
            else:
                yield f"{where}/{keyword}", self.holds(where, {keyword: demand}, value)


def _step(visit: Visit, where: str, schema: Schema, *keys: str | int) -> Visit:
    value = visit.value[keys[0]] if keys else visit.value
    return Visit(where, schema, value, (*visit.pointer, *keys), (*visit.trail, where))
