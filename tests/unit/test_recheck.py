"""After a change, looking at what it can concern finds the same as looking at everything."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import CHECKS, TODAY
from factcheck.examples import lay
from factcheck.kept import recheck as module
from factcheck.kept.outlines import Outline, make_outline, pack, unpack
from factcheck.kept.recheck import recheck
from factcheck.kept.state import read_state
from factcheck.load import search_files
from factcheck.pipeline import Report, validate
from synthetic import make_project

ROUNDS = 20
COPIES = 42
"""So many claims stand in two articles, apart from the real one."""
LATER = date(2026, 12, 1)
"""A day on which hardly any warning is found in the real records and their copies."""


@pytest.fixture(autouse=True)
def _whatever_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at parts of small projects, too."""
    monkeypatch.setattr(module, "SHARE", 0)


def outline_of(root: Path, day: date) -> Outline:
    """Return the outline of a project, as it comes back from where it is kept."""
    state, search = read_state(root, day), search_files(root)
    assert state
    report = validate(root, today=day)
    made = make_outline(report, state, {file.path: file.key for file in search.files}, search.known)
    back = unpack(pack(made, state.judges), state.judges)
    assert back == made
    return back


def again(root: Path, outline: Outline, day: date) -> Report | None:
    state = read_state(root, day)
    assert state
    return recheck(root, outline, state, day)


def told(report: Report) -> tuple[object, ...]:
    """Return all that a report tells, without the records that it was made from."""
    return report.findings, report.skipped, report.looked_at, report.site, report.touched


VOCABULARIES = {f"facts/{name}.yml" for name in ("ratings", "terms", "floors", "exceptions")}


def changed_files(one: Path, other: Path) -> set[str]:
    """Return the paths of the records that differ between two projects."""
    before, now = read_state(one, TODAY), read_state(other, TODAY)
    assert before
    assert now
    return {path for path, _ in before.records.items() ^ now.records.items()}


EXAMPLES = sorted(
    path for path in CHECKS.glob("[A-Z]*-*") if not (path / "before").is_dir() and (path / "bad").is_dir()
)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_mistake_is_found_and_every_mending_is_seen(folder: Path, project: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    shutil.copytree(project, wrong)
    lay(wrong, folder / "bad")
    for outline, there in ((outline_of(project, TODAY), wrong), (outline_of(wrong, TODAY), project)):
        found = again(there, outline, TODAY)
        if found:
            assert told(found) == told(validate(there, today=TODAY))
        else:
            assert VOCABULARIES & changed_files(project, wrong)


def values(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the place of every value in a document: what holds it, and its key there."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from values(value)


class Vandal:
    """Changes a project in all the ways that people do, and in some that they do not."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        self._facts = {path: path.read_bytes() for path in sorted((root / "facts").rglob("*.yml"))}
        self._records = [path for path in self._facts if path.parent.name != "facts"]
        self._pages: set[Path] = set()
        self._known: dict[object, list[object]] = {}
        for content in self._facts.values():
            for holder, key in values(yaml.load(content, yaml.CSafeLoader)):
                self._known.setdefault(key, []).append(holder[key])

    def restore(self) -> None:
        """Bring back all that was there."""
        for path in (self._root / "facts").rglob("*"):
            if path.is_symlink() or path.is_file():
                path.unlink()
        for path, content in self._facts.items():
            path.write_bytes(content)
        for page in self._pages:
            page.unlink(missing_ok=True)

    def strike(self) -> None:
        """Change one thing."""
        kind = self._random.choice(["claims", "claims", "claims", "articles", "sources", "entities"])
        path = self._random.choice([path for path in self._records if path.parent.name == kind])
        ways = [self._value] * 6 + [
            self._remove,
            self._copy,
            self._move,
            self._break,
            self._name,
            self._swap,
            self._page,
        ]
        self._random.choice(ways)(path)

    def _value(self, path: Path) -> None:
        """Take a value away, or put one of another record in its place."""
        data = yaml.load(self._facts[path], yaml.CSafeLoader)
        holder, key = self._random.choice(list(values(data)))
        if self._random.random() < 0.2:
            del holder[key]
        else:
            holder[key] = self._random.choice(self._known[key])
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def _copy(self, path: Path) -> None:
        path.with_name("copied.yml").write_bytes(self._facts[path])

    def _move(self, path: Path) -> None:
        other = self._random.choice([one for one in self._records if one.parent == path.parent])
        path.write_text(
            f'id: {path.stem}\nmoved_to: {other.stem}\ndate: "2026-11-01"\nreason:\n  en: So.\n  fr: Voilà.\n'
        )

    def _break(self, path: Path) -> None:
        path.write_bytes(self._facts[path] + self._random.choice([b"{", b"x: 1\n", b"\xff", b"id: again\n"]))

    def _name(self, path: Path) -> None:
        name = self._random.choice([f"{path.stem.upper()}.yml", f"{path.stem}.yaml", "notes.txt", "link.yml"])
        if name == "link.yml":
            path.with_name(name).unlink(missing_ok=True)
            path.with_name(name).symlink_to(path.name)
        else:
            path.with_name(name).write_bytes(self._facts[path])

    def _swap(self, path: Path) -> None:
        other = self._random.choice([one for one in self._records if one.parent == path.parent])
        path.write_bytes(self._facts[other])

    def _page(self, path: Path) -> None:
        page = self._root / "docs" / "en" / path.parent.name / f"{self._random.choice([path.stem, 'vandal'])}.md"
        page.parent.mkdir(exist_ok=True)
        self._pages.add(page)
        page.write_text(f"[x](claim:{path.stem})\n[x](source:none)\n", encoding="utf-8")


def vandalise(folder: Path, seed: int, rounds: int) -> int:
    """Change a project again and again; return how often only a part of it was looked at."""
    root, parts = folder / "project", 0
    make_project(root, COPIES)
    vandal = Vandal(root, seed)
    coin = random.Random(seed)  # noqa: S311 - not for secrets
    outline = outline_of(root, LATER)
    for number in range(rounds):
        way = coin.random()
        if way < 0.6:
            vandal.restore()
        for _ in range(coin.choice([1, 1, 1, 2])):
            vandal.strike()
        found = again(root, outline, LATER)
        if found:
            parts += len(found.corpus.claims) < found.looked_at["claim"]
            expected = validate(root, today=LATER)
            assert told(found) == told(expected), f"round {number} of seed {seed}"
        if way > 0.8:
            outline = outline_of(root, LATER)
    return parts


def test_whatever_changes_is_judged_as_by_looking_at_everything(tmp_path: Path) -> None:
    assert vandalise(tmp_path, 1, ROUNDS) > ROUNDS // 8
