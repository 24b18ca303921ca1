"""Entities in schema.org markup (JSON-LD), with what says to other programs who they are."""

from typing import Any

from factcheck.kinds import ENTITY
from factcheck.pages.page import Site, address
from factcheck.pages.view import View
from factcheck.records.identifiers import same_as
from factcheck.records.record import Entity

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
