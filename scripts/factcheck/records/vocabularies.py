"""The vocabularies, and what else records are judged by: accepted findings, and how much there must be at least."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from factcheck.records.structure import Text

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
