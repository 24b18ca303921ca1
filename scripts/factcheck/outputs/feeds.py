"""Feeds of new and changed claims, of corrections, and of each article, entity and term.

They are in Atom (RFC 4287), written by feedgenerator, and as JSON Feed 1.1 (jsonfeed.org): one list of entries makes
both. The feed of all claims and that of corrections have :data:`MOST` entries with all that there is to say; the
others, of which a large site has hundreds, have :data:`MOST_OF_ONE` with a summary.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed

from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES
from factcheck.outputs.feed_entries import Entries, FeedEntry
from factcheck.outputs.output import Content, Make, Output, as_json, midnight
from factcheck.pages.file_addresses import ATOM, CLAIMS, CORRECTIONS, FEEDS, ID, JSON_FEED, feed, feed_name
from factcheck.pages.followed import (
    FEED_TYPES,
    Followed,
    all_claims,
    all_corrections_feed,
    feed_about,
    followed,
    withdrawn,
)
from factcheck.pages.page import LICENCE, Site, address, language_folder, root_of
from factcheck.pages.past import last_change
from factcheck.pages.renderer import Renderer

MOST, MOST_OF_ONE = 30, 6
"""How many entries a feed has: that of all claims or of corrections, and that of one record."""
_RIGHTS = f"{LICENCE.name}, {LICENCE.url}"
_BEGAN = "1970-01-01"
"""The day of a feed that has no entry, in a project without any claim."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: what it is about, and its entries, the newest first."""

    about: Followed
    id: str
    site: Site
    language: str
    entries: list[FeedEntry]
    since: str
    """Its day if it has no entry: the last one on which a claim changed."""
    full: bool = False
    """Whether its entries say all that there is to say."""
    expired: bool = False
    """Whether nothing more will come, because what it is about was withdrawn."""

    @property
    def title(self) -> str:
        """Its title with the name of the site, as it stands among others in a reader."""
        return f"{self.site.name} – {self.about.title}"

    @property
    def home(self) -> str:
        """The absolute address of the page that it is about."""
        return f"{self.site.url}{self.about.page}"

    @property
    def updated(self) -> str:
        """The last day on which something in it changed."""
        return max((entry.updated for entry in self.entries), default=self.since)

    def address(self, ending: str) -> str:
        """Return its absolute address in a format."""
        return f"{self.site.url}{feed(self.about.name, ending)}"

    def in_others(self, ending: str) -> dict[str, str]:
        """Return its absolute address in the other languages."""
        root = root_of(self.site, self.language)
        path = feed(self.about.name, ending)
        return {code: f"{root}{language_folder(code)}{path}" for code in LANGUAGES if code != self.language}


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """What feedgenerator leaves out: further links, who made it, plain summaries, tags with their names.

    And the day of a feed is the one that we give, not that of the clock if nothing is in it.
    """

    def latest_post_date(self) -> date:
        """Return the day on which something in the feed changed last."""
        day: date = self.feed["updated"]
        return day

    def add_root_elements(self, handler: Any) -> None:
        """Write what is before the entries."""
        super().add_root_elements(handler)
        for attributes in self.feed["links"]:
            handler.addQuickElement("link", "", attributes)
        handler.addQuickElement("generator", "factcheck")

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("category", "", item["tag"])


def as_atom(made: Feed) -> bytes:
    """Return a feed in Atom (RFC 4287)."""
    also = {"rel": "alternate", "type": FEED_TYPES[JSON_FEED], "href": made.address(JSON_FEED)}
    other = {"rel": "alternate", "type": FEED_TYPES[ATOM]}
    others = [{**other, "hreflang": code, "href": url} for code, url in made.in_others(ATOM).items()]
    atom = _Atom(
        title=made.title,
        link=made.home,
        description=made.site.description,
        language=made.language,
        author_name=made.site.name,
        author_link=made.site.url or None,
        feed_url=made.address(ATOM),
        feed_guid=made.id,
        feed_copyright=_RIGHTS,
        updated=date.fromisoformat(made.updated),
        links=[also, *others, {"rel": "license", "href": LICENCE.url}],  # RFC 4946
    )
    for entry in made.entries:
        atom.add_item(**_atom_entry(entry), content=entry.content() if made.full else None)
    text = StringIO()
    atom.write(text, "utf-8")
    return text.getvalue().encode()


def _atom_entry(entry: FeedEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "link": entry.link,
        "description": None,  # feedgenerator would write it as HTML
        "summary": entry.summary,
        "unique_id": entry.id,
        "pubdate": date.fromisoformat(entry.published),
        "updateddate": date.fromisoformat(entry.updated),
        "tag": entry.tag._asdict(),
    }


def as_json_feed(made: Feed) -> bytes:
    """Return a feed as JSON Feed 1.1 (jsonfeed.org)."""
    content: Content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": made.title,
        "home_page_url": made.home,
        "feed_url": made.address(JSON_FEED),
        "description": made.site.description,
        "language": made.language,
        "user_comment": _RIGHTS,  # for whoever reads the file itself: JSON Feed has no field for a licence
        "authors": [{"name": made.site.name, "url": made.site.url}],
        **({"expired": True} if made.expired else {}),
        "items": [_item(entry, full=made.full) for entry in made.entries],
    }
    return as_json(content)


def _item(entry: FeedEntry, *, full: bool) -> dict[str, Any]:
    said = {"summary": entry.summary, "content_html": entry.content()} if full else {"content_text": entry.summary}
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        **said,
        "date_published": midnight(entry.published),
        "date_modified": midnight(entry.updated),
        "tags": [entry.tag.label],
    }


class Feeds:
    """The feeds of a site in one language."""

    def __init__(self, renderer: Renderer) -> None:
        self._view, self._site, self._entries = renderer.view, renderer.site, Entries(renderer)
        self._claims = renderer.corpus.claims.values()

    def makers(self) -> dict[str, Callable[[], Feed]]:
        """Return the name of each feed, and what makes it; that of a withdrawn record says so."""
        return {
            CLAIMS: self._of_claims,
            CORRECTIONS: self._of_corrections,
            **{feed_name(*key): partial(self._about, *key) for key in followed(self._view)},
            **{feed_name(gone.kind, gone.id): partial(self._of_withdrawn, gone) for gone in withdrawn(self._view)},
        }

    def _feed(self, about: Followed, entries: list[FeedEntry], *, full: bool = False, expired: bool = False) -> Feed:
        since = max(map(last_change, self._claims), default=_BEGAN) if not entries else _BEGAN
        return Feed(
            about=about,
            id=self._entries.id("feeds", about.name),
            site=self._site,
            language=self._view.language,
            entries=entries,
            since=since,
            full=full,
            expired=expired,
        )

    def _of_claims(self) -> Feed:
        gone = self._view.past.retired_of(CLAIM)
        return self._feed(all_claims(self._view.language), self._entries.of_claims(self._claims, gone, MOST), full=True)

    def _of_corrections(self) -> Feed:
        return self._feed(all_corrections_feed(self._view.language), self._entries.of_corrections(MOST), full=True)

    def _about(self, kind: str, id_: str) -> Feed:
        claims, gone = self._view.lookups.claims_using(kind, id_), self._view.past.retired_claims_of(kind, id_)
        return self._feed(feed_about(self._view, kind, id_), self._entries.of_claims(claims, gone, MOST_OF_ONE))

    def _of_withdrawn(self, gone: Retired) -> Feed:
        entry = self._entries.retired(gone)
        about = Followed(feed_name(gone.kind, gone.id), entry.title, address(gone.kind, gone.id))
        return self._feed(about, [entry], expired=True)


def _files(renderer: Renderer) -> Mapping[str, Make]:
    makers = Feeds(renderer).makers().items()
    return {feed(name, ending): partial(_made, make, ending) for name, make in makers for ending in _FORMATS}


def _made(make: Callable[[], Feed], ending: str) -> bytes:
    return _FORMATS[ending](make())


_FORMATS: Mapping[str, Callable[[Feed], bytes]] = {ATOM: as_atom, JSON_FEED: as_json_feed}

FEED_FILES = Output(
    name="feeds",
    files=_files,
    paths=(rf"{FEEDS}(?:[a-z]+/)?{ID}\.(?:{ATOM}|{JSON_FEED})",),
    in_each_language=True,
)
