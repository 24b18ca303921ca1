"""Claims for other programs: citations (BibTeX, RIS, CSL-JSON), and markup for search engines, also of entities.

A citation names a version of the page: the day of its last change and, where the history is known, its content id. The
address of a version, ``?version=swh:1:cnt:`` and so on, opens the current page, which then says what was corrected
since, and leads to the words of then. A day instead, ``?version=2026-11-25``, is what older citations have.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from factcheck.analysis.identity import same_as
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import BY_CODE
from factcheck.pages.page import Site, address
from factcheck.pages.view import View
from factcheck.records.claim import Claim, SaidElsewhere
from factcheck.records.record import Entity

TODAY = "YYYY-MM-DD"
"""A script replaces this by the day on which somebody reads the page."""
_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {character: f"\\{character}" for character in "{}&%$#_"}
)
_BLANKS = re.compile(r"[ \r\n\t]+")
"""Not the no-break spaces of French."""
_CERTAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a version of a page.

    `published` and `version` are days, `content` is the content id, if that is known, and `url` the version's address.
    """

    id: str
    title: str
    site: str
    language: str
    published: str
    version: str
    content: str = ""
    url: str

    @property
    def full_version(self) -> str:
        """The day of the version and, if it is known, the content id."""
        return f"{self.version}, {self.content}" if self.content else self.version

    def bibtex(self) -> str:
        """Return a BibTeX entry, ``@online`` of biblatex."""
        fields = {
            "title": f"{{{self.title.translate(_BIBTEX)}}}",
            "organization": f"{{{self.site.translate(_BIBTEX)}}}",
            "date": self.published,
            "version": self.full_version,
            "url": self.url,
            "urldate": TODAY,
            "langid": BY_CODE[self.language].english.lower(),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@online{{{self.id},\n{lines}\n}}"

    def ris(self) -> str:
        """Return a RIS record, type ELEC (Research Information Systems, 2011)."""
        fields = {
            "TY": "ELEC",
            "TI": self.title,
            "PB": self.site,
            "DA": self.published.replace("-", "/"),
            "ET": self.full_version,
            "LA": self.language,
            "UR": self.url,
            "Y2": TODAY,
            "ER": "",
        }
        return "\n".join(f"{tag}  - {_BLANKS.sub(' ', value)}" for tag, value in fields.items())

    def csl(self) -> str:
        """Return an item of the Citation Style Language, version 1.0.2, as JSON."""
        item = {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.site,
            "issued": {"raw": self.published},
            "version": self.full_version,
            "URL": self.url,
            "accessed": {"raw": TODAY},
            "language": self.language,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def cite(view: View, claim: Claim, site: Site) -> Citation:
    """Return the citation of a claim's page in the language of the view."""
    published = view.history.published(CLAIM, claim.id)
    changed, content = published.date if published else version(claim), view.history.contents.get((CLAIM, claim.id), "")
    return Citation(
        id=claim.id,
        title=view.rated_title(claim),
        site=site.name,
        language=view.language,
        published=claim.record.created,
        version=changed,
        content=content,
        url=f"{site.url}{address(CLAIM, claim.id)}?version={content or changed}",
    )


def version(claim: Claim) -> str:
    """Return the day of a claim's last change: when it was last checked or corrected."""
    return max(claim.review.checked, claim.record.created, *(item.date for item in claim.record.corrections), "")


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
