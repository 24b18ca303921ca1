"""What pages with several articles say of each: its ratings in numbers, and the claims that need a closer look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.kinds import ARTICLE
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.records.record import Article, Rating

_UNNUMBERED = 2
"""How true a rating without a number is taken to be where claims are put in order: no better than imprecise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article, how many of its claims have each rating, and those that are rated least accurate."""

    article: Article
    counts: Counter[str]
    notable: Sequence[Claim]


def article_cards(view: View, articles: Sequence[Article]) -> list[ArticleCard]:
    """Return the cards of articles, in their order."""
    return [_card(view, article) for article in articles]


def _card(view: View, article: Article) -> ArticleCard:
    users = view.lookups.claims_using(ARTICLE, article.id)
    claims = [claim for claim in users if claim.article == article.id]
    doubtful = [claim for claim in claims if _accuracy(view, claim) < _best(view)]
    return ArticleCard(
        article=article,
        counts=view.lookups.ratings_in(article),
        notable=sorted(doubtful, key=lambda claim: _accuracy(view, claim)),
    )


def _accuracy(view: View, claim: Claim) -> int:
    """Return how true a claim is, from 1. Of a judgement nobody can say that it is less than true."""
    rating: Rating = view.corpus.ratings[claim.review.rating]
    return _best(view) if claim.claim.kind == "analysis" else rating.claimreview or _UNNUMBERED


def _best(view: View) -> int:
    return max((rating.claimreview or 0 for rating in view.corpus.ratings.values()), default=0)
