"""Read amounts of money with their hedges out of a text: "up to $4 billion", "entre 300 et 400 millions de dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

SCALES = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "md": 10**9,
    "mds": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "trillion": 10**12,
}
"""What a word or letter after a number multiplies it by. A French "billion" would be 10**12: nobody writes it."""

HEDGES = {
    "up_to": r"up to|jusqu['’]à",
    "about": r"about|around|approximately|roughly|nearly|almost|some|environ|près de|quelque|presque",
    "more_than": r"more than|over|above|plus de",
    "at_least": r"at least|au moins",
}

_DIGIT = re.compile(r"\d")
_NUMBER = r"\d{1,3}(?:[,\s]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:millions?|milliards?|billions?|trillion|mn|bn|mds?|[kmb])(?![^\W\d_])"
_SIGN = r"(?:(?:US|A|C|HK)?[$]|€|£|USD\s?|EUR\s?)"
_AMOUNT = re.compile(
    rf"(?:(?P<sign1>{_SIGN})\s?)?(?P<low>{_NUMBER})(?:[\s-]?(?P<scale1>{_SCALE}))?"
    rf"(?:\s?(?:to|and|et|à|–|-)\s?(?P<sign2>{_SIGN})?\s?(?P<high>{_NUMBER})(?:[\s-]?(?P<scale2>{_SCALE})))?"
    r"(?P<unit>\s?[$€£](?!\w)|\s(?:de\s|d['’])?(?:dollars?|euros?|pounds?|livres?)\b)?",
    re.IGNORECASE,
)
_HEDGE = {
    hedge: re.compile(rf"(?:^|\W)(?:{words})(?:\s(?!and\b|et\b)[^\s\d$€]+){{0,2}}\s?$", re.IGNORECASE)
    for hedge, words in HEDGES.items()
}
_LEAD = 40
"""How many characters before an amount may hold its hedge."""


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount as a text gives it: its hedge, and its value or both its ends, in whole units of some currency."""

    hedge: str
    low: int | Fraction
    high: int | Fraction

    def is_same_number(self, low: int, high: int) -> bool:
        """Return whether it names these ends."""
        return self.low == low and self.high == high


@lru_cache(maxsize=4096)
def read_amounts(text: str) -> tuple[StatedAmount, ...]:
    """Return the amounts of money that a text in English or French gives, in its order.

    A number counts as money if a currency stands beside it or a word such as million after it.
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[StatedAmount]:
    for match in _AMOUNT.finditer(text) if _DIGIT.search(text) else ():
        scale = match["scale2"] or match["scale1"] or ""
        if not (scale or match["sign1"] or match["sign2"] or match["unit"]):
            continue
        low = _value(match["low"], match["scale1"] or scale)
        high = _value(match["high"], scale) if match["high"] else low
        before = text[max(0, match.start() - _LEAD) : match.start()]
        yield StatedAmount(_hedge(before, is_range=bool(match["high"])), low, high)


def _hedge(before: str, *, is_range: bool) -> str:
    if is_range:
        return "between"
    return next((hedge for hedge, pattern in _HEDGE.items() if pattern.search(before)), "exactly")


def _value(number: str, scale: str) -> int | Fraction:
    plain = re.sub(r"[,\s](?=\d{3}(?!\d))", "", number)
    value = int(plain) if plain.isdecimal() else Fraction(plain.replace(",", "."))  # fractions are slow
    return value * SCALES[scale.lower()]
