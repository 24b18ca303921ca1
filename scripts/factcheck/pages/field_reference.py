"""What each field of a record means, read from the schemas in the language of a page: definitions, fields, rules.

A definition is an object that the schemas name, such as `quotation`; it is explained once, with all places where it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from factcheck.languages import LANGUAGES
from factcheck.pages.proposals import Bundle
from factcheck.schema.releases import since
from factcheck.schema.rules import Schema

_REFERENCE = "#/$defs/"


class Condition(NamedTuple):
    """A condition of a rule: a field is there, or not; or it has a value, or not."""

    field: str
    is_met: bool
    value: str = ""


class Rule(NamedTuple):
    """What depends on other fields: which ones are needed or not allowed, or of which definition the others are."""

    conditions: tuple[Condition, ...] = ()
    needed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields_of: str = ""
    exactly_one: tuple[str, ...] = ()


class FieldRow(NamedTuple):
    """A field of a definition. `schema` is all that the schemas say of its value, with ``title`` and ``words``."""

    name: str
    schema: Schema
    required: bool
    since: str
    leads_to: str
    """The definition that explains its value, or the items of its list; "" if nothing is left to explain."""


class Definition(NamedTuple):
    """An object that the schemas name."""

    name: str
    about: str
    rows: tuple[FieldRow, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class FieldReference:
    """The fields of the documents that fit a part of a schema, in one language.

    `start` is a definition of the schema `kind`: that of a record, or of an item of a vocabulary; "" is all of
    it. `others` are shared definitions that a document may fit instead.
    """

    schemas: Mapping[str, Schema]
    language: str
    kind: str
    start: str
    others: tuple[str, ...] = ()

    @cached_property
    def root(self) -> str:
        """The key of the first definition."""
        return f"{self.kind}-{self.start}"

    @cached_property
    def _bundle(self) -> Bundle:
        return Bundle(self.schemas, self.language)

    @cached_property
    def found(self) -> Mapping[str, Schema]:
        """All definitions that a document may need, by their keys, in the order in which it needs them."""
        self._bundle.add(self.kind, self.start and f"{_REFERENCE}{self.start}")
        for other in self.others:
            self._bundle.add("common", f"{_REFERENCE}{other}")
        return self._bundle.definitions

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions that have fields or rules, by their keys."""
        there = {key: schema for key, schema in self.found.items() if "properties" in schema or "allOf" in schema}
        return {key: self._definition(key, schema) for key, schema in there.items() if not is_text(schema)}

    def _definition(self, key: str, schema: Schema) -> Definition:
        return Definition(
            key.partition("-")[2], schema.get("description", ""), (*self._rows(key, schema),), (*_rules(schema),)
        )

    def _rows(self, key: str, schema: Schema, begins: str = "") -> Iterator[FieldRow]:
        """Yield the fields of an object; after one that holds an object without a name, also the fields of that."""
        for name, part in schema.get("properties", {}).items():
            yield self._row(key, name, part, schema)._replace(name=begins + name)
            if "properties" in part:
                yield from self._rows(key, part, f"{begins}{name}.")

    def _row(self, key: str, name: str, schema: Schema, around: Schema) -> FieldRow:
        whole, (home, _, definition) = self.whole(schema), key.partition("-")
        inner = self.key_of(whole.get("items", {})) if "items" in whole else self.key_of(schema)
        explained = inner if inner in self.found and not self._is_plain(inner) else ""
        return FieldRow(name, whole, name in around.get("required", ()), since(home, definition, name), explained)

    def _is_plain(self, key: str) -> bool:
        """Return whether nothing of a definition is left to explain beside a field."""
        schema = self.found[key]
        return is_text(schema) or not ("properties" in schema or "allOf" in schema)

    def whole(self, schema: Schema) -> Schema:
        """Return what the schemas say of a value: what they say here, before what they say where they refer to."""
        return {**self.found.get(self.key_of(schema), {}), **schema}

    def key_of(self, schema: Schema) -> str:
        """Return the key of the definition that a schema refers to; "" if it refers to none."""
        return str(schema.get("$ref", "")).removeprefix(_REFERENCE)

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Where each definition is, as ways through the fields: `review.evidence.quotation`."""
        found: dict[str, dict[str, None]] = {}
        for key, place in self._walk(self.root, ()):
            found.setdefault(key, {})[".".join(place)] = None
        return {key: tuple(filter(None, places)) for key, places in found.items()}

    def _walk(self, key: str, place: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield key, place
        for inner in self.parts_of(key):
            yield from self._walk(inner, place)
        for row in self.definitions[key].rows:
            if row.leads_to:
                yield from self._walk(row.leads_to, (*place, row.name))

    def parts_of(self, key: str) -> Iterator[str]:
        """Yield the definitions whose fields an object of a definition has besides its own, whatever its type is."""
        if other := self.key_of(self.found[key]):
            yield other
        yield from (rule.fields_of for rule in self.definitions[key].rules if rule.fields_of)


def is_text(schema: Schema) -> bool:
    """Return whether a schema is that of a text in the languages of the site."""
    languages = schema.get("patternProperties", {}).get("^[a-z]{2}$", {})
    return set(schema.get("properties", ())) == set(LANGUAGES) or "$ref" in languages


def _rules(schema: Schema, conditions: tuple[Condition, ...] = ()) -> Iterator[Rule]:
    """Yield what a schema demands depending on other fields."""
    if conditions:
        excluded = tuple(name for name, part in schema.get("properties", {}).items() if part is False)
        rule = Rule(conditions, tuple(schema.get("required", ())), excluded, schema.get("$ref", "")[len(_REFERENCE) :])
        yield from [rule] if rule != Rule(conditions) else []
    for name, needed in schema.get("dependentRequired", {}).items():
        yield Rule((*conditions, Condition(name, is_met=True)), tuple(needed))
    if "oneOf" in schema:
        yield Rule(exactly_one=tuple(part["required"][0] for part in schema["oneOf"]))
    for part in (schema, *schema.get("allOf", ())):
        if "if" in part:
            met = _condition(part["if"])
            told = {condition.field for condition in conditions}
            for branch, is_met in (("then", met.is_met), ("else", not met.is_met)):
                new = () if met.field in told else (met._replace(is_met=is_met),)
                yield from _rules(part.get(branch, {}), (*conditions, *new))


def _condition(schema: Schema) -> Condition:
    """Return a condition of a schema: our schemas ask for one field, and for one value of it at most."""
    if "not" in schema:
        return _condition(schema["not"])._replace(is_met=False)
    (name,) = schema["required"]
    value: Any = schema.get("properties", {}).get(name, {}).get("const", "")
    return Condition(name, True, value)  # noqa: FBT003 - a tuple
