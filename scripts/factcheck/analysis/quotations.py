"""What follows from fingerprints (`records/fingerprint.py`): the quotations of all claims, and what chance finds."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.analysis.passages import find_words
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import ARTICLE, SOURCE
from factcheck.records.claim import Claim, Quotation
from factcheck.records.fingerprint import BITS, WINDOW, Located, as_text, find_in_fingerprint, normalise
from factcheck.records.record import Measure, Source

FALSE_FINDS = 500
"""When readers look in an article for this many texts from elsewhere, chance lets them find one at most."""


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
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if item.quotation and source and source.text:
                pointer = ("review", "evidence", index, "quotation")
                found = find_in_fingerprint(item.quotation, source.text.fingerprint, source.id)
                yield PlacedQuotation(file, claim, pointer, item.quotation, SOURCE, source.id, source.text, found)


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
    source = corpus.sources[quoted.id] if quoted.kind == SOURCE and quoted.measure.excerpt else None
    return bool(source and not is_listed(quoted.quotation, source))


def around_in_passages(corpus: Corpus, quoted: PlacedQuotation) -> str:
    """Return what is around words in the passages of a source, if they are there and nothing else is given."""
    alone = quoted.kind == SOURCE and not (quoted.quotation.prefix or quoted.quotation.suffix)
    return context_there(quoted.quotation, text_of(corpus, quoted)) if alone else ""


def with_context(quotation: Quotation) -> str:
    """Return the words of a message that name the context that a quotation has: " with their prefix", or none."""
    named = " and ".join(name for name in ("prefix", "suffix") if getattr(quotation, name))
    return f" with their {named}" if named else ""
