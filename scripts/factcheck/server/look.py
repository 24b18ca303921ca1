"""A look at the files that a preview follows: which are there, and whether one is another than before.

It is cheap enough to be taken several times a second, on every kind of disk, and needs no help of the system.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The program itself."""
_CODE = (".py", ".po")

Signature = tuple[int, int, int, int]
"""What differs when a file has been written or exchanged: its times, its size and its number on the disk."""


@dataclass(frozen=True, slots=True)
class Look:
    """The signatures of the files, by path: of records, of what MkDocs reads, of schemas, templates and program."""

    records: Mapping[str, Signature]
    pages: Mapping[str, Signature]
    schemas: Mapping[str, Signature]
    templates: Mapping[str, Signature]
    program: Mapping[str, Signature]

    def changed(self, before: Look) -> list[str]:
        """Return the paths of all that was added, changed or removed since another look."""
        paths: set[str] = set()
        for name in self.__slots__:
            paths |= {path for path, _ in set(getattr(self, name).items()) ^ set(getattr(before, name).items())}
        return sorted(paths)


def look(root: Path) -> Look:
    """Take a look at the project at `root`, and at the program."""
    package = dict(_below(os.fspath(PACKAGE)))
    settings = (*root.glob("mkdocs*.yml"), root / "scripts" / "mkdocs_hooks.py")
    return Look(
        records=dict(_below(os.fspath(root / "facts"))),
        pages={**dict(_below(os.fspath(root / "docs"))), **dict(_each(settings))},
        schemas=dict(_below(os.fspath(root / "schemas"))),
        templates={path: signature for path, signature in package.items() if path.endswith(".html")},
        program={path: signature for path, signature in package.items() if path.endswith(_CODE)},
    )


def settled(take: Callable[[], Look], pause: Callable[[], object], first: Look, patience: int = 40) -> Look:
    """Look again until two looks are the same: who changes a branch writes many files, one after the other.

    Args:
        take: takes a look.
        pause: waits for a moment.
        first: the look that has seen a change.
        patience: how many looks are taken at most, if there is no end to the changes.
    """
    for _ in range(patience):
        pause()
        now = take()
        if now == first:
            break
        first = now
    return first


def _each(paths: tuple[Path, ...]) -> Iterator[tuple[str, Signature]]:
    for path in paths:
        with suppress(OSError):
            yield os.fspath(path), _signature(path.lstat())


def _below(folder: str) -> Iterator[tuple[str, Signature]]:
    """Yield the files below a folder; what disappears meanwhile is not there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path, _signature(entry.stat(follow_symlinks=False))
            elif entry.name != "__pycache__":
                yield from _below(entry.path)


def _signature(status: os.stat_result) -> Signature:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
