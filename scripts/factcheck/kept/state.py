"""What stands in a project's files, as digests: by these we know whether anything has changed since it was checked."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from factcheck.spread import MANY, spread

LIBRARIES = ("jsonschema", "jsonschema-rs", "PyYAML")
_PACKAGE = Path(__file__).parent.parent
FAST = 4
"""So many times as many files as elsewhere make it worth to share the work: each takes little time."""
Thing = str | bytes
"""The path of a file to be read, or what stands for the content of something else."""
_MUCH = 64 * 1024  # bytes: hardly any file has as many
_LENGTH = 16  # bytes: nobody finds two files with the same digest by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The files of a project, and what judges them, at one moment of a day."""

    today: date
    records: Mapping[str, str]
    """A digest of each thing below ``facts/``, by its path from the project."""
    judges: str
    """A digest of what judges the records: our code, its libraries, the schemas."""
    others: str
    """A digest of the hand-written pages and the configuration."""

    @property
    def key(self) -> str:
        """A name for all of it."""
        whole = {"today": str(self.today), "judges": self.judges, "others": self.others, **self.records}
        return digest((name, content.encode()) for name, content in whole.items())


def read_state(root: Path, today: date, processes: int = 1) -> State | None:
    """Return the state of the project at `root` on a day; None if something there cannot be read.

    So many `processes` share the reading if there is much.
    """
    try:
        things = list(_listing(root, "facts", ""))
        digests = spread(_digests, things, processes=processes if len(things) >= FAST * MANY else 1)
        if None in digests:
            return None
        records = {name: mark for (name, _), mark in zip(things, digests, strict=True) if mark}
        return State(today=today, records=records, judges=_judges(root), others=_others(root))
    except OSError:
        return None


def _digests(things: Sequence[tuple[str, Thing]]) -> list[str | None]:
    found: list[str | None] = []
    for _, thing in things:
        try:
            found.append(digest_of(_content(thing)))
        except OSError:
            found.append(None)
    return found


def names(root: Path) -> set[str]:
    """Return the names of everything below ``facts/`` now: those of the records of a state, if nothing came or went.

    Raises:
        OSError: a folder cannot be read.
    """
    return {name for name, _ in _listing(root, "facts", "")}


def is_still(state: State, root: Path, records: Iterable[str]) -> bool:
    """Return whether some records, given by their paths, and all that is no record still hold what a state says."""
    try:
        return (state.judges, state.others) == (_judges(root), _others(root)) and all(
            digest_of(_content(f"{root}/{path}")) == state.records.get(path) for path in records
        )
    except OSError:
        return False


def _judges(root: Path) -> str:
    code = [(name, _content(thing)) for name, thing in _below(_PACKAGE, "", ".py")]
    return digest([*code, *_part(root, "schemas", ".json"), _surroundings()])


def _others(root: Path) -> str:
    return digest([*_part(root, "docs", ".md"), *_part(root, "mkdocs.yml", "")])


def _surroundings() -> tuple[str, bytes]:
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "", f"{sys.version} {platform.platform()} {libraries}".encode()


def digest(named: Iterable[tuple[str, bytes]]) -> str:
    """Return one digest of several named contents; none can pass for two."""
    state = blake2b(digest_size=_LENGTH)
    for name, content in named:
        state.update(f"{len(name)} {name} {len(content)} ".encode("utf-8", "surrogateescape"))
        state.update(content)
    return state.hexdigest()


def digest_of(content: bytes) -> str:
    """Return the digest of the content of a file."""
    return blake2b(content, digest_size=_LENGTH).hexdigest()


def _part(root: Path, part: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of all files below a part of the project, or of that part if it is a file."""
    return ((name, _content(thing)) for name, thing in _listing(root, part, suffix))


def _listing(root: Path, part: str, suffix: str) -> Iterator[tuple[str, Thing]]:
    path = root / part
    if path.is_dir() and not path.is_symlink():
        yield from _below(path, part, suffix)
    else:
        yield part, str(path) if path.exists() else b""


def _below(folder: Path, shown: str, suffix: str) -> Iterator[tuple[str, Thing]]:
    """Yield all files with a suffix below a folder; of a link, where it leads."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{shown}/{entry.name}"
        if entry.is_symlink():
            yield name, b"link " + os.fsencode(Path(entry.path).readlink())
        elif entry.is_dir():
            yield name, b"folder"
            yield from _below(Path(entry.path), name, suffix)
        elif entry.name.endswith(suffix):
            yield name, entry.path if entry.is_file() else b"special"


def _content(thing: Thing) -> bytes:
    if isinstance(thing, bytes):
        return thing
    descriptor = os.open(thing, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a fifth of the time of Path.read_bytes
    try:
        parts = [os.read(descriptor, _MUCH)]
        while len(parts[-1]) == _MUCH:
            parts.append(os.read(descriptor, _MUCH))
        return b"".join(parts)
    finally:
        os.close(descriptor)
