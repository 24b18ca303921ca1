"""The English and the French text give different numbers.

Amounts, years, days and shares must be the same in both languages: `$1.25 billion` is `1,25 milliard de dollars`.
Otherwise readers of one language are told something wrong. If one text spells a small number out and the other does
not, write both in digits, or both in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.analysis.number_words import read_numbers
from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.finding import Issue


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every text whose two versions do not hold the same numbers, at the French one."""
    for written in corpus.texts:
        in_english, in_french = written.text.get("en"), written.text.get("fr")
        # Names may have a form of their own in each language.
        if in_english is None or in_french is None or written.field == "name":
            continue
        english, french = read_numbers(in_english, "en"), read_numbers(in_french, "fr")
        if english != french:
            only = min(english ^ french)
            where = "English" if only in english else "French"
            number = f"{int(only):,}" if only.denominator == 1 else f"{float(only):,}"
            message = f"the number {number} stands in the {where} text only"
            yield written.entry.file, Issue(pointer=(*written.pointer, "fr"), message=message)


CHECK = check("LNG003", "different-numbers", __doc__, run)
