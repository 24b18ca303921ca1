"""An example of a check as readers see it: the lines that matter, those that are wrong or right marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 3
"""How many lines before and after a marked one are shown."""


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file of an example: its path from the project, and its text, with nothing invisible in it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt, with its number from 1; a `gap` stands for lines that are left out."""

    number: int
    text: str
    marked: bool
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a file that differs from the other version, or None of it where the file is not there."""

    path: str
    lines: tuple[Line, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The files of a mistake and of the same mended, and what the command line says about the mistake."""

    bad: tuple[ExampleFile, ...]
    good: tuple[ExampleFile, ...]
    before: tuple[ExampleFile, ...] = ()
    texts: tuple[ExampleFile, ...] = ()
    output: str = ""

    @property
    def wrong(self) -> list[Excerpt]:
        """What is wrong in the bad files, compared with the good ones."""
        return list(_excerpts(self.bad, self.good))

    @property
    def right(self) -> list[Excerpt]:
        """What is right in the good files, compared with the bad ones."""
        return list(_excerpts(self.good, self.bad))

    @property
    def old(self) -> list[Excerpt]:
        """What stood there in the revision to compare with, as far as the bad files differ from it."""
        return list(_excerpts(self.before, self.bad)) if self.before else []


def _excerpts(files: Iterable[ExampleFile], others: Iterable[ExampleFile]) -> Iterator[Excerpt]:
    """Yield what differs from the other files; a file that only stands there is one that is missing here."""
    mine, theirs = {file.path: file.text for file in files}, {file.path: file.text for file in others}
    for path in sorted(mine.keys() | theirs.keys()):
        if path not in mine:
            yield Excerpt(path, None)
        elif mine[path] != theirs.get(path):
            yield Excerpt(path, tuple(_lines(mine[path].split("\n"), theirs.get(path, "").split("\n"))))


def _lines(mine: list[str], theirs: list[str]) -> Iterator[Line]:
    changed = _changed(mine, theirs)
    near = {index + step for index in changed for step in range(-CONTEXT, CONTEXT + 1)}
    left_out = False
    for index, text in enumerate(mine):
        if index not in near:
            left_out = True
            continue
        if left_out:
            yield Line(index, "…", marked=False, gap=True)
        left_out = False
        yield Line(index + 1, text, index in changed)


def _changed(mine: list[str], theirs: list[str]) -> set[int]:
    """Return the lines that are not the same there; where something is missing here, the line before it."""
    changed: set[int] = set()
    for tag, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "insert":
            changed.add(max(0, start - 1))
        elif tag != "equal":
            changed.update(range(start, end))
    return changed
