"""Which sources are the article under review itself, under whatever record: it is no evidence for what it says."""

from collections.abc import Iterator

from factcheck.analysis.quotations import least_words
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.records.claim import Quotation
from factcheck.records.edtf import parse_edtf
from factcheck.records.fingerprint import find_in_fingerprint, normalise, words
from factcheck.records.record import Article, Source
from factcheck.records.url import page_key

FEWEST = 4
"""Fewer words than this may be in two texts by chance."""


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
    for article in corpus.articles.values():
        named = {item.source for item in article.appearances}
        known = [corpus.sources[id_] for id_ in named if id_ in corpus.sources]
        urls = {url for source in known for url in _addresses(source)}
        same = {
            source.id
            for source in corpus.sources.values()
            if not urls.isdisjoint(_addresses(source))
            or (_may_be(source, article) and _has_words(source, article, quoted.get(article.id, [])))
        }
        yield article.id, frozenset(named | same)


def _addresses(source: Source) -> set[str]:
    return {page_key(url) for url in (source.url, source.archive_url, source.read_at) if url}


def _may_be(source: Source, article: Article) -> bool:
    """Return whether a source can be an article, by its publisher and its date."""
    if source.publisher_id != article.publisher and source.kind != "republication":
        return False
    ours, theirs = (parse_edtf(item.published) if item.published else None for item in (article, source))
    return not (ours and theirs) or (ours.earliest <= theirs.latest and theirs.earliest <= ours.latest)


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
