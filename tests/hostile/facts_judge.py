"""An opinion on an accepted record of its own: other readers of YAML must read the same in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from factcheck.finding import Document
from factcheck.loading.canonical import canonical_form
from factcheck.loading.yaml_reader import read_yaml
from hostile.docs_judge import judge_presence

PLACE = re.compile(
    r"facts/(?:(?:claims|sources|entities|articles)/[a-z0-9-]{1,80}|ratings|terms|exceptions|floors)\.yml"
)
TYPED = {"true": True, "false": False, "null": None}


def judge_facts(root: Path, name: str, originals: Mapping[str, bytes]) -> str:
    """Return why the file at this path below ``facts/`` should not have been accepted; nothing if it may be."""
    path = root / name
    if (known := judge_presence(path, name, originals)) is not None:
        return known
    if not PLACE.fullmatch(name):
        return "it is of no kind, or in no place, that belongs there"
    return next(_complaints(path.read_bytes(), name), "")


def _complaints(raw: bytes, name: str) -> Iterator[str]:
    document, findings = read_yaml(raw, name)
    if not document or findings:
        yield "the strict reader refuses it"
        return
    text = raw.decode()
    others = [yaml.load(text, Loader=yaml.BaseLoader)]  # noqa: S506 - in Python, not libyaml; it makes texts only
    if find_spec("ruamel"):
        others.append(import_module("ruamel.yaml").YAML(typ="base", pure=True).load(text))
    if not all(_same(document.data, other) for other in others):
        yield "another reader reads something else in it"
    kind = next(kind for folder, kind in KINDS.items() if name.startswith(f"facts/{folder}"))
    yield from _judge_form(name, text, kind, document)


KINDS = {
    "claims/": "claim",
    "sources/": "source",
    "entities/": "entity",
    "articles/": "article",
    **{f"{name}.yml": name for name in ("ratings", "terms", "exceptions", "floors")},
}


def _judge_form(name: str, text: str, kind: str, document: Document) -> Iterator[str]:
    form = canonical_form(text, kind, document)
    again, findings = read_yaml(form.encode(), name)
    if findings or not again or again.data != document.data:
        yield "its canonical form says something else"
    elif canonical_form(form, kind, again) != form:
        yield "its canonical form has another canonical form"


def _same(ours: Any, other: Any) -> bool:
    """Return whether our value is that of a reader to which everything is text."""
    if isinstance(ours, dict):
        return (
            isinstance(other, dict) and list(ours) == list(other) and all(_same(ours[key], other[key]) for key in ours)
        )
    if isinstance(ours, list):
        return isinstance(other, list) and len(ours) == len(other) and all(map(_same, ours, other))
    if ours is None or isinstance(ours, bool):
        return other in {*TYPED, ""} and TYPED.get(other) is ours
    return (
        str(other) == ours
        if isinstance(ours, str)
        else re.fullmatch(r"-?[0-9]+", other) is not None and int(other) == ours
    )
