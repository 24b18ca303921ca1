"""A range ends below its start.

With the hedge `between`, `min` is the lower end and `max` the higher one. Swap or correct them. If both are the same,
the number is not a range: give it as `value`.
"""

from factcheck.analysis.payloads import ends_of, stated_numbers
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM003", __doc__, title=N_("Range ends below its start"))
def inverted_range(corpus: Corpus) -> Problems:
    for item in stated_numbers(corpus):
        low, high = ends_of(item.value)
        if item.value.hedge == "between" and low >= high:
            message = f"the range ends at {high:,}, but begins at {low:,}"
            hint = "swap the two" if low > high else "for one number, write 'value' with 'hedge: exactly'"
            yield item.file, Issue((*item.pointer, "max"), message, hint)
