"""Quantities other than money: read out of a text, and compared like amounts.

"Up to one million TPUs", "well over a gigawatt", "environ 27 %". What is counted is not read: readers see it beside
the number. Units of one dimension are compared as one: 1,000 megawatts are a gigawatt.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

from factcheck.analysis.amounts import Bounds, Comparison, compare_bounds, hedged
from factcheck.analysis.text_values import (
    LEAD,
    LONGEST,
    RANGE,
    SCALE,
    SIGN_BEFORE,
    SIGN_LENGTH,
    StatedAmount,
    hedge_before,
    is_range,
    number_pattern,
    value_of,
)
from factcheck.languages import BY_CODE
from factcheck.records.payload import Quantity

DIMENSIONS = {
    "count": ("count", 1),
    "percent": ("percent", 1),
    "megawatt": ("power", 1),
    "gigawatt": ("power", 1000),
    "month": ("time", 1),
    "year": ("time", 12),
}
"""What each unit measures, and how many of the smallest unit of that it is."""
_SIGNS = {"percent": "%", "megawatt": "mw", "gigawatt": "gw"}
"""How a unit is written in every language."""
_MONEY_AFTER = re.compile(r"\s?[$€£]|\s(?:dollars?|euros?)\b", re.IGNORECASE)


def read_quantities(text: str, unit: str, language: str | None = None) -> Iterator[StatedAmount]:
    """Yield the quantities in a unit that a text gives, with their hedges and in the order of the text.

    Args:
        text: the text.
        unit: the unit; things are counted by any number that is no amount of money and has no other unit.
        language: its language, if that is one of the site's; None for words quoted from elsewhere.
    """
    for match in _pattern(language).finditer(text):
        low, scale1, joint, high, scale2, *units = match.groups()
        number = units.index(next(filter(None, units))) if any(units) else 0
        is_money = SIGN_BEFORE.search(text, max(0, match.start() - SIGN_LENGTH), match.start()) or (
            not any(units) and _MONEY_AFTER.match(text, match.end())
        )
        if is_money or [*DIMENSIONS][number] != unit or max(len(low), len(high or "")) > LONGEST:
            continue
        first, before = _value(low, scale1 or scale2, language), text[max(0, match.start() - LEAD) : match.start()]
        if high and is_range(before, joint):
            yield StatedAmount("between", first, _value(high, scale2, language))
        else:
            yield StatedAmount(hedge_before(before), first, first)


@cache
def _words(language: str | None) -> dict[str, int]:
    """Return the words for small numbers in a language, or in all."""
    found = (BY_CODE[language],) if language else BY_CODE.values()
    return {word: value for item in found for word, value in item.number_words.items()}


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    """Return the pattern of a number, or of two that are the ends of a range, with a unit after it.

    Each unit has a group, in the order of `DIMENSIONS`; that of what is only counted is always empty.
    """
    names = (BY_CODE[language],) if language else tuple(BY_CODE.values())
    units = "".join(
        f"({'|'.join([_SIGNS.get(unit, '(?!)'), *(item.units[unit] for item in names if unit in item.units)])})|"
        for unit in DIMENSIONS
    )
    word = "|".join(map(re.escape, sorted(_words(language), key=len, reverse=True)))
    number = rf"(?:\b(?:{word})\b|{number_pattern('[0-9]', language)})" if word else number_pattern("[0-9]", language)
    unit = rf"(?:[\s-]?(?:{units.removesuffix('|')})(?!\w))?"
    return re.compile(
        rf"({number})(?:[\s-]?({SCALE}))?(?:({RANGE})({number})(?:[\s-]?({SCALE}))?)?{unit}", re.IGNORECASE
    )


def _value(number: str, scale: str | None, language: str | None) -> int | Decimal:
    digits = _words(language).get(number.casefold())
    return value_of(str(digits) if digits else number, scale, language)


def quantity_ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the lower and the higher number in a quantity; both are the same unless it is a range."""
    return Decimal(quantity.min or quantity.value or 0), Decimal(quantity.max or quantity.value or 0)


def quantity_bounds(quantity: Quantity) -> Bounds:
    """Return the values that a quantity can mean, in the smallest unit of what it measures."""
    times = DIMENSIONS[quantity.unit][1]
    low, high = (Fraction(end) * times for end in quantity_ends(quantity))
    return hedged(quantity.hedge, low, high)


def compare_quantities(claimed: Sequence[Quantity], recorded: Sequence[Quantity]) -> Comparison:
    """Return whether the quantities of a source agree with the claimed ones.

    The first one of a dimension is compared with the first one of that dimension, and so on. One that differs makes the
    whole differ, then one that is less exact makes it less precise.
    """
    pairs = list(_pairs(claimed, recorded))
    found = {compare_bounds(quantity_bounds(ours), quantity_bounds(theirs)) for ours, theirs in pairs}
    if not pairs:
        return Comparison.NOT_COMPARABLE
    for worst in (Comparison.DIFFERS, Comparison.LESS_PRECISE):
        if worst in found:
            return worst
    if len(pairs) < len(claimed):
        return Comparison.LESS_PRECISE
    return Comparison.MORE_PRECISE if len(pairs) < len(recorded) else max(found, key=_ORDER.index)


_ORDER = (Comparison.AGREES, Comparison.MORE_PRECISE)


def _pairs(claimed: Sequence[Quantity], recorded: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for dimension in dict.fromkeys(dimension for dimension, _ in DIMENSIONS.values()):
        ours, theirs = (
            [item for item in items if DIMENSIONS[item.unit][0] == dimension] for items in (claimed, recorded)
        )
        yield from zip(ours, theirs, strict=False)
