"""The files that scaffolds are made from, and those that they write: new ones, which never replace another."""

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.cache import Cache
from factcheck.corpus import Surroundings
from factcheck.errors import SetupError, explain
from factcheck.git_objects import user_name
from factcheck.loading.snapshot import take_snapshot
from factcheck.plain_files import replace_file
from factcheck.project import today
from factcheck.reading import read_snapshot
from factcheck.scaffolds.background import Background


@dataclass(frozen=True, kw_only=True)
class ScaffoldFile:
    """A file of a scaffold: its path in the project, what it is to hold, and what it holds now, if it is there."""

    path: str
    text: str
    before: str | None = None


def read_background(root: Path, author: str | None = None) -> Background:
    """Return what scaffolds of the project at `root` are made from.

    Args:
        root: the folder of the project.
        author: who writes; None asks git.

    Raises:
        SetupError: a schema cannot be used.
    """
    snapshot = take_snapshot(root)
    taken: dict[str, set[str]] = defaultdict(set)
    for kind, id_ in snapshot.found.known:
        taken[kind].add(id_)
    return Background(
        schemas=snapshot.schemas,
        corpus=read_snapshot(snapshot, Surroundings(), cache=Cache.of(root)).corpus,
        taken={kind: frozenset(ids) for kind, ids in taken.items()},
        today=today(),
        author=author or user_name(root),
    )


def write_files(root: Path, files: Sequence[ScaffoldFile]) -> None:
    """Write the files of a scaffold, or none of them if one is there that should not be.

    Raises:
        SetupError: a new file is there already, a file to be changed has changed meanwhile, or one cannot be written.
    """
    for file in files:
        target = root / file.path
        if file.before is None and os.path.lexists(target):
            message = f"{file.path} is there already; nothing was written"
            raise SetupError(message)
    try:
        for file in files:
            _write(root / file.path, file)
    except OSError as error:
        message = f"{file.path} cannot be written: {explain(error)}"
        raise SetupError(message) from error


def _write(target: Path, file: ScaffoldFile) -> None:
    if file.before is None:
        target.parent.mkdir(exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as new:
            new.write(file.text)
    else:
        replace_file(target, file.text.encode(), mode=target.stat().st_mode)
