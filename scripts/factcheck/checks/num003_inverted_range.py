"""A range of amounts ends below its start.

With the hedge `between`, `min` is the lower end and `max` the higher one. Swap or correct them. If both are the same,
the amount is not a range: give it as `value`.
"""

from factcheck.analysis.payloads import stated_values
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM003", __doc__, title=N_("Range ends below its start"))
def inverted_range(corpus: Corpus) -> Problems:
    for item in stated_values(corpus, "amount"):
        low, high = item.value.min, item.value.max
        if low is not None and high is not None and low >= high:
            message = f"the range ends at {high:,}, but begins at {low:,}"
            hint = "swap the two" if low > high else "for one amount, write 'value' with 'hedge: exactly'"
            yield item.file, Issue((*item.pointer, "max"), message, hint)
