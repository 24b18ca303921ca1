"""Corrections, and what was changed in published claims with or without one."""

from collections.abc import Iterator

from factcheck.corpus import Corpus
from factcheck.finding import Pointer
from factcheck.records.claim import Claim, Correction, Evidence

_FIELDS = ("claimant", "attributed_to", "via", "kind", "payload")
"""Fields of a claim, besides its texts, that may not change without a correction."""

_NAMES = {"short": "the short text", "text": "the text", "attributed_to": "who it is attributed to"}


def all_corrections(corpus: Corpus) -> list[tuple[Claim, int, Correction]]:
    """Return every correction with its claim and its position there, from 1; the newest first."""
    found = [
        (claim, position, correction)
        for claim in corpus.claims.values()
        for position, correction in enumerate(claim.record.corrections, 1)
    ]
    return sorted(found, key=lambda item: item[2].date, reverse=True)


def changed_claims(corpus: Corpus) -> Iterator[tuple[Claim, Claim]]:
    """Yield the claims that differ from the base revision, each as it was and as it is."""
    base = corpus.around.base
    for id_, before in base.claims.items() if base else ():
        now = corpus.claims.get(id_)
        if now and now != before:
            yield before, now


def new_corrections(before: Claim, now: Claim) -> list[Correction]:
    """Return the corrections that a claim did not have before."""
    return [correction for correction in now.record.corrections if correction not in before.record.corrections]


def changed_places(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Yield each change of a claim that needs a correction: where it is now, and the name of what was changed."""
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
    for key in _FIELDS:
        if getattr(before.claim, key) != getattr(now.claim, key):
            yield ("claim", key), _NAMES.get(key, f"the {key}")


def _identity(item: Evidence) -> tuple[str, str | None]:
    return item.source, item.quotation.exact if item.quotation else None


def _changed_evidence(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Compare each piece of evidence with the one that has the same source and quotation, if there is one."""
    places = {_identity(item): index for index, item in enumerate(now.review.evidence)}
    for item in before.review.evidence:
        index = places.get(_identity(item))
        if index is None:
            yield ("review", "evidence"), f"evidence from {item.source!r}"
            continue
        same = now.review.evidence[index]
        for key in ("stance", "recorded"):
            if getattr(item, key) != getattr(same, key):
                named = "what is recorded from" if key == "recorded" else "the stance of"
                yield ("review", "evidence", index, key), f"{named} {item.source!r}"


def _changed_developments(before: Claim, now: Claim) -> Iterator[tuple[Pointer, str]]:
    """Compare what each development records with those that have the same date and sources, if there are any."""
    for item in before.review.developments:
        same = [other for other in now.review.developments if (other.date, other.sources) == (item.date, item.sources)]
        if not same:
            yield ("review", "developments"), f"what happened on {item.date}"
        elif item.recorded is not None and all(item.recorded != other.recorded for other in same):
            yield ("review", "developments"), f"what is recorded of the development of {item.date}"
