"""Every use of a cloud-provider designation in the records, in one list: the heart of the article's puzzle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Designation, Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationUse:
    """One designation, the claim whose record it stands in, and where there."""

    designation: Designation
    claim: Claim
    anchor: str
    """The part of the claim's page that shows it."""
    date: str | None
    """When it was said or, where that is not known, when the article or the source was published."""
    sources: tuple[str, ...] = ()
    confidence: str | None = None
    needs: bool = False

    @property
    def sort_key(self) -> tuple[dt.date, str, str]:
        """Order by the earliest day that the date can mean; undated ones come last."""
        return (parse_edtf(self.date).earliest if self.date else dt.date.max, self.claim.id, self.anchor)


def _is_use(payload: Payload | None) -> TypeGuard[Designation]:
    """Return whether a payload gives the words of a designation."""
    return isinstance(payload, Designation) and payload.wording is not None


def _of_claim(claim: Claim, corpus: Corpus) -> Iterator[DesignationUse]:
    payload, published = claim.claim.payload, corpus.articles[claim.article].published
    if _is_use(payload):
        yield DesignationUse(designation=payload, claim=claim, anchor="claimed", date=payload.date or published)
    for position, item in enumerate(claim.review.evidence, 1):
        if _is_use(item.recorded):
            yield DesignationUse(
                designation=item.recorded,
                claim=claim,
                anchor=f"evidence-{position}",
                date=item.recorded.date or corpus.sources[item.source].published,
                sources=(item.source,),
                confidence=item.confidence,
                needs=bool(item.needs),
            )
    for position, development in enumerate(claim.review.developments, 1):
        if _is_use(development.recorded):
            yield DesignationUse(
                designation=development.recorded,
                claim=claim,
                anchor=f"development-{position}",
                date=development.recorded.date or development.date,
                sources=development.sources,
                confidence=development.confidence,
                needs=bool(development.needs),
            )


def collect_designations(corpus: Corpus) -> list[DesignationUse]:
    """Return every use of a designation in the corpus, the oldest first; that none was seen is no use."""
    uses = (use for claim in corpus.claims.values() for use in _of_claim(claim, corpus))
    return sorted(uses, key=lambda use: use.sort_key)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is called what, by whom: the terms that are used, each with its uses for every provider."""

    providers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[DesignationUse, ...], ...]], ...]
    """For each term its id and, for each provider in their order, the uses."""


def side_by_side(uses: Iterable[DesignationUse], terms: Iterable[str]) -> Ladder:
    """Return the uses of terms as a table: terms in their order, providers in the order of their first use."""
    found: dict[tuple[str, str], list[DesignationUse]] = {}
    for use in uses:
        if use.designation.term and use.designation.provider:
            found.setdefault((use.designation.term, use.designation.provider), []).append(use)
    providers = tuple(dict.fromkeys(provider for _, provider in found))
    used = {term for term, _ in found}
    rows = ((term, tuple(tuple(found.get((term, provider), ())) for provider in providers)) for term in terms)
    return Ladder(providers, tuple(row for row in rows if row[0] in used))
