"""What a source records does not go with the stance that it is given.

`recorded` holds what the source says, in the same fields as the claim. If an amount, a date, a form or a state of the
money, or a designation there excludes what is claimed, the source does not support the claim: it `refutes` it or
`qualifies` it. And a source that `refutes` a claim must differ from it somewhere.

Paid money is compared with paid money only: a source that speaks of a commitment says nothing of what was paid.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.derive.amounts import Agreement
from factcheck.derive.comparison import Column, compare_claim, entity_parents
from factcheck.finding import Issue
from factcheck.model.claim import Claim

DECISIVE = ("amount", "date", "instrument", "status", "term")
"""Fields whose values exclude one another if they differ. Whose words they are, or in which language, may differ."""
ALIKE = frozenset({Agreement.AGREES, Agreement.SILENT})


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every piece of evidence whose recorded values contradict its stance."""
    parents = entity_parents(corpus.entities)
    for entry in corpus.entries:
        if isinstance(entry.record, Claim):
            for column in compare_claim(entry.record, parents):
                issue = _judge(column)
                if issue:
                    yield entry.file, issue


def _judge(column: Column) -> Issue | None:
    place = ("review", "evidence", column.position - 1)
    field = next((key for key in DECISIVE if key in column.differing), None)
    if column.evidence.stance == "supports" and field:
        message = f"{column.evidence.source!r} is said to support the claim, but its {field!r} is another one"
        hint = "correct the value, or the stance: it refutes or qualifies the claim"
        return Issue(pointer=(*place, "recorded", field), message=message, hint=hint)
    if column.evidence.stance == "refutes" and all(cell.agreement in ALIKE for cell in column.cells.values()):
        message = f"{column.evidence.source!r} is said to refute the claim, but records nothing that differs from it"
        return Issue(
            pointer=(*place, "stance"), message=message, hint="record what it says otherwise, or correct the stance"
        )
    return None


CHECK = check("RAT003", "stance-against-record", __doc__, run)
