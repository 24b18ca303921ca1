"""The data of claims, field by field, beside what each source records and beside the words that state them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, NamedTuple, cast

from factcheck.analysis.amounts import Comparison, comparable_money, compare_amounts, compare_statuses, ends
from factcheck.analysis.text_values import read_amounts
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import ENTITY
from factcheck.records.claim import Claim, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Payload
from factcheck.records.structure import Text, reference_kind

NOT_COMPARED = frozenset({"type", "lang", "relation"})
"""Fields that say how to read the other ones."""

Parents = Mapping[str, str]
"""For each entity that is part of another one, the id of that one."""


class Cell(NamedTuple):
    """One field as one source records it: its value (None if the source is silent), and whether it agrees with ours."""

    agreement: Comparison
    value: Any = None


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


@cached_by_corpus
def compared_claims(corpus: Corpus) -> Iterator[tuple[Locatable, Claim, list[Column]]]:
    """Yield every claim with its file and the values that its evidence records."""
    parents = entity_parents(corpus.entities)
    for file, claim in corpus.each(Claim):
        yield file, claim, compare_claim(claim, parents)


def compare_claim(claim: Claim, parents: Parents) -> list[Column]:
    """Compare a claim's payload with those that its evidence records, unless they are of another type.

    Args:
        claim: the claim.
        parents: which entity is part of which: Google Cloud of Google, say.
    """
    said = claim.claim.payload
    return [
        Column(evidence=item, position=position, cells=compare_payloads(said, item.recorded, parents))
        for position, item in enumerate(claim.review.evidence, 1)
        if item.recorded and item.recorded.type == said.type
    ]


def compare_payloads(claimed: Payload, recorded: Payload, parents: Parents) -> dict[str, Cell]:
    """Return for each field that either of two payloads of the same type has, whether the recorded one agrees."""
    found = {}
    for key in _compared(cast("Any", type(claimed))):
        ours, theirs = getattr(claimed, key), getattr(recorded, key)
        if theirs is not None:
            found[key] = Cell(_compare(key, claimed, recorded, parents), theirs)
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


def _compare(key: str, claimed: Payload, recorded: Payload, parents: Parents) -> Comparison:
    ours, theirs = getattr(claimed, key), getattr(recorded, key)
    if ours is None:
        return Comparison.MORE_PRECISE
    if key == "amount" and not comparable_money(claimed, recorded):
        return Comparison.NOT_COMPARABLE
    if ours == theirs:
        return Comparison.AGREES
    if _names_entities(cast("Any", type(claimed)), key):
        return _compare_entities(ours, theirs, parents)
    return _COMPARERS.get(key, _compare_other)(ours, theirs)


def _compare_other(ours: Any, _theirs: Any) -> Comparison:
    """Compare unequal values: controlled words differ; texts in our own words cannot be compared."""
    return Comparison.NOT_COMPARABLE if isinstance(ours, Mapping) else Comparison.DIFFERS


def _compare_entities(ours: Any, theirs: Any, parents: Parents) -> Comparison:
    """Compare entities, or lists of them; a part of a company is more precise than the company."""
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


_COMPARERS: dict[str, Callable[[Any, Any], Comparison]] = {
    "amount": compare_amounts,
    "date": compare_dates,
    "status": compare_statuses,
    # Verbatim words may be in another language, and are no contradiction.
    "wording": lambda _ours, _theirs: Comparison.NOT_COMPARABLE,
}


def entity_parents(entities: Mapping[str, Any]) -> dict[str, str]:
    """Return which entity is part of which."""
    return {id_: entity.part_of for id_, entity in entities.items() if entity.part_of}


class TextBeside(NamedTuple):
    """A text beside a payload: its name for messages, its words, and its language if it is one of the site's."""

    name: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StatedValue:
    """The value of a payload's field, where it is, and the texts beside it, which should all give it."""

    file: Locatable
    pointer: Pointer
    value: Any
    texts: tuple[TextBeside, ...]
    any_of: bool = False
    """Whether one of the texts is enough: a quotation or the note beside it."""
    date: str | None = None
    """The date that readers see before the texts, if there is one."""


def stated_values(corpus: Corpus, field: str) -> Iterator[StatedValue]:
    """Yield this field of all payloads that have it: of claims, of their evidence and of their developments."""
    for file, claim in corpus.each(Claim):
        if value := getattr(claim.claim.payload, field, None):
            yield StatedValue(file, ("claim", "payload", field), value, _texts_of_claim(claim))
        for index, item in enumerate(claim.review.evidence):
            if value := getattr(item.recorded, field, None):
                pointer = ("review", "evidence", index, "recorded", field)
                yield StatedValue(file, pointer, value, _texts_of_evidence(item), any_of=True)
        for index, development in enumerate(claim.review.developments):
            if value := getattr(development.recorded, field, None):
                pointer = ("review", "developments", index, "recorded", field)
                beside = tuple(_translated("the text", development.text))
                yield StatedValue(file, pointer, value, beside, date=development.date)


def _texts_of_claim(claim: Claim) -> tuple[TextBeside, ...]:
    return TextBeside("the quotation", claim.claim.quotation.exact), *_translated("the claim's text", claim.claim.text)


def _texts_of_evidence(item: Evidence) -> tuple[TextBeside, ...]:
    quoted = (TextBeside("the quotation", item.quotation.exact),) if item.quotation else ()
    return *quoted, *_translated("the note", item.note or {})


def _translated(name: str, texts: Text) -> Iterator[TextBeside]:
    return (TextBeside(f"{name} ({language})", text, language) for language, text in texts.items())


@cached_by_corpus
def stated_amounts(corpus: Corpus) -> Iterator[tuple[StatedValue, list[tuple[str, set[str]]]]]:
    """Yield the amounts of all payloads, each with the name of every text beside it and the hedges of the amount there.

    A text that does not give the amount has no hedges of it.
    """
    for item in stated_values(corpus, "amount"):
        yield item, [(beside.name, _hedges(beside, *ends(item.value))) for beside in item.texts]


def _hedges(beside: TextBeside, low: int, high: int) -> set[str]:
    found = read_amounts(beside.text, beside.language)
    return {given.hedge for given in found if given.low == low and given.high == high}
