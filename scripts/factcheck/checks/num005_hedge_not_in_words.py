"""An amount in the data is hedged differently from the words beside it.

“Up to 4 billion” is not 4 billion, and “more than 10 billion” is not 10. The `hedge` of an amount must say what the
quotation or the text says before it: `up_to`, `about` (also nearly, almost), `more_than` (also over), `at_least`,
`between`, or `exactly` if it says nothing. Correct whichever is wrong.
"""

from factcheck.analysis.payloads import stated_amounts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM005", __doc__, title=N_("“Up to”, “about” or the like differs from the words"))
def hedge_not_in_words(corpus: Corpus) -> Problems:
    for item, every in stated_amounts(corpus):
        found = [(name, hedges) for name, hedges in every if hedges]
        wrong = [(name, hedges) for name, hedges in found if item.value.hedge not in hedges]
        if wrong and (not item.any_of or len(wrong) == len(found)):
            name, hedges = wrong[0]
            message = f"the hedge is {item.value.hedge!r}, but {name} says {' or '.join(sorted(hedges))}"
            yield item.file, Issue((*item.pointer, "hedge"), message, "correct the hedge or the words")
