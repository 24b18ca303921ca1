"""The data of claims, field by field, beside what each source records."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial
from typing import Any, NamedTuple, cast

from factcheck.analysis.amounts import Comparison, comparable_money
from factcheck.analysis.comparers import Parents, compare_entities, comparer, find_nuance
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable
from factcheck.kinds import ENTITY
from factcheck.records.claim import Claim, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Payload
from factcheck.records.structure import reference_kind

NOT_COMPARED = frozenset({"type", "lang", "relation"})
"""Fields that say how to read the other ones, or how the claim relates to others."""
UNTIL = frozenset({"paid", "cumulative"})
"""Statuses of money that say how much it was by a date."""


class Cell(NamedTuple):
    """One field as one source has it: whether it agrees with the claim, its value (None if there is none), and how."""

    agreement: Comparison
    value: Any = None
    nuance: str = ""
    """How the value relates to the claimed one: see `find_nuance`. If the claim has none, "added"."""


_SILENT = Cell(Comparison.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """All that one piece of evidence, the `position`th (from 1), records."""

    evidence: Evidence
    position: int
    cells: Mapping[str, Cell]

    @property
    def differing(self) -> list[str]:
        """The fields in which the source differs from the claim."""
        return [key for key, cell in self.cells.items() if cell.agreement is Comparison.DIFFERS]

    def agreement(self, key: str) -> Comparison:
        """Return whether a field agrees, as readers are told.

        What a source says that does not say what is claimed never counts against the claim, and its speaker, who used
        other words, does not count for it.
        """
        agreement = self.cells[key].agreement
        is_silence = self.evidence.stance == "silent" and agreement is Comparison.DIFFERS
        return Comparison.NOT_COMPARABLE if is_silence or self.says_else(key) else agreement

    def says_else(self, key: str) -> bool:
        """Return whether a field gives the claimed speaker, but the source has them say something else."""
        is_silent = self.evidence.stance == "silent"
        return key == "said_by" and is_silent and self.cells[key].agreement is Comparison.AGREES


@cached_by_corpus
def compared_claims(corpus: Corpus) -> Iterator[tuple[Locatable, Claim, list[Column]]]:
    """Yield every claim with its file and the values that its evidence records."""
    parents = entity_parents(corpus.entities)
    for file, claim in corpus.each(Claim):
        yield file, claim, compare_claim(claim, parents, last_day_of_article(corpus, claim))


def last_day_of_article(corpus: Corpus, claim: Claim) -> dt.date | None:
    """Return the last day on which a claim's article can have appeared, None if there is no such day."""
    article = corpus.articles.get(claim.article)
    span = parse_edtf(article.published) if article and article.published else None
    return span.latest if span and span.end else None


def compare_claim(claim: Claim, parents: Parents, day: dt.date | None = None) -> list[Column]:
    """Compare a claim's payload with those that its evidence records, unless they are of another type.

    What a source has from the article (`says_so`) agrees with it, of course, and is left out.

    Args:
        claim: the claim.
        parents: which entity is part of which: Google Cloud of Google, say.
        day: the last day on which its article can have appeared, if that is known.
    """
    said = claim.claim.payload
    return [
        Column(evidence=item, position=position, cells=compare_payloads(said, item.recorded, parents, day))
        for position, item in enumerate(claim.review.evidence, 1)
        if item.recorded and item.recorded.type == said.type and item.stance != "says_so"
    ]


def compare_payloads(
    claimed: Payload, recorded: Payload, parents: Parents, day: dt.date | None = None
) -> dict[str, Cell]:
    """Return for each field that either of two payloads of the same type has, whether the recorded one agrees.

    Args:
        claimed: what is claimed.
        recorded: what a source says.
        parents: which entity is part of which.
        day: the last day on which the claim can have been made, if that is known.
    """
    found = {}
    for key in _compared(cast("Any", type(claimed))):
        ours, theirs = getattr(claimed, key), getattr(recorded, key)
        if theirs is not None:
            found[key] = _compare(key, claimed, recorded, parents, day)
        elif ours is not None:
            found[key] = _SILENT
    return found


@cache
def _compared(payload: type[Payload]) -> tuple[str, ...]:
    """Return the fields in which payloads of a type are compared."""
    return tuple(field.name for field in fields(payload) if field.name not in NOT_COMPARED)


def given_fields(payload: Payload) -> list[str]:
    """Return the names of the fields in which a payload can be compared and that it gives."""
    return [name for name in _compared(cast("Any", type(payload))) if getattr(payload, name) is not None]


@cache
def _names_entities(payload: type[Payload], key: str) -> bool:
    return reference_kind(payload, key) == ENTITY


def _incomparable(key: str, claimed: Payload, recorded: Payload, day: dt.date | None) -> str:
    """Return why a field cannot be compared, "" if it can: the money is in another status, or of a later day."""
    if key != "amount":
        return ""
    date, status = (getattr(recorded, name, None) for name in ("date", "status"))
    if date and day and status in UNTIL and not getattr(claimed, "date", None) and _is_later(date, day):
        return "later"
    if comparable_money(claimed, recorded):
        return ""
    relation = getattr(recorded, "relation", None)
    if relation and relation.type != "same_as":
        return "other_total" if relation.type == "total_of" else "other_part"
    return "running_total" if status == "cumulative" else "other_status"


def _is_later(date: str, day: dt.date) -> bool:
    """Return whether a date is after a day. One that only has an end is what something came to by then."""
    value = parse_edtf(date)
    return value.latest > day and (value.start is None or value.earliest > day)


def _compare(key: str, claimed: Payload, recorded: Payload, parents: Parents, day: dt.date | None) -> Cell:
    """Compare the values of a field that the source has."""
    ours, theirs = getattr(claimed, key), getattr(recorded, key)
    if ours is None:
        return Cell(Comparison.MORE_PRECISE, theirs, "added")
    if reason := _incomparable(key, claimed, recorded, day):
        return Cell(Comparison.NOT_COMPARABLE, theirs, reason)
    compare = partial(compare_entities, parents) if _names_entities(cast("Any", type(claimed)), key) else comparer(key)
    agreement = Comparison.AGREES if ours == theirs else compare(ours, theirs)
    return Cell(agreement, theirs, find_nuance(key, ours, theirs, agreement))


def entity_parents(entities: Mapping[str, Any]) -> dict[str, str]:
    """Return which entity is part of which."""
    return {id_: entity.part_of for id_, entity in entities.items() if entity.part_of}
