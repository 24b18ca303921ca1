"""Read numbers, amounts of money with their hedges, and dates out of a text.

For example "up to $4 billion", "300 et 400 millions", "27 October 2023", "fin 2022". Every text is searched for the
words of all languages, because it may quote from another one.

Each pattern begins with a digit, since Python finds one many times faster than something that may come before it.
What comes before is read afterwards.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.languages import BY_CODE
from factcheck.records.edtf import Edtf, parse_edtf

_LANGUAGES = tuple(BY_CODE.values())


def any_word(attribute: str) -> str:
    """Return the pattern of what any language has under this name."""
    return "|".join(getattr(language, attribute) for language in _LANGUAGES if getattr(language, attribute))


def _longest_first(words: Iterator[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SCALES = {word: scale for language in reversed(_LANGUAGES) for word, scale in language.scales.items()}
"""What a word or letter after a number multiplies it by; where languages differ, the main one is right."""
SCALE = rf"(?:{_longest_first(iter(_SCALES))})(?![^\W\d_])"
_LONG_SCALE = _longest_first(word for word in _SCALES if len(word) > 1)
RANGE = rf"\s?(?:{any_word('range_words')}|–|-)\s?"
"""What makes two numbers the ends of a range, if nothing but a sign is between them."""
_SIGN = r"(?:(?:US|A|C|HK)?[$]|€|£|USD\s?|EUR\s?)"
SIGN_BEFORE = re.compile(rf"{_SIGN}\s?\Z", re.IGNORECASE)
SIGN_LENGTH = 5
"""How long a sign before a number, with the blanks around it, may be."""
_ANY_THOUSANDS, _ANY_DECIMALS = r",\s", ".,"
"""What separates thousands and begins decimals if the language of a text is not known."""
LONGEST = 30
"""The most digits and signs of a number. People write no longer ones, which would take long to read."""
LEAD = 40
"""How many characters before an amount may hold its hedge."""


_AND = re.compile(any_word("and_word"), re.IGNORECASE)
_BEFORE_RANGE = re.compile(rf"\b(?:{any_word('before_range')})\s(?:\S+\s)?$", re.IGNORECASE)
"""What ends with the word before a range and at most one more."""
_HEDGES = "|".join(
    f"(?P<{hedge}>{'|'.join(language.hedges[hedge] for language in _LANGUAGES)})"
    for hedge in ("up_to", "about", "more_than", "at_least")
)
_HEDGE = re.compile(rf"(?<!\w)(?:{_HEDGES})(?:\s(?!(?:{any_word('and_word')})\b)[^\s\d$€]+){{0,2}}\s?$", re.IGNORECASE)
"""What ends with a hedge and at most two more words."""

_TURNS = rf"{any_word('negations')}|{'|'.join(words for language in _LANGUAGES for words in language.hedges.values())}"
_TURN = re.compile(rf"(?!ne?\b)\b(?:{_TURNS})\b|n['’]t\b", re.IGNORECASE)
"""Not the French *ne*: the word that denies is another one beside it, and with *que* there is none."""


def turns(text: str) -> Counter[str]:
    """Return the words of a text that deny or limit what it says, in any language, each with how often it is there."""
    return Counter(found[0].casefold().replace("’", "'") for found in _TURN.finditer(text))


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount as a text gives it: its hedge, and its value or both its ends, in whole units of some currency."""

    hedge: str
    low: int | Decimal
    high: int | Decimal


def read_amounts(text: str, language: str | None = None) -> Iterator[StatedAmount]:
    """Yield the amounts of money that a text gives, in its order.

    A number counts as money if a currency is beside it or a word such as million after it.

    Args:
        text: the text.
        language: its language, if that is one of the site's; None for words quoted from elsewhere.
    """
    end = 0
    for match in _amount_pattern(language).finditer(text):
        low, scale1, joint, sign2, high, scale2, unit = match.groups()
        sign = SIGN_BEFORE.search(text, max(end, match.start() - SIGN_LENGTH), match.start())
        start, end = (sign or match).start(), match.end()
        scale = scale2 or scale1
        if (sign or scale or sign2 or unit) and max(len(low), len(high or "")) <= LONGEST:
            value, before = value_of(low, scale1 or scale, language), text[max(0, start - LEAD) : start]
            if high and is_range(before, joint):
                yield StatedAmount("between", value, value_of(high, scale, language))
                continue
            hedge = hedge_before(before)
            yield StatedAmount(hedge, value, value)
            if high:  # two amounts with one hedge: "up to $10 million and $5 million"
                yield StatedAmount(hedge, *(value_of(high, scale, language),) * 2)


def amounts_without_currency(text: str, language: str) -> Iterator[str]:
    """Yield the words of each large amount in a text that names no currency and does not count things."""
    for match in _amount_pattern(language).finditer(text):
        _, scale1, _, sign2, _, scale2, unit = match.groups()
        named = sign2 or unit or SIGN_BEFORE.search(text, max(0, match.start() - SIGN_LENGTH), match.start())
        if len(scale2 or scale1 or "") > 1 and not named and not _counting(language).match(text, match.end()):
            yield match[0]


@cache
def _counting(language: str) -> re.Pattern[str]:
    return re.compile(BY_CODE[language].counting, re.IGNORECASE)


def is_range(before: str, joint: str) -> bool:
    """Return whether two numbers are the ends of a range, by the text before them and what is between them.

    "Between $5 and $10 million" is one, "$5 and $10 million" is none.
    """
    return not _AND.fullmatch(joint.strip()) or bool(_BEFORE_RANGE.search(before))


def hedge_before(before: str) -> str:
    """Return the hedge at the end of the text before a number."""
    found = _HEDGE.search(before)
    return (found and found.lastgroup) or "exactly"


@cache
def _thousands(language: str | None) -> str:
    return BY_CODE[language].thousands if language else _ANY_THOUSANDS


def number_pattern(first: str, language: str | None, *, end: str = "") -> str:
    """Return the pattern of a number that begins with `first`; groups of three digits must be followed by `end`."""
    decimals = BY_CODE[language].decimals if language else _ANY_DECIMALS
    return rf"{first}(?:\d{{0,2}}(?:[{_thousands(language)}]\d{{3}})+{end}|\d*)(?:[{decimals}]\d+)?"


@cache
def _amount_pattern(language: str | None) -> re.Pattern[str]:
    """Return the pattern of an amount without a sign before it, or of a range of amounts."""
    number = number_pattern("[0-9]", language)
    return re.compile(
        rf"({number})(?:[\s-]?({SCALE}))?(?:({RANGE})({_SIGN})?\s?({number})(?:[\s-]?({SCALE})))?"
        rf"(\s?[$€£](?!\w)|\s(?:{any_word('currency_words')})\b)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def value_of(number: str, scale: str | None, language: str | None) -> int | Decimal:
    """Return the value of a number in digits, times what the word after it means."""
    times = _SCALES[scale.casefold()] if scale else 1
    if number.isdecimal():
        return int(number) * times
    plain = re.sub(rf"[{_thousands(language)}](?=\d{{3}}(?!\d))", "", number)
    return Decimal(plain.replace(",", ".")) * times


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a number: digits that no letter touches, perhaps with a word such as million.

    Its groups are the number, that word, and what joins it to the next number.
    """
    first = r"[0-9](?<![^\W_]\d)(?<![^\W\d_]-\d)"
    number = number_pattern(first, language, end=r"(?!\d)")
    joint = rf"(?=((?-i:{RANGE}[$€£]?)){first})"
    return re.compile(rf"({number})(?:[\s-]?({_LONG_SCALE})\b)?(?:{joint})?", re.IGNORECASE)


def read_numbers(text: str, language: str) -> set[int | Decimal]:
    """Return the numbers that a text in one of the languages of the site gives in digits.

    In a range, a word such as million counts for both ends: "300 to 400 million" holds 300 million.
    """
    found: set[int | Decimal] = set()
    after = ""
    for number, scale, joint in reversed(_number_pattern(language).findall(text)):
        if len(number) <= LONGEST:
            found.add(value_of(number, scale or (after if joint else ""), language))
        after = scale
    return found


_MONTHS = {
    name: number
    for language in _LANGUAGES
    for number, names in enumerate(language.months.split(), 1)
    for name in names.split("|")
}
_YEAR = re.compile(r"(?:19|20)\d\d(?<![\d,.$€]\d{4})(?![\d,.]\d|\w)")
_DAY_AND_MONTH = re.compile(
    rf"(?:(?<!\d)(\d{{1,2}})(?:{any_word('day_suffix')})?\s)?(?:\b({_longest_first(iter(_MONTHS))})\.?\s)?"
    r"(?:(\d{1,2}),\s)?\(?\Z",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{_longest_first(iter(_MONTHS))})\b", re.IGNORECASE)
_BEFORE_YEAR = 21
"""How many characters of a date come before its year, at most."""


def read_dates(text: str) -> Iterator[Edtf]:
    """Yield the dates with a year that a text gives, in any language of the site, each as exactly as it does."""
    for year in _YEAR.finditer(text):
        before = _DAY_AND_MONTH.search(text, max(0, year.start() - _BEFORE_YEAR), year.start())
        day1, name, day2 = before.groups() if before else (None, None, None)
        month, day = _MONTHS.get((name or "").casefold()), day1 or day2
        parts = [year[0], f"{month:02}" if month else "", f"{int(day):02}" if month and day else ""]
        try:
            yield parse_edtf("-".join(part for part in parts if part))
        except ValueError:  # "31 February 2023"
            continue


def read_months(text: str, *, before: Edtf) -> Iterator[Edtf]:
    """Yield the months that a text names, each as the last one of that name before it appeared.

    Args:
        text: the text, such as "in February it invested", with or without a year.
        before: when it appeared.
    """
    last = before.latest
    for name in _MONTH.findall(text):
        month = _MONTHS[name.casefold()]
        if year := last.year - (month > last.month):
            yield parse_edtf(f"{year:04}-{month:02}")
