"""Money is said to be part of, the same as or a total of other money, and cannot be.

A `relation` says that the money is that of certain claims, so that nobody counts it twice. Those claims must have an
amount, in the same currency and for the same recipient. `same_as` needs an amount that the claims together can come to,
`part_of` an amount that is not more, `total_of` one that is not less. Money with the status `recalled` was reported
before, and its relation (`same_as` or `part_of`) says which claim's money it is. Correct the relation, the amount or
the status.
"""

from factcheck.analysis.told_money import relation_fault, told_money
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM007", __doc__, title=N_("Related sums do not fit together"))
def money_relation(corpus: Corpus) -> Problems:
    for told in told_money(corpus):
        if fault := relation_fault(corpus, told):
            relation = told.relation
            hint = "correct the relation, or the amount" if relation else "add the relation, or give another status"
            yield told.file, Issue((*told.pointer, "relation" if relation else "status"), fault, hint)
