"""Where the quotations of claims are in their articles, and the order of claims that follows from it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.records.claim import Claim
from factcheck.records.edtf import newest_day
from factcheck.records.fingerprint import Located, Match, find_in_fingerprint
from factcheck.records.record import Article


def find_places(claims: Iterable[Claim], articles: Mapping[str, Article]) -> dict[str, Located]:
    """Return where the quotation of each claim is in its article, by the id of the claim; lost without the article."""
    found = {}
    for claim in claims:
        article, quotation = articles.get(claim.article), claim.claim.quotation
        found[claim.id] = (
            find_in_fingerprint(quotation, article.text.fingerprint, article.id) if article else Located(Match.LOST)
        )
    return found


def newest_first(articles: Mapping[str, Article]) -> dict[str, Article]:
    """Return articles by the latest day on which they can have been published, the newest first, then by id."""
    by_id = sorted(articles.values(), key=lambda article: article.id)
    newest = sorted(by_id, key=lambda article: newest_day(article.published), reverse=True)
    return {article.id: article for article in newest}


def in_text_order(
    claims: Mapping[str, Claim], articles: Iterable[str], places: Mapping[str, Located]
) -> dict[str, Claim]:
    """Return claims in the order of their articles, and those of an article as their quotations follow in its text.

    The one that begins first comes first, then the one that ends first, then by id. Those not found come last, and so
    do those whose article is not there.

    Args:
        claims: the claims, by their ids.
        articles: the ids of the articles, in their order.
        places: where the quotation of each claim is, by the id of the claim.
    """
    ranks = {id_: number for number, id_ in enumerate(articles)}

    def rank(claim: Claim) -> tuple[int, str, bool, int, int, str]:
        place, article = places[claim.id], ranks.get(claim.article, len(ranks))
        return article, claim.article, not place.first, place.first, place.last, claim.id

    return {claim.id: claim for claim in sorted(claims.values(), key=rank)}


def numbered(claims: Iterable[Claim]) -> dict[str, int]:
    """Return the number of each claim in its article, from 1, by its id. They must be in the order of the text."""
    count: Counter[str] = Counter()
    found = {}
    for claim in claims:
        count[claim.article] += 1
        found[claim.id] = count[claim.article]
    return found
