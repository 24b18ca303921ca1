"""The table "as claimed, as recorded": for each field the claimed value, and each source's with what it says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from factcheck.analysis.amounts import Agreement
from factcheck.pages.words import AGREEMENT_MARKS

if TYPE_CHECKING:
    from factcheck.analysis.comparison import Column
    from factcheck.pages.view import View
    from factcheck.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Recorded:
    """One source's value as HTML, and how it relates to the claimed one, with a sign for that; "" says nothing."""

    value: Markup
    source: str
    position: int
    agreement: Agreement
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its key, the claimed value as HTML, the sources' values, and how many sources are silent about it."""

    key: str
    claimed: Markup | None
    recorded: tuple[Recorded, ...]
    silent: int


def comparison_rows(view: View, claim: Claim) -> list[Row]:
    """Return the table of a claim, in the order in which fields are shown."""
    columns = view.columns(claim)
    claimed = view.fields(claim.claim.payload)
    shown = [(column, view.fields(column.evidence.recorded)) for column in columns if column.evidence.recorded]
    keys = dict.fromkeys([*claimed, *(key for _, fields in shown for key in fields)])
    return [_row(key, claimed.get(key), shown) for key in keys]


def _row(key: str, claimed: Markup | None, shown: list[tuple[Column, dict[str, Markup]]]) -> Row:
    recorded = tuple(
        Recorded(
            value=fields[key],
            source=column.evidence.source,
            position=column.position,
            agreement=column.cells[key].agreement,
            mark=_mark(key, column.cells[key].agreement),
        )
        for column, fields in shown
        if key in fields
    )
    return Row(key, claimed, recorded, len(shown) - len(recorded))


def _mark(key: str, agreement: Agreement) -> str:
    """Return the sign for an agreement. Verbatim words of different speakers are shown and not judged: the term is."""
    return "" if key == "wording" and agreement is Agreement.NOT_COMPARABLE else AGREEMENT_MARKS[agreement]
