"""Write and read files by the thousand: what `Path` does for each of them takes longer than the system does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os.path import dirname
from pathlib import Path


def write(path: str, content: bytes) -> int:
    """Write a file, and make its folder if that is not there; return its length."""
    folder = dirname(path)  # noqa: PTH120 - see above
    try:
        os.mkdir(folder)  # noqa: PTH102 - nearly always it is the one folder that is missing
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(path, "wb") as file:  # noqa: PTH123
        return file.write(content)


def read(path: str) -> bytes:
    """Return what is in a file."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a buffer takes longer to make than most files to read
        return file.readall()


def walk(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder, from there, with slashes."""
    for path, _, names in os.walk(folder):
        above = Path(path).relative_to(folder).as_posix()
        yield from names if above == "." else (f"{above}/{name}" for name in names)
