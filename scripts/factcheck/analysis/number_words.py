"""Read the numbers out of a text, whatever the language writes between their digits: 1.25 billion, 1,25 milliard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from factcheck.analysis.amount_words import LONGEST, RANGE_WORDS, SCALES, multiply
from factcheck.languages import BY_CODE

_SCALE = "|".join(sorted((word for word in SCALES if len(word) > 1), key=len, reverse=True))
_JOINT = rf"\s?(?:{RANGE_WORDS}|–|-)\s?[$€£]?"
"""What makes two numbers the ends of a range, if nothing else stands between them."""


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what a number looks like: digits that no letter touches, perhaps with a word such as million.

    Its groups are the number, that word, and what joins it to the next number. What may not stand before the first
    digit is looked for after it: to search for something that begins with a digit takes a fifth of the time.
    """
    first = r"\d(?<![^\W_]\d)(?<![^\W\d_]-\d)"
    about = BY_CODE[language]
    digits = rf"{first}(?:\d{{0,2}}(?:[{about.thousands}]\d{{3}})+(?!\d)|\d*)"
    number = rf"{digits}(?:[{about.decimals}]\d+)?"
    return re.compile(rf"({number})(?:[\s-]?({_SCALE})\b)?(?:(?=((?-i:{_JOINT})){first}))?", re.IGNORECASE)


def read_numbers(text: str, language: str) -> frozenset[int | Fraction]:
    """Return the numbers that a text in one of the languages of the site gives in digits.

    In a range, a word such as million counts for both ends: "300 to 400 million" holds 300 million.
    """
    found = _pattern(language).findall(text)
    return frozenset(_values(found, language)) if found else _NONE  # most texts hold none


_NONE: frozenset[int | Fraction] = frozenset()


def _values(found: list[tuple[str, str, str]], language: str) -> Iterator[int | Fraction]:
    after = ""
    for number, scale, joint in reversed(found):
        if len(number) <= LONGEST:
            yield _value(number, scale or (after if joint else ""), language)
        after = scale


@lru_cache(maxsize=4096)
def _value(number: str, scale: str, language: str) -> int | Fraction:
    plain = re.sub(rf"[{BY_CODE[language].thousands}](?=\d{{3}}(?!\d))", "", number)
    return multiply(plain, SCALES[scale.casefold()] if scale else 1)
