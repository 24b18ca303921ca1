"""Every payload in the records, where it is, and the texts beside it, which should say the same.

A claim has a payload, and so may each piece of its evidence and each of its developments.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from factcheck.analysis.amounts import ends
from factcheck.analysis.quantities import quantity_ends, read_quantities
from factcheck.analysis.text_values import StatedAmount, read_amounts
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.payload import Amount, Payload, Quantity
from factcheck.records.structure import Text


class PlacedPayload(NamedTuple):
    """A payload, what holds it (None: the claim itself), and its place in the record and on the page of the claim."""

    payload: Payload
    item: Evidence | Development | None
    pointer: Pointer
    anchor: str


def payloads_in(claim: Claim) -> Iterator[PlacedPayload]:
    """Yield the payloads of a claim, of its evidence and of its developments, in the order of its page."""
    yield PlacedPayload(claim.claim.payload, None, ("claim", "payload"), "claimed")
    for position, evidence in enumerate(claim.review.evidence, 1):
        if evidence.recorded:
            pointer = ("review", "evidence", position - 1, "recorded")
            yield PlacedPayload(evidence.recorded, evidence, pointer, f"evidence-{position}")
    for position, news in enumerate(claim.review.developments, 1):
        if news.recorded:
            pointer = ("review", "developments", position - 1, "recorded")
            yield PlacedPayload(news.recorded, news, pointer, f"development-{position}")


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
    holder: Evidence | Development | None = None
    """The piece of evidence or the development that has it; None: the claim itself."""
    date: str | None = None
    """The date that readers see before the texts, if there is one."""


def stated_values(corpus: Corpus, field: str) -> Iterator[StatedValue]:
    """Yield this field of all payloads that have it: of claims, of their evidence and of their developments."""
    for file, claim in corpus.each(Claim):
        for payload, item, place, _ in payloads_in(claim):
            if value := getattr(payload, field, None):
                any_of, date = isinstance(item, Evidence), item.date if isinstance(item, Development) else None
                yield StatedValue(file, (*place, field), value, (*_texts_beside(claim, item),), any_of, item, date)


def _texts_beside(claim: Claim, item: Evidence | Development | None) -> Iterator[TextBeside]:
    if isinstance(item, Development):
        yield from _translated("the text", item.text)
        return
    quotation = item.quotation if item else claim.claim.quotation
    if quotation:
        yield TextBeside("the quotation", quotation.exact)
    yield from _translated("the note", item.note or {}) if item else _translated("the claim's text", claim.claim.text)


def _translated(name: str, texts: Text) -> Iterator[TextBeside]:
    return (TextBeside(f"{name} ({language})", text, language) for language, text in texts.items())


def stated_numbers(corpus: Corpus) -> Iterator[StatedValue]:
    """Yield the amounts of money of all payloads, and their other quantities one by one."""
    yield from stated_values(corpus, "amount")
    for item in stated_values(corpus, "quantities"):
        for index, quantity in enumerate(item.value):
            yield replace(item, pointer=(*item.pointer, index), value=quantity)


@cached_by_corpus
def stated_amounts(corpus: Corpus) -> Iterator[tuple[StatedValue, list[tuple[str, set[str]]]]]:
    """Yield the amounts and quantities of all payloads, each with the hedges that every text beside it gives it.

    The texts have their names. One that does not give the number has no hedges of it.
    """
    for item in stated_numbers(corpus):
        low, high = ends_of(item.value)
        found = ((beside.name, numbers_in(beside, item.value)) for beside in item.texts)
        hedges = [(name, {at.hedge for at in given if (at.low, at.high) == (low, high)}) for name, given in found]
        yield item, hedges


def ends_of(value: Amount | Quantity) -> tuple[int | Decimal, int | Decimal]:
    """Return the lower and the higher number; both are the same unless it is a range."""
    return quantity_ends(value) if isinstance(value, Quantity) else ends(value)


def numbers_in(beside: TextBeside, value: Amount | Quantity) -> list[StatedAmount]:
    """Return the numbers of the same sort that a text gives: amounts of money, or quantities in the same unit."""
    if isinstance(value, Quantity):
        return list(read_quantities(beside.text, value.unit, beside.language))
    return list(read_amounts(beside.text, beside.language))
