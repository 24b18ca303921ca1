"""Mutants of ``schemas/``: damaged text, odd keywords, values and patterns, foreign references, odd files."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

from hostile.docs_mutants import damage
from hostile.facts_mutants import values
from hostile.payloads import TARGETS
from hostile.project import Link, Mutant, Special

# fmt: off
PATTERNS = (
    *(r"^(a+)+$", r"^([a-z0-9-]+)+!$", r"^([a-z0-9]+-?)+$", r"^(\w+\s?)*$", r"^(a|a)*$", r"^(a|aa)+$"),
    *(r"(.*a){25}", r"\s+$"),
    *(r"^(.*)*$", r"^((a*)*)*$", r"(x+x+)+y", r"^(?:(?:a?){30}){30}a{30}$", r"(a{1,99}){1,99}b"),
    *(r"^(?=(a+)+b)", r"(a+)\1+$"),
    *("(", "[", "*", "a{99999999}", "(?P<x>a)", "(?<!a)b", r"\p{L}+", r"\1", "(?i)a", "^a\\Z"),
    *("a" * 100_000, "(" * 5_000),
    *("^.*$", "", ".", "(?#x)", "^javascript:", "[a-z]+", "$^", "\\", "(a" * 300 + ")" * 300),
    *("(?:" * 99 + "a" + ")+" * 99,),
)
REFERENCES: tuple[Any, ...] = (
    *("https://attacker.example/x.json", "http://127.0.0.1:9/x.json", "file:///etc/passwd"),
    *("//attacker.example/x", "../x.json"),
    *("#", "#/", "#/$defs/none", "#none", "none.schema.json", "common.schema.json"),
    *("common.schema.json#/$defs/none", "", "%", "#%"),
    *("claim.schema.json", "urn:x:y", "data:application/json,{}"),
    *("https://json-schema.org/draft/2020-12/schema", 5, None, [], {}),
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, float("nan"), float("inf"), "", "x", "PWN", [], {}, [[]]),
    *([{}], {"": {}}, {"type": "x"}),
    *({"type": []}, ["object"], "object", "string", {"not": {}}, {"$ref": "#"}, {"enum": []}),
    *({"const": float("nan")}, {"x": 1}),
    *("\ud800", "x" * 70_000, "\0", {"minimum": "x"}, {"format": "x"}, {"multipleOf": 0}, {"if": {}, "then": False}),
)
KEYWORDS = (
    *("$ref", "$dynamicRef", "$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary"),
    *("$recursiveRef", "$defs", "definitions"),
    *("type", "enum", "const", "pattern", "patternProperties", "propertyNames", "format", "minLength"),
    *("maxLength", "multipleOf"),
    *("minimum", "required", "requried", "additionalProperties", "unevaluatedProperties"),
    *("unevaluatedItems", "properties"),
    *("items", "prefixItems", "contains", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"),
    *("dependentSchemas", "default"),
    *("contentEncoding", "contentSchema", "uniqueItems", "maxItems", "patternErrorMessage", "description"),
    *("readOnly", "__proto__"),
)
TEXTS = (
    *(b"", b"null", b"[]", b"true", b"false", b"{}", b"NaN", b'"x"', b"1e999", b'{"type": "object"}'),
    *(b"[" * 100_000, b"\xff{}"),
    *(b'{"a":' * 50_000, b"\xef\xbb\xbf{}", b'{"$id": 5}', b'{"$id": "x"}'),
    *(b'{"$id": "https://attacker.example/"}', b"{" * 65_536),
    *("{}".encode("utf-16"), b"\0", b"# YAML\ntype: object\n", b"{} {}", b"// x\n{}"),
    *(b'{"type": "object", "type": "array"}',),
)
NAMES = ("x.schema.json", "evil.json", "x.html", "x.js", "X.SCHEMA.JSON", "x.svg", "index.html", ".htaccess",
         "x/x.schema.json",
         "é.schema.json", "x\ny.schema.json", "\udcff.schema.json", "claim.schema.json.bak", "x.schema.md",
         "x.schema.json/x")
# fmt: on


def schema_mutant(random_: random.Random, originals: Mapping[str, bytes]) -> Mutant:
    """Return a mutant of the files in ``schemas/``."""
    names = [name for name in originals if name.endswith(".json")]
    ways = (
        _value,
        _value,
        _value,
        _keyword,
        _keyword,
        _pattern,
        _pattern,
        _reference,
        _remove,
        _damage,
        _damage,
        _text,
        _file,
    )
    return random_.choice(ways)(random_, random_.choice(names), originals)


def _loaded(name: str, originals: Mapping[str, bytes]) -> tuple[Any, list[tuple[Any, Any]]]:
    data = json.loads(originals[name])
    return data, list(values(data))


def _dump(way: str, name: str, data: Any) -> Mutant:
    return Mutant(way, {name: json.dumps(data, indent=2).encode()})


def _value(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _loaded(name, originals)
    holder, key = random_.choice(places)
    other, place = random_.choice(places)
    holder[key] = json.loads(json.dumps(other[place])) if random_.random() < 0.3 else random_.choice(ODD)
    return _dump(f"value of {key}" if isinstance(key, str) else "value", name, data)


def _keyword(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _loaded(name, originals)
    holders = [data, *(holder[key] for holder, key in places if isinstance(holder[key], dict))]
    keyword, value = random_.choice(KEYWORDS), random_.choice((*ODD, *REFERENCES, *PATTERNS))
    random_.choice((data, random_.choice(holders)))[keyword] = value
    return _dump(f"keyword {keyword}", name, data)


def _pattern(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _loaded(name, originals)
    texts = [holder for holder, key in places if (key == "type" and holder[key] == "string") or key == "pattern"]
    if not texts:
        return _value(random_, name, originals)
    random_.choice(texts)["pattern"] = random_.choice(PATTERNS)
    return _dump("pattern", name, data)


def _reference(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _loaded(name, originals)
    holders = [holder for holder, key in places if key == "$ref"] or [data]
    random_.choice(holders)[random_.choice(("$ref", "$ref", "$dynamicRef"))] = random_.choice(REFERENCES)
    return _dump("reference", name, data)


def _remove(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _loaded(name, originals)
    holder, key = random_.choice([*places, *((data, key) for key in data)])
    del holder[key]
    return _dump(f"without {key}" if isinstance(key, str) else "removed", name, data)


def _damage(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    return Mutant("damaged schema", {name: damage(random_, originals[name])})


def _text(random_: random.Random, name: str, _: Mapping[str, bytes]) -> Mutant:
    return Mutant("odd JSON", {name: random_.choice(TEXTS)})


def _file(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    way = random_.randrange(5)
    if way == 0:
        return Mutant("no schema", {name: None})
    if way == 1:
        return Mutant("special file", {name: Special(pipe=random_.random() < 0.5)})
    path = random_.choice((name, f"schemas/{random_.choice(NAMES)}", name.replace(".json", ".md")))
    if way == 2:
        return Mutant("link", {path: Link(random_.choice(TARGETS))})
    if way == 3:
        return Mutant("another schema's text", {name: originals[random_.choice(list(originals))]})
    return Mutant("odd file", {f"schemas/{random_.choice(NAMES)}": random_.choice((b"window.PWN=1", originals[name]))})
