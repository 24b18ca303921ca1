"""A source is said to support a claim, but nothing in the record shows that it says so.

A claim about money, a label, an agreement or an announcement is data that can be compared. A source supports it by what
it says of the same: under `recorded`, or an amount in the words quoted from it. Record what the source says. If it says
nothing of it, it supports nothing: make it `context`, or leave it out.
"""

from factcheck.analysis.amounts import amount_of, ends
from factcheck.analysis.text_values import read_amounts
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Evidence

IN_WORDS = frozenset({"description", "analysis"})
"""Types of claims whose content is a text in our words, which nobody can compare but people."""


@check("RAT018", __doc__, title=N_("Support that no value shows"))
def support_without_value(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        type_ = claim.claim.payload.type
        for index, item in enumerate(claim.review.evidence):
            if item.stance == "supports" and type_ not in IN_WORDS and not _shows(claim, item, type_):
                message = f"{item.source!r} is said to support the claim, but nothing is recorded of what it says"
                hint = (
                    f"add 'recorded' with 'type: {type_}' and what the source says; if it says nothing, write 'context'"
                )
                yield file, Issue(("review", "evidence", index, "stance"), message, hint)


def _shows(claim: Claim, item: Evidence, type_: str) -> bool:
    """Return whether a source's values of the claim's type are recorded, or its words give the claimed amount."""
    if item.recorded and item.recorded.type == type_:
        return True
    if not item.quotation:
        return True  # SRC009 is about evidence without words
    amount, words = amount_of(claim), item.quotation.exact
    return amount is not None and any((found.low, found.high) == ends(amount) for found in read_amounts(words))
