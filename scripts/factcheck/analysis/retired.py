"""Records that moved or were withdrawn: they stay in the lists, with what they said and why they are gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS
from factcheck.records import Tombstone
from factcheck.records.record import Moved
from factcheck.records.structure import Text
from factcheck.records.version import History, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """What is left of a record, and the last version that said something, if it is known."""

    kind: str
    id: str
    date: str
    """The day on which it moved or was withdrawn."""
    reason: Text
    title: Text | None
    """Its title, if it was withdrawn."""
    moved_to: str | None
    """Where it is now, if it moved."""
    said: Version | None

    @property
    def article(self) -> str | None:
        """The article that a claim was about, if that is known."""
        found = self.said.data.get("article") if self.said else None
        return found if isinstance(found, str) else None

    @property
    def type(self) -> str:
        """What happened to it: `withdrawn` or `moved`."""
        return "moved" if self.moved_to else "withdrawn"


def all_retired(corpus: Corpus, history: History) -> list[Retired]:
    """Return all records that moved or were withdrawn, the newest first."""
    found = sorted(_retired(corpus, history), key=attrgetter("kind", "id"))
    return sorted(found, key=attrgetter("date"), reverse=True)


def _retired(corpus: Corpus, history: History) -> Iterator[Retired]:
    for (kind, id_), stone in corpus.tombstones.items():
        if kind in FOLDERS:
            yield _describe(kind, stone, last_said(history, kind, id_))


def _describe(kind: str, stone: Tombstone, said: Version | None) -> Retired:
    if isinstance(stone, Moved):
        title, target, gone = None, stone.moved_to, stone.date
    else:
        title, target, gone = stone.withdrawn.title, None, stone.withdrawn.date
    reason = stone.reason if isinstance(stone, Moved) else stone.withdrawn.reason
    return Retired(kind=kind, id=stone.id, date=gone, reason=reason, title=title, moved_to=target, said=said)


def last_said(history: History, kind: str, id_: str) -> Version | None:
    """Return the last version of a record before it moved or was withdrawn; None if none is known or can be read."""
    said = (version for version in history.versions(kind, id_) if not {"withdrawn", "moved_to"} & {*version.data})
    return next((version for version in reversed([*said]) if version.data), None)
