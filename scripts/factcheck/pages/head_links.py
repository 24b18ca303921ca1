"""The links in the head of a record's page, for programs, and the feeds among them as readers see them on the page.

They lead to the same in other forms, and to feeds of what the page shows. Each output that has something for a page
adds a function to :data:`_LINKS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS
from factcheck.languages import N_
from factcheck.pages.citation_formats import CITATION_FORMATS
from factcheck.pages.citations import cited_address
from factcheck.pages.file_addresses import (
    ATOM,
    CALENDAR,
    JSON_FEED,
    MEDIA_TYPES,
    annotations_of,
    citation_file,
    from_language,
    markdown,
    oembed,
    provenance,
)
from factcheck.pages.followed import (
    FEED_TYPES,
    Followed,
    all_claims,
    all_corrections_feed,
    all_reviews,
    feed_link,
    feed_links,
)
from factcheck.pages.page import HeadLink, address
from factcheck.pages.view import View
from factcheck.records.record import Moved


def _markdown(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    yield HeadLink(type=MEDIA_TYPES["md"], title=view._("This page as Markdown"), address=markdown(address(kind, id_)))


def _citations(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    """Yield the links in the head of the page of a claim or an article that say how to cite it.

    ``cite-as`` (RFC 8574) names the address to cite, and ``describedby`` (Signposting) each form of the citation. At an
    old address they lead to what is cited today.
    """
    if kind not in {CLAIM, ARTICLE}:
        return
    stone, title = view.corpus.tombstones.get((kind, id_)), view._("Cite this page")
    now = stone.moved_to if isinstance(stone, Moved) else id_
    yield HeadLink(rel="cite-as", type="text/html", title=title, address=cited_address(view, kind, now))
    for ending, form in CITATION_FORMATS.items():
        file = citation_file(address(kind, id_), ending)
        yield HeadLink(rel="describedby", type=form.media, title=form.name, address=file)


def _embed(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    """Yield the link by which other programs find out how to show a claim in a frame (oEmbed 1.0, section 4)."""
    if kind == CLAIM and id_ in view.corpus.claims:
        title = view.rated_title(view.corpus.claims[id_])
        yield HeadLink(type="application/json+oembed", title=title, address=oembed(kind, id_))


def _provenance(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    """Yield the link to where a record comes from (PROV-AQ, section 3.2)."""
    if kind in FOLDERS:
        rel, title = "http://www.w3.org/ns/prov#has_provenance", view._("Where this record comes from")
        file = from_language(view.language, provenance(kind, id_))
        yield HeadLink(rel=rel, type=MEDIA_TYPES["jsonld"], title=title, address=file)


def _annotations(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    """Yield the link to the annotations of an article, for clients that show them beside its text."""
    if kind == ARTICLE and id_ in view.corpus.articles:
        form = f'{MEDIA_TYPES["jsonld"]};profile="http://www.w3.org/ns/anno.jsonld"'
        title = view._("Annotations of the text")
        file = from_language(view.language, annotations_of(id_))
        yield HeadLink(rel="describedby", type=form, title=title, address=file)


_LINKS: tuple[Callable[[View, str, str], Iterator[HeadLink]], ...] = (
    _markdown,
    _citations,
    feed_links,
    _embed,
    _provenance,
    _annotations,
)
"""Functions that yield links, from the records as readers of the page's language see them, and a page's kind and id."""


def head_links(view: View, kind: str, id_: str) -> tuple[HeadLink, ...]:
    """Return the links in the head of the page of a record, also of one that moved or was withdrawn."""
    return tuple(link for links in _LINKS for link in links(view, kind, id_))


_FORMS = {FEED_TYPES[ATOM]: "Atom", FEED_TYPES[JSON_FEED]: "JSON Feed", FEED_TYPES[CALENDAR]: N_("Calendar")}
"""What readers call the forms of feeds and calendars, by their media types."""
_OF_LISTS: Mapping[str, tuple[tuple[Callable[[str], Followed], str], ...]] = {
    FOLDERS[CLAIM]: ((all_claims, ATOM), (all_claims, JSON_FEED)),
    "corrections": ((all_corrections_feed, ATOM), (all_corrections_feed, JSON_FEED)),
    "due": ((all_reviews, CALENDAR),),
}
"""What readers of a list can follow, by the name of the list."""
Feeds = dict[str, list[tuple[str, HeadLink]]]
"""Feeds and calendars by their titles: each form that there is of one, in words, and the link to it."""


def feeds_of(view: View, kind: str, id_: str) -> Feeds:
    """Return the feeds and calendars that the page of a record leads to."""
    return _in_words(view, feed_links(view, kind, id_))


def feeds_of_list(view: View, name: str) -> Feeds:
    """Return the feeds and calendars that the page of a list leads to."""
    return _in_words(view, (feed_link(about(view.language), ending) for about, ending in _OF_LISTS.get(name, ())))


def _in_words(view: View, links: Iterable[HeadLink]) -> Feeds:
    found: Feeds = {}
    for link in links:
        found.setdefault(link.title, []).append((view._(_FORMS[link.type]), link))
    return found
