"""Sums that the records declare, added up: the parts' bounds against the total's.

A part that is only optional may also be nothing, so it counts from 0 to its amount. A total is right if it says
of the money what its parts say: a fixed total is met exactly, "up to" a sum is met by its highest possible value, and
with "about", "more than" or "at least" the parts must come to something that the words allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add

from factcheck.analysis.amounts import Bounds, bounds
from factcheck.corpus import Corpus, Entry, cached_by_corpus
from factcheck.finding import Pointer
from factcheck.records.claim import Claim
from factcheck.records.payload import Amount
from factcheck.records.record import Article

FIXED = frozenset({"exactly", "between"})
UNPAID = frozenset({"committed", "optional"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSum:
    """A total and the claims that it is made of, and where that is declared."""

    entry: Entry
    pointer: Pointer
    total: Amount | None
    status: str | None
    parts: tuple[Claim, ...]
    sources: tuple[str, ...] = ()

    @property
    def amounts(self) -> list[Amount | None]:
        """The amounts of the parts."""
        return [amount_of(part) for part in self.parts]

    @property
    def addends(self) -> list[tuple[Claim, Amount | None, str | None]]:
        """The parts, each with its amount and the state of its money, as far as they are known."""
        return [(part, amount_of(part), status_of(part)) for part in self.parts]

    @property
    def currencies(self) -> set[str]:
        """The currencies of the total and its parts."""
        return {amount.currency for amount in [self.total, *self.amounts] if amount}

    @property
    def calculated(self) -> Bounds | None:
        """What the parts come to, in whole currency units; None if one has no amount."""
        bounded = [_part_bounds(part) for part in self.parts]
        known = [item for item in bounded if item]
        return reduce(add, known) if known and len(known) == len(bounded) else None

    @property
    def is_right(self) -> bool:
        """Whether the parts come to the total."""
        if not self.total or not self.calculated:
            return False
        total, parts = bounds(self.total), self.calculated
        if self.total.hedge in FIXED:
            return parts == total
        return parts.within(total) and (self.total.hedge != "up_to" or parts.high == total.high)

    @property
    def unpaid(self) -> list[Claim]:
        """Parts that are less certain than the total: not paid, if it is said to be; optional, if it is committed."""
        excluded = {"paid": UNPAID, "committed": {"optional"}}.get(self.status or "", frozenset())
        return [part for part in self.parts if status_of(part) in excluded]


def amount_of(claim: Claim) -> Amount | None:
    """Return the amount of a claim, if it has one."""
    amount: Amount | None = getattr(claim.claim.payload, "amount", None)
    return amount


def status_of(claim: Claim) -> str | None:
    """Return whether a claim's money is paid, committed, and so on, if it says so."""
    status: str | None = getattr(claim.claim.payload, "status", None)
    return status


def _part_bounds(part: Claim) -> Bounds | None:
    amount = amount_of(part)
    if not amount:
        return None
    found = bounds(amount)
    return Bounds(found.low * 0, found.high) if status_of(part) == "optional" else found


@cached_by_corpus
def declared_sums(corpus: Corpus) -> Iterator[DeclaredSum]:
    """Yield the sums of all articles and the `sum_of` relations of all claims, unless a part is missing."""
    for entry in corpus.entries:
        if isinstance(entry.record, Article):
            yield from _of_article(corpus, entry, entry.record)
        elif isinstance(entry.record, Claim):
            yield from _of_claim(corpus, entry, entry.record)


def _of_article(corpus: Corpus, entry: Entry, article: Article) -> Iterator[DeclaredSum]:
    for index, item in enumerate(article.sums):
        parts = tuple(corpus.claims[id_] for id_ in item.parts if id_ in corpus.claims)
        if len(parts) == len(item.parts):
            yield DeclaredSum(
                entry=entry,
                pointer=("sums", index, "total"),
                total=item.total,
                status=item.status,
                parts=parts,
                sources=item.sources,
            )


def _of_claim(corpus: Corpus, entry: Entry, claim: Claim) -> Iterator[DeclaredSum]:
    ids = [relation.claim for relation in claim.claim.relations if relation.type == "sum_of"]
    parts = tuple(corpus.claims[id_] for id_ in ids if id_ in corpus.claims)
    if parts and len(parts) == len(ids):
        has_amount = amount_of(claim) is not None
        pointer = ("claim", "payload", "amount") if has_amount else ("claim", "relations")
        yield DeclaredSum(entry=entry, pointer=pointer, total=amount_of(claim), status=status_of(claim), parts=parts)
