"""A copy of the project in which every text is one word, as long as the schema of its record allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from browser.building import REFERRED
from browser.hostile import write_records
from factcheck.kinds import DOCUMENTS, FOLDERS
from factcheck.schema.schemas import Schemas

LENGTHS = (500, 400, 300, 80, 75, 60)
"""Characters, the most first; with more a file would be too large. Texts that allow fewer than 60 stay as they are."""
ADDRESS = f"https://long.example/{'w' * 979}"
SUM = 10**15 - 1
"""A sum of money: longer ones are refused when a file is read."""
SUMS = frozenset({"value", "min", "max"})
WORD = "Wm"
"""Wide letters: they are repeated, so that no line can end in a text."""

Leaf = tuple[Any, Any]
"""A list or mapping, and where in it a value is."""


def make_long(root: Path) -> None:
    """Let all texts, ids, addresses and sums in the project at `root`, a copy, be as long as they may be."""
    write_records(lambda number: f"text {number}", "m", range(2))(root)
    schemas = Schemas.of(root)
    files = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((root / "facts").rglob("*.yml"))}
    ids = {old: f"{old}-".ljust(80, "w") for old in _ids(files.values())}
    for path, record in files.items():
        kind = next((kind for kind, folder in FOLDERS.items() if folder == path.parent.name), path.stem)
        if kind in DOCUMENTS and path.stem not in {"exceptions", "floors"}:
            _lengthen(record, ids, partial(schemas.accepts, kind))
        path.unlink()
        path.with_stem(ids.get(path.stem, path.stem)).write_text(_dump(record), encoding="utf-8")
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        references = rf"\(({'|'.join(REFERRED)}):([a-z0-9-]+)"
        page.write_text(re.sub(references, lambda match: f"({match[1]}:{ids[match[2]]}", text), encoding="utf-8")


def _dump(record: Any) -> str:
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)


def _ids(data: Any) -> Iterator[str]:
    """Yield the ids of the records in `data`."""
    for holder, place in _leaves(data):
        if place == "id":
            yield holder[place]


def _leaves(data: Any) -> Iterator[Leaf]:
    """Yield the place of every value in `data` that holds no others."""
    for place, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from _leaves(value)
        else:
            yield data, place


def _lengthen(record: Any, ids: dict[str, str], accepts: Callable[[Any], bool]) -> None:
    """Give every value in a record the longest one that its schema accepts; references still lead to their record."""
    assert accepts(record), record
    for number, (holder, place) in enumerate(_leaves(record)):
        old = holder[place]
        for new in [ids[old]] if old in ids else _candidates(place, old, number):
            holder[place] = new
            if accepts(record):
                break
            holder[place] = old


def _candidates(place: Any, old: Any, number: int) -> Iterator[Any]:
    """Yield longer values, the longest first. The number tells apart those of a list that holds nothing twice."""
    if place in SUMS and isinstance(old, int):
        yield SUM
    elif isinstance(old, str):
        if old.startswith("https://"):
            yield ADDRESS
        for length in LENGTHS:
            yield f"{number}{WORD * length}"[:length]
