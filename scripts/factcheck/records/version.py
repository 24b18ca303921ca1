"""What a record said on earlier days: its versions, by the history of the repository.

A version is what the file of a record held at the end of a day on which it changed. It is named by its content, as
``swh:1:cnt:<git blob id>`` (SWHID, ISO/IEC 18670), so that whoever has the words can see that they are those that were
cited. Old versions have the form of their time: they are plain data, and no schema judges them.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
GIT_BEGAN = "2005-04-07"
"""The day of the first commit of git itself: a commit that names it or an earlier one tells nothing."""
_DRAFTED = 31
"""How many days a new record may wait for its commit. What is older may have been said, but not here."""
CONTENT, DIRECTORY = "swh:1:cnt:", "swh:1:dir:"
"""The beginnings of the content ids of a file and a folder; what follows is what ``git cat-file -p`` takes."""
NO_GIT, SHALLOW, UNREADABLE = "no git", "shallow", "unreadable"
"""Why a history has gaps: there is no repository, only the end of its history has been fetched, or git
cannot read all of it, or it is too large."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """What a record said from a day on.

    Attributes:
        date: the day on which it changed; of the first version, the last
            day on which the record says that it was made or changed.
        content: its content id.
        commit: the commit that brought it; None if that is not known.
        data: the fields of the file, as plain data; empty if it cannot be read.
        raw: the file itself, whose content id `content` is.
    """

    date: str
    content: str
    commit: str | None = None
    data: Mapping[str, Any]
    raw: bytes = field(default=b"", repr=False)

    def value(self, *keys: str) -> Any:
        """Return what is under these keys, one within the other; None if there is nothing."""
        found: Any = self.data
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found


@dataclass(frozen=True, kw_only=True)
class History:
    """The versions of all records, by kind and id, oldest first. An empty one is normal: there may be no git."""

    records: Mapping[tuple[str, str], tuple[Version, ...]] = field(default_factory=dict)
    contents: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The content ids of the files at hand."""
    whole: str = ""
    """The content id of all files at hand together; see :func:`directory_id`. Nothing if it is not known."""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The files at hand by their paths, such as ``facts/claims/ID.yml``."""
    gap: str = NO_GIT
    """Why there may be versions that are not here: `NO_GIT`, `SHALLOW`, `UNREADABLE`, or nothing."""

    @property
    def complete(self) -> bool:
        """Whether every version is here."""
        return not self.gap

    def versions(self, kind: str, id_: str) -> tuple[Version, ...]:
        """Return the versions of a record, oldest first; none if nothing is known of it."""
        return self.records.get((kind, id_), ())

    def at(self, kind: str, id_: str, day: str) -> Version | None:
        """Return what a record said at the end of a day, ``2026-11-29``; None if it was not there yet, or unknown.

        A file that cannot be read made no page: the site went on to show what it had said before.
        """
        versions = reversed(self.versions(kind, id_))
        return next((version for version in versions if version.date <= day and version.data), None)

    def earlier(self, kind: str, id_: str) -> tuple[Version, ...]:
        """Return the versions of a record that the file at hand no longer is, oldest first."""
        return self.versions(kind, id_)[: -1 if self.published(kind, id_) else None]

    def published(self, kind: str, id_: str) -> Version | None:
        """Return the version that the file at hand is; None if that has not been published, or nothing is known."""
        newest = self.versions(kind, id_)[-1:]
        return newest[0] if newest and newest[0].content == self.contents.get((kind, id_)) else None


def content_id(raw: bytes) -> str:
    """Return the content id of a file: ``swh:1:cnt:`` and the id that git gives it."""
    return CONTENT + hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def directory_id(files: Mapping[str, str]) -> str:
    """Return the content id of a folder, ``swh:1:dir:`` and the id that ``git rev-parse HEAD:FOLDER`` gives.

    Args:
        files: the content id of each file, by its path below the folder. All are plain files that nobody can run.
    """
    return DIRECTORY + _tree((path.split("/"), bytes.fromhex(id_.removeprefix(CONTENT))) for path, id_ in files.items())


def _tree(files: Iterable[tuple[list[str], bytes]]) -> str:
    """Return git's id of a folder, from the parts of each path below it and the id of the file there."""
    entries, folders = list[tuple[str, bytes, bytes]](), dict[str, list[tuple[list[str], bytes]]]()
    for (name, *rest), id_ in files:
        if rest:
            folders.setdefault(name, []).append((rest, id_))
        else:
            entries.append((name, b"100644", id_))
    # Git puts a folder where its name with a slash belongs.
    entries += [(f"{name}/", b"40000", bytes.fromhex(_tree(inside))) for name, inside in folders.items()]
    lines = (mode + b" " + name.rstrip("/").encode() + b"\0" + id_ for name, mode, id_ in sorted(entries))
    raw = b"".join(lines)
    return hashlib.sha1(b"tree %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def in_order(days: Sequence[str]) -> list[str]:
    """Return days of which none is before the one that it follows; as many as can be are as they were given.

    In the others, the clock of a committer was wrong, by a day or by a hundred years: they get the next day that is
    kept or, if there is none, the last one.
    """
    ends, before = list[int](), list[int]()
    for index, day in enumerate(days):  # ends[n]: where those n + 1 days in order end that end first
        at = bisect_right(ends, day, key=days.__getitem__) if day > GIT_BEGAN else 0
        before.append(ends[at - 1] if at else -1)
        if day > GIT_BEGAN:
            ends[at : at + 1] = [index]
    kept, last = set[int](), ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    ordered, day = list(days), days[max(kept)] if kept else GIT_BEGAN
    for index in reversed(range(len(days))):
        ordered[index] = day = days[index] if index in kept else day
    return ordered


def first_day(version: Version) -> str:
    """Return the day of a first version: the one that the record tells, unless that is long before its commit.

    Else a new record could tell that we had said something years ago.
    """
    told = told_day(version.data) or version.date
    waited = (date.fromisoformat(version.date) - date.fromisoformat(told)).days
    return told if 0 <= waited <= _DRAFTED else version.date


def told_day(data: Mapping[str, Any]) -> str:
    """Return the last day on which a record says that it was made, checked or corrected; nothing if not when made."""
    upkeep = _mapping(data.get("record"))
    if not _days(upkeep.get("created")):
        return ""
    corrections = upkeep.get("corrections")
    told = [_mapping(item).get("date") for item in corrections] if isinstance(corrections, list) else []
    return max(_days(upkeep["created"], _mapping(data.get("review")).get("checked"), *told))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _days(*values: object) -> list[str]:
    return [value for value in values if isinstance(value, str) and is_day(value)]


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, ``2026-11-29``: pages say it in words."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
