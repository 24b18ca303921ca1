"""Labels of providers: the controlled terms in their exact words, and which of them exclude one another."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.gathered_labels import top
from factcheck.analysis.labels import DesignationUse, designations
from factcheck.corpus import Corpus
from factcheck.records.edtf import parse_edtf
from factcheck.records.fingerprint import normalise
from factcheck.records.vocabularies import Term

_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""


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


def exclusive_conflicts(corpus: Corpus) -> Iterator[tuple[DesignationUse, DesignationUse]]:
    """Yield pairs of designations that cannot both hold: both exclude others, and they overlap in time.

    A company and its parts are one provider here. A designation holds from its date until the same speaker calls the
    same provider something else, or, if its date is an interval, for that interval. Each is compared with the longest
    earlier one of each other provider.
    """
    dated = [item for item in designations(corpus) if item.said_on and item.designation.provider]
    changes = _changes(dated)
    parents = entity_parents(corpus.entities)
    excluding = {term.id for term in corpus.terms.values() if term.excludes_others}
    exclusive = [(*_time(item, changes), item) for item in dated if item.designation.term in excluding]
    longest: dict[str | None, dict[str | None, tuple[date, DesignationUse]]] = {}
    for start, end, item in sorted(exclusive, key=lambda found: (*found[:2], found[2].claim.id, found[2].pointer)):
        provider, customer = (top(id_, parents) for id_ in (item.designation.provider, item.designation.customer))
        others = longest.setdefault(customer, {})
        for rival, (until, other) in others.items():
            if rival != provider and start < until:
                yield other, item
        if provider not in others or others[provider][0] < end:
            others[provider] = (end, item)


Pair = tuple[str | None, str | None]
"""A provider, and the speaker who calls it something."""


def _pair(item: DesignationUse) -> Pair:
    return item.designation.provider, item.designation.said_by


def _changes(dated: Iterable[DesignationUse]) -> dict[Pair, list[tuple[date, str | None]]]:
    """Return for each provider and speaker the terms in use, by date."""
    found: dict[Pair, set[tuple[date, str | None]]] = {}
    for item in dated:
        found.setdefault(_pair(item), set()).add((parse_edtf(item.said_on or "").earliest, item.designation.term))
    return {pair: sorted(terms, key=lambda use: use[0]) for pair, terms in found.items()}


def _time(item: DesignationUse, changes: Mapping[Pair, list[tuple[date, str | None]]]) -> tuple[date, date]:
    """Return the first day on which a designation holds, and the first day on which it no longer does."""
    said = parse_edtf(item.said_on or "")
    if said.is_interval:
        return said.earliest, said.latest
    later = (day for day, term in changes[_pair(item)] if day > said.earliest and term != item.designation.term)
    return said.earliest, next(later, date.max)
