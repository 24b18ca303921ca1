"""What follows from fingerprints (`records/fingerprint.py`): the quotations of all claims, and what chance finds.

And which sources are the article under review, under whatever record: it is no evidence for what it says.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.analysis.passages import find_words
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import ARTICLE, SOURCE
from factcheck.records.claim import Claim, Evidence, Quotation, SaidElsewhere
from factcheck.records.edtf import parse_edtf
from factcheck.records.fingerprint import BITS, WINDOW, Located, as_text, find_in_fingerprint, normalise, words
from factcheck.records.record import Article, Measure, Source
from factcheck.records.url import page_key

FEWEST = 4
"""Fewer words than this may be in two texts by chance."""
FALSE_FINDS = 500
"""When readers look in an article for this many texts from elsewhere, chance lets them find one at most."""
_REPUBLISHED = ""
"""In place of a publisher: texts that others have published again."""


def chance_of_false_match(length: int, text_length: int) -> float:
    """Return the probability that `length` invented words match a place in a text of `text_length` words."""
    return min(1.0, text_length * 2.0 ** (-BITS * max(0, length - WINDOW + 1)))


def least_words(text_length: int) -> int:
    """Return how many words readers must give so that chance hardly finds them in a text of `text_length` words."""
    lengths = itertools.count(WINDOW)
    return next(length for length in lengths if chance_of_false_match(length, text_length) * FALSE_FINDS <= 1)


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A quotation in a claim or its evidence, where it is, and the text that it is taken from."""

    file: Locatable
    claim: Claim
    pointer: Pointer
    quotation: Quotation
    kind: str
    """article or source"""
    id: str
    measure: Measure
    found: Located
    """The result of the search in the fingerprint of the text."""


@cached_by_corpus
def placed_quotations(corpus: Corpus) -> Iterator[PlacedQuotation]:
    """Yield the quotations of all claims and their evidence from texts of which there is a fingerprint."""
    for file, claim in corpus.each(Claim):
        article = corpus.articles.get(claim.article)
        if article:
            quotation, found = claim.claim.quotation, corpus.places[claim.id]
            place = ("claim", "quotation")
            yield PlacedQuotation(file, claim, place, quotation, ARTICLE, article.id, article.text, found)
        for pointer, id_, quotation in quoted_sources(claim):
            source = corpus.sources.get(id_)
            if source and source.text:
                found = find_in_fingerprint(quotation, source.text.fingerprint, source.id)
                yield PlacedQuotation(file, claim, pointer, quotation, SOURCE, source.id, source.text, found)


def quoted_sources(claim: Claim) -> Iterator[tuple[Pointer, str, Quotation]]:
    """Yield the quotations of a claim from sources, each with its place and the id of the source."""
    lists: tuple[tuple[Pointer, Sequence[Evidence | SaidElsewhere]], ...] = (
        (("claim", "appearances"), claim.claim.appearances),
        (("review", "evidence"), claim.review.evidence),
    )
    for pointer, items in lists:
        for index, item in enumerate(items):
            if item.quotation:
                yield (*pointer, index, "quotation"), item.source, item.quotation


def is_listed(quotation: Quotation, source: Source) -> bool:
    """Return whether a passage that a source lists holds the words, with no letter or digit touching them."""
    if quotation.exact in source.quotations:  # most often the words are a whole passage
        return True
    wanted = normalise(quotation.exact)
    return any(_holds(normalise(passage), wanted) for passage in source.quotations)


def _holds(passage: str, words: str) -> bool:
    start = passage.find(words)
    while start >= 0:
        touching = passage[max(0, start - 1) : start] + passage[start + len(words) :][:1]
        if not any(character.isalnum() or character == "_" for character in touching):
            return True
        start = passage.find(words, start + 1)
    return False


def text_of(corpus: Corpus, quoted: PlacedQuotation) -> str:
    """Return the text that a quotation is taken from: if it is not at hand, the passages that its source lists."""
    text = corpus.around.texts.get(quoted.id)
    return text or (as_text(corpus.sources[quoted.id].quotations) if quoted.kind == SOURCE else "")


def context_there(quotation: Quotation, text: str) -> str:
    """Return what is around a quotation in a text, for a hint (prefix 'the', suffix '.').

    Args:
        quotation: the words.
        text: the text, or passages of it.
    """
    found = find_words(text, quotation.exact)
    parts = (("prefix", found[0].quotation.prefix), ("suffix", found[0].quotation.suffix)) if len(found) == 1 else ()
    return ", ".join(f"{name} {part!r}" for name, part in parts if part)


def is_unlisted(corpus: Corpus, quoted: PlacedQuotation) -> bool:
    """Return whether another check says that the words are in none of the passages of a source, all that was kept."""
    source = corpus.sources[quoted.id] if quoted.kind == SOURCE else None
    return bool(source and not source.has_whole_text and not is_listed(quoted.quotation, source))


def around_in_passages(corpus: Corpus, quoted: PlacedQuotation) -> str:
    """Return what is around words in the passages of a source, if they are there and nothing else is given."""
    alone = quoted.kind == SOURCE and not (quoted.quotation.prefix or quoted.quotation.suffix)
    return context_there(quoted.quotation, text_of(corpus, quoted)) if alone else ""


def with_context(quotation: Quotation) -> str:
    """Return the words of a message that name the context that a quotation has: " with their prefix", or none."""
    named = " and ".join(name for name in ("prefix", "suffix") if getattr(quotation, name))
    return f" with their {named}" if named else ""


@cached_by_corpus
def article_copies(corpus: Corpus) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the id of each article with those of the sources that are this article.

    They are those in which it appeared (`appearances`), those with the same address, and those of the same publisher,
    or republications, that have its title or words of its text.
    What its publisher wrote at another time is another text.
    """
    quoted: dict[str, list[str]] = {}
    for claim in corpus.claims.values():
        quoted.setdefault(claim.article, []).append(normalise(claim.claim.quotation.exact))
    pages, voices = _by_page(corpus), _by_publisher(corpus)
    for article in corpus.articles.values():
        named = {item.source for item in article.appearances}
        known = [corpus.sources[id_] for id_ in named if id_ in corpus.sources]
        same = [pages[url] for source in known for url in _addresses(source)]
        others = [*voices[article.publisher], *voices[_REPUBLISHED]]
        own = quoted.get(article.id, [])
        alike = {item.id for item in others if _may_be(item, article) and _has_words(item, article, own)}
        yield article.id, frozenset(named.union(*same, alike))


def _by_page(corpus: Corpus) -> Mapping[str, set[str]]:
    """Return the ids of the sources at each address."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for source in corpus.sources.values():
        for url in _addresses(source):
            found[url].add(source.id)
    return found


def _by_publisher(corpus: Corpus) -> Mapping[str, list[Source]]:
    """Return the sources of each publisher; those that others have published again, apart."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for source in corpus.sources.values():
        publisher = _REPUBLISHED if source.kind == "republication" else source.publisher_id
        if publisher is not None:
            found[publisher].append(source)
    return found


def _addresses(source: Source) -> set[str]:
    return {page_key(url) for url in (source.url, source.archive_url, source.read_at) if url}


def _may_be(source: Source, article: Article) -> bool:
    """Return whether a source can be an article, by its date."""
    ours, theirs = (parse_edtf(item.published) if item.published else None for item in (article, source))
    return not (ours and theirs) or (ours.earliest <= theirs.latest and theirs.earliest <= ours.latest)


def in_article(source: Source, article: Article) -> int | None:
    """Return which passage of a source is in the text of an article, from 0; None if none is.

    The passage is too long to be there by chance, and the source did not appear before the article.
    """
    least = least_words(article.text.words)
    if source.lang != article.lang or _is_earlier(source, article):
        return None
    long = ((place, words_) for place, words_ in enumerate(source.quotations) if len(words(words_)) >= least)
    return next((place for place, words_ in long if _is_in(words_, article, [])), None)


def _is_earlier(source: Source, article: Article) -> bool:
    ours, theirs = (parse_edtf(item.published) if item.published else None for item in (article, source))
    return theirs.latest < ours.earliest if ours and theirs else False


def _has_words(source: Source, article: Article, quoted: list[str]) -> bool:
    """Return whether a source has the title of an article, or a passage that is in its text."""
    if source.title and normalise(source.title).casefold() == normalise(article.title).casefold():
        return True
    passages = source.quotations if source.lang == article.lang else ()
    return any(_is_in(passage, article, quoted) for passage in passages)


def _is_in(passage: str, article: Article, quoted: list[str]) -> bool:
    count = len(words(passage))
    if count >= FEWEST and any(normalise(passage) in text for text in quoted):
        return True
    enough = count >= least_words(article.text.words)
    return enough and bool(find_in_fingerprint(Quotation(exact=passage), article.text.fingerprint, article.id).last)
