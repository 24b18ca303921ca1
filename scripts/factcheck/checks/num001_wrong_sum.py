"""A sum does not add up.

`sum_of` relations and the `sums` of an article say that several amounts make a total. They are added up as they are
stated: 1.25 billion paid and up to 2.75 billion more make “up to 4 billion”, not 4 billion, and an optional part may be
nothing at all. Correct an amount, its `hedge`, or the list of parts. If all amounts are as the article states them, its
arithmetic is wrong: say so in the review, and do not list the sum.
"""

from factcheck.analysis.amounts import Bounds, DeclaredSum, amount_of, bounds, declared_sums
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_


@check("NUM001", __doc__, title=N_("Sum does not add up"))
def wrong_sum(corpus: Corpus) -> Problems:
    for item in declared_sums(corpus):
        if len(item.currencies) <= 1 and not item.is_right:
            message, hint = _explain(item)
            related = tuple(
                (corpus.file(CLAIM, part.id), ("claim", "payload", "amount"), "a part of the sum")
                for part in item.parts
            )
            has_value = item.total is not None and item.total.value is not None
            pointer = (*item.pointer, "value") if has_value else item.pointer
            yield item.file, Issue(pointer, message, hint, related=related)


def _explain(item: DeclaredSum) -> tuple[str, str | None]:
    missing = [part.id for part in item.parts if not amount_of(part)]
    if missing:
        return f"the claim {missing[0]!r} is listed as a part of this sum, but has no amount", None
    if not item.total or not item.calculated:
        return "this claim is called a sum, but has no amount", None
    parts, total = item.calculated, bounds(item.total)
    same_highest = parts.high == total.high
    hint = (
        "the sum may also be less: should its hedge be 'up_to'?"
        if same_highest
        else "correct an amount, or the list of parts"
    )
    return f"the parts come to {_words(parts)}, but the total is {_words(total)}", hint


def _words(value: Bounds) -> str:
    if value.high is None:
        return f"{int(value.low):,} or more"
    return f"{int(value.low):,}" if value.low == value.high else f"{int(value.low):,} to {int(value.high):,}"
