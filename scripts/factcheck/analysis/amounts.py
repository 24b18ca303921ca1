"""Amounts as what they are: a lowest and a highest possible sum, with what may be compared with what.

"Up to 4 billion" is anything from 0 to 4 billion, "more than 10 billion" anything above it, "about 300 million"
anything within 10 % of it (`ABOUT`). Two amounts say the same if their bounds are the same; one is more precise than
the other if it lies within it; they differ if they have nothing in common. Amounts in different currencies, over
different periods, or of which one is paid and the other only promised, are not compared at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from factcheck.records.payload import Amount

ABOUT = Fraction(1, 10)
"""How far "about" reaches to either side. A convention of ours: the word itself gives no number."""

SETTLED = frozenset({"paid", "committed", "optional"})
"""States of a sum that exclude one another. `announced` and `estimated` only say how it is known."""


class Agreement(StrEnum):
    """What a source's value says about the claimed one."""

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

    def overlaps(self, other: Bounds) -> bool:
        """Return whether some value is possible under both."""
        return not (self._below(other) or other._below(self))

    def _below(self, other: Bounds) -> bool:
        return self.high is not None and (self.high < other.low or (self.high == other.low and other.open_low))

    def within(self, other: Bounds) -> bool:
        """Return whether every value possible here is possible there."""
        low = self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low))
        return low and (other.high is None or (self.high is not None and self.high <= other.high))

    def __add__(self, other: Bounds) -> Bounds:
        """Return what the sum of two values can be."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high, self.open_low or other.open_low)


def ends(amount: Amount) -> tuple[int, int]:
    """Return the lower and the higher number that an amount is given by."""
    low = amount.value if amount.min is None else amount.min
    high = amount.value if amount.max is None else amount.max
    return low or 0, high or 0


def bounds(amount: Amount) -> Bounds:
    """Return what an amount can mean, in whole units of its currency."""
    if amount.hedge == "between":
        return Bounds(Fraction(amount.min or 0), Fraction(amount.max or 0))
    return _BOUNDS[amount.hedge](Fraction(amount.value or 0))


_BOUNDS: dict[str, Callable[[Fraction], Bounds]] = {
    "exactly": lambda value: Bounds(value, value),
    "about": lambda value: Bounds(value * (1 - ABOUT), value * (1 + ABOUT)),
    "up_to": lambda value: Bounds(Fraction(0), value),
    "more_than": lambda value: Bounds(value, None, open_low=True),
    "at_least": lambda value: Bounds(value, None),
}


def compare_bounds(claimed: Bounds, recorded: Bounds) -> Agreement:
    """Return what `recorded` says about `claimed`."""
    if claimed == recorded:
        return Agreement.AGREES
    if recorded.within(claimed):
        return Agreement.MORE_PRECISE
    if claimed.within(recorded):
        return Agreement.LESS_PRECISE
    return Agreement.LESS_PRECISE if claimed.overlaps(recorded) else Agreement.DIFFERS


def compare_amounts(claimed: Amount, recorded: Amount) -> Agreement:
    """Return what a source's amount says about the claimed one; other currencies or periods are not comparable."""
    if (claimed.currency, claimed.period) != (recorded.currency, recorded.period):
        return Agreement.NOT_COMPARABLE
    return compare_bounds(bounds(claimed), bounds(recorded))


def comparable_states(claimed: str | None, recorded: str | None) -> bool:
    """Return whether sums in these states may be compared: paid is not committed, nor is either optional."""
    return claimed == recorded or not {claimed, recorded} <= SETTLED
