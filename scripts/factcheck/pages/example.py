"""An example of a check as readers see it: the lines that matter, those that are wrong or right marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT = 3
"""How many lines before and after a marked one are shown."""
MOST = 60
"""How many lines of a file are shown at most."""

Mark = Literal["", "bad", "good", "old", "set", "found"]
"""What a line is: wrong, right, as it was before, part of what the example sets up, or where a finding points."""


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file of an example: its path from the project, and its text, with nothing invisible in it."""

    path: str
    text: str
    link: bool = False
    """Whether it is a symbolic link; its text is then what it leads to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt, with its number from 1; a `gap` stands for lines that are left out."""

    number: int
    text: str
    mark: Mark = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a file that matters, or None of it where the file is not there."""

    path: str
    lines: tuple[Line, ...] | None
    link: str = ""
    """What it leads to, if it is a symbolic link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A mistake and the same mended, each as the files of a whole project, and what is said about the mistake."""

    bad: tuple[ExampleFile, ...]
    good: tuple[ExampleFile, ...]
    base: tuple[ExampleFile, ...] = ()
    """The small project that the files are laid over."""
    before: tuple[ExampleFile, ...] = ()
    texts: tuple[ExampleFile, ...] = ()
    output: str = ""
    places: frozenset[tuple[str, int]] = frozenset()
    """The files and lines that the findings point to."""
    instead: frozenset[str] = frozenset()
    """The files that are right instead of others, even if the small project holds them as well."""

    @property
    def wrong(self) -> list[Excerpt]:
        """What is wrong in the bad files, compared with the good ones, and where the findings point."""
        found: dict[str, set[int]] = defaultdict(set)
        for path, number in self.places:
            found[path].add(number - 1)
        return list(_excerpts(self.bad, self.good, self.base, "bad", found))

    @property
    def right(self) -> list[Excerpt]:
        """What is right in the good files, compared with the bad ones."""
        return list(_excerpts(self.good, self.bad, self.base, "good", {path: set() for path in self.instead}))

    @property
    def marks(self) -> set[Mark]:
        """The marks of all lines that are shown."""
        shown = [*self.wrong, *self.right, *self.old, *self.shared]
        return {line.mark for excerpt in shown for line in excerpt.lines or ()}

    @property
    def old(self) -> list[Excerpt]:
        """What stood there in the revision to compare with, as far as the bad files differ from it."""
        return list(_excerpts(self.before, self.bad, self.base, "old")) if self.before else []

    @property
    def shared(self) -> list[Excerpt]:
        """What else the example sets up: the files that are the same in both, and not those of the small project."""
        shown = {excerpt.path for excerpt in self.wrong}
        both = [file for file in self.bad if file in self.good and file not in self.base and file.path not in shown]
        return list(_excerpts(both, (), self.base, "set"))


def _excerpts(
    files: Iterable[ExampleFile],
    others: Iterable[ExampleFile],
    base: Iterable[ExampleFile],
    mark: Mark,
    places: Mapping[str, set[int]] | None = None,
) -> Iterator[Excerpt]:
    """Yield what differs from the other files; a file that only stands there is one that is missing here.

    Args:
        files: the files to show.
        others: the files that they are compared with.
        base: the files that both are laid over.
        mark: what a line is that the other files do not have.
        places: the files that matter even without a difference, and lines in them, counted from 0.
    """
    wanted = places or {}
    mine, theirs, under = _by_path(files), _by_path(others), _by_path(base)
    for path in sorted(mine.keys() | theirs.keys()):
        file, other = mine.get(path), theirs.get(path)
        if not file:
            yield Excerpt(path, None)
        elif file.link:
            yield Excerpt(path, (), file.text)
        elif file != other or path in wanted:
            yield Excerpt(path, tuple(_lines(file.text, other, under.get(path), mark, wanted.get(path, set()))))


def _by_path(files: Iterable[ExampleFile]) -> Mapping[str, ExampleFile]:
    return {file.path: file for file in files}


def _lines(
    text: str, other: ExampleFile | None, base: ExampleFile | None, mark: Mark, places: set[int]
) -> Iterator[Line]:
    """Yield the lines of a file that are marked, and some around them; of a file that is not in the others, all."""
    mine = text.split("\n")
    own, near = _differences(mine, other)
    if other and mark == "bad":
        own = own or places
    elif not other and mark in {"bad", "good"}:
        own = set(range(len(mine)))
    new, set_up = _differences(mine, base)
    pointed: dict[int, Mark] = dict.fromkeys(places, "found")
    marks: dict[int, Mark] = {**dict.fromkeys(new, "set"), **pointed, **dict.fromkeys(own, mark)}
    # What the example sets up is shown once, beside what is wrong.
    centres = near | places | (set_up if mark in {"bad", "set"} else set())
    shown = {index + step for index in centres for step in range(-CONTEXT, CONTEXT + 1)}
    whole = not centres or not (other or base)
    last = -1
    for index in [index for index in range(len(mine)) if whole or index in shown][:MOST]:
        if index > last + 1:
            yield Line(last + 2, "…", gap=True)
        yield Line(index + 1, mine[index], marks.get(index, ""))
        last = index
    if last + 1 < len(mine):
        yield Line(last + 2, "…", gap=True)


def _differences(mine: list[str], other: ExampleFile | None) -> tuple[set[int], set[int]]:
    """Return the lines that another version does not have, and these with those beside which something is missing."""
    theirs = other.text.split("\n") if other else mine
    new: set[int] = set()
    near: set[int] = set()
    for tag, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            new.update(range(start, end))
            near.update(range(start, end) or [max(0, start - 1)])
    return new, near
