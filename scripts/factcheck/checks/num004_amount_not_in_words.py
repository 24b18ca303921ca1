"""An amount in the data is not the one in the words beside it.

The data of a claim must say what its quotation and its text in each language say. The amount that a source gives
(`recorded`) must be in its quotation or in the note beside it, that of a later development in its text. One digit too
many would make the whole comparison wrong, and nobody would notice. Correct whichever is wrong.
"""

from factcheck.analysis.amounts import ends
from factcheck.analysis.payloads import stated_amounts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM004", __doc__, title=N_("Amount differs from the words beside it"))
def amount_not_in_words(corpus: Corpus) -> Problems:
    for item, hedges in stated_amounts(corpus):
        lacking = [name for name, found in hedges if not found]
        wrong = lacking[0] if lacking else None
        if item.any_of:
            wrong = "none of the words beside it" if len(lacking) == len(hedges) else None
        if wrong:
            low, high = ends(item.value)
            amount = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            message = f"{wrong} does not give the amount {amount}"
            yield item.file, Issue(item.pointer, message, "correct the data or the words")
