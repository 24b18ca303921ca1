"""An amount in the data is not the one in the words beside it.

The data of a claim must say what its quotation and its text in each language say, the `recorded` amount of a source
what its quotation says (or the note beside it), that of a development what its text says. A digit too many
in one of them would make the whole comparison wrong without anybody noticing. Correct whichever is wrong.
"""

from factcheck.analysis.amounts import ends
from factcheck.analysis.comparison import RecordedAmount, stated_amounts
from factcheck.checks.check import Check, Corpus, Issue, Problems


def run(corpus: Corpus) -> Problems:
    """Yield every amount that the words beside it do not give."""
    for item in stated_amounts(corpus):
        wrong = _texts_without(item)
        if wrong:
            low, high = ends(item.amount)
            amount = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            message = f"{wrong} does not give the amount {amount}"
            yield item.file, Issue(pointer=item.pointer, message=message, hint="correct the data, or the words")


def _texts_without(item: RecordedAmount) -> str | None:
    """Return the name of the first text without the amount; where one text is enough, only if all lack it."""
    lacking = [name for name, hedges in item.hedges if not hedges]
    if item.any_of:
        return "none of the words beside it" if len(lacking) == len(item.hedges) else None
    return lacking[0] if lacking else None


CHECK = Check("NUM004", "amount-not-in-words", __doc__, run)
