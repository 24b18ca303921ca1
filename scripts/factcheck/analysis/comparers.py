"""How two values of a field are compared: entities, dates, amounts, statuses of money, and all others.

That a value is less precise helps nobody who reads a table. It may be at the low end of a range, an upper limit, a
later date, said by somebody else; and what cannot be compared has a reason. Each such nuance has a name here; pages
have the words.
"""

from collections.abc import Callable, Mapping
from typing import Any

from factcheck.analysis.amounts import Comparison, bounds, compare_amounts, compare_statuses, ends
from factcheck.analysis.quantities import compare_quantities
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Amount

Parents = Mapping[str, str]
"""For each entity that is part of another one, the id of that one."""
_WITHIN = {"between": "in_range", "up_to": "within_limit", "about": "close"}
"""For an amount that the claim allows: its nuance by the claim's hedge. Other hedges set a minimum."""
_AROUND = {"up_to": "upper_limit", "about": "approximate", "between": "range"}
"""For an amount that allows more than the claim: its nuance by the source's hedge. Other hedges set a minimum."""
_DIFFERING = {"said_by": "somebody_else", "announcer": "somebody_else", "term": "other_label"}
_COMPANIES = {Comparison.MORE_PRECISE: "part_of_company", Comparison.LESS_PRECISE: "whole_company"}
"""For the names of entities that do not differ and are not the same: see `compare_entities`."""
_QUANTITIES = {
    Comparison.MORE_PRECISE: "closer_quantity",
    Comparison.LESS_PRECISE: "wider_quantity",
    Comparison.NOT_COMPARABLE: "other_units",
}
_DATES = {Comparison.MORE_PRECISE: "closer_date", Comparison.LESS_PRECISE: "wider_date"}


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
    "quantities": compare_quantities,
    "date": compare_dates,
    "status": compare_statuses,
    # Verbatim words may be in another language, and are no contradiction.
    "wording": lambda _ours, _theirs: Comparison.NOT_COMPARABLE,
}


def find_nuance(key: str, claimed: Any, recorded: Any, agreement: Comparison) -> str:
    """Return the name of how a recorded value relates to the claimed one.

    Args:
        key: the field.
        claimed: its value in the claim.
        recorded: its value in the source.
        agreement: what comparing the two gave.

    Returns:
        The name, or "" where the value says enough, as with statuses that can both be right, or where readers have to
        compare for themselves, as with texts.
    """
    if agreement is Comparison.AGREES:
        return "agrees"
    if key == "amount":
        return _nuance_of_amount(claimed, recorded, agreement)
    if key == "date":
        return _nuance_of_date(claimed, recorded, agreement)
    if key == "status" and agreement is not Comparison.DIFFERS:
        return ""
    if agreement is Comparison.DIFFERS:
        return _DIFFERING.get(key, "differs")
    return (_QUANTITIES if key == "quantities" else _COMPANIES).get(agreement, "")


def _nuance_of_amount(claimed: Amount, recorded: Amount, agreement: Comparison) -> str:
    (low, high), (number, other) = ends(claimed), ends(recorded)
    if agreement is Comparison.NOT_COMPARABLE:
        return "other_currency" if claimed.currency != recorded.currency else "other_period"
    if agreement is Comparison.DIFFERS:
        limit = bounds(claimed).high
        if limit is not None and bounds(recorded).low >= limit:
            return "higher"
        return "not_above" if claimed.hedge == "more_than" and number == low else "lower"
    if claimed.hedge == "between" and number == other and recorded.hedge in {"exactly", "about"}:
        return {low: "low_end", high: "high_end"}.get(number, "in_range")
    if agreement is Comparison.MORE_PRECISE:
        return _WITHIN.get(claimed.hedge, "above_minimum")
    return _AROUND.get(recorded.hedge, "minimum")


def _nuance_of_date(claimed: str, recorded: str, agreement: Comparison) -> str:
    if agreement is not Comparison.DIFFERS:
        return _DATES[agreement]
    return "earlier_date" if parse_edtf(recorded).latest < parse_edtf(claimed).earliest else "later_date"
