"""An amount or a quantity in the data is not the one in the words beside it.

The data of a claim must say what its quotation and its text in each language say. What a source gives
(`recorded`) must be in its quotation or in the note beside it, that of a later development in its text. One digit too
many would make the whole comparison wrong, and nobody would notice. Correct whichever is wrong.
"""

from factcheck.analysis.payloads import StatedValue, ends_of, numbers_in, stated_amounts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.payload import Amount, Quantity


@check("NUM004", __doc__, title=N_("Amount differs from the words beside it"))
def amount_not_in_words(corpus: Corpus) -> Problems:
    for item, hedges in stated_amounts(corpus):
        lacking = [name for name, found in hedges if not found]
        enough = item.any_of and len(lacking) < len(hedges)
        if (lacking and not enough) or not hedges:
            message = f"{_subject(lacking if item.any_of else lacking[:1])} {_named(item.value)}"
            pointer = (*item.pointer, "value" if item.value.value is not None else "min")
            yield item.file, Issue(pointer, message, _way_out(item, lacking))


def _named(value: Amount | Quantity) -> str:
    low, high = ends_of(value)
    number = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"the quantity {number} ({value.unit})" if isinstance(value, Quantity) else f"the amount {number}"


_MOST = 4
"""How many numbers a hint lists."""


def _subject(names: list[str]) -> str:
    """Return the texts that lack an amount, with the verb."""
    if not names:
        return "there is neither a quotation nor a note that gives"
    return f"neither {' nor '.join(names)} gives" if len(names) > 1 else f"{names[0]} does not give"


def _way_out(item: StatedValue, lacking: list[str]) -> str:
    texts = [beside for beside in item.texts if beside.name in lacking]
    given = {number.low for beside in texts for number in numbers_in(beside, item.value)}
    if len(given) == 1 and item.value.value is not None and (value := next(iter(given))) == int(value):
        written = f'"{int(value)}"' if isinstance(item.value, Quantity) else int(value)
        return f"the words give {int(value):,}: write 'value: {written}', or correct the words"
    if given:
        amounts = " and ".join(f"{value:,}" for value in sorted(given)[:_MOST])
        return f"the words give {amounts}: correct the data or the words"
    return "correct the data or the words"
