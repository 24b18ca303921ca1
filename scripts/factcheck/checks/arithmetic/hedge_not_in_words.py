"""An amount in the data has another hedge than in the words beside it.

"Up to 4 billion" is not 4 billion, and "more than 10 billion" is not 10. The `hedge` of an amount must be the one that
stands before it in the quotation or the text: up to, about (also nearly, almost), more than (also over), at least,
between; or `exactly` if there is none. Correct whichever is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.arithmetic.amount_not_in_words import ends
from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.derive.amount_words import read_amounts
from factcheck.derive.stated import StatedSum, stated_amounts
from factcheck.finding import Issue


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every amount whose hedge is not that of the words beside it."""
    for item in stated_amounts(corpus):
        wrong = [(name, hedges) for name, hedges in _hedges(item) if item.amount.hedge not in hedges]
        found = len(list(_hedges(item)))
        if wrong and (not item.any_of or len(wrong) == found):
            name, hedges = wrong[0]
            message = f"the hedge is {item.amount.hedge!r}, but {name} says {' or '.join(sorted(hedges))}"
            yield item.entry.file, Issue(pointer=(*item.pointer, "hedge"), message=message)


def _hedges(item: StatedSum) -> Iterator[tuple[str, set[str]]]:
    """Yield the texts that give the amount, each with the hedges that stand before it there."""
    for name, text in item.texts:
        hedges = {stated.hedge for stated in read_amounts(text) if stated.is_same_number(*ends(item.amount))}
        if hedges:
            yield name, hedges


CHECK = check("NUM005", "hedge-not-in-words", __doc__, run)
