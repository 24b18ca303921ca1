"""The table on the page of a claim: what the article says, point by point, beside what each source says."""

from dataclasses import dataclass

from markupsafe import Markup

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import NOT_COMPARED, Column, compare_claim, last_day_of_article
from factcheck.pages.view import View
from factcheck.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Recorded:
    """A source's value as HTML, and how it relates to the claimed one: in words, and as an agreement for its colour."""

    value: Markup
    source: str
    position: int
    agreement: Comparison
    words: str
    """How it relates to the claimed value; "" where readers compare for themselves."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the key of a field, the claimed value as HTML, the recorded ones, and how many give none."""

    key: str
    claimed: Markup | None
    recorded: tuple[Recorded, ...]
    silent: int


def comparison_rows(view: View, claim: Claim) -> list[Row]:
    """Return the rows of a claim's table, in the order in which readers see them."""
    columns = compare_claim(claim, view.lookups.parents, last_day_of_article(view.corpus, claim))
    claimed = view.fields(claim.claim.payload)
    shown = [(column, _compared_fields(view, column)) for column in columns]
    keys = dict.fromkeys([*claimed, *(key for _, fields in shown for key in fields)])
    return [_row(view, claim, key, claimed.get(key), shown) for key in keys if key not in NOT_COMPARED]


def _compared_fields(view: View, column: Column) -> dict[str, Markup]:
    """Return the fields that a source records as HTML, without those that are not compared, such as `relation`."""
    recorded = column.evidence.recorded
    fields = view.fields(recorded) if recorded else {}
    return {key: value for key, value in fields.items() if key in column.cells}


def _row(
    view: View, claim: Claim, key: str, claimed: Markup | None, shown: list[tuple[Column, dict[str, Markup]]]
) -> Row:
    recorded = tuple(
        Recorded(
            value=fields[key],
            source=column.evidence.source,
            position=column.position,
            agreement=_agreement(column, key),
            words=_words(view, claim, column, key),
        )
        for column, fields in shown
        if key in fields
    )
    return Row(key, claimed, recorded, len(shown) - len(recorded))


def _agreement(column: Column, key: str) -> Comparison:
    """Return whether a value agrees. What a source says that does not say what is claimed never counts against it."""
    agreement = column.cells[key].agreement
    is_silence = column.evidence.stance == "silent" and agreement is Comparison.DIFFERS
    return Comparison.NOT_COMPARABLE if is_silence else agreement


def _words(view: View, claim: Claim, column: Column, key: str) -> str:
    """Return how a value relates to the claimed one in words, or ""."""
    nuance = column.cells[key].nuance
    if nuance == "other_status":
        theirs, ours = (getattr(payload, "status", "") for payload in (column.evidence.recorded, claim.claim.payload))
        words = {"theirs": view.word(theirs), "ours": view.word(ours)}
        if ours == "unstated":
            return view._("not comparable: promised, perhaps not paid")
        return view._("not comparable: %(theirs)s, not %(ours)s") % words
    return view.word(nuance) if nuance and nuance != "added" else ""
