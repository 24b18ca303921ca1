"""A sum is made of amounts in different currencies.

Dollars and euros cannot be added without a rate and a day, and neither is in the records. Declare a sum only of
amounts in one currency.
"""

from factcheck.analysis.amounts import declared_sums
from factcheck.checks.check import Check, Corpus, Issue, Problems


def run(corpus: Corpus) -> Problems:
    """Yield every declared sum with more than one currency."""
    for item in declared_sums(corpus):
        if len(item.currencies) > 1:
            message = f"this sum mixes {' and '.join(sorted(item.currencies))}"
            yield item.file, Issue(pointer=item.pointer, message=message)


CHECK = Check("NUM002", "mixed-currencies", __doc__, run)
