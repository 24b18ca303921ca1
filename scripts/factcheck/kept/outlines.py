"""A project in short: of each file what stood in it, what it leads to, and whether anything was found in it.

It is kept after a run that has checked everything. After a change it tells which files the change can concern, and
answers for the others what checks ask of all records.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus import Key
from factcheck.derive.terms import dated_uses
from factcheck.elsewhere import Use
from factcheck.judge import RecordFile
from factcheck.kept.state import State, digest_of
from factcheck.model import Record
from factcheck.model.claim import Claim
from factcheck.pipeline import Report
from factcheck.web import TOUCHING, leads


class Row(NamedTuple):
    """A file in short. Records are given by their numbers in the outline's list."""

    number: int
    digest: str
    live: bool
    """Whether it holds a record, and not what is left of one, a vocabulary, or something with mistakes."""
    clean: bool
    """Whether nothing was found in it."""
    due: str
    """The last day on which nothing is found in it if it is not changed: then its review is due. Empty if none is."""
    near: list[int]
    """Articles and claims that it leads to."""
    far: list[int]
    """What else it leads to."""
    uses: list[list[Any]]
    """The designations in it: the fields of :class:`Use` but for the first two, in their order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All files in short, by path; and what was known to be there besides."""

    day: str
    """The day on which everything was checked."""
    rows: Mapping[str, Row]
    names: list[Key] = field(default_factory=list)
    """Kind and id of everything that has a number, in the order of the numbers."""
    unread: frozenset[Key] = frozenset()
    """What files that are not where records belong seem to hold."""


def make_outline(report: Report, state: State, files: Mapping[str, Key], known: Collection[Key]) -> Outline:
    """Return the outline of a project that has been checked as a whole.

    Args:
        report: what was found, and in which records.
        state: the state of the files that were checked.
        files: kind and id of each file of a record or vocabulary, by path.
        known: kind and id of everything that was known to be there.
    """
    numbers: dict[Key, int] = {}
    uses: dict[str, list[list[Any]]] = {}
    for use in dated_uses(report.corpus):
        uses.setdefault(use.file.path, []).append(_plain(use))
    rows = {}
    for path, key in files.items():
        entry = report.corpus.files.get(key)
        led = leads(entry) if entry else ()
        rows[path] = Row(
            numbers.setdefault(key, len(numbers)),
            state.records.get(path, ""),
            entry is not None and isinstance(entry.record, Record),
            path not in report.touched,
            entry.record.review.review_by if entry and isinstance(entry.record, Claim) else "",
            [numbers.setdefault(other, len(numbers)) for other in led if other[0] in TOUCHING],
            [numbers.setdefault(other, len(numbers)) for other in led if other[0] not in TOUCHING],
            uses.get(path, []),
        )
    return Outline(str(state.today), rows, list(numbers), frozenset(known) - set(files.values()))


def _plain(use: Use) -> list[Any]:
    contradicts = sorted(use.contradicts)
    return [list(use.pointer), use.provider, use.customer, use.said_by, use.term, use.date, contradicts]


def uses_in(root: Path, names: list[Key], rows: Iterable[tuple[str, Row]]) -> Iterable[Use]:
    """Yield the designations in files that are given in short."""
    folder = str(root)  # joining paths would take most of the time
    for path, row in rows:
        for pointer, provider, customer, said_by, term, date, contradicts in row.uses:
            yield Use(
                file=RecordFile(path, f"{folder}/{path}"),
                claim=names[row.number][1],
                pointer=tuple(pointer),
                provider=provider,
                customer=customer,
                said_by=said_by,
                term=term,
                date=date,
                contradicts=frozenset(contradicts),
            )


def pack(outline: Outline, judges: str) -> bytes:
    """Return an outline as it is kept, with what has judged the records, and with a digest that tells damage."""
    names = [f"{kind}/{id_}" for kind, id_ in outline.names]
    unread = [f"{kind}/{id_}" for kind, id_ in sorted(outline.unread)]
    kept = {"judges": judges, "day": outline.day, "names": names, "unread": unread, "rows": outline.rows}
    content = json.dumps(kept, separators=(",", ":")).encode()
    return digest_of(content).encode() + b"\n" + content


def unpack(packed: bytes, judges: str) -> Outline | None:
    """Return an outline as it was kept; None if it is damaged or others had judged."""
    mark, _, content = packed.partition(b"\n")
    if mark != digest_of(content).encode():
        return None
    kept = json.loads(content)
    if kept["judges"] != judges:
        return None
    rows = {path: Row(*row) for path, row in kept["rows"].items()}
    return Outline(kept["day"], rows, _keys(kept["names"]), frozenset(_keys(kept["unread"])))


def _keys(names: Iterable[str]) -> list[Key]:
    return [(kind, id_) for kind, _, id_ in (name.partition("/") for name in names)]
