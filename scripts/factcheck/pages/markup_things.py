"""What markup says of things: who or what they are in schema.org, and the address that names each of them.

The name of a thing, its ``@id``, is the address of its page in the main language with the kind as its anchor:
``claims/its-id/#claim``. It is the same in every language and file, so that programs can join what they read.
"""

import re
from typing import Any

from factcheck.analysis.identity import same_as
from factcheck.kinds import ARTICLE, ENTITY, SOURCE, TERM
from factcheck.pages.page import Site, address, root_of
from factcheck.pages.view import View
from factcheck.records.record import Article, Entity, Source
from factcheck.records.vocabularies import Term

JsonLd = dict[str, Any]
"""A thing of schema.org, as plain data of JSON-LD."""
CONTEXT = "https://schema.org"
POLICIES = {
    "publishingPrinciples": "methodology/",
    "correctionsPolicy": "corrections/",
    "actionableFeedbackPolicy": "about/",
    "ownershipFundingInfo": "about/",
    "ethicsPolicy": "ifcn/",
}
"""The hand-written pages that say how the publisher works, by the property of schema.org."""
_CERTAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")
_WORKS = {
    **dict.fromkeys(("news", "agency", "republication"), "NewsArticle"),
    **dict.fromkeys(("filing", "regulator"), "DigitalDocument"),
}
"""The types of schema.org by the kind of a source; all others are articles."""
_TYPES = {
    "person": "Person",
    "product": "Product",
    "website": "WebSite",
    "news_organisation": "NewsMediaOrganization",
    "regulator": "GovernmentOrganization",
}
"""The types of schema.org by the kind of an entity; all others are organisations."""
_NO_AGENTS = {"Product", "WebSite"}
_WHOLE = {"Product": "manufacturer", "WebSite": "publisher", "Person": "worksFor"}
"""What schema.org calls that which an entity is part of, by type."""


def known(values: JsonLd) -> JsonLd:
    """Return the values that say something."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def one_or_all(values: list[Any]) -> Any:
    """Return a single value as itself, several as a list."""
    return values[0] if len(values) == 1 else values


def thing_id(view: View, site: Site, kind: str, id_: str) -> str:
    """Return the name of what a record is about, the same in every language."""
    return f"{root_of(site, view.language)}{address(kind, id_)}#{kind}"


def certain_date(day: str | None, certainty: str | None = None) -> str:
    """Return a date if it is certain, else "": schema.org knows neither uncertain dates nor those of EDTF."""
    return day if day and not certainty and _CERTAIN.match(day) else ""


def publisher(view: View, site: Site) -> JsonLd:
    """Return who publishes the site, as briefly as every page says it."""
    root = root_of(site, view.language)
    return {"@type": "Organization", "@id": f"{root}#publisher", "name": site.name, "url": root}


def whole_publisher(view: View, site: Site) -> JsonLd:
    """Return who publishes the site, with the pages that say how it works, those that there are."""
    there = {page.path for page in view.corpus.pages}
    policies = {
        name: site.url + page
        for name, page in POLICIES.items()
        if f"docs/{view.language}/{page.removesuffix('/')}.md" in there
    }
    return known({**publisher(view, site), "description": site.description, **policies})


def named_entity(view: View, site: Site, id_: str) -> JsonLd:
    """Return who an entity is: its type and name, and the addresses that tell it apart from all others."""
    entity = view.corpus.entities[id_]
    found = {
        "@type": _TYPES.get(entity.kind, "Organization"),
        "@id": thing_id(view, site, ENTITY, id_),
        "name": view.plain(entity.name),
        "url": entity.website,
        "sameAs": same_as(entity),
    }
    return known(found)


def named_agent(view: View, site: Site, id_: str) -> JsonLd:
    """Return who an entity is as one that acts: of a website or a product, that is the organisation behind it."""
    found = named_entity(view, site, id_)
    return {**found, "@type": "Organization"} if found["@type"] in _NO_AGENTS else found


def entity_thing(view: View, site: Site, entity: Entity) -> JsonLd:
    """Return all that is known of an entity."""
    named = named_entity(view, site, entity.id)
    whole = _WHOLE.get(named["@type"], "parentOrganization")
    about = {
        **named,
        "alternateName": [text for text in dict.fromkeys(entity.name.values()) if text != named["name"]],
        "description": view.plain(entity.description) if entity.description else "",
        "leiCode": entity.lei,
        "identifier": entity.cik and {"@type": "PropertyValue", "propertyID": "CIK", "value": entity.cik},
        whole: entity.part_of and named_agent(view, site, entity.part_of),
    }
    return known(about)


def source_work(view: View, site: Site, source: Source) -> JsonLd:
    """Return a source as a work: where it is and where a copy of it is kept, who published it, and when."""
    by = source.publisher_id
    found = {
        "@type": _WORKS.get(source.kind, "Article"),
        "@id": thing_id(view, site, SOURCE, source.id),
        "url": source.url,
        "headline": source.title,
        "inLanguage": source.lang,
        "datePublished": certain_date(source.published, source.published_certainty),
        "publisher": named_agent(view, site, by) if by else {"@type": "Organization", "name": source.publisher},
        "archivedAt": source.archive_url,
    }
    return known(found)


def article_work(view: View, site: Site, article: Article) -> JsonLd:
    """Return an article under review as a work."""
    places = [view.corpus.sources[item.source] for item in article.appearances]
    urls = [place.url for place in places if place.url]
    found = {
        "@type": _WORKS.get(places[0].kind, "Article") if places else "NewsArticle",
        "@id": thing_id(view, site, ARTICLE, article.id),
        "url": urls[0] if urls else "",
        "headline": article.title,
        "inLanguage": article.lang,
        "datePublished": certain_date(article.published, article.published_certainty),
        "author": [named_agent(view, site, id_) for id_ in article.authors],
        "publisher": named_agent(view, site, article.publisher),
        "sameAs": urls[1:],
        "archivedAt": [place.archive_url for place in places if place.archive_url],
    }
    return known(found)


def term_thing(view: View, site: Site, term: Term) -> JsonLd:
    """Return a term as one of the set of terms that the site defines."""
    return {
        "@type": "DefinedTerm",
        "@id": thing_id(view, site, TERM, term.id),
        "termCode": term.id,
        "name": view.plain(term.label),
        "description": view.plain(term.meaning),
        "inDefinedTermSet": f"{site.url}designations/",
    }
