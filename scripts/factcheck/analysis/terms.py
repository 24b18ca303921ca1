"""Labels of providers: the controlled terms in their exact words, and which of them exclude one another."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factcheck.analysis.quotations import normalise
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Designation
from factcheck.records.record import Term

_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""


@dataclass(frozen=True, slots=True)
class PlacedDesignation:
    """A designation in a claim or its review, and where it is."""

    file: Locatable
    claim: Claim
    pointer: Pointer
    designation: Designation
    date: str | None
    quotations: tuple[str, ...]
    """Verbatim words, one of which should hold its wording: the quotation beside it, or the passages of its sources."""
    sources: tuple[str, ...] = ()
    """The ids of the sources that give it; none for one that the article gives."""
    confidence: str | None = None


@cached_by_corpus
def designations(corpus: Corpus) -> Iterator[PlacedDesignation]:
    """Yield every label in a claim, its evidence or its developments."""
    for file, claim in corpus.each(Claim):
        said = claim.claim.payload
        if isinstance(said, Designation):
            article = corpus.articles.get(claim.article)
            day = said.date or (article.published if article else None)
            yield PlacedDesignation(file, claim, ("claim", "payload"), said, day, (claim.claim.quotation.exact,))
        yield from _in_evidence(file, claim)
        yield from _in_developments(corpus, file, claim)


def _in_evidence(file: Locatable, claim: Claim) -> Iterator[PlacedDesignation]:
    for index, item in enumerate(claim.review.evidence):
        if isinstance(said := item.recorded, Designation):
            pointer = ("review", "evidence", index, "recorded")
            words = (item.quotation.exact,) if item.quotation else ()
            yield PlacedDesignation(file, claim, pointer, said, said.date, words, (item.source,), item.confidence)


def _in_developments(corpus: Corpus, file: Locatable, claim: Claim) -> Iterator[PlacedDesignation]:
    for index, item in enumerate(claim.review.developments):
        if isinstance(said := item.recorded, Designation):
            pointer, day = ("review", "developments", index, "recorded"), said.date or item.date
            sources = (corpus.sources[id_] for id_ in item.sources if id_ in corpus.sources)
            passages = tuple(passage for source in sources for passage in source.quotations)
            yield PlacedDesignation(file, claim, pointer, said, day, passages, item.sources, item.confidence)


def terms_in(wording: str, lang: str, terms: Mapping[str, Term]) -> list[str]:
    """Return the ids of the terms whose words are in a wording, in the order of the vocabulary.

    It searches for the longest words first and removes those it finds: "non-exclusive" does not count as "exclusive".
    Words are whole words, except in scripts that write no blanks between them.
    """
    rest = normalise(wording).casefold()
    found = set()
    listed = tuple((id_, term.words.get(lang, ())) for id_, term in terms.items() if term.words)
    for id_, words in _vocabulary(listed):
        if words in rest:
            rest, count = _whole(words).subn("\n", rest)
            if count:
                found.add(id_)
    return [id_ for id_ in terms if id_ in found]


@lru_cache
def _vocabulary(listed: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    """Return each of these words, normalised, with the id of its term; the longest words come first."""
    plain = ((id_, normalise(word).casefold()) for id_, words in listed for word in words)
    return tuple(sorted(plain, key=lambda item: -len(item[1])))


@lru_cache(maxsize=1024)
def _whole(words: str) -> re.Pattern[str]:
    exact = re.escape(words)
    return re.compile(exact if _UNPARTED.search(words) else rf"(?<![^\W_]){exact}(?![^\W_])")


def exclusive_conflicts(corpus: Corpus) -> Iterator[tuple[PlacedDesignation, PlacedDesignation]]:
    """Yield pairs of designations that cannot both hold: both exclude others, and they overlap in time.

    A designation holds from its date until the same speaker calls the same provider something else, or, if its date
    is an interval, for that interval. Each is compared with the longest earlier one of each other provider.
    """
    dated = [item for item in designations(corpus) if item.date and item.designation.provider]
    changes = _changes(dated)
    excluding = {term.id for term in corpus.terms.values() if term.excludes_others}
    exclusive = [(*_time(item, changes), item) for item in dated if item.designation.term in excluding]
    longest: dict[str | None, dict[str | None, tuple[date, PlacedDesignation]]] = {}
    for start, end, item in sorted(exclusive, key=lambda found: (*found[:2], found[2].claim.id, found[2].pointer)):
        provider, others = item.designation.provider, longest.setdefault(item.designation.customer, {})
        for rival, (until, other) in others.items():
            if rival != provider and start < until:
                yield other, item
        if provider not in others or others[provider][0] < end:
            others[provider] = (end, item)


Pair = tuple[str | None, str | None]
"""A provider, and the speaker who calls it something."""


def _pair(item: PlacedDesignation) -> Pair:
    return item.designation.provider, item.designation.said_by


def _changes(dated: Iterable[PlacedDesignation]) -> dict[Pair, list[tuple[date, str | None]]]:
    """Return for each provider and speaker the terms in use, by date."""
    found: dict[Pair, set[tuple[date, str | None]]] = {}
    for item in dated:
        found.setdefault(_pair(item), set()).add((parse_edtf(item.date or "").earliest, item.designation.term))
    return {pair: sorted(terms, key=lambda use: use[0]) for pair, terms in found.items()}


def _time(item: PlacedDesignation, changes: Mapping[Pair, list[tuple[date, str | None]]]) -> tuple[date, date]:
    """Return the first day on which a designation holds, and the first day on which it no longer does."""
    said = parse_edtf(item.date or "")
    if said.is_interval:
        return said.earliest, said.latest
    later = (day for day, term in changes[_pair(item)] if day > said.earliest and term != item.designation.term)
    return said.earliest, next(later, date.max)
