"""schema.org markup of a claim page: ClaimReview for a rating that says how true a claim is, else WebPage + Claim.

Property names and limits follow Google's documentation of ClaimReview and schema.org. Only certain
dates are exported, since schema.org takes no uncertain ones.
"""

import re
from typing import Any

from factcheck.kinds import CLAIM, ENTITY
from factcheck.pages.page import Site, address
from factcheck.pages.view import View
from factcheck.records.claim import Claim

_CERTAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


def _organisation(view: View, entity_id: str) -> dict[str, Any]:
    entity = view.corpus.entities[entity_id]
    kind = "Person" if entity.kind == "person" else "Organization"
    same_as = {"sameAs": view.wikidata(entity)} if entity.wikidata else {}
    return {"@type": kind, "name": view.plain(entity.name), **same_as}


def _claim(view: View, claim: Claim) -> dict[str, Any]:
    article = view.corpus.articles[claim.article]
    published = article.published or ""
    dates = {"datePublished": published} if _CERTAIN.match(published) and not article.published_certainty else {}
    urls = [view.corpus.sources[item.source].url for item in article.appearances]
    return {
        "@type": "Claim",
        "text": view.plain(claim.claim.text),
        "author": _organisation(view, claim.claim.claimant),
        "about": [{"@type": "Thing", "name": view.name(ENTITY, id_)} for id_ in claim.claim.about],
        "appearance": [
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "inLanguage": article.lang,
                "url": url,
                **dates,
            }
            for url in urls
            if url
        ],
    }


def claim_markup(view: View, claim: Claim, site: Site) -> dict[str, Any]:
    """Return the JSON-LD of a claim's page, in the language of the view; the site is the author of the review."""
    url = site.url + address(CLAIM, claim.id)
    rating = view.corpus.ratings[claim.review.rating]
    item = {"@id": f"{url}#claim", **_claim(view, claim)}
    if not rating.truth_value:
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "url": url,
            "inLanguage": view.language,
            "mainEntity": item,
        }
    number = {"ratingValue": rating.claimreview, "bestRating": 5, "worstRating": 1} if rating.claimreview else {}
    cited = dict.fromkeys(view.corpus.sources[evidence.source].url for evidence in claim.review.evidence)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{url}#review",
        "url": url,
        "inLanguage": view.language,
        "claimReviewed": view.plain(claim.claim.short),
        "datePublished": claim.record.created,
        "dateModified": max([claim.review.checked, *(item.date for item in claim.record.corrections)]),
        "author": {"@type": "Organization", "name": site.name, "url": site.url},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": view.plain(rating.label),
            "ratingExplanation": view.plain(claim.review.explanation),
            **number,
        },
        "itemReviewed": item,
        "citation": [url for url in cited if url],
    }
