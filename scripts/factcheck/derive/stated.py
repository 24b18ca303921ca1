"""Every amount and date in the records that are data, beside the words that state them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.corpus import Corpus, Entry
from factcheck.finding import Pointer
from factcheck.model.claim import Claim, Development, Evidence
from factcheck.model.payload import Amount, Payload


@dataclass(frozen=True, slots=True)
class StatedPayload:
    """A payload, where it stands, and the texts beside it, each of which should say the same."""

    entry: Entry
    pointer: Pointer
    payload: Payload
    texts: tuple[tuple[str, str], ...]
    """What each text is (for messages) and the text itself."""
    any_of: bool = False
    """Whether one of the texts is enough: a quotation or the note beside it."""
    date: str | None = None
    """The date that stands before the texts, if there is one."""


@dataclass(frozen=True, slots=True)
class StatedSum:
    """An amount, where it stands, and the texts beside it."""

    entry: Entry
    pointer: Pointer
    amount: Amount
    texts: tuple[tuple[str, str], ...]
    any_of: bool = False


def stated_payloads(corpus: Corpus) -> Iterator[StatedPayload]:
    """Yield the payloads of all claims, of their evidence and of what happened since."""
    for entry in corpus.entries:
        if isinstance(entry.record, Claim):
            yield _of_claim(entry, entry.record)
            for index, item in enumerate(entry.record.review.evidence):
                if item.recorded:
                    yield _of_evidence(entry, index, item, item.recorded)
            for index, development in enumerate(entry.record.review.developments):
                if development.recorded:
                    yield _of_development(entry, index, development, development.recorded)


def stated_amounts(corpus: Corpus) -> Iterator[StatedSum]:
    """Yield all amounts in these payloads."""
    for item in stated_payloads(corpus):
        amount = getattr(item.payload, "amount", None)
        if amount:
            yield StatedSum(item.entry, (*item.pointer, "amount"), amount, item.texts, item.any_of)


def _of_claim(entry: Entry, claim: Claim) -> StatedPayload:
    texts = (
        ("the quotation", claim.claim.quotation.exact),
        *((f"the claim's text ({language})", text) for language, text in claim.claim.text.items()),
    )
    return StatedPayload(entry, ("claim", "payload"), claim.claim.payload, texts)


def _of_evidence(entry: Entry, index: int, item: Evidence, recorded: Payload) -> StatedPayload:
    quoted = (("the quotation", item.quotation.exact),) if item.quotation else ()
    notes = tuple((f"the note ({language})", text) for language, text in (item.note or {}).items())
    return StatedPayload(entry, ("review", "evidence", index, "recorded"), recorded, (*quoted, *notes), any_of=True)


def _of_development(entry: Entry, index: int, item: Development, recorded: Payload) -> StatedPayload:
    texts = tuple((f"the text ({language})", text) for language, text in item.text.items())
    return StatedPayload(entry, ("review", "developments", index, "recorded"), recorded, texts, date=item.date)
