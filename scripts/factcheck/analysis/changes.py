"""What was changed in published claims: those of the base revision and of this one, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.corpus import Corpus
from factcheck.finding import Pointer
from factcheck.records.claim import Claim, Correction, Evidence

_PARTS = ("claimant", "attributed_to", "via", "kind", "payload")
"""Parts of a claim that may not change unsaid, apart from its texts."""

_NAMES = {"short": "the short text", "text": "the text", "attributed_to": "whom it is attributed to"}


def changed_claims(corpus: Corpus) -> Iterator[tuple[Claim, Claim]]:
    """Yield the claims of the base revision that are still there but not the same, as they were and as they are."""
    base = corpus.around.base
    for id_, before in base.claims.items() if base else ():
        now = corpus.claims.get(id_)
        if now and now != before:
            yield before, now


def new_corrections(before: Claim, now: Claim) -> list[Correction]:
    """Return the corrections that a claim did not have before."""
    return [correction for correction in now.record.corrections if correction not in before.record.corrections]


def changed_places(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Yield what of a claim and its evidence was changed or removed: where it stands now, and what it is."""
    yield from _changed_statement(before, now)
    yield from _changed_evidence(before, now)
    yield from _changed_developments(before, now)
    if before.record.created != now.record.created:
        yield ("record", "created"), "the day on which the record was made"
    if now.review.checked < before.review.checked:
        yield ("review", "checked"), "the day of the last check"


def _changed_statement(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    for key in ("short", "text"):
        was, is_ = getattr(before.claim, key), getattr(now.claim, key)
        for language in was:
            if was[language] != is_.get(language):
                yield ("claim", key, language), f"{_NAMES[key]} ({language})"
    if before.claim.quotation.exact != now.claim.quotation.exact:
        yield ("claim", "quotation", "exact"), "the quotation"
    for key in _PARTS:
        if getattr(before.claim, key) != getattr(now.claim, key):
            yield ("claim", key), _NAMES.get(key, f"the {key}")


def _identity(item: Evidence) -> tuple[str, str | None]:
    return item.source, item.quotation.exact if item.quotation else None


def _changed_evidence(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Find each piece of evidence by its source and quotation; what is not found was changed or removed."""
    places = {_identity(item): index for index, item in enumerate(now.review.evidence)}
    for item in before.review.evidence:
        index = places.get(_identity(item))
        if index is None:
            yield ("review", "evidence"), f"evidence from {item.source!r}"
            continue
        same = now.review.evidence[index]
        for key in ("stance", "recorded"):
            if getattr(item, key) != getattr(same, key):
                yield ("review", "evidence", index, key), f"the {key} of evidence from {item.source!r}"


def _changed_developments(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Find each development by its date and sources; what it records may not change."""
    kept = {(item.date, item.sources): item.recorded for item in now.review.developments}
    for item in before.review.developments:
        key = (item.date, item.sources)
        if key not in kept:
            yield ("review", "developments"), f"what happened on {item.date}"
        elif item.recorded is not None and item.recorded not in _recorded(now, key):
            yield ("review", "developments"), f"what is recorded of {item.date}"


def _recorded(claim: Claim, key: tuple[str, tuple[str, ...]]) -> list[object]:
    return [item.recorded for item in claim.review.developments if (item.date, item.sources) == key]
