"""The types of records and of the API's answers, in no language yet: TypeScript and Python each say them in their way.

They are made from the schemas and from the description of the API. A definition DEF in the schema of a KIND is
`KindDef`, a shared one is `Def`, a whole file of a KIND is `KindDocument`, and the types of the API have their names
there. What is inside another type and has no name gets that of its field, such as `ClaimWorkedOut`.

Types say less than schemas: not the forms of texts, and not which fields depend on one another, except that the `type`
of a payload says which fields it has.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from factcheck.schema.rules import SUFFIX, Schema, resolve

API, COMMON, ROOT = "openapi", "common", "document"
_COMPONENT = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Shape:
    """A type, as it is written after the name of a field."""

    sort: Literal["plain", "values", "named", "list", "map", "any of"]
    name: str = ""
    """The name of a declared type, or of a plain one in JSON Schema; "" if anything may be there."""
    parts: tuple["Shape", ...] = ()
    """What a list or a map holds, or the types of which it is one."""
    values: tuple[Any, ...] = ()


class Member(NamedTuple):
    """A field of a declared type."""

    name: str
    shape: Shape
    required: bool
    about: str


class Declaration(NamedTuple):
    """A type with a name: an object with members or, if it has a `shape`, another name for that."""

    name: str
    about: str
    members: tuple[Member, ...] = ()
    shape: Shape | None = None


ANYTHING = Shape("plain")


@dataclass
class TypeModel:
    """The declared types, each after those that it uses. `schemas` holds the schemas and, as `openapi`, the API."""

    schemas: Mapping[str, Schema]
    declarations: dict[str, Declaration] = field(default_factory=dict)

    def declare_all(self) -> None:
        """Declare the types of every document and of everything that the API answers."""
        for name, schema in self.schemas.items():
            if name not in {API, COMMON}:
                self._named(name, ROOT, schema)
        for name, component in self.schemas[API]["components"]["schemas"].items() if API in self.schemas else ():
            self._named(API, name, component)

    def _named(self, file: str, part: str, schema: Schema) -> Shape:
        """Return the type with the name of a definition, declared if it is not yet."""
        name = part if file == API else _camel("" if file == COMMON else file, part)
        if name not in self.declarations:
            shape = self._shape(file, schema, name)
            if shape != Shape("named", name):
                self.declarations[name] = Declaration(name, _about(schema), shape=shape)
        return Shape("named", name)

    def _shape(self, file: str, schema: Any, name: str) -> Shape:
        """Return the type of what fits a schema; what has members is declared as `name`."""
        if not isinstance(schema, dict) or not schema:
            return ANYTHING
        if cases := [*_cases(schema)]:
            return Shape("any of", parts=tuple(self._case(file, schema, name, *case) for case in cases))
        if "$ref" in schema:
            return self._named(*self._follow(file, schema["$ref"]))
        if "properties" in schema:
            return self._object(name, _about(schema), [(file, schema)])
        if "if" in schema:
            return Shape("any of", parts=(*self._branches(file, schema, name),))
        return self._plain(file, schema, name)

    def _plain(self, file: str, schema: Schema, name: str) -> Shape:
        if "const" in schema or "enum" in schema:
            return Shape("values", values=tuple(schema.get("enum", (schema.get("const"),))))
        if schema.get("type") == "array":
            return Shape("list", parts=(self._shape(file, schema.get("items"), f"{name}Item"),))
        if schema.get("type") == "object":
            inner = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
            return Shape("map", parts=(self._shape(file, inner, f"{name}Value"),))
        return Shape("plain", schema.get("type", ""))

    def _branches(self, file: str, schema: Schema, name: str) -> Iterator[Shape]:
        """Yield the types of a document: a record, or what is left of one."""
        for branch in (schema["else"], schema["then"]):
            yield from self._branches(file, branch, name) if "if" in branch else (self._shape(file, branch, name),)

    def _case(self, file: str, schema: Schema, name: str, key: str, value: str) -> Shape:
        """Return the type of an object in which a field has a certain value."""
        (then,) = (part["then"] for part in schema["allOf"] if _asks(part, key, value))
        if "$ref" not in schema and set(then) == {"$ref"}:
            return self._named(*self._follow(file, then["$ref"]))
        parts = [*_judging(file, schema, self.schemas, key, value)]
        about = next(_about(part) for _, part in parts if part.get("properties", {}).get(key, {}).get("const") == value)
        return self._object(f"{name}{_camel(value)}", about, parts)

    def _object(self, name: str, about: str, parts: list[tuple[str, Schema]]) -> Shape:
        """Declare an object that several parts of the schemas judge together; later ones say more of a field."""
        fields = {key: (file, inner) for file, part in parts for key, inner in part.get("properties", {}).items()}
        required = {key for _, part in parts for key in part.get("required", ())}
        members = tuple(
            Member(key, self._shape(file, inner, f"{name}{_camel(key)}"), key in required, _about(inner))
            for key, (file, inner) in fields.items()
            if inner is not False
        )
        self.declarations[name] = Declaration(name, about, members)
        return Shape("named", name)

    def _follow(self, file: str, reference: str) -> tuple[str, str, Schema]:
        """Return the file that a reference leads to, the name of what is there, and its schema."""
        if reference.startswith(_COMPONENT):
            name = reference.removeprefix(_COMPONENT)
            return API, name, self.schemas[API]["components"]["schemas"][name]
        if file == API:
            outer, _, pointer = reference.rpartition("/schemas/")[2].partition("#")
            file, reference = outer.removesuffix(SUFFIX), f"#{pointer}"
        home, found = resolve(file, reference, self.schemas)
        return home, reference.partition("#/$defs/")[2] or ROOT, found


def _cases(schema: Schema) -> Iterator[tuple[str, str]]:
    """Yield the values of a field on which it depends what else an object has: ``("type", "investment")`` and so on."""
    for part in schema.get("allOf", ()):
        yield from ((key, told["const"]) for key, told in part.get("if", {}).get("properties", {}).items())


def _asks(part: Schema, key: str, value: str) -> bool:
    """Return whether a part of a schema is for objects in which a field has a certain value."""
    return bool(part["if"]["properties"].get(key) == {"const": value})


def _judging(
    file: str, schema: Schema, schemas: Mapping[str, Schema], key: str, value: str
) -> Iterator[tuple[str, Schema]]:
    """Yield all parts of the schemas that judge an object in which a field has a certain value, each with its file."""
    if "$ref" in schema:
        yield from _judging(*resolve(file, schema["$ref"], schemas), schemas, key, value)
    yield file, schema
    for part in schema.get("allOf", ()):
        if _asks(part, key, value):
            yield from _judging(file, part["then"], schemas, key, value)


def _about(schema: Any) -> str:
    return str(schema.get("description", "")) if isinstance(schema, Mapping) else ""


def _camel(*names: str) -> str:
    """Return names as one: ``ClaimSaidElsewhere``."""
    return "".join(word[:1].upper() + word[1:] for name in names for word in re.split(r"[^A-Za-z0-9]", name))
