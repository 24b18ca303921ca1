"""The project that is attacked, and mutants: changes of its files that are made, judged and taken back."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser.building import REFERRED
from conftest import CHECKS, ROOT, SAMPLE

PAGES = ("index.md", "about.md", "search.md", "claims/index.md", "claims/RECORDID.md", "contribute/checks/index.md")
"""The hand-written pages of the attacked project. All pages of the real one would only make it slower to read."""
SMALL = {
    "article": "first-article",
    "claim": "first-claim",
    "source": "first-source",
    "entity": "example",
    "term": "preferred",
    "rating": "confirmed",
}
"""The record of each kind in the small project that the pages refer to."""
_REFERENCE = re.compile(rf"\(({'|'.join(REFERRED)}):[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link in place of a file."""

    target: str


@dataclass(frozen=True, slots=True)
class Special:
    """Something else in place of a file: an empty folder or a named pipe."""

    pipe: bool = False


Content = bytes | Link | Special | None
"""What a mutant puts at a path; None removes what is there."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """Some changed files, by their paths in the project, and in a word what was done to them."""

    way: str
    files: Mapping[str, Content]

    def __str__(self) -> str:
        """Return what was done to which file."""
        return f"{self.way}: {', '.join(map(ascii, self.files))}"


def make_project(folder: Path, *, small: bool = False) -> Path:
    """Write the sample project with its schemas and some pages into a new folder; return its path.

    If it is to be `small`, it gets the few records of the checks' examples instead: they are judged in no time.
    """
    root = folder / "project"
    shutil.copytree((CHECKS / "base" if small else SAMPLE) / "facts", root / "facts")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    shutil.copytree(ROOT / "docs" / ".overrides", root / "docs" / ".overrides")
    records = SMALL if small else REFERRED
    for language in ("en", "fr"):
        for name in PAGES:
            page = root / "docs" / language / name
            page.parent.mkdir(parents=True, exist_ok=True)
            text = (ROOT / "docs" / language / name).read_text(encoding="utf-8")
            page.write_text(_REFERENCE.sub(lambda match: f"({match[1]}:{records[match[1]]}", text), encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def contents(root: Path, folder: str) -> dict[str, bytes]:
    """Return the files below a folder of the project, by their paths in it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and ".overrides" not in path.parts
    }


@contextmanager
def changed(root: Path, mutant: Mutant) -> Iterator[None]:
    """Let the project at `root` be the mutant meanwhile."""
    before = {name: _read(root / name) for name in mutant.files}
    made = [folder for name in mutant.files for folder in _missing_parents(root / name)]
    try:
        for name, content in mutant.files.items():
            _put(root / name, content)
        yield
    finally:
        for name, old in before.items():
            _put(root / name, old)
        for folder in reversed(made):
            if folder.is_dir():
                folder.rmdir()


def _read(path: Path) -> Content:
    return path.read_bytes() if path.is_file() else None


def _missing_parents(path: Path) -> list[Path]:
    return [folder for folder in reversed(path.parents) if not folder.exists()]


def _put(path: Path, content: Content) -> None:
    if path.is_symlink() or path.exists():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    if content is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, Link):
        path.symlink_to(content.target)
    elif content.pipe:
        os.mkfifo(path)
    else:
        path.mkdir()
