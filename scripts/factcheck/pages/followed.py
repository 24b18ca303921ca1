"""What readers can follow: the feeds and calendars of a site, and the links to them in the heads of pages."""

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.analysis.retired import Retired
from factcheck.corpus import Key
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, TERM
from factcheck.languages import N_, translated
from factcheck.pages.file_addresses import (
    ATOM,
    CALENDAR,
    CLAIMS,
    CORRECTIONS,
    JSON_FEED,
    MEDIA_TYPES,
    REVIEWS,
    feed,
    feed_name,
)
from factcheck.pages.page import HeadLink, address
from factcheck.pages.view import View
from factcheck.records.record import Moved

FOLLOWED = (ARTICLE, ENTITY, TERM)
"""The kinds of records that have feeds of their own."""
FEED_TYPES = {**MEDIA_TYPES, JSON_FEED: "application/feed+json"}
"""The media types of feeds and calendars by the endings of their names (RFC 4287, JSON Feed 1.1, RFC 5545)."""
_TITLES = {
    ARTICLE: N_("Claims in the article: %(name)s"),
    ENTITY: N_("Claims that name %(name)s"),
    TERM: N_("Claims with the label “%(name)s”"),
}


class Followed(NamedTuple):
    """A feed or a calendar: its name without ending, its title, and the address of the page that it is about."""

    name: str
    title: str
    page: str


def all_claims(language: str) -> Followed:
    """Return the feed of all claims."""
    return Followed(CLAIMS, translated(language, "New and changed claims"), "claims/")


def all_corrections_feed(language: str) -> Followed:
    """Return the feed of all corrections, with the records that moved or were withdrawn."""
    return Followed(CORRECTIONS, translated(language, "Corrections"), "corrections/")


def all_reviews(language: str) -> Followed:
    """Return the calendar of the days on which claims are to be checked again."""
    return Followed(REVIEWS, translated(language, "Claims to check again"), "due/")


def feeds_of_site(language: str, page: str) -> Iterator[HeadLink]:
    """Yield the links for the head of a hand-written page, at an address: to the feeds, on one also to the calendar."""
    for about in (all_claims(language), all_corrections_feed(language)):
        yield from (feed_link(about, ending) for ending in (ATOM, JSON_FEED))
    if page == (reviews := all_reviews(language)).page:
        yield feed_link(reviews, CALENDAR)


def feed_about(view: View, kind: str, id_: str) -> Followed:
    """Return the feed of an article, entity or term."""
    name = view.article_name(view.corpus.articles[id_]) if kind == ARTICLE else view.name(kind, id_)
    return Followed(feed_name(kind, id_), view._(_TITLES[kind]) % {"name": name}, address(kind, id_))


def calendar_about(view: View, entity: str) -> Followed:
    """Return the calendar of an entity."""
    title = view._("Claims to check again: %(name)s") % {"name": view.name(ENTITY, entity)}
    return Followed(feed_name(ENTITY, entity), title, address(ENTITY, entity))


def has_feed(view: View, kind: str, id_: str) -> bool:
    """Return whether a record has a feed: articles and terms have, and entities that claims name or named."""
    if kind != ENTITY:
        return kind in FOLLOWED
    return bool(view.corpus.users(ENTITY, id_, CLAIM) or view.past.retired_claims_of(ENTITY, id_))


def followed(view: View) -> list[Key]:
    """Return kind and id of every record that has a feed."""
    return [(kind, id_) for kind in FOLLOWED for id_ in sorted(view.corpus.tables[kind]) if has_feed(view, kind, id_)]


def _called_now(view: View, kind: str, id_: str) -> Key:
    stone = view.corpus.tombstones.get((kind, id_))
    return kind, stone.moved_to if isinstance(stone, Moved) else id_


def withdrawn(view: View) -> list[Retired]:
    """Return the records that had feeds and were withdrawn: these feeds say that nothing more will come."""
    return [gone for kind in FOLLOWED for gone in view.past.withdrawn(kind)]


def title_of_gone(view: View, gone: Retired) -> str:
    """Return the title of a record that is gone, which says so; that of a claim that moved has the rating of today."""
    if gone.title:
        return view.withdrawn_title(gone.title)
    claim = view.corpus.claims.get(gone.moved_to or "") if gone.kind == CLAIM else None
    title = view.rated_title(claim) if claim else view.name(gone.kind, gone.moved_to or "")
    return view._("Moved: %(title)s") % {"title": title}


def feed_links(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    """Yield the links to feeds and calendars for the head of a record's page; a claim's page has those of its article.

    An entity that no claim names has none; the old page of a record that moved has those of the new one.
    """
    kind, id_ = _called_now(view, kind, id_)
    if kind == CLAIM and id_ in view.corpus.claims:
        kind, id_ = ARTICLE, view.corpus.claims[id_].article
    if kind in FOLLOWED and id_ in view.corpus.tables[kind] and has_feed(view, kind, id_):
        about = feed_about(view, kind, id_)
        yield from (feed_link(about, ending) for ending in (ATOM, JSON_FEED))
        if kind == ENTITY:
            yield feed_link(calendar_about(view, id_), CALENDAR)


def feed_link(about: Followed, ending: str) -> HeadLink:
    """Return the link to a feed or calendar in one of its forms."""
    return HeadLink(type=FEED_TYPES[ending], title=about.title, address=feed(about.name, ending))
