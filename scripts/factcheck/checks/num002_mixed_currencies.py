"""A sum is made of amounts in different currencies.

Dollars and euros can only be added at the exchange rate of a certain day, and the records have neither. List a sum only
of amounts in one currency.
"""

from factcheck.analysis.amounts import declared_sums
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM002", __doc__, title=N_("Sum of different currencies"))
def mixed_currencies(corpus: Corpus) -> Problems:
    for item in declared_sums(corpus):
        if len(item.currencies) > 1:
            message = f"this sum combines {' and '.join(sorted(item.currencies))}"
            hint = "list only amounts in one currency as parts of a sum"
            yield item.file, Issue(item.pointer, message, hint)
