"""Articles, sources, entities, refused proposals, and what is left of records that moved or were withdrawn.

See the prose twin of each schema for what a field means; a test keeps the two equal.
"""

from dataclasses import dataclass
from typing import Literal

from factcheck.records.payload import Amount
from factcheck.records.structure import ArticleId, ClaimId, EntityId, SourceId, Text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedProposal(Record):
    """A proposal that was refused, with the reason: whoever makes the same one again finds the answer."""

    title: Text
    proposal: Text
    proposed: str
    proposer: str | None = None
    url: str | None = None
    articles: tuple[ArticleId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    refused: str
    refused_by: tuple[str, ...]
    reason: Text
    would_change: Text


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
