"""The ledger of corrections: all that was changed after it had been published."""

from __future__ import annotations

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Correction


def all_corrections(corpus: Corpus) -> list[tuple[Claim, int, Correction]]:
    """Return every correction with its claim and its position there, from 1; the newest first."""
    found = [
        (claim, position, correction)
        for claim in corpus.claims.values()
        for position, correction in enumerate(claim.record.corrections, 1)
    ]
    return sorted(found, key=lambda item: item[2].date, reverse=True)
