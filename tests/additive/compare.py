"""What in a new version of a schema breaks who relied on an old one: who writes records, or a program that reads them.

Whoever writes can rely on this: what was valid stays valid. Whoever reads can rely on this: what was always there stays
there, under its name, with its type and form. Fields, values of a list, alternatives and longer texts may be added; a
value may fall out of use in what is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Schema = Any
WRITE, READ = "who writes", "who reads"
BOTH = (WRITE, READ)
UPPER = ("maxLength", "maximum", "maxItems")
LOWER = ("minLength", "minimum", "minItems", "minProperties")
API = "openapi.json"
CONDITION = ("if", "then", "else")
FORMS = ("pattern", "format", "const", "uniqueItems")


class Break(NamedTuple):
    """Something that breaks somebody: where, whom, and what happened."""

    where: str
    whom: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} (breaks {self.whom})"


def absolute(name: str, schema: Schema) -> Schema:
    """Return a schema in which each reference inside its own file names the file."""
    if isinstance(schema, list):
        return [absolute(name, part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    parts = {key: absolute(name, part) for key, part in schema.items()}
    return parts | {"$ref": name + parts["$ref"]} if str(parts.get("$ref", "")).startswith("#") else parts


class Comparison:
    """Compares schemas of two versions; `old` and `new` are all files of each, by the names that references have."""

    def __init__(self, old: Mapping[str, Schema], new: Mapping[str, Schema], sides: tuple[str, ...] = BOTH) -> None:
        self._old = {name: absolute(name, schema) for name, schema in old.items()}
        self._new = {name: absolute(name, schema) for name, schema in new.items()}
        self._sides, self._seen = sides, set[str]()

    def documents(self) -> Iterator[Break]:
        """Yield what breaks in any of the files, and the definitions that are gone."""
        for name, old in self._old.items():
            here, new = name.removesuffix(".schema.json"), self._new.get(name, False)
            for part, inner in old["$defs"].items():  # first, because their names are short
                yield from self.breaks(f"{here}.{part}", inner, new and new["$defs"].get(part, False))
            if "type" in old:
                yield from self.breaks(here, old, new)

    def breaks(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        """Yield what breaks those who relied on the schema `old`, if `new` is in its place."""
        pair = json.dumps([old, new], sort_keys=True)
        if pair in self._seen or old is False:
            return
        self._seen.add(pair)
        if new is False:
            whom, what = (BOTH, "it is gone") if old else ((WRITE,), "it must not be there")
            yield from self._told(where, whom, what)
            return
        old, new = _flat(old, self._old), _flat(new, self._new)
        yield from self._forms(where, old, new)
        yield from self._limits(where, old, new)
        yield from self._names(where, old, new)
        yield from self._inside(where, old, new)
        yield from self._conditions(where, old, new)

    def _told(self, where: str, whom: tuple[str, ...], what: str) -> Iterator[Break]:
        yield from (Break(where, side, what) for side in whom if side in self._sides)

    def _forms(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        for key in ("type", *FORMS):
            before, after = old.get(key), new.get(key)
            if before != after:
                whom = WRITE if before is None else READ if after is None else ""
                yield from self._told(where, (whom,) if whom else BOTH, f"its {key} was {before!r} and is {after!r}")
        before, after = old.get("enum"), new.get("enum")
        if before is None and after is not None:
            yield from self._told(where, (WRITE,), f"only {after} are allowed")
        elif before is not None and after is None:
            yield from self._told(where, (READ,), "any value may be there")
        elif before is not None and (gone := [value for value in before if value not in after]):
            yield from self._told(where, (WRITE,), f"the values {gone} are gone")

    def _limits(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        for key in UPPER:
            if key in new and (key not in old or new[key] < old[key]):
                yield from self._told(where, (WRITE,), f"its {key} was {old.get(key)} and is {new[key]}")
        for key in LOWER:
            before, after = old.get(key, 0), new.get(key, 0)
            if before != after:
                whom = WRITE if after > before else READ
                yield from self._told(where, (whom,), f"its {key} was {before} and is {after}")

    def _names(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        before, after = _demands(old), _demands(new)
        yield from (
            item for what in sorted(after - before) for item in self._told(where, (WRITE,), f"it must have {what}")
        )
        yield from (
            item for what in sorted(before - after) for item in self._told(where, (READ,), f"it need not have {what}")
        )

    def _inside(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        for key in ("properties", "patternProperties"):
            before, after = old.get(key, {}), new.get(key, {})
            closed, is_closed = (schema.get("additionalProperties") is False for schema in (old, new))
            for name, part in before.items():
                yield from self.breaks(f"{where}.{name}", part, after.get(name, not is_closed and {}))
            for name in after.keys() - before.keys() if not closed else ():
                yield from self.breaks(f"{where}.{name}", {}, after[name])
        for key, begins in (("items", "[]"), ("additionalProperties", ".*")):
            if key in old or key in new:
                yield from self.breaks(where + begins, old.get(key, {}), new.get(key, {}))
        gone = [part for part in old.get("oneOf", ()) if part not in new.get("oneOf", [part])]
        if gone or ("oneOf" in new and "oneOf" not in old):
            yield from self._told(where, (WRITE,), f"its alternatives are other ones: {gone}")

    def _conditions(self, where: str, old: Schema, new: Schema) -> Iterator[Break]:
        """Compare what is demanded under a condition; one of a value that is new is nobody's business."""
        before, after = _by_condition(old), _by_condition(new)
        for condition in before | after:
            if condition in before or not _about_new_value(json.loads(condition), old):
                for branch in ("then", "else"):
                    parts = ({"allOf": found.get(condition, {}).get(branch, [])} for found in (before, after))
                    yield from self.breaks(f"{where}[{branch} of {condition}]", *parts)


def _flat(schema: Schema, files: Mapping[str, Schema]) -> dict[str, Any]:
    """Return a schema with all that judges the same value in one: what it refers to, and its parts.

    Under ``allOf`` remain only the parts that have a condition. A reference that leads to none of `files` is a value.
    """
    if not isinstance(schema, Mapping):
        return {}
    own = {key: value for key, value in schema.items() if key not in {"$ref", "allOf", *CONDITION}}
    parts = [_flat(part, files) for part in schema.get("allOf", ())]
    if "if" in schema:
        parts.append({"allOf": [{key: schema[key] for key in CONDITION if key in schema}]})
    if "$ref" in schema:
        parts.insert(0, _target(schema["$ref"], files))
    return _merged([*parts, own])


def _target(reference: str, files: Mapping[str, Schema]) -> dict[str, Any]:
    file, _, pointer = reference.partition("#")
    if file not in files:
        return {"const": reference}
    target = files[file]
    for step in pointer.split("/")[1:]:
        target = target[step]
    return _flat(target, files)


def _merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one schema that demands what all parts demand; of two limits, that of the later one."""
    found: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if key in {"properties", "patternProperties", "dependentRequired"}:
                found[key] = {**found.get(key, {}), **value}
            elif key in {"required", "allOf"}:
                found[key] = [*found.get(key, ()), *value]
            else:
                found[key] = value
    return found


def _demands(schema: Schema) -> set[str]:
    always = {f"`{name}`" for name in schema.get("required", ())}
    depending = schema.get("dependentRequired", {}).items()
    return always | {f"`{name}` beside `{beside}`" for beside, names in depending for name in names}


def _by_condition(schema: Schema) -> dict[str, dict[str, list[Schema]]]:
    """Return what a schema demands under each condition, which is written as JSON, by branch."""
    found: dict[str, dict[str, list[Schema]]] = {}
    for part in schema.get("allOf", ()):
        branches = found.setdefault(json.dumps(part["if"], sort_keys=True), {"then": [], "else": []})
        for branch, demanded in branches.items():
            demanded.extend([part[branch]] if branch in part else [])
    return found


def _about_new_value(condition: Schema, old: Schema) -> bool:
    """Return whether a condition asks for a value that the old schema did not allow."""
    for name, part in condition.get("properties", {}).items():
        allowed = old.get("properties", {}).get(name, {}).get("enum")
        if "const" in part and allowed is not None and part["const"] not in allowed:
            return True
    return False


def api_breaks(old: Schema, new: Schema) -> Iterator[Break]:
    """Yield what breaks a program that was written for an older description of the API (OpenAPI 3.1)."""
    comparison = Comparison({API: old}, {API: new}, (READ,))
    for name in old["components"]["schemas"].keys() - new["components"]["schemas"].keys():
        yield Break(f"components/{name}", READ, "the type is gone")
    for path, before in old["paths"].items():
        after = new["paths"].get(path)
        if after is None:
            yield Break(path, READ, "there is no such file any more")
        elif before["get"]["operationId"] != after["get"]["operationId"]:
            yield Break(path, READ, "its operationId, which clients are named by, is another one")
        else:
            yield from comparison.breaks(path, *(absolute(API, _answer(operation)) for operation in (before, after)))


def _answer(operation: Schema) -> Schema:
    return operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
