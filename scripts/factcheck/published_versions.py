"""What the records said on earlier days: read from the history of the repository, or from what the last build kept.

One `git log` and one `git cat-file` for all records. Without git, or with only the end of its history, what is known is
what the last build wrote into the site that the new one is to replace, as far as its words have the content id under
which they are kept.
"""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from factcheck.corpus import Corpus, Key
from factcheck.errors import SetupError
from factcheck.git_objects import LARGEST, MISSING, PLAIN, Blob, blob_contents, limited_git, run_git
from factcheck.kinds import FACTS, FOLDERS, file_path
from factcheck.loading.old_file import OldFile
from factcheck.pages.page import API, versions_file
from factcheck.plain_files import read_plain
from factcheck.records.version import (
    CONTENT,
    GIT_BEGAN,
    NO_GIT,
    SHALLOW,
    UNREADABLE,
    History,
    Version,
    content_id,
    directory_id,
    first_day,
    in_order,
    is_day,
)

NO_VERSIONS = "FACTCHECK_NO_VERSIONS"
"""The environment variable for a build whose pages do not say what they said before."""
LAST_BUILD = "FACTCHECK_LAST_BUILD"
"""The environment variable that names the folder of the site that the build is to replace."""
_MOST_BYTES = 512 * 1024 * 1024
"""How large all versions together may be: they are kept in memory."""
_TOO_LARGE = "the versions of the records are too large together"
_LARGEST_FILE = 64 * 1024 * 1024
"""How large a file with the versions of a record may be."""
_LOG = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--relative",
    "--no-show-signature",
    "--encoding=UTF-8",
    "-z",
)
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class _Change(NamedTuple):
    """A change of a file: its day, its commit, and the object that it left."""

    day: str
    commit: str
    object: str


def read_history(root: Path, keys: Collection[Key], kept: Path | None = None) -> History:
    """Return what records said on earlier days.

    Args:
        root: the folder of the project.
        keys: kind and id of all files: of the records, of what is left of those that moved or were withdrawn, and of
            the files that are no records.
        kept: the folder of the API of the last build, if there is one.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    paths = {file_path(*key): key for key in keys}
    wanted = {path: key for path, key in paths.items() if key[0] in FOLDERS}
    records, gap = ({}, NO_GIT) if os.environ.get(NO_VERSIONS) else _from_git(root, tuple(wanted.items()))
    if gap and kept:
        records = {key: found for key in wanted.values() if (found := _kept(kept, key))}
    files = dict(_files(root, paths))
    contents = {key: content_id(files[path]) for path, key in paths.items() if path in files}
    there = {path.removeprefix(FACTS): contents[paths[path]] for path in files}
    whole = directory_id(there) if len(files) == len(paths) else ""
    return History(records=records, contents=contents, files=files, whole=whole, gap=gap)


def history_of(root: Path, corpus: Corpus) -> History:
    """Return what the records of a project said on earlier days, for a build or a preview; see :func:`read_history`."""
    last = os.environ.get(LAST_BUILD)
    keys = [(entry.kind, entry.stem) for entry in corpus.entries]
    return read_history(root, keys, Path(last, API) if last else None)


def _files(root: Path, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        with suppress(OSError):
            yield path, read_plain(root / path, LARGEST)


def _from_git(root: Path, wanted: tuple[tuple[str, Key], ...]) -> tuple[Mapping[Key, tuple[Version, ...]], str]:
    """Return the versions that a repository has, and why there may be more; none if it does not have all."""
    try:
        found = run_git(root, "rev-parse", "--is-shallow-repository", "HEAD^{commit}")
    except SetupError:
        return {}, NO_GIT
    match found.stdout.decode().split():
        case ["false", commit]:
            with suppress(SetupError):
                return _versions(root, commit, wanted), ""
            return {}, UNREADABLE
        case ["true", *_]:
            return {}, SHALLOW
    return {}, NO_GIT


@lru_cache(maxsize=1)
def _versions(root: Path, commit: str, wanted: tuple[tuple[str, Key], ...]) -> Mapping[Key, tuple[Version, ...]]:
    """Return the versions of the records in a commit and those before it. A preview asks again after every edit.

    Raises:
        SetupError: git cannot read them all, or there are more than can be kept.
    """
    keys = dict(wanted)
    changes: dict[Key, list[_Change]] = {}
    for path, change in _changes(limited_git(root, *_LOG, "--format=%H %ct", commit, "--", "facts")):
        if path in keys:
            changes.setdefault(keys[path], []).append(change)
    raws = _read(root, {change.object for found in changes.values() for change in found})
    made = {key: _of_days(key[0], list(reversed(found)), raws) for key, found in changes.items()}
    return {key: found for key, found in made.items() if found}


def _changes(log: bytes) -> Iterator[tuple[str, _Change]]:
    """Yield path and change from the output of ``git log --raw -z``, the newest first; not files that were removed."""
    parts = iter(log.split(b"\0"))
    day = commit = ""
    for part in parts:
        match part.removeprefix(b"\n").split():
            case [mode, new_mode, _, object_, _] if mode.startswith(b":"):
                path = os.fsdecode(next(parts, b""))
                if new_mode in PLAIN:
                    yield path, _Change(day, commit, object_.decode())
            case [hash_, seconds]:
                commit, day = hash_.decode(), _utc_day(int(seconds))


def _utc_day(seconds: int) -> str:
    with suppress(ValueError, OverflowError, OSError):  # a commit may name any time
        return max(GIT_BEGAN, datetime.fromtimestamp(seconds, tz=UTC).date().isoformat())
    return GIT_BEGAN


def _read(root: Path, objects: Collection[str]) -> Mapping[str, bytes]:
    """Return what these objects hold, without those that are too large for a record.

    Raises:
        SetupError: one is missing, or all together are too large.
    """
    asked = "".join(f"{object_}\n" for object_ in sorted(objects)).encode()
    lines = (line.split() for line in run_git(root, "cat-file", "--batch-check", given=asked).stdout.splitlines())
    sizes = {line[0]: int(line[2]) for line in lines if len(line) == 3 and line[1] == b"blob"}  # noqa: PLR2004
    if len(sizes) < len(objects):
        raise SetupError(MISSING)
    blobs = [Blob("", b"", object_, size) for object_, size in sizes.items() if size <= LARGEST]
    if sum(blob.size for blob in blobs) > _MOST_BYTES:
        raise SetupError(_TOO_LARGE)
    return {blob.object.decode(): raw for blob, raw in zip(blobs, blob_contents(root, blobs), strict=True)}


def _of_days(kind: str, changes: list[_Change], raws: Mapping[str, bytes]) -> tuple[Version, ...]:
    """Return the versions of a record from its changes, oldest first: what its file held at the end of each day.

    The first one has the last day on which the record says that it was made or changed: it was written before it was
    committed, perhaps elsewhere.
    """
    there = [change for change in changes if change.object in raws]
    days = in_order([change.day for change in there])
    versions = [
        _version(kind, day, item.object, item.commit, raws[item.object]) for day, item in zip(days, there, strict=True)
    ]
    if versions:
        days[0] = first_day(versions[0])
    found = {day: replace(version, date=day) for day, version in zip(days, versions, strict=True)}
    every = (None, *found.values())
    return tuple(item for before, item in pairwise(every) if item and not (before and before.content == item.content))


def _version(kind: str, day: str, object_: str, commit: str | None, raw: bytes) -> Version:
    return Version(date=day, content=CONTENT + object_, commit=commit, data=OldFile(kind, raw), raw=raw)


def _kept(folder: Path, key: Key) -> tuple[Version, ...]:
    """Return the versions of a record that the last build wrote, as far as their words have the right content id."""
    with suppress(OSError, ValueError, RecursionError, AttributeError, TypeError):
        file = json.loads(read_plain(folder / versions_file(*key), _LARGEST_FILE))
        items = (version for item in file.get("versions", ()) if (version := _kept_version(key[0], item)))
        days = {version.date: version for version in items}  # a day has one evening
        return tuple(days[day] for day in sorted(days))
    return ()


def _kept_version(kind: str, item: object) -> Version | None:
    match item:
        case {"date": str(day), "content": str(content), "text": str(text), **rest}:
            raw, commit = text.encode("utf-8", "surrogatepass"), str(rest.get("commit"))
            if is_day(day) and content_id(raw) == content:
                known = commit if _COMMIT.fullmatch(commit) else None
                return _version(kind, day, content.removeprefix(CONTENT), known, raw)
    return None
