"""Dates, amounts, languages and quotation marks, in the form of each language (Babel, Unicode CLDR)."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, parse_pattern
from markupsafe import Markup, escape

from factcheck.languages import BY_CODE, N_
from factcheck.records.edtf import Edtf, Point, parse_edtf
from factcheck.records.payload import Amount

Gettext = Callable[[str], str]

LOCALES = {code: Locale.parse(language.locale) for code, language in BY_CODE.items()}
MILLION = 1_000_000
ONES = (MILLION, 10**9, 10**12)

HEDGES = {
    "exactly": "%(amount)s",
    "about": N_("about %(amount)s"),
    "up_to": N_("up to %(amount)s"),
    "more_than": N_("more than %(amount)s"),
    "at_least": N_("at least %(amount)s"),
}
QUALIFIERS = {"": "%(date)s", "?": N_("probably %(date)s"), "~": N_("about %(date)s")}


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """Return a number in words from a million on: 1.25 billion, 1,25 milliard; else in digits."""
    locale = LOCALES[language]
    if value < MILLION:
        return format_decimal(value, locale=locale)
    if value in ONES:  # Babel gives their plural in a language that has a word for 1,000 without a number: mille
        forms = locale.compact_decimal_formats["long"]
        text: str = parse_pattern(forms.get("one", forms["other"])[str(value)]).apply(1, locale)
    else:
        text = format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=2)
    # A line must not end between 1,25 and milliard; of the languages, only some CLDR patterns see to it.
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def money(value: int, currency: str, language: str) -> str:
    """Return an amount with its currency: $500 million, 500 millions de dollars; other currencies by their code."""
    plain = "{}\N{NO-BREAK SPACE}" + currency
    pattern = BY_CODE[language].currencies.get(currency, (plain, plain))[value >= MILLION]
    return pattern.format(number(value, language))


def amount(value: Amount, language: str, _: Gettext) -> str:
    """Return an amount with its hedge in words."""
    if value.hedge == "between" and value.min is not None and value.max is not None:
        ends = {
            "low": money(value.min, value.currency, language),
            "high": money(value.max, value.currency, language),
        }
        text = _("between %(low)s and %(high)s") % ends
    else:
        plain = money(value.value or 0, value.currency, language)
        text = _(HEDGES[value.hedge]) % {"amount": plain}
    return f"{text} ({date(value.period, language, _)})" if value.period else text


@lru_cache(maxsize=4096)
def _point(point: Point, language: str) -> str:
    locale = LOCALES[language]
    if point.day:
        text: str = format_date(point.earliest, "long", locale=locale)
        return text.replace("1", BY_CODE[language].first_day, 1) if point.day == 1 else text
    return str(format_skeleton("yMMMM", point.earliest, locale=locale)) if point.month else str(point.year)


def _qualified(point: Point, language: str, _: Gettext) -> str:
    return _(QUALIFIERS[point.qualifier]) % {"date": _point(point, language)}


def _in_one_month(start: Point, end: Point) -> bool:
    """Return whether two certain days lie in the same month."""
    certain = bool(start.day and end.day) and not (start.qualifier or end.qualifier)
    return certain and (start.year, start.month) == (end.year, end.month)


def date(text: str, language: str, _: Gettext) -> str:
    """Return a date as readers write it: 27 October 2023, October 2023, from … to …, since …."""
    value: Edtf = parse_edtf(text)
    if not value.is_interval and value.start:
        return _qualified(value.start, language, _)
    start = value.start and _qualified(value.start, language, _)
    end = value.end and _qualified(value.end, language, _)
    if value.start and value.end and _in_one_month(value.start, value.end):
        # "27–30 October 2023"; the catalogues say how else
        first = BY_CODE[language].first_day if value.start.day == 1 else str(value.start.day)
        return _("%(start)s–%(end)s") % {"start": first, "end": end}
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    return _("since %(start)s") % {"start": start} if start else _("until %(end)s") % {"end": end}


def month(text: str, language: str, _: Gettext) -> str:
    """Return the month of a date or, if its days lie in several, their year: October 2023; else all of :func:`date`."""
    value: Edtf = parse_edtf(text)
    ends = [point for point in (value.start, value.end) if point]
    open_end = value.is_interval and len(ends) == 1
    for point in (replace(ends[0], day=None), replace(ends[0], day=None, month=None)):
        if not open_end and all(_within(end, point) for end in ends):
            return _qualified(point, language, _)
    return date(text, language, _)


def _within(point: Point, wider: Point) -> bool:
    """Return whether a date lies in the month or the year of another, and is known as well."""
    return replace(point, day=None, month=wider.month and point.month) == wider


def language_name(code: str, language: str) -> str:
    """Return the name of a language in another; the code itself if it has none."""
    return str(LOCALES[language].languages.get(code, code))


def quoted(text: str, text_language: str | None, language: str) -> Markup:
    """Return quoted words between the quotation marks of the page's language, marked with their own."""
    attribute = f' lang="{escape(text_language)}"' if text_language else ""
    words = escape(text.join(BY_CODE[language].quotation_marks))
    return Markup(f"<q{attribute}>{words}</q>")  # noqa: S704 - escaped
