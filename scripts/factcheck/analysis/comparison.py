"""As claimed, as recorded: the payload of a claim beside what each source gives, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from factcheck.analysis.amounts import Agreement, comparable_states, compare_amounts
from factcheck.kinds import ENTITY
from factcheck.records.claim import Claim, Evidence
from factcheck.records.edtf import Edtf, parse_edtf
from factcheck.records.payload import Amount, Payload
from factcheck.records.structure import reference_kind

NOT_COMPARED = frozenset({"type", "lang"})
"""They say how to read the other fields."""

Parents = Mapping[str, str]
"""Of entities that belong to another one: that one's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of one source: its value (None if it is silent) and how it relates to the claimed one."""

    agreement: Agreement
    value: Any = None


_SILENT = Cell(agreement=Agreement.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one piece of evidence, the `position`th (from 1), gives."""

    evidence: Evidence
    position: int
    cells: Mapping[str, Cell]

    @property
    def differing(self) -> list[str]:
        """The fields in which the source differs from the claim."""
        return [key for key, cell in self.cells.items() if cell.agreement is Agreement.DIFFERS]


def compare_claim(claim: Claim, parents: Parents) -> list[Column]:
    """Return the values that the evidence records for the claim's own payload; of another type, they say nothing of it.

    Args:
        claim: the claim.
        parents: which entity belongs to which: Google Cloud to Google, say.
    """
    said = claim.claim.payload
    return [
        Column(evidence=item, position=position, cells=compare_payloads(said, item.recorded, parents))
        for position, item in enumerate(claim.review.evidence, 1)
        if item.recorded and item.recorded.type == said.type
    ]


def compare_payloads(claimed: Payload, recorded: Payload, parents: Parents) -> dict[str, Cell]:
    """Return for each field that either of two payloads of the same type has, what the recorded one says."""
    found = {}
    for key in _compared(cast("Any", type(claimed))):
        ours, theirs = getattr(claimed, key), getattr(recorded, key)
        if theirs is not None:
            found[key] = Cell(agreement=_compare(key, claimed, recorded, parents), value=theirs)
        elif ours is not None:
            found[key] = _SILENT
    return found


@cache
def _compared(payload: type[Payload]) -> tuple[str, ...]:
    """Return the fields in which payloads of a type are compared."""
    return tuple(field.name for field in fields(payload) if field.name not in NOT_COMPARED)


@cache
def _names_entities(payload: type[Payload], key: str) -> bool:
    return reference_kind(payload, key) == ENTITY


def _compare(key: str, claimed: Payload, recorded: Payload, parents: Parents) -> Agreement:
    ours, theirs = getattr(claimed, key), getattr(recorded, key)
    if ours is None:
        return Agreement.MORE_PRECISE
    if key == "amount" and not comparable_states(getattr(claimed, "status", None), getattr(recorded, "status", None)):
        return Agreement.NOT_COMPARABLE
    if ours == theirs:  # whatever it is; most sources say what is claimed
        return Agreement.AGREES
    if _names_entities(cast("Any", type(claimed)), key):
        return _compare_entities(ours, theirs, parents)
    return _COMPARERS.get(key, _compare_other)(ours, theirs)


def _compare_other(ours: Any, theirs: Any) -> Agreement:
    """Compare controlled words; texts in our own words are shown side by side, not judged."""
    if isinstance(ours, Mapping):
        return Agreement.AGREES if ours == theirs else Agreement.NOT_COMPARABLE
    return Agreement.AGREES if ours == theirs else Agreement.DIFFERS


def _compare_wording(ours: str, theirs: str) -> Agreement:
    """Compare verbatim words: other words, often in another language, are no contradiction; the term says more."""
    return Agreement.AGREES if ours == theirs else Agreement.NOT_COMPARABLE


def _compare_status(ours: str, theirs: str) -> Agreement:
    if ours == theirs:
        return Agreement.AGREES
    if theirs == "announced":
        return Agreement.LESS_PRECISE
    if ours == "announced":
        return Agreement.MORE_PRECISE
    return Agreement.DIFFERS if not comparable_states(ours, theirs) else Agreement.NOT_COMPARABLE


def _compare_entities(ours: Any, theirs: Any, parents: Parents) -> Agreement:
    """Compare entities, or lists of them: a part of a company is more precise than the company."""
    left, right = (frozenset({value} if isinstance(value, str) else value) for value in (ours, theirs))
    if left == right:
        return Agreement.AGREES
    if _lifted(right, left, parents) == left:
        return Agreement.MORE_PRECISE
    return Agreement.LESS_PRECISE if _lifted(left, right, parents) == right else Agreement.DIFFERS


def _lifted(ids: frozenset[str], others: frozenset[str], parents: Parents) -> frozenset[str]:
    """Replace each entity by the one that it belongs to, where only that one stands among the others."""
    return frozenset(parents[id_] if id_ not in others and parents.get(id_) in others else id_ for id_ in ids)


def compare_dates(ours: str, theirs: str) -> Agreement:
    """Compare dates as the days that they can mean."""
    claimed, recorded = parse_edtf(ours), parse_edtf(theirs)
    if (claimed.earliest, claimed.latest) == (recorded.earliest, recorded.latest):
        return Agreement.AGREES
    if _within(recorded, claimed):
        return Agreement.MORE_PRECISE
    apart = recorded.latest < claimed.earliest or claimed.latest < recorded.earliest
    return Agreement.DIFFERS if apart else Agreement.LESS_PRECISE


def _within(inner: Edtf, outer: Edtf) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _compare_amount(ours: Amount, theirs: Amount) -> Agreement:
    return compare_amounts(ours, theirs)


_COMPARERS: dict[str, Callable[[Any, Any], Agreement]] = {
    "amount": _compare_amount,
    "date": compare_dates,
    "status": _compare_status,
    "wording": _compare_wording,
}


def entity_parents(entities: Mapping[str, Any]) -> dict[str, str]:
    """Return which entity belongs to which."""
    return {id_: entity.part_of for id_, entity in entities.items() if entity.part_of}
