"""Mutants of ``facts/``: damaged bytes and lines, odd values and structures, odd files and links."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from hostile.docs_mutants import damage
from hostile.payloads import ELEMENTS, MARKDOWN, TARGETS
from hostile.project import Link, Mutant, Special

# fmt: off
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**15, 10**400, 1.5, float("nan"), float("inf"), "", " ", "x", "~", "no"),
    *("1_000", "0x1F", "1e9"),
    *("12:30:45", "2023-02-30", "9999-12-31", "0001-01-01", "../x", "a\nb", "a\0b", "a\u202eb", "e\u0301", "é" * 5000),
    *("https://user:pw@x.example/", "javascript:PWN", "https://x.example/\u0430", "http://[::1"),
    *("https://x.example:99999/",),
    *([], {}, [[]], {"x": {"x": {}}}, [None], ["x"] * 500, {"PWN": 1}, "=1+1", "@x", "%s%n{0}${x}"),
    *("\ufeffx", "x" * 70_000),
)
TEXTS = (
    *(b"a: &a [*a]\n", b"<<: *x\n", b"? x\n: y\n", b"- " * 3000 + b"x\n", b"[" * 3000, b"{a: " * 1000),
    *(b"!!python/name:os.system x\n",),
    *(b"---\n", b"...\n", b"%YAML 1.1\n", b"%TAG ! tag:x,2000:\n", b"\xef\xbb\xbf", b"x: |\n  y\n"),
    *(b"x: >9\n", b"'x': y\n"),
    *(b"id: other\n", b"# \xe2\x80\xa8id: other\n", b"x: '" + b"x" * 60_000, b"x: y\r\n", b"\tx: y\n"),
    *(b": x\n", b"!x y: z\n"),
)
NAMES = ("X.yml", "x.yaml", "x.json", "x.yml.bak", "con.yml", "é.yml", "x y.yml", "-x.yml", "x" * 90 + ".yml",
         "x\ny.yml", "\udcff.yml", ".x.yml", "x/y.yml", "x.txt", "nimbus-300M.yml", "index.yml", ".gitattributes")
FOLDERS = ("facts/claims/", "facts/sources/", "facts/entities/", "facts/articles/", "facts/", "facts/x/")
# fmt: on


def facts_mutant(random_: random.Random, originals: Mapping[str, bytes]) -> Mutant:
    """Return a mutant of the records in ``facts/``."""
    name = random_.choice(list(originals))
    ways = (_value, _value, _value, _value, _structure, _structure, _damage, _damage, _damage, _text, _file)
    return random_.choice(ways)(random_, name, originals)


def values(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the place of every value in a document: what holds it, and its key there."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from values(value)


def _changed(name: str, originals: Mapping[str, bytes]) -> tuple[Any, list[tuple[Any, Any]]]:
    data = copy.deepcopy(yaml.load(originals[name], Loader=yaml.CBaseLoader))  # noqa: S506 - it makes texts only
    return data, list(values(data))


def _dump(name: str, way: str, data: Any) -> Mutant:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    return Mutant(way, {name: text.encode("utf-8", "surrogatepass")})


def _value(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    """Put an odd value, a payload, or a value from elsewhere in place of one; by its bytes, so that all else stays."""
    data, places = _changed(name, originals)
    texts = [(holder, key) for holder, key in places if isinstance(holder[key], str)]
    holder, key = random_.choice(texts)
    old = str(holder[key])
    kind = random_.random()
    if kind < 0.4:
        new = (
            random_.choice((*ELEMENTS, *MARKDOWN))
            if kind < 0.2
            else old + random_.choice((" x", ".", "1", "é", " <b>", "\u00a0"))
        )
        quoted = yaml.safe_dump(new, allow_unicode=True, width=10_000, default_style='"').strip()
        raw = originals[name].replace(f" {old}\n".encode(), f" {quoted}\n".encode(), 1)
        return Mutant("payload", {name: raw})
    holder[key] = random_.choice(VALUES)
    return _dump(name, "value", data)


def _structure(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    data, places = _changed(name, originals)
    holder, key = random_.choice(places)
    way = random_.randrange(4)
    if way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = [holder[key]]
    elif way == 2:
        other, place = random_.choice(places)
        holder[key] = copy.deepcopy(other[place])
    elif isinstance(holder, dict):
        holder[random_.choice(("x", "no", "1", "note", "id", "<<", "PWN"))] = holder[key]
    else:
        holder.append(holder[key])
    return _dump(name, "structure", data)


def _damage(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    return Mutant("damaged file", {name: damage(random_, originals[name])})


def _text(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    raw, text = originals[name], random_.choice(TEXTS)
    place = random_.choice((0, len(raw), raw.index(b"\n") + 1))
    return Mutant("odd YAML", {name: raw[:place] + text + raw[place:]})


def _file(random_: random.Random, name: str, originals: Mapping[str, bytes]) -> Mutant:
    way = random_.randrange(4)
    if way == 0:
        return Mutant("no file", {name: None})
    if way == 1:
        return Mutant("special file", {name: Special(pipe=random_.random() < 0.5)})
    path = random_.choice((name, random_.choice(FOLDERS) + random_.choice(NAMES)))
    return (
        Mutant("link", {path: Link(random_.choice(TARGETS))})
        if way == 2
        else Mutant("odd file", {path: originals[name]})
    )
