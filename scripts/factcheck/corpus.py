"""All records together: looked up by id, with every reference and its way back. Frozen once built.

The corpus knows what is *not* in it, too (`broken`): the files that failed an earlier stage, so that one typo there
does not make every reference to it an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from factcheck.finding import Locatable, Location, Pointer
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM, TITLES, VOCABULARIES
from factcheck.records import Parsed, Record, Tombstone
from factcheck.records.claim import Claim
from factcheck.records.record import (
    Article,
    Entity,
    Exceptions,
    Floors,
    Moved,
    Rating,
    Source,
    Term,
    Withdrawn,
)
from factcheck.records.structure import Reference, references, targets, texts

Key = tuple[str, str]
"""Which record, rating or term: its kind and its id."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of the corpus: its kind, the id that its name stands for, and its content."""

    kind: str
    stem: str
    file: Locatable
    record: Parsed
    given_id: str
    """The id that stands in the file; a check reports where it is not its name."""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What the record refers to. A preview makes many corpora with the same entries: it is worked out once."""
        return tuple(references(self.record)) if isinstance(self.record, Record) else ()

    @cached_property
    def targets(self) -> tuple[Key, ...]:
        """The records, ratings and terms that the record refers to, each once."""
        return tuple(dict.fromkeys(targets(self.record))) if isinstance(self.record, Record) else ()


def make_entry(*, kind: str, stem: str, file: Locatable, record: Parsed) -> Entry:
    """Return a file of the corpus. Its record is known by the name of the file, whatever id stands in it."""
    given = record.id if isinstance(record, Record | Tombstone) else stem
    if isinstance(record, Record | Tombstone) and given != stem:
        record = replace(record, id=stem)
    return Entry(kind=kind, stem=stem, file=file, record=record, given_id=given)


class Written(NamedTuple):
    """A text for readers in its languages, and where it stands."""

    entry: Entry
    pointer: Pointer
    text: Mapping[str, str]

    @property
    def field(self) -> str:
        """The name of its field."""
        return str(self.pointer[-1])


@dataclass(frozen=True, slots=True)
class TextPage:
    """A hand-written page, which may refer to records. A pointer into it is ``(offset,)``."""

    path: str
    text: str

    def locate(self, pointer: Pointer, *, on_key: bool = False) -> Location:  # noqa: ARG002 - as for YAML files
        """Return line and column of a character offset."""
        offset = int(pointer[0]) if pointer else 0
        before = self.text[:offset]
        return Location(self.path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a run knows besides the records: they are the same whatever stands here, the findings are not."""

    today: date = date.min
    """The day of the run, in UTC."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts that are at hand (``FACTCHECK_TEXTS``), by the id of their article or source."""
    base: Corpus | None = None
    """The records of the revision that this one is compared with (``--base``)."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Every record that has the right shape, by the name of its file: a check sees to it that its id is the same."""

    entries: tuple[Entry, ...]
    broken: frozenset[Key] = frozenset()
    """What is there besides, in files that have errors."""
    pages: tuple[TextPage, ...] = ()
    around: Surroundings = field(default_factory=Surroundings)

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        return self.tables[ARTICLE]

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id, article by article, in the order of the text."""
        return self.tables[CLAIM]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.tables[SOURCE]

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return self.tables[ENTITY]

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """The rating scale by id, in the order in which readers see it."""
        return self.tables[RATING]

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The vocabulary of designations by id, in the order in which readers see it."""
        return self.tables[TERM]

    @cached_property
    def files(self) -> Mapping[Key, Entry]:
        """The entries by kind and id."""
        return {(entry.kind, entry.stem): entry for entry in self.entries}

    def file(self, kind: str, id_: str) -> Locatable:
        """Return the file of a record that is there."""
        return self.files[kind, id_].file

    @cached_property
    def accepted(self) -> Exceptions:
        """The accepted findings."""
        return next((entry.record for entry in self.entries if isinstance(entry.record, Exceptions)), Exceptions())

    @cached_property
    def floors(self) -> Floors | None:
        """How much there must be at least, if that is said."""
        return next((entry.record for entry in self.entries if isinstance(entry.record, Floors)), None)

    @cached_property
    def tombstones(self) -> Mapping[Key, Moved | Withdrawn]:
        """What stays of records that moved or were withdrawn."""
        return {
            (entry.kind, entry.stem): entry.record
            for entry in self.entries
            if isinstance(entry.record, Moved | Withdrawn)
        }

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """For each kind of thing that can be referred to, its records by id, in the order in which readers see them."""
        found: dict[str, dict[str, Any]] = {kind: {} for kind in TITLES}
        items = {file.name: item for item, file in VOCABULARIES.items()}
        for entry in self.entries:
            if isinstance(entry.record, Record):
                found[entry.kind][entry.stem] = entry.record
            elif entry.kind in items:
                things = getattr(entry.record, entry.kind)
                found[items[entry.kind]] |= {thing.id: thing for thing in things}
        in_text = sorted(found[CLAIM].values(), key=lambda claim: (claim.article, claim.order, claim.id))
        return {**found, CLAIM: {claim.id: claim for claim in in_text}}

    def prepare(self) -> None:
        """Work out now what many checks ask for."""
        _ = self.claims, self.files, self.uses, self.texts

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of all records of a kind, or of all ratings or terms."""
        return frozenset(self.tables[kind])

    def knows(self, kind: str, id_: str) -> bool:
        """Return whether an id names something: a record, a tombstone, or what stands in a file that has errors."""
        file = (VOCABULARIES[kind].name,) * 2 if kind in VOCABULARIES else (kind, id_)
        return id_ in self.tables[kind] or (kind, id_) in self.tombstones or file in self.broken

    def references_to(self, keys: Collection[Key]) -> Iterator[tuple[Entry, Reference]]:
        """Yield every reference of every record to one of these, with the entry that it stands in."""
        for entry in self.entries if keys else ():
            for reference in entry.references:
                if (reference.kind, reference.id) in keys:
                    yield entry, reference

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """Every text for readers, in all records and vocabularies."""
        return tuple(Written(entry, pointer, text) for entry in self.entries for pointer, text in texts(entry.record))

    @cached_property
    def uses(self) -> Mapping[Key, tuple[Key, ...]]:
        """The way back: for each record, rating or term, the records that refer to it, each once."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for entry in self.entries:
            user = (entry.kind, entry.stem)
            for target in entry.targets:
                found[target].append(user)
        return {key: tuple(users) for key, users in found.items()}

    @cached_property
    def derived(self) -> dict[object, Any]:
        """What was worked out of it, by the function that did: see :func:`factcheck.analysis.once.once`."""
        return {}

    def users(self, kind: str, id_: str, by: str) -> list[str]:
        """Return the ids of the records of kind `by` that refer to this one."""
        return [id_ for user, id_ in self.uses.get((kind, id_), ()) if user == by]
