"""What pages of records say of themselves to other programs, in their heads: schema.org in JSON-LD.

The properties of a ClaimReview and their limits are those of Google's documentation. Numbers of ratings are those that
``facts/ratings.yml`` gives: a rating that does not lie on the line from false to true has none. What
schema.org has no word for (stances, confidence, relations of claims) is in the API, not in a word that nearly fits.
"""

from itertools import chain
from typing import Any

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE, TERM
from factcheck.pages.markup_things import (
    CONTEXT,
    JsonLd,
    article_work,
    certain_date,
    entity_thing,
    known,
    named_agent,
    named_entity,
    one_or_all,
    publisher,
    source_work,
    term_thing,
    thing_id,
)
from factcheck.pages.page import LICENCE, Site, address
from factcheck.pages.past import last_change
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Reply, SaidElsewhere
from factcheck.records.record import Article, Entity, Source
from factcheck.records.vocabularies import HIGHEST, Rating, Term

LOWEST = 1
"""The number in ClaimReview for false claims."""


def claim_markup(view: View, claim: Claim, site: Site) -> JsonLd:
    """Return the markup of a claim's page.

    It is a ClaimReview by the site if the rating says how true the claim is, else a WebPage about a Claim, which
    has the same reasons as its ``abstract``.
    """
    url, rating = site.url + address(CLAIM, claim.id), view.corpus.ratings[claim.review.rating]
    reasons, item = view.plain(claim.review.explanation), _claim(view, claim, site)
    both = {
        "url": url,
        "name": view.rated_title(claim),
        "inLanguage": view.language,
        "version": view.history.contents.get((CLAIM, claim.id)),
        "datePublished": claim.record.created,
        "dateModified": last_change(claim),
        "license": LICENCE.url,
        "citation": cited_works(view, claim, site),
        "correction": _corrections(view, claim, url),
    }
    own: JsonLd = {"@type": "WebPage", "publisher": publisher(view, site), "abstract": reasons, "mainEntity": item}
    if rating.truth_value:
        own = {
            "@type": "ClaimReview",
            "@id": f"{url}#review",
            "claimReviewed": view.title(claim),
            "author": publisher(view, site),
            "reviewRating": {**_rating(view, rating), "ratingExplanation": reasons},
            "itemReviewed": item,
        }
    return known({"@context": CONTEXT, **own, **both})


def _rating(view: View, rating: Rating) -> JsonLd:
    number = {"ratingValue": rating.claimreview, "bestRating": HIGHEST, "worstRating": LOWEST}
    return {
        "@type": "Rating",
        "alternateName": view.plain(rating.label),
        **(number if rating.claimreview else {}),
    }


def cited_works(view: View, claim: Claim, site: Site) -> list[JsonLd]:
    """Return each source of a claim's evidence once, in the order of the evidence."""
    ids = dict.fromkeys(evidence.source for evidence in claim.review.evidence)
    return [source_work(view, site, view.corpus.sources[id_]) for id_ in ids]


def _corrections(view: View, claim: Claim, url: str) -> list[JsonLd]:
    return [
        {
            "@type": "CorrectionComment",
            "url": f"{url}#correction-{number}",
            "name": view.word(item.type),
            "datePublished": item.date,
            "text": view.plain(item.text),
        }
        for number, item in enumerate(claim.record.corrections, 1)
    ]


def _claim(view: View, claim: Claim, site: Site) -> JsonLd:
    """Return what is claimed, by whom and where, also elsewhere, and whom we asked about it."""
    article = view.corpus.articles[claim.article]
    said = claim.claim
    found = {
        "@type": "Claim",
        "@id": thing_id(view, site, CLAIM, claim.id),
        "identifier": claim.id,
        "text": view.plain(said.text),
        "datePublished": certain_date(article.published, article.published_certainty),
        "author": one_or_all([named_agent(view, site, id_) for id_ in said.claimants]),
        "about": [named_entity(view, site, id_) for id_ in said.about],
        "appearance": [
            *_appearances(view, article, site),
            *(_elsewhere(view, item, site) for item in said.appearances),
        ],
        "isBasedOn": {"@type": "Quotation", "text": said.quotation.exact, "inLanguage": article.lang},
        "subjectOf": list(chain.from_iterable(_messages(view, reply, site) for reply in claim.record.right_of_reply)),
    }
    return known(found)


def _appearances(view: View, article: Article, site: Site) -> list[JsonLd]:
    """Return the article at each address at which it appeared, or without an address, if none is known."""
    work = article_work(view, site, article)
    of_article = {"exampleOfWork": {"@id": work["@id"]}}
    places = [view.corpus.sources[item.source] for item in article.appearances]
    named = ("headline", "datePublished", "author", "publisher")
    same = {name: work[name] for name in named if name in work}
    found = [{**same, **source_work(view, site, place), **of_article} for place in places if place.url]
    return found or [work]


def _elsewhere(view: View, item: SaidElsewhere, site: Site) -> JsonLd:
    """Return a place where a claim was made, too: one check serves all of them."""
    who = named_agent(view, site, item.claimant) if item.claimant else None
    own = {"author": who, "datePublished": certain_date(item.date)}
    return {**source_work(view, site, view.corpus.sources[item.source]), **known(own)}


def _messages(view: View, reply: Reply, site: Site) -> list[JsonLd]:
    """Return our question to somebody whom a claim is about, and the answer; either may be missing."""
    us, them = publisher(view, site), named_agent(view, site, reply.asked)
    asked = {"sender": us, "recipient": them, "dateCreated": reply.date, "expires": reply.deadline}
    answer = view.plain(reply.answer) if reply.answer else ""
    answered = {"sender": them, "recipient": us, "dateCreated": reply.answered, "text": answer}
    return [{"@type": "Message", **known(it)} for it in (*[asked] * bool(reply.date), *[answered] * bool(answer))]


def article_markup(view: View, article: Article, site: Site) -> list[JsonLd]:
    """Return the markup of the page of an article: a WebPage about it, and our pages about its claims."""
    title = f"{view.credit(view.short_name(article.publisher))} {article.title}"
    own = {"name": title, "abstract": view.plain(article.summary)}
    page = _page_about(view, site, address(ARTICLE, article.id), article_work(view, site, article), **own)
    claims = [site.url + address(CLAIM, claim.id) for claim in view.lookups.claims_using(ARTICLE, article.id)]
    return [page, *([item_list(claims)] if claims else [])]


def item_list(urls: list[str], first: int = 1, count: int = 0) -> JsonLd:
    """Return a list of pages by their addresses alone: the markup of each is only on its own page.

    Args:
        urls: the addresses, in order.
        first: the place of the first one, if this is a part of a longer list.
        count: how many the whole list has.
    """
    items = [{"@type": "ListItem", "position": place, "url": url} for place, url in enumerate(urls, first)]
    return {"@context": CONTEXT, "@type": "ItemList", "numberOfItems": count or len(urls), "itemListElement": items}


def entity_markup(view: View, entity: Entity, site: Site) -> JsonLd:
    """Return the markup of the page of a person, company or product: a WebPage about it."""
    thing = entity_thing(view, site, entity)
    return _page_about(view, site, address(ENTITY, entity.id), thing, name=thing["name"])


def source_markup(view: View, source: Source, site: Site) -> JsonLd:
    """Return the markup of the page of a source: a WebPage about it."""
    work, title = source_work(view, site, source), view.name(SOURCE, source.id)
    return _page_about(view, site, address(SOURCE, source.id), work, name=title)


def term_markup(view: View, term: Term, site: Site) -> JsonLd:
    """Return the markup of the page of a term: a WebPage about its meaning."""
    thing = term_thing(view, site, term)
    return _page_about(view, site, address(TERM, term.id), thing, name=thing["name"])


def _page_about(view: View, site: Site, page: str, thing: JsonLd, **own: Any) -> JsonLd:
    """Return a page of ours about something, with what it says besides."""
    head = {"@context": CONTEXT, "@type": "WebPage", "url": site.url + page, "inLanguage": view.language}
    return known({**head, "publisher": publisher(view, site), "license": LICENCE.url, **own, "mainEntity": thing})
