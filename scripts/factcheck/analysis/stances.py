"""Which of the values that a source records fit the stance that it is given."""

from collections.abc import Callable, Container, Mapping

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import Cell
from factcheck.analysis.support import DECISIVE
from factcheck.records.claim import Claim

Cells = Mapping[str, Cell]
SPEAKERS = ("said_by", "announcer")
LABEL = frozenset({"term", "wording", *SPEAKERS})
"""The fields of a label, which rule out another one only if there can be only one."""


def _is_other(key: str, cell: Cell) -> bool:
    """Return whether a value is another one than claimed; so is an amount of money that cannot be the claimed money."""
    return cell.agreement is Comparison.DIFFERS or (key == "amount" and cell.agreement is Comparison.NOT_COMPARABLE)


_NOT_ALLOWED: Mapping[str, tuple[Callable[[str, Cell], bool], str]] = {
    "supports": (_is_other, "is said to support the claim, but gives another value"),
    "silent": (
        lambda key, cell: key not in LABEL and _is_other(key, cell),
        "is said not to say so, but gives another value, which qualifies or refutes the claim",
    ),
    "context": (
        lambda key, cell: key in DECISIVE and cell.value is not None,
        "is said to give context only, but gives a value of the claim",
    ),
}
"""For these stances, which values the decisive fields may not have, and the message about them."""


def not_allowed(stance: str, cells: Cells) -> tuple[str | None, str]:
    """Return the first field whose value does not fit a stance, None if there is none, and the message about it."""
    is_not_allowed, message = _NOT_ALLOWED.get(stance, (None, ""))
    keys = (key for key in (*DECISIVE, *SPEAKERS) if key in cells and is_not_allowed)
    return next((key for key in keys if is_not_allowed and is_not_allowed(key, cells[key])), None), message


def weighed(claim: Claim, stance: str, cells: Cells, exclusive: Container[str | None]) -> Cells:
    """Return those values of a source that count for or against the claim.

    Args:
        claim: the claim.
        stance: that of the source.
        cells: the values that it records, compared with the claim.
        exclusive: the terms that mean that there is only one provider.
    """
    left_out: frozenset[str] = frozenset()
    if stance == "refutes":
        term = getattr(claim.claim.payload, "term", None)
        if not ("term" in cells and (term in exclusive or cells["term"].value in exclusive)):
            left_out |= LABEL
        if "amount" in cells and cells["amount"].agreement is Comparison.NOT_COMPARABLE:
            left_out |= {"amount"}
    elif claim.claim.kind != "attribution" and claim.claim.payload.type != "announcement":
        left_out = frozenset(SPEAKERS)
    return {key: cell for key, cell in cells.items() if key not in left_out}
