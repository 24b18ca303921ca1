"""A claim and its review, in three layers: what is said, how we know, who maintains the record.

The layers are those of nanopublications (assertion, provenance, publication info). See
``schemas/claim.schema.md`` for what each field means; a test keeps the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.records.payload import Payload
from factcheck.records.record import Record
from factcheck.records.structure import ArticleId, ClaimId, EntityId, RatingId, SourceId, Text, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words copied exactly, with the words around them (W3C TextQuoteSelector)."""

    exact: Words
    prefix: Words | None = None
    suffix: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation to another claim."""

    type: str
    claim: ClaimId
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step in how the words were passed on: a named or an unnamed speaker, and the source that shows it."""

    who: EntityId | None = None
    unnamed: Text | None = None
    source: SourceId | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidElsewhere:
    """A place other than the article where the same claim was made: no evidence for it."""

    source: SourceId
    claimant: EntityId | None = None
    date: str | None = None
    quotation: Quotation | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said, who says it, and where: the first layer of a claim, ``claim`` in YAML."""

    short: Text
    text: Text
    quotation: Quotation
    claimant: EntityId
    also_claimed_by: tuple[EntityId, ...] = ()
    attributed_to: EntityId | None = None
    via: EntityId | None = None
    chain: tuple[Hop, ...] = ()
    appearances: tuple[SaidElsewhere, ...] = ()
    about: tuple[EntityId, ...]
    kind: str
    payload: Payload
    relations: tuple[Relation, ...] = ()

    @property
    def claimants(self) -> tuple[str, ...]:
        """The ids of all who make the claim in the article, the first one first."""
        return (self.claimant, *self.also_claimed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One link from a claim to a source; the stance is how the source relates to the claim."""

    source: SourceId
    stance: str
    quotation: Quotation | None = None
    locator: str | None = None
    note: Text | None = None
    confidence: str | None = None
    needs: Text | None = None
    recorded: Payload | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A source still to be read. It supports nothing."""

    source: SourceId
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """Something that happened after the article and bears on the claim."""

    date: str
    date_certainty: str | None = None
    text: Text
    sources: tuple[SourceId, ...] = ()
    to_check: tuple[SourceId, ...] = ()
    note: Text | None = None
    confidence: str | None = None
    needs: Text | None = None
    recorded: Payload | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Our assessment of a claim, and the evidence for it."""

    rating: RatingId
    confidence: str
    completeness: str
    explanation: Text
    would_change: Text
    checked: str
    review_by: str
    needs: Text | None = None
    evidence: tuple[Evidence, ...]
    to_check: tuple[Lead, ...] = ()
    developments: tuple[Development, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether we have so little confidence in the rating that it never appears without saying so."""
        return self.confidence == "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """A review of the record by somebody other than its authors: who, when, and what was looked at."""

    name: str
    date: str
    looked_at: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A question put to somebody the claim is about, and the answer; or an answer that came unasked."""

    asked: EntityId
    date: str | None = None
    deadline: str | None = None
    answer: Text | None = None
    answered: str | None = None


ChangedWords = Mapping[str, Words]
"""Words of a text in some of its languages, as they were: no text of ours that has to be complete or well put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedField:
    """A field that a correction changed. `field` is the way to it, without positions, such as ``review.rating``.

    Of a text, `before` and `after` are what differed; of another value, `was` and `now` are all of it; of a value with
    parts, `how` says what happened to it.
    """

    field: str
    item: str | None = None
    how: str | None = None
    before: ChangedWords | None = None
    after: ChangedWords | None = None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One public change of something that was published."""

    date: str
    type: str
    text: Text
    changes: tuple[ChangedField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """Who maintains the record and what was changed: the third layer, ``record`` in YAML."""

    created: str
    authors: tuple[str, ...]
    reviewers: tuple[SecondLook, ...] = ()
    interests: Text | None = None
    right_of_reply: tuple[Reply, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One specific assertion that an article makes, with our review of it."""

    article: ArticleId
    claim: Statement
    review: Review
    record: Upkeep
