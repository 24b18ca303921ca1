"""Every amount and date in the records that are data, beside the words that state them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.analysis.amount_words import read_amounts
from factcheck.analysis.amounts import ends
from factcheck.corpus import Corpus, Entry, cached_by_corpus
from factcheck.finding import Pointer
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.payload import Amount


@dataclass(frozen=True, slots=True)
class StatedValue:
    """The value of a payload's field, where it stands, and the texts beside it, each of which should say the same."""

    entry: Entry
    pointer: Pointer
    value: Any
    texts: tuple[tuple[str, str], ...]
    """What each text is (for messages) and the text itself."""
    any_of: bool = False
    """Whether one of the texts is enough: a quotation or the note beside it."""
    date: str | None = None
    """The date that stands before the texts, if there is one."""


@dataclass(frozen=True, slots=True)
class RecordedAmount:
    """An amount of a payload, where it stands, and how the texts beside it give it."""

    entry: Entry
    pointer: Pointer
    amount: Amount
    hedges: tuple[tuple[str, frozenset[str]], ...]
    """What each text is (for messages) and the hedges with which it gives the amount; none if it does not."""
    any_of: bool = False


def stated_values(corpus: Corpus, field: str) -> Iterator[StatedValue]:
    """Yield this field of all payloads that have it: of claims, of their evidence and of what happened since."""
    for entry in corpus.entries:
        if isinstance(entry.record, Claim):
            said, review = entry.record.claim, entry.record.review
            if value := getattr(said.payload, field, None):
                yield _of_claim(entry, entry.record, field, value)
            for index, item in enumerate(review.evidence):
                if value := getattr(item.recorded, field, None):
                    yield _of_evidence(entry, index, item, field, value)
            for index, development in enumerate(review.developments):
                if value := getattr(development.recorded, field, None):
                    yield _of_development(entry, index, development, field, value)


@cached_by_corpus
def stated_amounts(corpus: Corpus) -> Iterator[RecordedAmount]:
    """Yield the amounts of all payloads."""
    for item in stated_values(corpus, "amount"):
        low, high = ends(item.value)
        hedges = tuple((name, _hedges(text, low, high)) for name, text in item.texts)
        yield RecordedAmount(item.entry, item.pointer, item.value, hedges, item.any_of)


def _hedges(text: str, low: int, high: int) -> frozenset[str]:
    return frozenset(given.hedge for given in read_amounts(text) if given.is_same_number(low, high))


def _of_claim(entry: Entry, claim: Claim, field: str, value: Any) -> StatedValue:
    texts = (
        ("the quotation", claim.claim.quotation.exact),
        *((f"the claim's text ({language})", text) for language, text in claim.claim.text.items()),
    )
    return StatedValue(entry, ("claim", "payload", field), value, texts)


def _of_evidence(entry: Entry, index: int, item: Evidence, field: str, value: Any) -> StatedValue:
    quoted = (("the quotation", item.quotation.exact),) if item.quotation else ()
    notes = tuple((f"the note ({language})", text) for language, text in (item.note or {}).items())
    pointer = ("review", "evidence", index, "recorded", field)
    return StatedValue(entry, pointer, value, (*quoted, *notes), any_of=True)


def _of_development(entry: Entry, index: int, item: Development, field: str, value: Any) -> StatedValue:
    texts = tuple((f"the text ({language})", text) for language, text in item.text.items())
    pointer = ("review", "developments", index, "recorded", field)
    return StatedValue(entry, pointer, value, texts, date=item.date)
