"""What stands in a project's files, as digests: by these we know whether anything has changed since it was checked."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("jsonschema", "jsonschema-rs", "PyYAML")
_PACKAGE = Path(__file__).parent.parent
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


def read_state(root: Path, today: date) -> State | None:
    """Return the state of the project at `root` on a day; None if something there cannot be read."""
    try:
        records = {name: digest_of(content) for name, content in _part(root, "facts", "")}
        return State(today=today, records=records, judges=_judges(root), others=_others(root))
    except OSError:
        return None


def is_still(state: State, root: Path, records: Iterable[str]) -> bool:
    """Return whether some records, given by their paths, and all that is no record still hold what a state says."""
    try:
        return (state.judges, state.others) == (_judges(root), _others(root)) and all(
            digest_of(_content(root / path)) == state.records.get(path) for path in records
        )
    except OSError:
        return False


def _judges(root: Path) -> str:
    return digest([*_below(_PACKAGE, "", ".py"), *_part(root, "schemas", ".json"), _surroundings()])


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
    path = root / part
    if path.is_dir() and not path.is_symlink():
        yield from _below(path, part, suffix)
    else:
        yield part, _content(path) if path.exists() else b""


def _below(folder: Path, shown: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of all files with a suffix below a folder; of a link, where it leads."""
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
            yield name, _content(entry.path) if entry.is_file() else b"special"


def _content(path: str | Path) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a third of the time of Path.read_bytes
        return file.read()
