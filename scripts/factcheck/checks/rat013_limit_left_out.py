"""A claim gives a sum, a source says that this is only the most it can be, and the claim is rated as confirmed.

“Up to” makes a difference to readers: a promise of up to 4 billion may come to nothing. So a claim that promises a sum,
or says that it was paid, without the “up to” of a source is mostly confirmed at best. If the claim says itself that the
money may come or not (`status: optional`), the “up to” is in it already. Lower the rating, or correct the amount or the
status of the claim.
"""

from factcheck.analysis.amounts import amount_of, status_of
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Evidence

COUNTED = frozenset({"supports", "qualifies", "refutes"})


@check("RAT013", __doc__, title=N_("Confirmed although “up to” was left out"))
def limit_left_out(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        rating, amount = corpus.ratings.get(claim.review.rating), amount_of(claim)
        is_open = not amount or amount.hedge == "up_to" or status_of(claim) == "optional"
        if is_open or not rating or not rating.is_highest:
            continue
        for index, item in enumerate(claim.review.evidence):
            if item.stance in COUNTED and _gives_limit(item):
                message = f"rated {rating.id!r}, but according to {item.source!r} the sum is an upper limit"
                pointer = ("review", "evidence", index, "recorded", "amount", "hedge")
                yield file, Issue(pointer, message, "lower the rating, or correct the claim's amount or status")


def _gives_limit(item: Evidence) -> bool:
    amount = getattr(item.recorded, "amount", None)
    return amount is not None and amount.hedge == "up_to"
