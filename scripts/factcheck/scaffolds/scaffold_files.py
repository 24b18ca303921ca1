"""The files that scaffolds are made from, and those that they write: new ones, which never replace another."""

import os
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.cache import Cache
from factcheck.corpus import Key, Surroundings
from factcheck.errors import SetupError, explain
from factcheck.finding import Document, did_you_mean
from factcheck.git_objects import file_at, find_commit, user_name
from factcheck.kinds import file_path
from factcheck.loading.fact_files import find_files, read_start
from factcheck.loading.other_files import TEXTS_VARIABLE, read_text_file
from factcheck.loading.snapshot import take_snapshot
from factcheck.loading.yaml_reader import read_yaml
from factcheck.plain_files import replace_file
from factcheck.project import today
from factcheck.reading import read_snapshot
from factcheck.scaffolds.draft import Background
from factcheck.scaffolds.skeleton import Data

_MOST_LISTED = 8
"""How many records a message lists."""


@dataclass(frozen=True, kw_only=True)
class ScaffoldFile:
    """A file of a scaffold: its path in the project, what it is to hold, and what it holds now, if it is there."""

    path: str
    text: str
    before: str | None = None


def read_background(root: Path, author: str | None = None, only: str | None = None) -> Background:
    """Return what scaffolds of the project at `root` are made from.

    Args:
        root: the folder of the project.
        author: who writes; None asks git.
        only: the language in which the records are written; None for all.

    Raises:
        SetupError: a schema cannot be used.
    """
    snapshot = take_snapshot(root)
    taken: dict[str, set[str]] = defaultdict(set)
    for kind, id_ in snapshot.found.known:
        taken[kind].add(id_)
    corpus = read_snapshot(snapshot, Surroundings(), cache=Cache.of(root)).corpus
    return Background(
        schemas=snapshot.schemas,
        corpus=corpus,
        taken={kind: frozenset(ids) for kind, ids in taken.items()},
        today=today(),
        author=author or user_name(root),
        unfinished=_unfinished(root, corpus.broken),
        only=only,
    )


def _unfinished(root: Path, keys: Collection[Key]) -> Mapping[str, Sequence[Data]]:
    """Return what is in the files of some records that have something to do, or mistakes, as far as it can be read."""
    found: dict[str, list[Data]] = defaultdict(list)
    for kind, id_ in sorted(keys):
        path = file_path(kind, id_)
        try:
            document, _ = read_yaml(read_start(root / path), path)
        except OSError:
            continue
        if document and document.data.get("id") == id_:
            found[kind].append(document.data)
    return found


def read_record(root: Path, kind: str, id_: str) -> tuple[Document, str]:
    """Return what the file of a record holds, which may have something to do, and its text as it is.

    Raises:
        SetupError: there is no such file, or it is not in the YAML that we read.
    """
    path = file_path(kind, id_)
    try:
        raw = read_start(root / path)
    except OSError as error:
        there = sorted(known for other, known in find_files(root).known if other == kind)
        listed = (
            f"there are {', '.join(there)}" if 0 < len(there) <= _MOST_LISTED else f"begin it: factcheck new {kind}"
        )
        message = f"there is no {kind} {id_!r}; {did_you_mean(id_, there) or listed}"
        raise SetupError(message) from error
    document, _ = read_yaml(raw, path)
    if not document or document.data.get("id") != id_:
        message = f"{path} has mistakes; factcheck validate {path} shows them"
        raise SetupError(message)
    return document, raw.decode()


def record_at(root: Path, revision: str, path: str) -> Data | None:
    """Return what a file of a record held in a revision; None if it was not there, or had mistakes.

    Raises:
        SetupError: git does not know the revision.
    """
    raw = file_at(root, find_commit(root, revision), path)
    document = read_yaml(raw, path)[0] if raw else None
    return document.data if document else None


def text_at_hand(id_: str, given: Path | None) -> str | None:
    """Return the text of an article: of the file that is given, or else from the folder that the environment names.

    Raises:
        SetupError: the file cannot be read.
    """
    folder = os.environ.get(TEXTS_VARIABLE)
    file = given or (Path(folder, f"{id_}.txt") if folder else None)
    return read_text_file(file) if file and (given or file.is_file()) else None


def is_in_texts(file: Path) -> bool:
    """Return whether a file is in the folder that the environment names, where texts have the names of records."""
    folder = os.environ.get(TEXTS_VARIABLE)
    return bool(folder) and file.resolve().parent == Path(str(folder)).resolve()


def write_files(root: Path, files: Sequence[ScaffoldFile]) -> None:
    """Write the files of a scaffold, or none of them if one is there that should not be.

    Raises:
        SetupError: a new file is there already, a file to be changed has changed meanwhile, or one cannot be written.
    """
    for file in files:
        target = root / file.path
        above = [folder for folder in target.parents if folder.is_relative_to(root) and folder != root]
        if any(folder.is_symlink() for folder in above):
            problem = "is in a folder that is a symbolic link"
        elif file.before is None and os.path.lexists(target):
            problem = "is there already"
        elif file.before is not None and read_start(target) != file.before.encode():
            problem = "has been changed meanwhile"
        else:
            continue
        message = f"{file.path} {problem}; nothing was written"
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
