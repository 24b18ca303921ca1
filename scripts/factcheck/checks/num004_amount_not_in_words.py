"""An amount in the data is not the one in the words beside it.

The data of a claim must say what its quotation and its text in each language say. The amount that a source gives
(`recorded`) must be in its quotation or in the note beside it, that of a later development in its text. One digit too
many would make the whole comparison wrong, and nobody would notice. Correct whichever is wrong.
"""

from factcheck.analysis.amounts import ends
from factcheck.analysis.payloads import StatedValue, stated_amounts
from factcheck.analysis.text_values import read_amounts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("NUM004", __doc__, title=N_("Amount differs from the words beside it"))
def amount_not_in_words(corpus: Corpus) -> Problems:
    for item, hedges in stated_amounts(corpus):
        lacking = [name for name, found in hedges if not found]
        enough = item.any_of and len(lacking) < len(hedges)
        if (lacking and not enough) or not hedges:
            low, high = ends(item.value)
            amount = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            message = f"{_subject(lacking if item.any_of else lacking[:1])} the amount {amount}"
            pointer = (*item.pointer, "value" if item.value.value is not None else "min")
            yield item.file, Issue(pointer, message, _way_out(item, lacking))


_MOST = 4
"""How many amounts a hint lists."""


def _subject(names: list[str]) -> str:
    """Return the texts that lack an amount, with the verb."""
    if not names:
        return "there is neither a quotation nor a note that gives"
    return f"neither {' nor '.join(names)} gives" if len(names) > 1 else f"{names[0]} does not give"


def _way_out(item: StatedValue, lacking: list[str]) -> str:
    texts = [beside for beside in item.texts if beside.name in lacking]
    given = {amount.low for beside in texts for amount in read_amounts(beside.text, beside.language)}
    if len(given) == 1 and item.value.value is not None and (value := next(iter(given))) == int(value):
        return f"the words give {int(value):,}: write 'value: {int(value)}', or correct the words"
    if given:
        amounts = " and ".join(f"{value:,}" for value in sorted(given)[:_MOST])
        return f"the words give {amounts}: correct the data or the words"
    return "correct the data or the words"
