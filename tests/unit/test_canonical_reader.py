"""The quick reader of canonical files: it takes what the loader would read alike, and leaves everything else to it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from conftest import ROOT
from factcheck.canonical.form import first_difference
from factcheck.canonical.reader import read_canonical
from factcheck.canonical.writer import Kept, header, write
from factcheck.judge import judge
from factcheck.load import search_files
from factcheck.load.fact_files import FactFile
from factcheck.load.yaml_source import MAX_BYTES, read_yaml
from factcheck.schema import Schemas, read_schemas
from unit.test_canonical import DATA

FILES = search_files(ROOT).files
START = header("entity") + "\n"


def same(one: object, other: object) -> bool:
    """Return whether data are the same: the types of the values and the order of the fields count, too."""
    return json.dumps(one) == json.dumps(other)


def check(raw: bytes, kind: str) -> bool:
    """Check that the loader and the writer agree with the reader; return whether it took the file."""
    data = read_canonical(raw, kind)
    if data is None:
        return False
    document, findings = read_yaml(raw, "x.yml")
    assert document, (raw, findings)
    assert same(data, document.data), raw
    assert first_difference(raw.decode(), kind, document) is None, raw
    return True


def test_every_real_file_is_taken_and_read_as_the_loader_reads_it() -> None:
    for file in FILES:
        assert check(Path(file.absolute).read_bytes(), file.kind), file.path


@settings(max_examples=400, deadline=None)
@given(DATA)
def test_what_is_written_is_read_as_it_was_or_left_to_the_loader(data: dict[str, Any]) -> None:
    read = read_canonical(write(data, "entity", Kept()).encode(), "entity")
    assert read is None or data == read
    check(write(data, "entity", Kept()).encode(), "entity")


BAD = [
    "id: x # why",
    "# why\nid: x",
    "id: x\nid: y",
    "id:  x",
    "id: x ",
    "id:",
    "id: ",
    "id",
    "- x",
    "id: x\n  y",
    "id: x\n  name: y",
    "id:\n- x",
    "id:\n    x: y",
    "id:\n  - x\n  y: z",
    "id:\n  x: y\n  - z",
    "id: 'x'",
    'id: "x"',
    'id: "',
    "id: 'it's'",
    "id: 017",
    "id: 2023-10",
    "id: yes",
    "no: x",
    "yes:\n  x: y",
    '"id": x',
    "id: &a x",
    "id: *a",
    "id: !!str x",
    "id: {a: b}",
    "id: x\n---\nname: y",
    "kind: person\nid: x",
    "name:\n  fr: x\n  en: y",
    "id: >-\n  short",
    "id: >\n  short",
    "id: " + 30 * "word ",
    "id: " + 30 * "word " + "x",
    "id: >-\n  " + 10 * "word " + "x\n  " + 20 * "word " + "x",
    "id: >-\n  " + 20 * "word " + "\n  x",
    "id: a\u200bb",
    "id: e\u0301",
    "id: x\r",
    "id:\tx",
    "type:\n  - x\nid: y",
]


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_left_to_the_loader(text: str) -> None:
    assert read_canonical(f"{START}{text}\n".encode(), "entity") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        START.encode(),
        START.encode() + b"id: x",
        START.encode() + b"id: x\n\n",
        START.encode() + b"id: \xff\n",
        b"id: x\n",
        header("claim").encode() + b"\nid: x\n",
        START.encode() + b"id: " + b"x" * MAX_BYTES + b"\n",
    ],
)
def test_other_bytes_are_left_to_the_loader(raw: bytes) -> None:
    assert read_canonical(raw, "entity") is None


def nested(levels: int) -> str:
    """Return a text with collections in each other, the innermost with a value."""
    return START + "".join(f"{'  ' * level}a:\n" for level in range(levels - 1)) + "  " * (levels - 1) + "a: x\n"


def test_levels_are_limited_as_in_the_loader() -> None:
    taken = [levels for levels in range(1, 30) if check(nested(levels).encode(), "entity")]
    assert taken == [levels for levels in range(1, 30) if read_yaml(nested(levels).encode(), "x.yml")[0]]
    assert len(taken) > 10


PIECES = [
    "\n",
    "  ",
    " ",
    "- ",
    ": ",
    ":",
    "#",
    " #",
    '"',
    "'",
    ">-",
    "|-",
    "no",
    "1",
    "&",
    "\\",
    "\t",
    "é",
    "\u0301",
    "x",
]
ROUNDS = 1500


def damaged(text: str, dice: random.Random) -> Iterator[str]:
    """Yield a text with a line or some characters changed, taken away, doubled or moved."""
    lines = text.splitlines(keepends=True)
    at, to = dice.randrange(1, len(lines)), dice.randrange(1, len(lines))
    line = lines[at]
    place = dice.randrange(len(line))
    yield "".join([*lines[:at], *lines[at + 1 :]])
    yield "".join([*lines[:at], line, *lines[at:]])
    yield "".join([*lines[:at], lines[to], *lines[at + 1 :]])
    yield "".join([*lines[:at], "  " + line, *lines[at + 1 :]])
    yield "".join([*lines[:at], line.removeprefix("  "), *lines[at + 1 :]])
    yield "".join([*lines[:at], line[:place], dice.choice(PIECES), line[place:], *lines[at + 1 :]])
    yield "".join([*lines[:at], line[:place], line[place + dice.randrange(1, 4) :], *lines[at + 1 :]])


def test_damaged_files_are_never_read_otherwise_than_the_loader_reads_them() -> None:
    dice = random.Random(5)  # noqa: S311 - not for secrets
    files = [(Path(file.absolute).read_text(encoding="utf-8"), file.kind) for file in FILES]
    taken = tried = 0
    for _ in range(ROUNDS // 7):
        text, kind = dice.choice(files)
        for worse in damaged(text, dice):
            tried += 1
            taken += check(worse.encode(), kind)
    assert 0 < taken < tried  # some damages make another canonical file, most do not


def test_judge_says_the_same_with_and_without_the_quick_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    schemas = Schemas(read_schemas(ROOT / "schemas"))
    broken = tmp_path / "x.yml"
    broken.write_text(f"{START}id: x\nkind: planet\n", encoding="utf-8")
    comment = tmp_path / "y.yml"
    comment.write_text(f"{START}id: y # why\n", encoding="utf-8")
    missing = tmp_path / "z.yml"
    files = [
        *FILES,
        *(FactFile("entity", f"facts/entities/{path.name}", str(path)) for path in (broken, comment, missing)),
    ]
    quick = [judge(file, schemas) for file in files]
    monkeypatch.setattr("factcheck.judge.read_canonical", lambda *_: None)
    assert [judge(file, schemas) for file in files] == quick
    assert [bool(judged.findings) for judged in quick[-3:]] == [True, True, True]
