"""What a source says does not match the stance that it is given.

`recorded` holds what the source says, in the claim's own fields. If it does not match the stance, correct either:

- `supports`: it gives no amount, date, form or status of the money, or label, that rules out what is claimed, no
  amount of other money, and no other speaker where the claim is that somebody said something.
- `refutes`: it gives something that cannot be true together with the claim. A value that is only less precise can be,
  and so can an amount of other money, what somebody else said, or another label, unless one of the two means that there
  is only one provider.
- `qualifies`: it gives something that differs from the claim, or a `note` says what the source limits or corrects.
- `silent`: it gives neither all that is claimed, nor another amount, date, form or status of the money. It may use
  another label.
- `context`: it gives no amount, date, form, status or label.

Amounts are compared only within one status of the money: how much was paid says nothing about how much was promised.
The statuses themselves must agree: a source that speaks of a commitment does not support that money was paid.
"""

from collections.abc import Iterator

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import compared_claims, given_fields
from factcheck.analysis.stances import Cells, not_allowed, weighed
from factcheck.analysis.support import ALIKE
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Evidence

SAME = frozenset({Comparison.AGREES, Comparison.MORE_PRECISE})
"""Agreements of a source that says at least as much as the claim."""


@check("RAT003", __doc__, title=N_("Source does not match its stance"))
def stance_against_record(corpus: Corpus) -> Problems:
    exclusive = {id_ for id_, term in corpus.terms.items() if term.excludes_others}
    for file, claim, columns in compared_claims(corpus):
        recorded = {column.position: column.cells for column in columns}
        for position, item in enumerate(claim.review.evidence, 1):
            cells = weighed(claim, item.stance, recorded.get(position, {}), exclusive)
            for place, message, hint in _judge(item, cells, " or ".join(given_fields(claim.claim.payload))):
                pointer: Pointer = ("review", "evidence", position - 1, *place)
                yield file, Issue(pointer, f"{item.source!r} {message}", hint)


def _judge(item: Evidence, cells: Cells, given: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield what is wrong with the stance of a piece of evidence, where in it, and what to do."""
    key, message = not_allowed(item.stance, cells)
    agreements = {cell.agreement for cell in cells.values()}
    if key:
        yield ("recorded", key), message, "correct the value, or the stance"
    elif item.stance == "refutes" and not agreements & {Comparison.DIFFERS, Comparison.NOT_COMPARABLE}:
        hint = f"give under 'recorded' another {given}, or make it 'qualifies' or 'silent'"
        yield ("stance",), "is said to refute the claim, but gives nothing that rules it out", hint
    elif item.stance == "qualifies" and not item.note and agreements <= ALIKE:
        hint = "add a note on what the source limits or corrects, or the value that differs"
        yield ("stance",), "is said to qualify the claim, but nothing says how", hint
    elif item.stance == "silent" and agreements and agreements <= SAME:
        yield ("stance",), "is said not to say so, but gives all that is claimed", "correct the value, or the stance"
