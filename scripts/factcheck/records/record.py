"""Articles, sources, entities, vocabularies, exceptions, and what is left of records that moved or were withdrawn.

See the prose twin of each schema for what a field means; a test keeps the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from factcheck.records.payload import Amount
from factcheck.records.structure import ClaimId, EntityId, SourceId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record with a page of its own."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place where an article appeared."""

    source: SourceId
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The length of a text, its SHA-256 in hexadecimal, and its fingerprint in octal digits.

    If only a part of the text is there, `excerpt` says which and why, and all the rest is about that part; of a source
    that was not read in full, it is the passages that it lists if nothing is said. Each passage has digits of its own,
    with a stroke between them.
    """

    excerpt: Text | None = None
    characters: int
    words: int
    sha256: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of an article's text: its first and its last word, counted from 1."""

    first: int
    last: int
    claims: tuple[ClaimId, ...] = ()
    not_checkable: Text | None = None
    open: Literal[True] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A stated total, and the claims whose amounts add up to it."""

    total: Amount
    status: str | None = None
    parts: tuple[ClaimId, ...]
    sources: tuple[SourceId, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """The work under review."""

    title: str
    title_certainty: str | None = None
    title_note: Text | None = None
    summary: Text
    authors: tuple[EntityId, ...] = ()
    publisher: EntityId
    lang: str
    published: str | None = None
    published_certainty: str | None = None
    published_note: Text | None = None
    appearances: tuple[Appearance, ...] = ()
    text: Measure
    passages: tuple[Passage, ...]
    least_coverage: int | None = None
    sums: tuple[Sum, ...] = ()
    needs: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A citable work; `access` says how much of it was really read."""

    title: str | None = None
    title_certainty: str | None = None
    publisher: str
    publisher_id: EntityId | None = None
    filed_with: EntityId | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    archive_url: str | None = None
    read_at: str | None = None
    published: str | None = None
    published_certainty: str | None = None
    published_note: Text | None = None
    retrieved: str | None = None
    lang: str
    kind: str
    tier: str
    access: str
    access_note: Text | None = None
    text: Measure | None = None
    quotations: tuple[str, ...] = ()
    derives_from: tuple[SourceId, ...] = ()
    origin_unknown: bool = False
    note: Text | None = None
    needs: Text | None = None

    @property
    def has_whole_text(self) -> bool:
        """Whether `text` is that of all of it, not of the passages that it lists or of another part."""
        return self.text is not None and self.access == "full" and self.text.excerpt is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A person, company, product or institution."""

    name: Text
    kind: str
    description: Text | None = None
    wikidata: str | None = None
    cik: str | None = None
    lei: str | None = None
    website: str | None = None
    part_of: EntityId | None = None
    note: Text | None = None
    needs: Text | None = None


HIGHEST = 5
"""The number in ClaimReview for true claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One step of the rating scale; `claimreview` is its number from 1 (false) to 5 (true), if it has one."""

    id: str
    label: Text
    definition: Text
    truth_value: bool
    claimreview: int | None = None
    requires: tuple[str, ...] = ()
    mark: str
    colour: str

    @property
    def is_highest(self) -> bool:
        """Whether it says that a claim is true, without reservation."""
        return self.claimreview == HIGHEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """The rating scale, in the order in which readers see it."""

    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One way of calling a provider."""

    id: str
    label: Text
    words: Mapping[str, tuple[str, ...]] | None = None
    meaning: Text
    excludes_others: bool
    translation: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The vocabulary of designations, in the order in which readers see it."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFinding:
    """A finding that is accepted for a while."""

    code: str
    file: str
    reason: str
    way_out: str
    expires: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """All accepted findings."""

    exceptions: tuple[AcceptedFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastRecords:
    """How many records of each kind there must be."""

    article: int
    claim: int
    source: int
    entity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """How much there must be at least."""

    least_records: LeastRecords
    fingerprints: Literal[True] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What is left of a record whose id has changed."""

    id: str
    moved_to: str
    date: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a record was withdrawn."""

    title: Text
    date: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What is left of a record that was withdrawn."""

    id: str
    withdrawn: Withdrawal
