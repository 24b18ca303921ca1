"""The page of an article: how much of it was examined, its claims, and the passages of words that readers paste."""

from factcheck.analysis.coverage import cover
from factcheck.analysis.quotations import FALSE_FINDS, Match, find_in_fingerprint, least_words, plain
from factcheck.kinds import ARTICLE, file_path
from factcheck.pages.charts.networks import draw_relations
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, shorten
from factcheck.records.claim import Claim
from factcheck.records.record import Article


def article_page(templates: Templates, article: Article) -> Page:
    """Return the page of an article under review."""
    view = templates.view
    claims = view.lookups.claims_using(ARTICLE, article.id)
    stating = {article.id, *(claim.id for claim in claims)}
    body = templates.render(
        "article.html",
        article=article,
        claims=claims,
        coverage=cover(article),
        verified=_verified(article, claims),
        unchecked=[passage for passage in article.passages if not passage.claims],
        finder=finder_data(article),
        ranges=word_ranges(article),
        sums=[item for item in view.lookups.sums if item.record in stating],
        graph=draw_relations([claim for claim in claims if claim.article == article.id]),
    )
    summary = view.plain(article.summary)
    return Page(
        kind=ARTICLE,
        id=article.id,
        file=file_path(ARTICLE, article.id),
        title=article.title,
        description=shorten(summary),
        body=body,
        search_text=summary,
    )


def _verified(article: Article, claims: list[Claim]) -> int:
    """Return how many quotations of these claims the article's fingerprint confirms."""
    text = article.text.fingerprint
    found = (find_in_fingerprint(claim.claim.quotation, text, article.id).match for claim in claims)
    return sum(match is Match.EXACT for match in found)


def finder_data(article: Article) -> dict[str, str | int]:
    """Return the data with which ``assets/find-claims.js`` finds words in an article without its text."""
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
