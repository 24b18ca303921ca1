"""A proposal that was refused, with the reason: whoever makes the same one again finds the answer."""

from dataclasses import dataclass

from factcheck.records.record import Record
from factcheck.records.structure import ArticleId, ClaimId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedProposal(Record):
    """A proposal that was refused. See refusal.schema.md."""

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
