"""A date in the data differs from the date in the words beside it.

If the text of a claim, or the quotation and the note of a piece of evidence, gives a date with its year, the data
beside them must mean the same day, month or year. A development has a date of its own: if `recorded` there has another
one, such as that of a future payment, the text must name it. Correct whichever is wrong.
"""

from factcheck.analysis.payloads import StatedValue, stated_values
from factcheck.analysis.text_values import read_dates
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.edtf import Edtf, parse_edtf


@check("DAT009", __doc__, title=N_("Date differs from the words beside it"))
def date_not_in_words(corpus: Corpus) -> Problems:
    for item in stated_values(corpus, "date"):
        date = parse_edtf(item.value).closed
        wrong = None if _is_given(item, date) else _excluding(item, date)
        if wrong:
            name, other = wrong
            message = f"the date is {item.value}, but {name} says {other.text}"
            yield item.file, Issue(item.pointer, message, "correct the date or the words")


def _is_given(item: StatedValue, date: Edtf) -> bool:
    """Return whether one date suffices and is there: that of a development, or one in a quotation or its note."""
    if item.date and date.overlaps(parse_edtf(item.date)):
        return True
    return item.any_of and any(date.overlaps(other) for beside in item.texts for other in read_dates(beside.text))


def _excluding(item: StatedValue, date: Edtf) -> tuple[str, Edtf] | None:
    """Return the first text all of whose dates exclude this one, and the first of those."""
    for beside in item.texts:
        found = [*read_dates(beside.text), *([parse_edtf(item.date)] if item.date else [])]
        if found and not any(date.overlaps(other) for other in found):
            return beside.name, found[0]
    return None
