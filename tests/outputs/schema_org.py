"""The part of schema.org (release 30) that our markup uses, and a check of markup by it.

Written down here so that tests need no network: each type with those above it, each property with the types that may
have it and what its values may be. Whoever uses a new type or property adds it here after a look at https://schema.org/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

ABOVE = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "Organization": ("Thing",),
    "Person": ("Thing",),
    "Product": ("Thing",),
    "Intangible": ("Thing",),
    "GovernmentOrganization": ("Organization",),
    "NewsMediaOrganization": ("Organization",),
    "Article": ("CreativeWork",),
    "NewsArticle": ("Article",),
    "DigitalDocument": ("CreativeWork",),
    "Claim": ("CreativeWork",),
    "Review": ("CreativeWork",),
    "ClaimReview": ("Review",),
    "Comment": ("CreativeWork",),
    "CorrectionComment": ("Comment",),
    "Message": ("CreativeWork",),
    "Quotation": ("CreativeWork",),
    "WebPage": ("CreativeWork",),
    "WebSite": ("CreativeWork",),
    "Dataset": ("CreativeWork",),
    "DataFeed": ("Dataset",),
    "DataDownload": ("CreativeWork",),
    "DataFeedItem": ("Intangible",),
    "DefinedTerm": ("Intangible",),
    "ItemList": ("Intangible",),
    "BreadcrumbList": ("ItemList",),
    "ListItem": ("Intangible",),
    "PropertyValue": ("Intangible",),
    "Rating": ("Intangible",),
}
"""The types above each type."""
_WORK, _AGENT, _URL = "CreativeWork", "Organization Person", "URL"
PROPERTIES = {
    "about": (_WORK, "Thing"),
    "abstract": (_WORK, "Text"),
    "actionableFeedbackPolicy": ("Organization", _URL),
    "alternateName": ("Thing", "Text"),
    "appearance": ("Claim", _WORK),
    "archivedAt": (_WORK, _URL),
    "author": ("CreativeWork Rating", _AGENT),
    "bestRating": ("Rating", "Number"),
    "citation": (_WORK, _WORK),
    "claimReviewed": ("ClaimReview", "Text"),
    "contentUrl": ("DataDownload", _URL),
    "correction": (_WORK, "CorrectionComment"),
    "correctionsPolicy": ("Organization", _URL),
    "creator": (_WORK, _AGENT),
    "dataFeedElement": ("DataFeed", "DataFeedItem"),
    "dateCreated": ("CreativeWork DataFeedItem", "Date"),
    "dateModified": ("CreativeWork DataFeedItem", "Date"),
    "datePublished": (_WORK, "Date"),
    "description": ("Thing", "Text"),
    "distribution": ("Dataset", "DataDownload"),
    "encodingFormat": (_WORK, "Text"),
    "ethicsPolicy": ("Organization", _URL),
    "exampleOfWork": (_WORK, _WORK),
    "expires": (_WORK, "Date"),
    "headline": (_WORK, "Text"),
    "identifier": ("Thing", "Text PropertyValue"),
    "inDefinedTermSet": ("DefinedTerm", _URL),
    "inLanguage": (_WORK, "Text"),
    "isAccessibleForFree": (_WORK, "Boolean"),
    "isBasedOn": (_WORK, _WORK),
    "item": ("DataFeedItem ListItem", "Thing URL"),
    "itemListElement": ("ItemList", "ListItem"),
    "itemReviewed": ("Review", "Thing"),
    "leiCode": ("Organization", "Text"),
    "license": (_WORK, _URL),
    "mainEntity": (_WORK, "Thing"),
    "manufacturer": ("Product", "Organization"),
    "name": ("Thing", "Text"),
    "numberOfItems": ("ItemList", "Number"),
    "ownershipFundingInfo": ("Organization", _URL),
    "parentOrganization": ("Organization", "Organization"),
    "position": ("ListItem", "Number"),
    "propertyID": ("PropertyValue", "Text"),
    "publisher": (_WORK, _AGENT),
    "publishingPrinciples": ("CreativeWork Organization Person", _URL),
    "ratingExplanation": ("Rating", "Text"),
    "ratingValue": ("Rating", "Number"),
    "recipient": ("Message", _AGENT),
    "reviewRating": ("Review", "Rating"),
    "sameAs": ("Thing", _URL),
    "sender": ("Message", _AGENT),
    "subjectOf": ("Thing", _WORK),
    "termCode": ("DefinedTerm", "Text"),
    "text": (_WORK, "Text"),
    "url": ("Thing", _URL),
    "value": ("PropertyValue", "Text"),
    "version": (_WORK, "Text"),
    "worksFor": ("Person", "Organization"),
    "worstRating": ("Rating", "Number"),
}
"""The types that may have each property, and what its values are, both as words with blanks between them."""
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def all_above(type_: str) -> set[str]:
    """Return a type with all types above it."""
    return {type_, *(each for above in ABOVE[type_] for each in all_above(above))}


def faults(item: dict[str, Any], place: str = "") -> Iterator[str]:
    """Yield what in an item of markup is not as schema.org has it; a reference by ``@id`` alone is fine."""
    type_ = item.get("@type", "Thing")
    if type_ not in ABOVE:
        yield f"{place}: there is no type {type_}"
        return
    for name, value in item.items():
        where = f"{place}.{type_}.{name}"
        if name.startswith("@"):
            continue
        if name not in PROPERTIES or not all_above(type_) & {*PROPERTIES[name][0].split()}:
            yield f"{where}: {type_} has no such property"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _value_faults(where, each, {*PROPERTIES[name][1].split()})


def _value_faults(where: str, value: Any, allowed: set[str]) -> Iterator[str]:
    if isinstance(value, dict):
        if "@type" in value and not all_above(value["@type"]) & allowed:
            yield f"{where}: no {value['@type']} may be here"
        yield from faults(value, where)
        return
    fits = {
        "Text": isinstance(value, str) and value != "",
        "URL": isinstance(value, str) and value.startswith(("https://", "http://")),
        "Date": isinstance(value, str) and bool(_DATE.fullmatch(value)),
        "Number": isinstance(value, int) and not isinstance(value, bool),
        "Boolean": isinstance(value, bool),
    }
    if not any(fits.get(each) for each in allowed):
        yield f"{where}: {value!r} is none of {sorted(allowed)}"
