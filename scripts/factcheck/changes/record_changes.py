"""Which records, ratings, labels and other files in ``facts/`` differ between two revisions, and how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any

from factcheck.analysis.corrections import new_corrections
from factcheck.analysis.field_changes import FieldChange, field_changes
from factcheck.corpus import Corpus, Key
from factcheck.kinds import CLAIM, FILES, FOLDERS, PAGES, RATING, TITLES, VOCABULARIES, file_path
from factcheck.languages import MAIN
from factcheck.records.claim import Claim, Correction
from factcheck.records.record import Moved, Withdrawn
from factcheck.records.structure import plain

Text = str | Mapping[str, str]
"""A title, which may be in several languages."""


_FEWEST = 3
"""How many records must have a change in common."""


class WhatHappened(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    """It has another address now, to which the old one leads."""
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    """Its address leads nowhere any more."""
    BROKEN = "broken"
    """Its file has errors, so that nothing can be said of it."""


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """A record that differs: as it was and as it is; None where there was or is none that can be read."""

    kind: str
    id: str
    event: WhatHappened
    before: Any
    after: Any
    title: str
    tombstone: Moved | Withdrawn | None = None
    """What is left of it, if it moved or was withdrawn."""
    ratings: tuple[str | None, str | None] = (None, None)
    """The labels of the rating of a claim, before and after."""
    used_by: int = 0
    """How many claims refer to it."""

    @property
    def path(self) -> str:
        """The path of its file."""
        return file_path(self.kind, self.id) if self.kind in TITLES else f"facts/{self.kind}.yml"

    @property
    def address(self) -> str | None:
        """The address of its page below that of the site, if such things have pages."""
        return f"{PAGES[self.kind]}/{self.id}/" if self.kind in PAGES else None

    @property
    def moved_to(self) -> str | None:
        """The id that it has now, if it moved."""
        return self.tombstone.moved_to if isinstance(self.tombstone, Moved) else None

    @property
    def reason(self) -> Mapping[str, str]:
        """Why it moved or was withdrawn."""
        if self.tombstone is None:
            return {}
        return self.tombstone.reason if isinstance(self.tombstone, Moved) else self.tombstone.withdrawn.reason

    @cached_property
    def fields(self) -> tuple[FieldChange, ...]:
        """What differs, field by field, but for what corrections say of it; nothing of a record that is new or gone."""
        if self.before is None or self.after is None:
            return ()
        found = field_changes(plain(self.before), plain(self.after))
        return tuple(change for change in found if change.place != ("id",) and change.place[3:4] != ("changes",))

    @property
    def rerated(self) -> bool:
        """Whether it is a claim with another rating than before."""
        before, after = self.ratings
        return before is not None and after is not None and before != after

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections that a claim did not have before."""
        if isinstance(self.before, Claim) and isinstance(self.after, Claim):
            return tuple(item for _, item in new_corrections(self.before, self.after))
        return ()


def record_changes(before: Corpus, after: Corpus) -> list[RecordChange]:
    """Return all records that differ: claims first, in the order of their articles, then the other kinds."""
    return [change for kind in _order() for change in _changes_of(kind, before, after)]


def _order() -> list[str]:
    """Return the kinds of all things that can differ, what readers see most first."""
    files = (file.name for file in FILES if not file.item)
    return [CLAIM, *(kind for kind in TITLES if kind != CLAIM), *files]


def _changes_of(kind: str, before: Corpus, after: Corpus) -> Iterator[RecordChange]:
    old, new = _things(kind, before), _things(kind, after)
    arrived = set[str]()
    for id_, thing in old.items():
        if thing == new.get(id_):
            continue
        event, now = _what_happened(kind, id_, new, after)
        if event is WhatHappened.MOVED and now is not None:
            arrived.add(now.id)
        yield _change((kind, id_), event, (thing, now), (before, after))
    for id_, thing in new.items():
        # What was in a file with errors before is not new.
        if id_ not in old and id_ not in arrived and not _is_broken(kind, id_, before):
            yield _change((kind, id_), WhatHappened.ADDED, (None, thing), (before, after))
    for broken_kind, id_ in sorted(after.broken - before.broken):
        if broken_kind == kind and id_ not in old and kind in FOLDERS:
            yield _change((kind, id_), WhatHappened.BROKEN, (None, None), (before, after))


def _things(kind: str, corpus: Corpus) -> Mapping[str, Any]:
    """Return the records of a kind by id, or the one file of that name."""
    if kind in TITLES:
        return corpus.tables[kind]
    return {entry.stem: entry.record for entry in corpus.entries if entry.kind == kind}


def _is_broken(kind: str, id_: str, corpus: Corpus) -> bool:
    file: Key = (VOCABULARIES[kind].name,) * 2 if kind in VOCABULARIES else (kind, id_)
    return file in corpus.broken


def _what_happened(kind: str, id_: str, new: Mapping[str, Any], after: Corpus) -> tuple[WhatHappened, Any]:
    """Return what happened to a record that was there and now differs, and what it is now."""
    if id_ in new:
        return WhatHappened.CHANGED, new[id_]
    if _is_broken(kind, id_, after):
        return WhatHappened.BROKEN, None
    tombstone = after.tombstones.get((kind, id_))
    if tombstone is None:
        return WhatHappened.REMOVED, None
    if isinstance(tombstone, Moved):
        return WhatHappened.MOVED, new.get(tombstone.moved_to)
    return WhatHappened.WITHDRAWN, None


def _change(key: Key, event: WhatHappened, versions: tuple[Any, Any], corpora: tuple[Corpus, Corpus]) -> RecordChange:
    (kind, id_), (was, is_), (before, after) = key, versions, corpora
    change = RecordChange(
        kind=kind,
        id=id_,
        event=event,
        before=was,
        after=is_,
        title=_title(kind, id_, is_ or was),
        tombstone=after.tombstones.get(key),
        used_by=len(after.users(kind, id_, CLAIM)),
    )
    if kind != CLAIM:
        return change
    return replace(change, ratings=(_rating(was, before), _rating(is_, after)))


def _title(kind: str, id_: str, thing: Any) -> str:
    """Return the title of a record in the main language of the site or, if it has none in it, in another one."""
    if thing is None or kind not in TITLES:
        return id_
    title: Text | None = attrgetter(TITLES[kind])(thing)
    return (title if isinstance(title, str) else title.get(MAIN) or next(iter(title.values()))) if title else id_


def _rating(thing: Any, corpus: Corpus) -> str | None:
    """Return the label of the rating of a claim; the id if there is no such rating, and None of anything else."""
    if not isinstance(thing, Claim):
        return None
    rating = corpus.ratings.get(thing.review.rating)
    return _title(RATING, rating.id, rating) if rating else thing.review.rating


@dataclass(frozen=True, kw_only=True)
class SharedChange:
    """A change of a field that several records have in common, as after a new wording: it is told once."""

    field: FieldChange
    paths: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the change."""
        return self.field.key


def shared_changes(records: Iterable[RecordChange]) -> list[SharedChange]:
    """Return the changes that several records have in common."""
    found: dict[str, list[tuple[FieldChange, str]]] = defaultdict(list)
    for record in records:
        for field in record.fields:
            found[field.key].append((field, record.path))
    return [
        SharedChange(field=uses[0][0], paths=tuple(path for _, path in uses))
        for uses in found.values()
        if len(uses) >= _FEWEST
    ]
