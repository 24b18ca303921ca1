"""No text that the loader accepts gets out of its place, in any file of any output.

Two sets of records differ in their texts only: hostile ones, and harmless ones. Read by other programs, each file of
the first must have the strings of the second in the same places, with the hostile texts for the harmless ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser.building import copy_project
from browser.hostile import write_records
from conftest import ROOT
from factcheck.corpus import Surroundings
from factcheck.kinds import FOLDERS
from factcheck.loading.snapshot import take_snapshot
from factcheck.reading import read_snapshot
from factcheck.records.canonical_writer import write_canonical
from factcheck.schema.schemas import Schemas
from outputs.every_string import every_string
from outputs.text_readers import Published

BREAK = "¶"
"""Stands for a line break where the schemas allow one, and for a blank elsewhere."""
HOSTILE = (
    f"ER  - {BREAK}TY  - JOUR{BREAK}TI  - x",
    f"END:VEVENT{BREAK}BEGIN:VEVENT{BREAK}UID:1 \\,;\\n",
    f"# a{BREAK}---{BREAK}| b | `c` |",
    f"</script><!-- {BREAK}]]></content></div><b>",
    f'=1 ;=2{BREAK}@3;"=4{BREAK}\';""',
    f"}},{BREAK}@misc{{x, t={{\\input y}} % #~^",
    f"'); DROP TABLE claims;--{BREAK}\\N NULL",
    '{{ 7*7 }}{% raw %} %(claim)s %s {0} "~/claims/',
    f"[a](javascript:b) {BREAK}![c][d]{BREAK}[d]: data:e",
    f"1. f{BREAK}- g{BREAK}> h{BREAK}***{BREAK}\\",
    f"a\u00a0\u202f!{BREAK}𝕏 👩‍👩‍👧\u2009x\u2011y  z",
    f"&amp;{BREAK}&lt;b>&#60; \" onload='y",
)
END = f"{BREAK}{BREAK}    z"
"""Is at the end of all texts: after an empty line, there may be another paragraph, or code."""
HARMLESS = re.compile(r"harmless (\d\d)([\n ])x")


def fill_in(fill: Callable[[int], str], root: Path, schemas: Schemas) -> Published:
    """Return what is published of the sample project with a set of records more for each text."""
    copy_project(root)
    write_records(fill, "°", range(len(HOSTILE)))(root)
    for path in (root / "facts").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if BREAK in text:
            put_breaks(path, yaml.safe_load(text), schemas)
    return Published(read_snapshot(take_snapshot(root), Surroundings()).corpus, schemas.schemas)


def put_breaks(path: Path, data: Any, schemas: Schemas) -> None:
    """Write a record with its marked line breaks, as far as the schemas allow them."""
    kind = {folder: kind for kind, folder in FOLDERS.items()}.get(path.parent.name, path.stem)
    broken = replaced(data, BREAK, "\n")
    for _, issue in list(schemas.issues(kind, broken)):
        *above, last = issue.pointer
        part = broken
        for step in above:
            part = part[step]
        part[last] = part[last].replace("\n", " ")
    assert schemas.accepts(kind, broken), path
    path.write_text(write_canonical(broken, kind), encoding="utf-8")


def replaced(data: Any, old: str, new: str) -> Any:
    """Return data with something else in all texts."""
    if isinstance(data, dict):
        return {name: replaced(item, old, new) for name, item in data.items()}
    if isinstance(data, list):
        return [replaced(item, old, new) for item in data]
    return data.replace(old, new) if isinstance(data, str) else data


def made_hostile(text: str) -> str:
    return HARMLESS.sub(lambda match: HOSTILE[int(match[1])].replace(BREAK, match[2]), text)


def counted(strings: Iterable[tuple[str, str]]) -> Counter[tuple[str, ...]]:
    """Count strings with their places. Lists that are in the order of names are in another order in both sets."""
    return Counter((place, *with_words_apart(place, text)) for place, text in strings)


def with_words_apart(place: str, text: str) -> list[str]:
    """Return a string; what a correction took out is shown word by word, so that blanks do not count there."""
    return text.split() if place in {"after span", "del"} else [text]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, Published]:
    root, schemas = tmp_path_factory.mktemp("twins"), Schemas.of(ROOT)
    return (
        fill_in(lambda number: HOSTILE[number] + END, root / "hostile", schemas),
        fill_in(lambda number: f"harmless {number:02d}{BREAK}x{END}", root / "harmless", schemas),
    )


def test_hostile_texts_stay_in_their_places_in_every_file_of_every_output(twins: tuple[Published, Published]) -> None:
    hostile, harmless = twins
    assert hostile.paths == harmless.paths
    for path in hostile.paths:
        good = [*every_string(path, harmless.file(path))]
        expected = ((made_hostile(place), made_hostile(text)) for place, text in good)
        assert counted(every_string(path, hostile.file(path))) == counted(expected), path
