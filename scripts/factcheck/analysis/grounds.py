"""What a claim's evidence shows, in the words in which the rating scale says what a rating takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from factcheck.analysis.amounts import Agreement
from factcheck.analysis.comparison import Column, Parents, compare_claim
from factcheck.analysis.origins import READ, Origins, Support
from factcheck.records.claim import Claim

DECISIVE = ("amount", "date", "instrument", "status", "term")
"""Fields whose values exclude one another if they differ. Whose words they are, or in which language, may differ."""
ALIKE = frozenset({Agreement.AGREES, Agreement.SILENT})


@dataclass(frozen=True)
class Grounds:
    """The grounds for a claim's rating."""

    claim: Claim
    origins: Origins
    parents: Parents

    @cached_property
    def columns(self) -> list[Column]:
        """What the evidence records, compared with the claim."""
        return compare_claim(self.claim, self.parents)

    @cached_property
    def support(self) -> Support:
        """What the rating rests on."""
        return Support(self.claim, self.origins)

    @cached_property
    def differing(self) -> set[str]:
        """The fields in which some evidence differs from the claim."""
        return {key for column in self.columns for key in column.differing}

    @property
    def has_reservation(self) -> bool:
        """Whether evidence qualifies or refutes the claim, or records something else."""
        stances = {item.stance for item in self.claim.review.evidence}
        return bool(stances & {"qualifies", "refutes"}) or any(
            cell.agreement not in ALIKE for column in self.columns for cell in column.cells.values()
        )

    @property
    def is_refuted(self) -> bool:
        """Whether evidence that was read refutes the claim."""
        sources = self.origins.corpus.sources
        return any(
            item.stance == "refutes" and item.source in sources and sources[item.source].access in READ
            for item in self.claim.review.evidence
        )

    @property
    def has_gap(self) -> bool:
        """Whether something is said to be missing, or the support does not suffice."""
        review = self.claim.review
        return bool(review.needs or review.to_check) or not self.support.suffices

    def lacking(self, takes: Iterable[str]) -> str | None:
        """Return the first of the grounds that a rating takes which is not there."""
        return next((ground for ground in takes if not _IS_THERE[ground](self)), None)


_IS_THERE: Mapping[str, Callable[[Grounds], bool]] = {
    "support": lambda grounds: bool(grounds.support.supporting),
    "reservation": lambda grounds: grounds.has_reservation,
    "refutation": lambda grounds: grounds.is_refuted,
    "no_difference": lambda grounds: grounds.differing.isdisjoint(DECISIVE),
    "other_speaker": lambda grounds: not grounds.differing.isdisjoint({"said_by", "announcer"}),
    "gap": lambda grounds: grounds.has_gap,
}
"""How to tell of each ground that a rating may take whether it is there."""
