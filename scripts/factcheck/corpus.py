"""All records together: looked up by id, with every reference in both directions. A corpus never changes.

The corpus also knows what is *not* in it (`broken`): the files that failed an earlier stage, so that one typo in a
file does not make every reference to it an error.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from factcheck.finding import Locatable, Location, Pointer
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM, TITLES, VOCABULARIES
from factcheck.records import Parsed, Record, Tombstone
from factcheck.records.claim import Claim
from factcheck.records.fingerprint import Located
from factcheck.records.record import Article, Entity, Moved, Source, Withdrawn
from factcheck.records.structure import Reference, references, texts
from factcheck.records.text_order import find_places, in_text_order, newest_first, numbered
from factcheck.records.vocabularies import Exceptions, Floors, Rating, Term

T = TypeVar("T")

Key = tuple[str, str]
"""Which record, rating or term: its kind and its id."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of the corpus: its kind, the id that its name gives, and its content."""

    kind: str
    stem: str
    file: Locatable
    record: Parsed
    given_id: str
    """The id in the file; a check reports one that is not the file's name."""

    @cached_property
    def targets(self) -> tuple[Key, ...]:
        """The records, ratings and terms that the record refers to, each once."""
        if not isinstance(self.record, Record):
            return ()
        return tuple(dict.fromkeys((kind, id_) for _, kind, id_ in references(self.record)))


def make_entry(*, kind: str, stem: str, file: Locatable, record: Parsed) -> Entry:
    """Return a file of the corpus. Its record gets the name of the file as its id, whatever id the file gives."""
    given = record.id if isinstance(record, Record | Tombstone) else stem
    if isinstance(record, Record | Tombstone) and given != stem:
        record = replace(record, id=stem)
    return Entry(kind=kind, stem=stem, file=file, record=record, given_id=given)


class TranslatedText(NamedTuple):
    """A text for readers in its languages, and where it is."""

    file: Locatable
    pointer: Pointer
    text: Mapping[str, str]

    @property
    def field(self) -> str:
        """The name of its field."""
        return str(self.pointer[-1])


@dataclass(frozen=True, slots=True)
class TextPage:
    """A hand-written page with the fields at its top; it may refer to records. A pointer into it is ``(offset,)``."""

    path: str
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)

    def locate(self, pointer: Pointer, *, on_key: bool = False, words: str = "") -> Location:  # noqa: ARG002
        """Return line and column of a character offset."""
        before = self.text[: int(pointer[0]) if pointer else 0]
        return Location(self.path, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a run knows besides the records: findings depend on it, records do not."""

    today: date = date.min
    """The day of the run, in UTC."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts at hand (``FACTCHECK_TEXTS``), by the id of their article or source."""
    base: "Corpus | None" = None
    """The records of the revision to compare with (``--base``)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Corpus:
    """Every record that has the right shape, by the name of its file. Each corpus is equal to itself only."""

    entries: tuple[Entry, ...]
    broken: frozenset[Key] = frozenset()
    """The records in files that have errors."""
    loose: tuple[tuple[Locatable, Reference], ...] = ()
    """What such files refer to, as far as it can be read."""
    pages: tuple[TextPage, ...] = ()
    around: Surroundings = field(default_factory=Surroundings)

    def each(self, record: type[T]) -> Iterator[tuple[Locatable, T]]:
        """Yield the documents of one class, each with its file."""
        for found, documents in self._by_class.items():
            if issubclass(found, record):
                yield from documents

    @cached_property
    def _by_class(self) -> Mapping[type, list[tuple[Locatable, Any]]]:
        found: dict[type, list[tuple[Locatable, Any]]] = defaultdict(list)
        for entry in self.entries:
            found[type(entry.record)].append((entry.file, entry.record))
        return found

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id, the newest first."""
        return self.tables[ARTICLE]

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id, article by article, the newest first, and in the order of its text."""
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
        """Return the file of a record of this corpus."""
        return self.files[kind, id_].file

    @cached_property
    def accepted(self) -> Exceptions:
        """The accepted findings."""
        return next((document for _, document in self.each(Exceptions)), Exceptions())

    @cached_property
    def floors(self) -> Floors | None:
        """The least numbers of records and the least coverage, if there is such a file."""
        return next((document for _, document in self.each(Floors)), None)

    @cached_property
    def tombstones(self) -> Mapping[Key, Moved | Withdrawn]:
        """What is left of records that moved or were withdrawn."""
        each = ((entry.kind, entry.stem, entry.record) for entry in self.entries)
        return {(kind, stem): record for kind, stem, record in each if isinstance(record, Moved | Withdrawn)}

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """For each kind of thing that can be referred to, its records by id, in the order in which readers see them."""
        found: dict[str, dict[str, Any]] = {kind: {} for kind in TITLES}
        items = {file.name: item for item, file in VOCABULARIES.items()}
        for entry in self.entries:
            if isinstance(entry.record, Record):
                found[entry.kind][entry.stem] = entry.record
            elif entry.kind in items:
                found[items[entry.kind]] |= {thing.id: thing for thing in getattr(entry.record, entry.kind)}
        articles = newest_first(found[ARTICLE])
        return {**found, ARTICLE: articles, CLAIM: in_text_order(found[CLAIM], articles, self.places)}

    @cached_property
    def places(self) -> Mapping[str, Located]:
        """Where each claim's quotation is in its article, by the id of the claim."""
        return find_places([item for _, item in self.each(Claim)], {item.id: item for _, item in self.each(Article)})

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each claim in its article, from 1, in the order of the text, by the id of the claim."""
        return numbered(self.claims.values())

    def knows(self, kind: str, id_: str) -> bool:
        """Return whether an id names something: a record, a tombstone, or a record in a file that has errors."""
        file = (VOCABULARIES[kind].name,) * 2 if kind in VOCABULARIES else (kind, id_)
        return id_ in self.tables[kind] or (kind, id_) in self.tombstones or file in self.broken

    @cached_property
    def texts(self) -> tuple[TranslatedText, ...]:
        """Every text for readers, in all records and vocabularies."""
        return tuple(
            TranslatedText(entry.file, pointer, text) for entry in self.entries for pointer, text in texts(entry.record)
        )

    @cached_property
    def uses(self) -> Mapping[Key, tuple[Key, ...]]:
        """For each record, rating or term that records refer to: those records, each once."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for entry in self.entries:
            user = (entry.kind, entry.stem)
            for key in entry.targets:
                found[key].append(user)
        return {key: tuple(users) for key, users in found.items()}

    def users(self, kind: str, id_: str, by: str) -> list[str]:
        """Return the ids of the records of kind `by` that refer to this one."""
        return [id_ for user, id_ in self.uses.get((kind, id_), ()) if user == by]

    def references_to(self, keys: Iterable[Key]) -> Iterator[tuple[Locatable, Reference]]:
        """Yield every reference to one of these records, ratings or terms, with the file that it is in."""
        wanted = set(keys)
        for user in dict.fromkeys(user for key in wanted for user in self.uses.get(key, ())):
            entry = self.files[user]
            for reference in references(entry.record):
                if (reference.kind, reference.id) in wanted:
                    yield entry.file, reference


def cached_by_corpus(function: Callable[[Corpus], Iterable[T]]) -> Callable[[Corpus], tuple[T, ...]]:
    """Make a generator function run only once for each corpus, and return what it yielded as a tuple.

    What it yields must not refer to the corpus, which would then never be freed.
    """
    results: WeakKeyDictionary[Corpus, tuple[T, ...]] = WeakKeyDictionary()

    @wraps(function)
    def cached(corpus: Corpus) -> tuple[T, ...]:
        if corpus not in results:
            results[corpus] = tuple(function(corpus))
        return results[corpus]

    return cached
