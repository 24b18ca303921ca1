"""Every investment in the records, which of it is new money, and whether what they say of others makes sense.

Money is reported more than once: sources recall it, or give a running total. So a development is new money only if a
party to the deal paid, promised or announced it and it has no relation to the money of a claim. All else is a later
report, of which nobody knows how much is new.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.analysis.amounts import Bounds, amount_of, bounds, sum_of
from factcheck.analysis.payloads import payloads_in
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.records.claim import Claim, Development
from factcheck.records.payload import Investment

NEW = frozenset({"paid", "committed", "optional", "announced"})
"""The statuses of money that a party to the deal speaks of."""
TOLD_BEFORE = frozenset({"same_as", "part_of"})
"""The relations by which recalled money says which money it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An investment, the claim whose record has it, and where: in the claim itself, or in a development."""

    claim: Claim
    investment: Investment
    file: Locatable
    pointer: Pointer
    """Where the investment is in the record."""
    anchor: str
    """The part of the claim's page that shows it."""
    development: Development | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is money that nobody had reported before."""
        return self.investment.status in NEW and self.investment.relation is None


@cached_by_corpus
def told_investments(corpus: Corpus) -> Iterator[Told]:
    """Yield the investments with an amount in all claims, in their evidence and in their developments."""
    for file, claim in corpus.each(Claim):
        for payload, item, pointer, anchor in payloads_in(claim):
            if isinstance(payload, Investment) and payload.amount:
                news = item if isinstance(item, Development) else None
                yield Told(claim=claim, investment=payload, file=file, pointer=pointer, anchor=anchor, development=news)


def relation_fault(corpus: Corpus, told: Told) -> str | None:
    """Return what is wrong with the relation of money to that of claims; None if nothing is."""
    investment, relation = told.investment, told.investment.relation
    if investment.status == "recalled" and (relation is None or relation.type not in TOLD_BEFORE):
        return "'recalled' is money told before, but no relation 'same_as' or 'part_of' says which claim's it is"
    if relation is None:
        return None
    claims = [corpus.claims[id_] for id_ in relation.claims if id_ in corpus.claims]
    if told.pointer == ("claim", "payload") and told.claim in claims:
        return "a claim cannot relate its money to itself"
    return _mismatch(investment, claims) or _arithmetic(investment, claims)


def _mismatch(investment: Investment, claims: Sequence[Claim]) -> str | None:
    """Return in what the money of a claim cannot be compared with this money."""
    for claim in claims:
        amount, payload = amount_of(claim), claim.claim.payload
        if not amount or not isinstance(payload, Investment):
            return f"{claim.id!r}, to which this money is related, is not an investment with an amount"
        if investment.amount and amount.currency != investment.amount.currency:
            return f"{claim.id!r} is in {amount.currency}, this is in {investment.amount.currency}"
        if investment.investee and payload.investee != investment.investee:
            return f"{claim.id!r} is money for {payload.investee!r}, this is for {investment.investee!r}"
    return None


def _arithmetic(investment: Investment, claims: Sequence[Claim]) -> str | None:
    """Return how the amount goes against the sum of the claims' amounts."""
    whole = sum_of(claims)
    if not whole or not investment.amount or not investment.relation:
        return None
    own = bounds(investment.amount)
    return _CHECKS[investment.relation.type](own, whole)


def _same(own: Bounds, whole: Bounds) -> str | None:
    return None if own.overlaps(whole) else "this is said to be the same money, but the amounts exclude one another"


def _part(own: Bounds, whole: Bounds) -> str | None:
    more = whole.high is not None and own.low > whole.high
    return "this is said to be a part, but it is more than the whole" if more else None


def _total(own: Bounds, whole: Bounds) -> str | None:
    less = own.high is not None and own.high < whole.low
    return "this is said to be a total, but it is less than its parts" if less else None


_CHECKS = {"same_as": _same, "part_of": _part, "total_of": _total}
