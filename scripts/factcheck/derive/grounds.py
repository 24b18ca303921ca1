"""What a claim's evidence shows, in the words in which the rating scale says what a rating takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcheck.derive.amounts import Agreement
from factcheck.derive.comparison import Column, Parents, compare_claim
from factcheck.derive.origins import READ, Origins, Support
from factcheck.model.claim import Claim

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

    def met(self) -> dict[str, bool]:
        """Return for each ground that a rating may take whether it is there."""
        review, support = self.claim.review, Support(self.claim, self.origins)
        stances = {item.stance for item in review.evidence}
        differing = {key for column in self.columns for key in column.differing}
        return {
            "support": bool(support.supporting),
            "reservation": bool(stances & {"qualifies", "refutes"}) or self._records_otherwise(),
            "refutation": self._is_refuted(),
            "no_difference": not differing & set(DECISIVE),
            "other_speaker": bool(differing & {"said_by", "announcer"}),
            "gap": bool(review.needs or review.to_check) or not support.suffices,
        }

    def _records_otherwise(self) -> bool:
        return any(cell.agreement not in ALIKE for column in self.columns for cell in column.cells.values())

    def _is_refuted(self) -> bool:
        sources = self.origins.corpus.sources
        return any(
            item.stance == "refutes" and item.source in sources and sources[item.source].access in READ
            for item in self.claim.review.evidence
        )
