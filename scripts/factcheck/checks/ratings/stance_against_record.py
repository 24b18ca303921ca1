"""What a source records does not go with the stance that it is given.

`recorded` holds what the source says, in the same fields as the claim. If an amount, a date, a form or a state of the
money, or a designation there excludes what is claimed, the source does not support the claim: it `refutes` it or
`qualifies` it. A source that `refutes` a claim must record what it says otherwise. One that `qualifies` it must record
it, or say it in a `note`. What only gives `context` records nothing of the sort.

Amounts are compared only within one state of the money: how much was paid says nothing of how much was promised. The
states themselves must agree: a source that speaks of a commitment does not support that money was paid.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.derive.comparison import Cell, compare_payloads, entity_parents
from factcheck.derive.grounds import ALIKE, DECISIVE
from factcheck.finding import Issue, Pointer
from factcheck.model.claim import Claim, Evidence


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every piece of evidence whose recorded values contradict its stance."""
    parents = entity_parents(corpus.entities)
    for entry in corpus.entries:
        if not isinstance(entry.record, Claim):
            continue
        said = entry.record.claim.payload
        for index, item in enumerate(entry.record.review.evidence):
            same = item.recorded is not None and item.recorded.type == said.type
            cells = compare_payloads(said, item.recorded, parents) if same and item.recorded else {}
            found = _judge(item, cells)
            if found:
                pointer: Pointer = ("review", "evidence", index, *found[0])
                yield entry.file, Issue(pointer=pointer, message=found[1], hint="correct the value, or the stance")


def _judge(item: Evidence, cells: dict[str, Cell]) -> tuple[tuple[str, ...], str] | None:
    differing = [key for key in DECISIVE if key in cells and cells[key].agreement == "differs"]
    given = [key for key in DECISIVE if key in cells and cells[key].value is not None]
    alike = all(cell.agreement in ALIKE for cell in cells.values())
    if item.stance == "supports" and differing:
        return ("recorded", differing[0]), f"{item.source!r} is said to support the claim, but records another value"
    if item.stance == "refutes" and alike:
        return ("stance",), f"{item.source!r} is said to refute the claim, but records nothing that differs from it"
    if item.stance == "qualifies" and alike and not item.note:
        return ("stance",), f"{item.source!r} is said to qualify the claim, but nothing says in what"
    if item.stance == "context" and given:
        return ("recorded", given[0]), f"{item.source!r} is said to give context only, but records a value of the claim"
    return None


CHECK = check("RAT003", "stance-against-record", __doc__, run)
