"""Where the passages of an article stand, and what finds the passages of words that a reader pastes into its page."""

from __future__ import annotations

from factcheck.analysis.quotations import FALSE_FINDS, least_words, plain
from factcheck.records.record import Article


def finder_data(article: Article) -> dict[str, str | int]:
    """Return what ``assets/find-claims.js`` needs to find words in an article without its text."""
    return {
        "fingerprint": plain(article.text.fingerprint),
        "least": least_words(article.text.words),
        "odds": FALSE_FINDS,
    }


def word_ranges(article: Article) -> dict[str, str]:
    """Return, by the ids of an article's claims, the words of their passages as readers count: ``3–19, 102–113``."""
    found: dict[str, list[str]] = {}
    for passage in article.passages:
        for claim in passage.claims:
            found.setdefault(claim, []).append(f"{passage.start + 1}–{passage.end}")
    return {claim: ", ".join(ranges) for claim, ranges in found.items()}
