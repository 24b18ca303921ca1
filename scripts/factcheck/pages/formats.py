"""Dates, amounts, quotations and names as each language writes them (Babel, Unicode CLDR)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, parse_pattern
from babel.units import format_unit
from markupsafe import Markup, escape

from factcheck.corpus import Corpus
from factcheck.languages import BY_CODE, N_, translated
from factcheck.records.edtf import Edtf, Point, parse_edtf
from factcheck.records.payload import Amount, Quantity
from factcheck.records.record import Article

LOCALES = {code: Locale.parse(language.locale) for code, language in BY_CODE.items()}
MILLION = 1_000_000
ONES = (MILLION, 10**9, 10**12)
DIGITS = 12
"""How many digits a number may have behind the point: as many as it takes to round nothing."""

HEDGES = {
    "exactly": "%(amount)s",
    "about": N_("about %(amount)s"),
    "up_to": N_("up to %(amount)s"),
    "more_than": N_("more than %(amount)s"),
    "at_least": N_("at least %(amount)s"),
}
_FROM_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of Unicode with the scripts that are written so."""
_AMOUNT = re.compile("([A-Z]{0,3}[$€£¥][ \u00a0]?[0-9][0-9.,]*(?:[ \u00a0]?[A-Za-z]+)?)")
"""A sum of money as Latin letters write it."""
QUALIFIERS = {"": "%(date)s", "?": N_("probably %(date)s"), "~": N_("about %(date)s")}


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """Return a number as 10,000 or, from a million on, as 1.25 billion, 1,25 milliard."""
    locale = LOCALES[language]
    if value < MILLION:
        return format_decimal(value, locale=locale)
    if value in ONES:  # For these, Babel gives the plural in languages that say 1,000 without a number: mille.
        forms = locale.compact_decimal_formats["long"]
        text: str = parse_pattern(forms.get("one", forms["other"])[str(value)]).apply(1, locale)
    else:
        text = format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=DIGITS)
    # A line must not end between 1,25 and milliard. The CLDR patterns of some languages have plain blanks there.
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def money(value: int, currency: str, language: str) -> str:
    """Return an amount with its currency: $500 million, 500 millions de dollars, 500 million CHF."""
    plain = "{}\N{NO-BREAK SPACE}" + currency
    pattern = BY_CODE[language].currencies.get(currency, (plain, plain))[value >= MILLION]
    return pattern.format(number(value, language))


def amount(value: Amount, language: str) -> str:
    """Return an amount with its hedge in words: up to $4 billion."""
    if value.hedge == "between" and value.min is not None and value.max is not None:
        low, high = (money(end, value.currency, language) for end in (value.min, value.max))
        number_low, *words = low.split("\N{NO-BREAK SPACE}")
        if words == high.split("\N{NO-BREAK SPACE}")[1:] and number_low[0].isdigit():  # 300 et 400 millions
            low = number_low
        text = translated(language, N_("between %(low)s and %(high)s")) % {"low": low, "high": high}
    else:
        plain = money(value.value or 0, value.currency, language)
        text = translated(language, HEDGES[value.hedge]) % {"amount": plain}
    return f"{text} ({date(value.period, language)})" if value.period else text


_UNITS: dict[str, tuple[str, Literal["short", "long"]]] = {
    "percent": ("concentr-percent", "short"),
    "megawatt": ("power-megawatt", "long"),
    "gigawatt": ("power-gigawatt", "long"),
    "month": ("duration-month", "long"),
    "year": ("duration-year", "long"),
}
"""The names of the units of quantities in Unicode CLDR, and in which length they are written."""


def quantity(value: Quantity, language: str) -> str:
    """Return a quantity with its unit, and its hedge in words: up to 1 million, about 27%, more than 1 gigawatt."""
    if value.hedge == "between":
        ends = {"low": _decimal(value.min or "", language), "high": _measured(value.max or "", value.unit, language)}
        return translated(language, N_("between %(low)s and %(high)s")) % ends
    plain = {"amount": _measured(value.value or "", value.unit, language)}
    return BY_CODE[language].filled(translated(language, HEDGES[value.hedge]), plain)


def _decimal(text: str, language: str) -> str:
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return number(int(exact), language)
    return format_decimal(exact, locale=LOCALES[language], decimal_quantization=False)


def _measured(text: str, unit: str, language: str) -> str:
    if unit not in _UNITS:
        return _decimal(text, language)
    name, length = _UNITS[unit]
    found: str = format_unit(Decimal(text), name, length, locale=LOCALES[language])
    return found.replace(" ", "\N{NO-BREAK SPACE}")


def _point(point: Point, language: str) -> str:
    """Return a date that is no interval, with its uncertainty: probably 8 November 2023."""
    locale = LOCALES[language]
    text = str(point.year)
    if point.day:
        text = format_date(point.earliest, "long", locale=locale)
        text = text.replace("1", BY_CODE[language].first_day, 1) if point.day == 1 else text
    elif point.month:
        text = format_skeleton("yMMMM", point.earliest, locale=locale)
    return BY_CODE[language].filled(translated(language, QUALIFIERS[point.qualifier]), {"date": text})


@lru_cache(maxsize=4096)
def date(text: str, language: str) -> str:
    """Return a date as readers write it: 27 October 2023, October 2023, from … to …, since …."""
    value: Edtf = parse_edtf(text)
    if not value.is_interval and value.start:
        return _point(value.start, language)
    start = _point(value.start, language) if value.start else ""
    end = _point(value.end, language) if value.end else ""
    pattern = N_("since %(start)s") if start else N_("until %(end)s")
    days = [point for point in (value.start, value.end) if point and point.day and not point.qualifier]
    if value.start and len({(day.year, day.month) for day in days}) == 1 < len(days):
        # 27–30 October 2023, du 27 au 30 octobre 2023
        pattern = N_("%(start)s–%(end)s")
        start = BY_CODE[language].first_day if value.start.day == 1 else str(value.start.day)
    elif start and end:
        pattern = N_("%(start)s to %(end)s")
    return BY_CODE[language].filled(translated(language, pattern), {"start": start, "end": end})


def month(text: str, language: str) -> str:
    """Return the month of a date, or its year if it spans several months; if it spans several years, all of it."""
    value: Edtf = parse_edtf(text)
    ends = [point for point in (value.start, value.end) if point]
    open_end = value.is_interval and len(ends) == 1
    for point in (replace(ends[0], day=None), replace(ends[0], day=None, month=None)):
        if not open_end and all(replace(end, day=None, month=point.month and end.month) == point for end in ends):
            return _point(point, language)
    return date(text, language)


def one_of(names: Sequence[str], language: str) -> str:
    """Return names as a choice: A, B or C."""
    return str(format_list(names, style="or", locale=LOCALES[language]))


def all_of(names: Sequence[str], language: str) -> str:
    """Return names as a list: A; A and B; A, B and C."""
    return str(format_list(names, style="standard", locale=LOCALES[language])) if len(names) > 1 else names[0]


def language_name(code: str, language: str) -> str:
    """Return the name of a language in another language, or its code if Babel knows no name."""
    return str(LOCALES[language].languages.get(code, code))


def quoted(text: str, text_language: str | None, language: str) -> Markup:
    """Return quoted words in the quotation marks of the page's language, with their own language and direction.

    Marks of that kind within the words become inner ones.
    """
    attributes = in_language(text_language, language) if text_language else ""
    words = words_in(BY_CODE[language].nested(text).join(BY_CODE[language].quotation_marks), text_language or language)
    return Markup(f"<q{attributes}>{words}</q>")  # noqa: S704 - escaped


@cache
def direction(code: str) -> str:
    """Return in which direction a language is written: ``ltr`` or ``rtl``; ``ltr`` if Babel does not know it."""
    try:
        return str(Locale.parse(code).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def in_language(code: str, language: str) -> Markup:
    """Return the attributes of an element whose words are in another language than the page: ``lang`` and ``dir``."""
    turn = "" if direction(code) == direction(language) else f' dir="{direction(code)}"'
    return Markup(f' lang="{escape(code)}"{turn}')  # noqa: S704 - escaped


def words_in(text: str, code: str) -> Markup:
    """Return words in a language as HTML, in which $4 stays as it is, and does not become 4$ after Arabic letters."""
    amount_mark = Markup('<bdi dir="ltr">{}</bdi>')
    if direction(code) == "ltr":
        return escape(text)
    parts = _AMOUNT.split(text)
    return Markup().join(amount_mark.format(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def isolated(text: str, way: str = "auto") -> Markup:
    """Return words as HTML that keeps them apart from their neighbours if some are written from right to left.

    Browsers would else move a date or a bracket that follows them to their other side.

    Args:
        text: a name, or other words whose language is not recorded.
        way: the direction of the text as a whole, if it is known; else its first letter decides.
    """
    if not _FROM_RIGHT_TO_LEFT.search(text):
        return escape(text)
    return Markup('<bdi dir="{}">{}</bdi>').format(way, text)


def article_names(corpus: Corpus, publisher_name: Callable[[str], str], language: str) -> Callable[[Article], str]:
    """Return a function that returns the short name of an article of a corpus in a language.

    The name has the publisher and the month. If another article has the same ones, it has the day, and else the title,
    too.
    """
    found: dict[str, str] = {}

    def article_name(article: Article) -> str:
        if not found:
            found.update(_choose(corpus, publisher_name, language))
        return found[article.id]

    return article_name


def _choose(corpus: Corpus, publisher_name: Callable[[str], str], language: str) -> dict[str, str]:
    names = {id_: [*_names(item, publisher_name(item.publisher), language)] for id_, item in corpus.articles.items()}
    times = Counter(name for found in names.values() for name in set(found))
    return {id_: next((name for name in found if times[name] == 1), found[-1]) for id_, found in names.items()}


def _names(article: Article, publisher: str, language: str) -> Iterator[str]:
    """Yield names of an article, each with more in it than the one before."""
    name = publisher
    if article.published:
        yield f"{publisher}, {month(article.published, language)}"
        name = f"{publisher}, {date(article.published, language)}"
        yield name
    yield f"{name}, {BY_CODE[language].nested(article.title).join(BY_CODE[language].quotation_marks)}"
