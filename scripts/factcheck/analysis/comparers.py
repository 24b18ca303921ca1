"""How two values of a field are compared: entities, dates, amounts, statuses of money, and all others."""

from collections.abc import Callable, Mapping
from typing import Any

from factcheck.analysis.amounts import Comparison, compare_amounts, compare_statuses
from factcheck.records.edtf import parse_edtf

Parents = Mapping[str, str]
"""For each entity that is part of another one, the id of that one."""


def _compare_other(ours: Any, _theirs: Any) -> Comparison:
    """Compare unequal values: controlled words differ; texts in our own words cannot be compared."""
    return Comparison.NOT_COMPARABLE if isinstance(ours, Mapping) else Comparison.DIFFERS


def compare_entities(parents: Parents, ours: Any, theirs: Any) -> Comparison:
    """Compare entities, or lists of them; a part of a company is more precise than the company.

    Args:
        parents: which entity is part of which.
        ours: the claimed entities.
        theirs: those of the source.
    """
    left, right = (frozenset({value} if isinstance(value, str) else value) for value in (ours, theirs))
    if left == right:
        return Comparison.AGREES
    if _lifted(right, left, parents) == left:
        return Comparison.MORE_PRECISE
    return Comparison.LESS_PRECISE if _lifted(left, right, parents) == right else Comparison.DIFFERS


def _lifted(ids: frozenset[str], others: frozenset[str], parents: Parents) -> frozenset[str]:
    """Replace each entity by the one that it is part of, if that one is among the others and the entity is not."""
    return frozenset(parents[id_] if id_ not in others and parents.get(id_) in others else id_ for id_ in ids)


def compare_dates(ours: str, theirs: str) -> Comparison:
    """Compare two dates by the days that they can mean."""
    claimed, recorded = parse_edtf(ours), parse_edtf(theirs)
    if (claimed.earliest, claimed.latest) == (recorded.earliest, recorded.latest):
        return Comparison.AGREES
    if claimed.earliest <= recorded.earliest and recorded.latest <= claimed.latest:
        return Comparison.MORE_PRECISE
    return Comparison.LESS_PRECISE if recorded.overlaps(claimed) else Comparison.DIFFERS


def comparer(key: str) -> Callable[[Any, Any], Comparison]:
    """Return the function that compares unequal values of a field that does not name entities."""
    return _COMPARERS.get(key, _compare_other)


_COMPARERS: dict[str, Callable[[Any, Any], Comparison]] = {
    "amount": compare_amounts,
    "date": compare_dates,
    "status": compare_statuses,
    # Verbatim words may be in another language, and are no contradiction.
    "wording": lambda _ours, _theirs: Comparison.NOT_COMPARABLE,
}
