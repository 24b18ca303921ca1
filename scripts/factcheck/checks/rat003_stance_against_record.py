"""What a source records does not go with the stance that it is given.

`recorded` holds what the source says, in the same fields as the claim. If an amount, a date, a form or a state of the
money, or a label there excludes what is claimed, the source does not support the claim: it `refutes` it or
`qualifies` it. A source that `refutes` a claim must record what it says otherwise. One that `qualifies` it must record
it, or say it in a `note`. What only gives `context` records nothing of the sort.

Amounts are compared only within one state of the money: how much was paid says nothing of how much was promised. The
states themselves must agree: a source that speaks of a commitment does not support that money was paid.
"""

from collections.abc import Callable, Mapping

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import Cell, compared_claims
from factcheck.analysis.support import ALIKE, DECISIVE
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Evidence

EXCLUDED: Mapping[str, tuple[Callable[[Cell], bool], str]] = {
    "supports": (
        lambda cell: cell.agreement is Comparison.DIFFERS,
        "is said to support the claim, but records another value",
    ),
    "context": (lambda cell: cell.value is not None, "is said to give context only, but records a value of the claim"),
}
"""For these stances, which values the decisive fields may not have, and the message about them."""


@check("RAT003", __doc__, title=N_("Source does not match its stance"))
def stance_against_record(corpus: Corpus) -> Problems:
    for file, claim, columns in compared_claims(corpus):
        recorded = {column.position: column.cells for column in columns}
        for position, item in enumerate(claim.review.evidence, 1):
            if found := _judge(item, recorded.get(position, {})):
                pointer: Pointer = ("review", "evidence", position - 1, *found[0])
                yield file, Issue(pointer, found[1], "correct the value, or the stance")


def _judge(item: Evidence, cells: Mapping[str, Cell]) -> tuple[tuple[str, ...], str] | None:
    if item.stance in EXCLUDED:
        is_excluded, message = EXCLUDED[item.stance]
        key = next((key for key in DECISIVE if key in cells and is_excluded(cells[key])), None)
        return (("recorded", key), f"{item.source!r} {message}") if key else None
    if any(cell.agreement not in ALIKE for cell in cells.values()):
        return None
    if item.stance == "refutes":
        return ("stance",), f"{item.source!r} is said to refute the claim, but records nothing that differs from it"
    if item.stance == "qualifies" and not item.note:
        return ("stance",), f"{item.source!r} is said to qualify the claim, but nothing says in what"
    return None
