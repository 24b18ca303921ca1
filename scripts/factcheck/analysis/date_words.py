"""Read dates that name a year out of a text: "27 October 2023", "octobre 2023", "fin 2022"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from factcheck.languages import BY_CODE
from factcheck.records.edtf import Edtf, parse_edtf

_LANGUAGES = tuple(BY_CODE.values())
_MONTHS = {
    name: number
    for language in _LANGUAGES
    for number, names in enumerate(language.months.split(), 1)
    for name in names.split("|")
}
_SUFFIX = "|".join(language.day_suffix for language in _LANGUAGES if language.day_suffix)
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:{_SUFFIX})?\s)?(?:\b(?P<month>{_NAMES})\.?\s)?(?:(?P<day2>\d{{1,2}}),\s)?"
    r"\(?(?<![\d,.$€])(?P<year>(?:19|20)\d\d)(?![\d,.]\d|\w)",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = 21
"""How many characters of a date come before its year, at most."""


@lru_cache(maxsize=4096)
def read_dates(text: str) -> tuple[Edtf, ...]:
    """Return the dates with a year that a text gives, in any language of the site, each as exactly as it does."""
    return tuple(date for match in _matches(text) if (date := _date(match)))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``finditer`` would, but search only around years, which takes a third of the time."""
    year = _YEAR.search(text)
    while year:
        match = _DATE.search(text, max(year.pos, year.start() - _BEFORE_YEAR))
        if not match:
            return
        yield match
        year = _YEAR.search(text, match.end())


def _date(match: re.Match[str]) -> Edtf | None:
    month = _MONTHS.get((match["month"] or "").casefold())
    day = match["day"] or match["day2"]
    parts = [match["year"], f"{month:02}" if month else "", f"{int(day):02}" if month and day else ""]
    try:
        return parse_edtf("-".join(part for part in parts if part))
    except ValueError:  # "31 February 2023"
        return None
