"""The folder in which things are kept from one run for the next: in the user's cache, never in the project.

A pull request could bring what lies in the project. Nothing depends on anything being there: the folder can be removed
at any time, and processes that write at the same time each put a whole file in place.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

NAME = "factcheck-site"
VARIABLE = "FACTCHECK_CACHE"
"""The environment variable that names another folder for what is kept."""


def kept_folder(name: str) -> Path:
    """Return the folder for things of one kind, which need not be there."""
    named = os.environ.get(VARIABLE)
    return (Path(named) if named else user_cache_path(NAME)) / name


def keep(folder: Path, name: str, content: bytes, *, newest: int) -> None:
    """Write a file, if that can be done, and remove all but the newest ones in its folder.

    Args:
        folder: the folder, which need not be there.
        name: the name of the file.
        content: what it is to hold.
        newest: how many files are left.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=folder, suffix=".new")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(fresh).replace(folder / name)
        found = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[newest:]:
            path.unlink(missing_ok=True)
