"""Which controlled terms stand in a wording, and which designations exclude one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factcheck.analysis.quotations import normalise
from factcheck.corpus import Corpus, Entry, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Designation
from factcheck.records.record import Term

_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A designation, the claim that it stands in, and where there."""

    entry: Entry
    claim: Claim
    pointer: Pointer
    designation: Designation
    date: str | None
    quotations: tuple[str, ...] = ()
    """Verbatim words, one of which should hold its wording: the quotation beside it, or the passages of its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One dated use of a designation: what is needed to tell whether it excludes another one.

    `claim` is the id of the claim that holds it, and `contradicts` names the claims that this one contradicts.
    """

    file: Locatable
    claim: str
    pointer: Pointer
    provider: str
    customer: str | None
    said_by: str | None
    term: str | None
    date: str
    contradicts: frozenset[str]


@cached_by_corpus
def designations(corpus: Corpus) -> Iterator[Placed]:
    """Yield every designation: claimed, recorded in evidence, or recorded of what happened since."""
    for entry in corpus.entries:
        if isinstance(entry.record, Claim):
            yield from _of_claim(corpus, entry, entry.record)


def _of_claim(corpus: Corpus, entry: Entry, claim: Claim) -> Iterator[Placed]:
    said, article = claim.claim.payload, corpus.articles.get(claim.article)
    if isinstance(said, Designation):
        when = said.date or (article.published if article else None)
        words: tuple[str, ...] = (claim.claim.quotation.exact,)
        pointer: Pointer = ("claim", "payload")
        yield Placed(entry=entry, claim=claim, pointer=pointer, designation=said, date=when, quotations=words)
    for index, item in enumerate(claim.review.evidence):
        if isinstance(item.recorded, Designation):
            pointer = ("review", "evidence", index, "recorded")
            words = (item.quotation.exact,) if item.quotation else ()
            when = item.recorded.date
            yield Placed(
                entry=entry, claim=claim, pointer=pointer, designation=item.recorded, date=when, quotations=words
            )
    for index, development in enumerate(claim.review.developments):
        recorded = development.recorded
        if isinstance(recorded, Designation):
            pointer = ("review", "developments", index, "recorded")
            sources = (corpus.sources[id_] for id_ in development.sources if id_ in corpus.sources)
            words = tuple(passage for source in sources for passage in source.quotations)
            when = recorded.date or development.date
            yield Placed(entry=entry, claim=claim, pointer=pointer, designation=recorded, date=when, quotations=words)


def terms_in(wording: str, lang: str, terms: Mapping[str, Term]) -> list[str]:
    """Return the ids of the terms whose words stand in a wording, in the order of the vocabulary.

    The longest words are looked for first, and what they cover is taken away: "non-exclusive" holds no "exclusive".
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
    """Return these words in the form in which they are looked for, each with the id of its term, the longest first."""
    plain = ((id_, normalise(word).casefold()) for id_, words in listed for word in words)
    return tuple(sorted(plain, key=lambda item: -len(item[1])))


@lru_cache(maxsize=1024)
def _whole(words: str) -> re.Pattern[str]:
    exact = re.escape(words)
    return re.compile(exact if _UNPARTED.search(words) else rf"(?<![^\W_]){exact}(?![^\W_])")


def dated_uses(corpus: Corpus) -> Iterator[Use]:
    """Yield every designation of a known provider whose date is known, in short."""
    for item in designations(corpus):
        said = item.designation
        if item.date and said.provider:
            yield Use(
                file=item.entry.file,
                claim=item.claim.id,
                pointer=item.pointer,
                provider=said.provider,
                customer=said.customer,
                said_by=said.said_by,
                term=said.term,
                date=item.date,
                contradicts=frozenset(
                    relation.claim for relation in item.claim.claim.relations if relation.type == "contradicts"
                ),
            )


def exclusive_conflicts(uses: Sequence[Use], terms: Mapping[str, Term]) -> Iterator[tuple[Use, Use]]:
    """Yield pairs of designations that cannot both hold: both exclude others, over a time that both cover.

    A designation holds from its date until the same speaker calls the same provider something else, or, if its date
    is an interval, for that interval. Each is compared with the longest one so far of each other provider.
    """
    changes = _changes(uses)
    excluding = {term.id for term in terms.values() if term.excludes_others}
    exclusive = [(*_time(item, changes), item) for item in uses if item.term in excluding]
    longest: dict[str | None, dict[str, tuple[date, Use]]] = {}
    for start, end, item in sorted(exclusive, key=lambda found: (*found[:2], found[2].claim, found[2].pointer)):
        others = longest.setdefault(item.customer, {})
        for provider, (until, other) in others.items():
            if provider != item.provider and start < until:
                yield other, item
        own = others.get(item.provider)
        if own is None or own[0] < end:
            others[item.provider] = (end, item)


Voice = tuple[str, str | None]
"""A provider, and who calls it something."""


def _voice(item: Use) -> Voice:
    return item.provider, item.said_by


def _changes(uses: Iterable[Use]) -> dict[Voice, list[tuple[date, str | None]]]:
    """Return for each provider and speaker, by date, the terms that are used."""
    found: dict[Voice, set[tuple[date, str | None]]] = {}
    for item in uses:
        found.setdefault(_voice(item), set()).add((parse_edtf(item.date).earliest, item.term))
    return {voice: sorted(terms, key=lambda use: use[0]) for voice, terms in found.items()}


def _time(item: Use, changes: Mapping[Voice, list[tuple[date, str | None]]]) -> tuple[date, date]:
    """Return the first day on which a designation holds, and the first one on which it no longer does."""
    said = parse_edtf(item.date)
    if said.is_interval:
        return said.earliest, said.latest
    later = (day for day, term in changes[_voice(item)] if day > said.earliest and term != item.term)
    return said.earliest, next(later, date.max)
