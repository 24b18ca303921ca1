"""Amounts as a lowest and a highest possible value, what they say of one another, and the sums that records declare.

"Up to 4 billion" is anything from 0 to 4 billion, "more than 10 billion" anything above it, "about 300 million"
anything within 10 % of it (`ABOUT`). Two amounts say the same if their bounds are the same; one is more precise than
the other if it is within it; they differ if they have nothing in common. Amounts in different currencies, over
different periods, or of which one is paid and the other only promised, are not compared at all; nor is a running total
with a single sum.

A part of a sum that is only optional may also be nothing, so it counts from 0 to its amount. A total is right if it
says of the money what its parts say: a fixed total is met exactly, "up to" a sum is met by its highest possible value,
and with "about", "more than" or "at least" the parts must come to something that the words allow.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Self

from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.records.claim import Claim
from factcheck.records.payload import Amount
from factcheck.records.record import Article

ABOUT = Fraction(1, 10)
"""How far "about" reaches to either side. This is our convention: the word itself gives no number."""
SETTLED = frozenset({"paid", "committed", "optional"})
"""Statuses of money that exclude one another. The others say how it is known, or what it is a total of."""
UNKNOWN = frozenset({None, "unstated"})
"""The status of money if the words do not say which."""
FIXED = frozenset({"exactly", "between"})
"""Hedges under which a total must be met exactly."""
UNPAID = frozenset({"committed", "optional"})


class Comparison(StrEnum):
    """The result of comparing a source's value with the claimed one."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MORE_PRECISE = "more_precise"
    LESS_PRECISE = "less_precise"
    NOT_COMPARABLE = "not_comparable"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and the highest value that something can have; None where there is no bound."""

    low: Fraction
    high: Fraction | None
    open_low: bool = False
    """Whether `low` itself is excluded, as in "more than"."""

    def overlaps(self, other: Self) -> bool:
        """Return whether some value is possible under both."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: Self) -> bool:
        return self.high is not None and (self.high < other.low or (self.high == other.low and other.open_low))

    def within(self, other: Self) -> bool:
        """Return whether every value possible here is possible there."""
        low = self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low))
        return low and (other.high is None or (self.high is not None and self.high <= other.high))

    def __add__(self, other: "Bounds") -> "Bounds":
        """Return the bounds of the sum of two values."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high, self.open_low or other.open_low)


def ends(amount: Amount) -> tuple[int, int]:
    """Return the lower and the higher number in an amount; both are the same unless it is a range."""
    low = amount.value if amount.min is None else amount.min
    high = amount.value if amount.max is None else amount.max
    return low or 0, high or 0


def bounds(amount: Amount) -> Bounds:
    """Return the values that an amount can mean, in whole units of its currency."""
    low, high = ends(amount)
    return hedged(amount.hedge, Fraction(low), Fraction(high))


def hedged(hedge: str, low: Fraction, high: Fraction) -> Bounds:
    """Return the values that a number can mean under a hedge; `low` and `high` are the same unless it is a range."""
    return Bounds(low, high) if hedge == "between" else _BOUNDS[hedge](low)


_BOUNDS: dict[str, Callable[[Fraction], Bounds]] = {
    "exactly": lambda value: Bounds(value, value),
    "about": lambda value: Bounds(value * (1 - ABOUT), value * (1 + ABOUT)),
    "up_to": lambda value: Bounds(Fraction(0), value),
    "more_than": lambda value: Bounds(value, None, open_low=True),
    "at_least": lambda value: Bounds(value, None),
}


def compare_bounds(claimed: Bounds, recorded: Bounds) -> Comparison:
    """Return whether `recorded` agrees with `claimed`."""
    if claimed == recorded:
        return Comparison.AGREES
    if recorded.within(claimed):
        return Comparison.MORE_PRECISE
    if claimed.within(recorded):
        return Comparison.LESS_PRECISE
    return Comparison.LESS_PRECISE if claimed.overlaps(recorded) else Comparison.DIFFERS


def compare_amounts(claimed: Amount, recorded: Amount) -> Comparison:
    """Return whether a source's amount agrees with the claimed one; other currencies or periods are not comparable."""
    if (claimed.currency, claimed.period) != (recorded.currency, recorded.period):
        return Comparison.NOT_COMPARABLE
    return compare_bounds(bounds(claimed), bounds(recorded))


def comparable_money(claimed: object, recorded: object) -> bool:
    """Return whether the amounts of two payloads may be compared.

    Paid money is not compared with committed money, nor is either with optional money, nor money that is only
    promised with money of which it is not said whether it was paid; nor a running total with anything else, nor what a
    source relates to the money of claims, as a part or a total, with one of them.
    """
    relation = getattr(recorded, "relation", None)
    statuses = {getattr(payload, "status", None) for payload in (claimed, recorded)}
    if "unstated" in statuses and statuses & UNPAID:
        return False
    stated = statuses - UNKNOWN
    alike = len(stated) < 2 or not ("cumulative" in stated or stated <= SETTLED)  # noqa: PLR2004 - two of them
    return alike and (relation is None or relation.type == "same_as")


def compare_statuses(claimed: str, recorded: str) -> Comparison:
    """Return whether the status that a source gives its money agrees with the claimed one."""
    if claimed == recorded:
        return Comparison.AGREES
    if {claimed, recorded} <= SETTLED:
        return Comparison.DIFFERS
    if "cumulative" in {claimed, recorded}:
        return Comparison.NOT_COMPARABLE
    if claimed in SETTLED or recorded in UNKNOWN:
        return Comparison.LESS_PRECISE
    return Comparison.MORE_PRECISE if recorded in SETTLED or claimed in UNKNOWN else Comparison.NOT_COMPARABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSum:
    """A total, the claims that it is made of, and where a record declares it."""

    file: Locatable
    record: str
    """The id of the article or the claim that declares it."""
    pointer: Pointer
    total: Amount | None
    status: str | None
    parts: tuple[Claim, ...]
    sources: tuple[str, ...] = ()

    @property
    def addends(self) -> list[tuple[Claim, Amount | None, str | None]]:
        """The parts, each with its amount and the status of its money, where known."""
        return [(part, amount_of(part), status_of(part)) for part in self.parts]

    @property
    def currencies(self) -> set[str]:
        """The currencies of the total and its parts."""
        return {amount.currency for amount in [self.total, *map(amount_of, self.parts)] if amount}

    @property
    def calculated(self) -> Bounds | None:
        """The bounds of the sum of the parts, in whole currency units; None if a part has no amount."""
        return sum_of(self.parts)

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
        """Parts that are less certain than the total: not paid although it is, or optional although it is committed."""
        excluded = {"paid": UNPAID, "committed": {"optional"}}.get(self.status or "", frozenset())
        return [part for part in self.parts if status_of(part) in excluded]


def amount_of(claim: Claim) -> Amount | None:
    """Return the amount of a claim, if it has one."""
    amount: Amount | None = getattr(claim.claim.payload, "amount", None)
    return amount


def status_of(claim: Claim) -> str | None:
    """Return the status of a claim's money (paid, committed, ...), if it has money."""
    status: str | None = getattr(claim.claim.payload, "status", None)
    return status


def sum_of(claims: Sequence[Claim]) -> Bounds | None:
    """Return the bounds of the sum of the amounts of claims; None if one has no amount."""
    known = [item for item in map(_part_bounds, claims) if item]
    return reduce(add, known) if known and len(known) == len(claims) else None


def _part_bounds(part: Claim) -> Bounds | None:
    amount = amount_of(part)
    if not amount:
        return None
    found = bounds(amount)
    return Bounds(found.low * 0, found.high) if status_of(part) == "optional" else found


@cached_by_corpus
def declared_sums(corpus: Corpus) -> Iterator[DeclaredSum]:
    """Yield the sums of all articles and the `sum_of` relations of all claims, except those with an unknown part."""
    for file, article in corpus.each(Article):
        for index, item in enumerate(article.sums):
            parts = tuple(corpus.claims[id_] for id_ in item.parts if id_ in corpus.claims)
            if len(parts) == len(item.parts):
                yield DeclaredSum(
                    file=file,
                    record=article.id,
                    pointer=("sums", index, "total"),
                    total=item.total,
                    status=item.status,
                    parts=parts,
                    sources=item.sources,
                )
    for file, claim in corpus.each(Claim):
        ids = [relation.claim for relation in claim.claim.relations if relation.type == "sum_of"]
        parts = tuple(corpus.claims[id_] for id_ in ids if id_ in corpus.claims)
        if parts and len(parts) == len(ids):
            total = amount_of(claim)
            yield DeclaredSum(
                file=file,
                record=claim.id,
                pointer=("claim", "payload", "amount") if total else ("claim", "relations"),
                total=total,
                status=status_of(claim),
                parts=parts,
            )
