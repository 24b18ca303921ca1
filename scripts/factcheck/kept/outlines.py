"""A project in short: of each file what stood in it, what it leads to, and whether anything was found in it.

It is kept after a run that has checked everything. After a change it tells which files the change can concern, and
answers for the others what checks ask of all records.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus import Corpus, Key
from factcheck.derive.terms import dated_uses
from factcheck.elsewhere import Elsewhere, Use
from factcheck.judge import RecordFile
from factcheck.kept.state import digest_of
from factcheck.web import Web


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

    def web(self) -> Web[int]:
        """Return which record rests on which, by their numbers."""
        web: Web[int] = Web()
        for row in self.rows.values():
            web.add(row.number, row.near, [*row.near, *row.far])
        return web


def uses_of(corpus: Corpus) -> dict[str, list[list[Any]]]:
    """Return the designations in each file of a corpus, as rows have them, by path."""
    found: dict[str, list[list[Any]]] = {}
    for use in dated_uses(corpus):
        contradicts = sorted(use.contradicts)
        plain = [list(use.pointer), use.provider, use.customer, use.said_by, use.term, use.date, contradicts]
        found.setdefault(use.file.path, []).append(plain)
    return found


def uses_in(root: Path, names: list[Key], rows: Iterable[tuple[str, Row]]) -> Iterator[Use]:
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


def elsewhere_of(rows: Collection[Row], names: list[Key]) -> Elsewhere:
    """Return what rows tell of their records, but for the designations."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        if row.live:
            kind, id_ = names[row.number]
            ids.setdefault(kind, set()).add(id_)
    targets = set(chain.from_iterable(row.far for row in rows))
    return Elsewhere(
        ids={kind: frozenset(found) for kind, found in ids.items()},
        targets=frozenset(names[number] for number in targets),
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
