"""All quotations of a corpus whose text is known, at least by its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.analysis.quotations import Found, find_in_fingerprint
from factcheck.corpus import Corpus, Entry, cached_by_corpus
from factcheck.finding import Pointer
from factcheck.kinds import ARTICLE, SOURCE
from factcheck.records.claim import Claim, Quotation
from factcheck.records.record import Article, Measure, Source


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, where it stands in the records, and the text that it is taken from."""

    entry: Entry
    pointer: Pointer
    quotation: Quotation
    kind: str
    """article or source"""
    id: str
    measure: Measure
    found: Found
    """What became of it in the fingerprint of its text."""


@cached_by_corpus
def quotations(corpus: Corpus) -> Iterator[Quoted]:
    """Yield the quotations of all claims and their evidence, as far as there is a fingerprint to look in."""
    for entry in corpus.entries:
        if isinstance(entry.record, Claim):
            yield from _of_claim(corpus, entry, entry.record)


def _of_claim(corpus: Corpus, entry: Entry, claim: Claim) -> Iterator[Quoted]:
    article = corpus.articles.get(claim.article)
    if article:
        quotation, text = claim.claim.quotation, article.text
        found = find_in_fingerprint(quotation, text.fingerprint, article.id)
        yield Quoted(entry, ("claim", "quotation"), quotation, ARTICLE, article.id, text, found)
    for index, item in enumerate(claim.review.evidence):
        source = corpus.sources.get(item.source)
        if item.quotation and source and source.text:
            pointer = ("review", "evidence", index, "quotation")
            found = find_in_fingerprint(item.quotation, source.text.fingerprint, source.id)
            yield Quoted(entry, pointer, item.quotation, SOURCE, source.id, source.text, found)


def measured(corpus: Corpus) -> Iterator[tuple[Entry, Measure]]:
    """Yield every record whose text is known by its measure."""
    for entry in corpus.entries:
        if isinstance(entry.record, Article | Source) and entry.record.text:
            yield entry, entry.record.text
