"""The content of a claim as data: one class for each ``type``. See ``schemas/common.schema.md``.

In a claim, the schema requires certain fields. Among the values that a source records, each field may be
missing, because the source may be silent about it. So all fields are optional here.
"""

from dataclasses import dataclass
from typing import ClassVar

from factcheck.records.structure import ClaimId, EntityId, TermId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum in whole units of a currency (ISO 4217), with its hedge; a range has `min` and `max`."""

    currency: str
    hedge: str
    value: int | None = None
    min: int | None = None
    max: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much there is of something other than money, in a unit, with its hedge; numbers are decimals as text."""

    of: Text
    unit: str
    hedge: str
    value: str | None = None
    min: str | None = None
    max: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRelation:
    """How money relates to that of claims, taken together: `part_of` it, the `same_as` it, or a `total_of` it."""

    type: str
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Investment:
    """Who invests how much in which company: one `investor`, or a round with its `lead` and other `participants`."""

    TYPE: ClassVar[str] = "investment"
    type: str
    investor: EntityId | None = None
    lead: EntityId | None = None
    participants: tuple[EntityId, ...] | None = None
    investee: EntityId | None = None
    amount: Amount | None = None
    quantities: tuple[Quantity, ...] | None = None
    instrument: str | None = None
    round: str | None = None
    date: str | None = None
    status: str | None = None
    relation: MoneyRelation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """X is called the … provider of Y: the words as they were said, and the term for them."""

    TYPE: ClassVar[str] = "designation"
    type: str
    provider: EntityId | None = None
    customer: EntityId | None = None
    said_by: EntityId | None = None
    wording: str | None = None
    lang: str | None = None
    term: TermId | None = None
    scope: Text | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two or more parties agree on something other than an investment."""

    TYPE: ClassVar[str] = "agreement"
    type: str
    parties: tuple[EntityId, ...] | None = None
    subject: Text | None = None
    amount: Amount | None = None
    quantities: tuple[Quantity, ...] | None = None
    date: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Somebody makes something public, such as that they will spend an amount."""

    TYPE: ClassVar[str] = "announcement"
    type: str
    announcer: EntityId | None = None
    subject: Text | None = None
    channel: Text | None = None
    amount: Amount | None = None
    quantities: tuple[Quantity, ...] | None = None
    date: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Something is said to be of a certain kind."""

    TYPE: ClassVar[str] = "description"
    type: str
    subject: EntityId | None = None
    property: Text | None = None
    quantities: tuple[Quantity, ...] | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A judgement, an explanation or a forecast."""

    TYPE: ClassVar[str] = "analysis"
    type: str
    subjects: tuple[EntityId, ...] | None = None
    thesis: Text | None = None
    quantities: tuple[Quantity, ...] | None = None
    date: str | None = None


Payload = Investment | Designation | Agreement | Announcement | Description | Analysis
