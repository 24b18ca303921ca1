"""The texts in two languages give different numbers.

Amounts, years, days and shares must be the same in all languages: `$1.25 billion` is `1,25 milliard de dollars`.
Otherwise the readers of one language are told something wrong. Correct the wrong one. If one text spells out a small
number and the other does not, write both in digits, or both in words.
"""

from decimal import Decimal

from factcheck.analysis.text_values import read_numbers
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, LANGUAGES, N_

LONG = 10_000
"""From this number on, signs separate the thousands: 2023 may be a year."""


@check("LNG003", __doc__, title=N_("Numbers differ between languages"))
def different_numbers(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        languages = [language for language in LANGUAGES if language in written.text]
        if len(languages) < 2 or written.field == "name":  # noqa: PLR2004 - names may have a form of their own in each
            continue
        first, *others = languages
        numbers = read_numbers(written.text[first], first)
        for other in others:
            if different := numbers ^ read_numbers(written.text[other], other):
                only = min(different)
                where = BY_CODE[first if only in numbers else other].english
                number = f"{Decimal(only).normalize():{',f' if only >= LONG else 'f'}}"
                message = f"the number {number} is only in the {where} text"
                yield written.file, Issue((*written.pointer, other), message, "give the same numbers in both languages")
