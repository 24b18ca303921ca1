"""Markup for search engines and other programs, in the head of pages: schema.org in JSON-LD."""

import re
from typing import Any

from factcheck.analysis.identity import same_as
from factcheck.kinds import CLAIM, ENTITY
from factcheck.pages.page import Site, address
from factcheck.pages.view import View
from factcheck.records.claim import Claim, SaidElsewhere
from factcheck.records.record import Entity

_CERTAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


def claim_markup(view: View, claim: Claim, site: Site) -> dict[str, Any]:
    """Return the schema.org markup (JSON-LD) of a claim's page; names and limits are those of Google's documentation.

    It is a ClaimReview by the site if the rating says how true the claim is, else a WebPage about a Claim.
    """
    url = site.url + address(CLAIM, claim.id)
    rating = view.corpus.ratings[claim.review.rating]
    named = {"name": view.rated_title(claim), "inLanguage": view.language}
    content = view.history.contents.get((CLAIM, claim.id))
    head = {"@context": "https://schema.org", "url": url, **named, **({"version": content} if content else {})}
    item = {"@id": f"{url}#claim", **_claim(view, claim)}
    if not rating.truth_value:
        return {**head, "@type": "WebPage", "mainEntity": item}
    number = {"ratingValue": rating.claimreview, "bestRating": 5, "worstRating": 1} if rating.claimreview else {}
    cited = dict.fromkeys(view.corpus.sources[evidence.source].url for evidence in claim.review.evidence)
    return {
        **head,
        "@type": "ClaimReview",
        "@id": f"{url}#review",
        "claimReviewed": view.title(claim),
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


def _claim(view: View, claim: Claim) -> dict[str, Any]:
    article = view.corpus.articles[claim.article]
    published = article.published or ""
    # schema.org knows no uncertain dates.
    dates = {"datePublished": published} if _CERTAIN.match(published) and not article.published_certainty else {}
    about = {"@type": "NewsArticle", "headline": article.title, "inLanguage": article.lang}
    urls = [view.corpus.sources[item.source].url for item in article.appearances]
    authors = [named_entity(view, id_) for id_ in claim.claim.claimants]
    return {
        "@type": "Claim",
        "text": view.plain(claim.claim.text),
        "author": authors if len(authors) > 1 else authors[0],
        "about": [named_entity(view, id_) for id_ in claim.claim.about],
        "appearance": [
            *({**about, "url": url, **dates} for url in urls if url),
            *(_elsewhere(view, item) for item in claim.claim.appearances),
        ],
    }


def _elsewhere(view: View, item: SaidElsewhere) -> dict[str, Any]:
    """Return a place where a claim was made, too, as a work with its publisher."""
    source = view.corpus.sources[item.source]
    date = item.date or (source.published if not source.published_certainty else "") or ""
    found = {
        "url": source.url,
        "headline": source.title,
        "inLanguage": source.lang,
        "datePublished": date if _CERTAIN.match(date) else "",
        "author": item.claimant and named_entity(view, item.claimant),
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    return {"@type": "CreativeWork", **{name: value for name, value in found.items() if value}}


_TYPES = {
    "person": "Person",
    "product": "Product",
    "website": "WebSite",
    "news_organisation": "NewsMediaOrganization",
    "regulator": "GovernmentOrganization",
}
"""The types of schema.org by kind; all others are organisations."""
_WHOLE = {"Product": "manufacturer", "WebSite": "publisher", "Person": "worksFor"}
"""What schema.org calls that which an entity is part of, by type."""


def named_entity(view: View, id_: str) -> dict[str, Any]:
    """Return who an entity is: its type and name, and the addresses that tell it apart from all others."""
    entity = view.corpus.entities[id_]
    kind = _TYPES.get(entity.kind, "Organization")
    found = {"@type": kind, "name": view.plain(entity.name), "url": entity.website, "sameAs": same_as(entity)}
    return {name: value for name, value in found.items() if value}


def entity_markup(view: View, entity: Entity, site: Site) -> dict[str, Any]:
    """Return the markup of an entity's page: a WebPage about it."""
    url, named = site.url + address(ENTITY, entity.id), named_entity(view, entity.id)
    name = named["name"]
    others = [text for text in dict.fromkeys(entity.name.values()) if text != name]
    about = {
        **named,
        "@id": f"{url}#entity",
        "alternateName": others,
        "description": view.plain(entity.description) if entity.description else "",
        "leiCode": entity.lei,
        "identifier": entity.cik and {"@type": "PropertyValue", "propertyID": "CIK", "value": entity.cik},
        _WHOLE.get(named["@type"], "parentOrganization"): entity.part_of and named_entity(view, entity.part_of),
    }
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": url,
        "name": name,
        "inLanguage": view.language,
        "mainEntity": {key: value for key, value in about.items() if value},
    }
