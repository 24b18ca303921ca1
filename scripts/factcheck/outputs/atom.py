"""Feeds in Atom (RFC 4287), written by feedgenerator."""

from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from feedgenerator import Atom1Feed

from factcheck.outputs.api_description import LICENCE
from factcheck.outputs.feed_entries import FeedEntry
from factcheck.pages.file_addresses import ATOM, JSON_FEED
from factcheck.pages.followed import MEDIA_TYPES

if TYPE_CHECKING:
    from factcheck.outputs.feeds import Feed

GENERATOR = "factcheck"
"""What the feeds say that they were made by."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """What feedgenerator leaves out: other languages and forms, who made it, plain summaries, tags with their names.

    And the day of a feed is the one that we give, not that of the clock if nothing is in it.
    """

    def latest_post_date(self) -> date:
        """Return the day on which something in the feed changed last."""
        day: date = self.feed["updated"]
        return day

    def add_root_elements(self, handler: Any) -> None:
        """Write what is before the entries."""
        super().add_root_elements(handler)
        for attributes in self.feed["others"]:
            handler.addQuickElement("link", "", {"rel": "alternate", **attributes})
        handler.addQuickElement("generator", GENERATOR)

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("category", "", item["tag"])


def as_atom(feed: "Feed") -> bytes:
    """Return a feed in Atom (RFC 4287)."""
    others = [
        {"type": MEDIA_TYPES[JSON_FEED], "href": feed.address(JSON_FEED)},
        *({"type": MEDIA_TYPES[ATOM], "hreflang": code, "href": url} for code, url in feed.in_others(ATOM).items()),
    ]
    made = _Atom(
        title=feed.title,
        link=feed.home,
        description=feed.site.description,
        language=feed.language,
        author_name=feed.site.name,
        author_link=feed.site.url or None,
        feed_url=feed.address(ATOM),
        feed_guid=feed.id,
        feed_copyright=f"{LICENCE['name']}, {LICENCE['url']}",
        updated=date.fromisoformat(feed.updated),
        others=others,
    )
    for entry in feed.entries:
        made.add_item(**_item(entry), content=entry.content() if feed.full else None)
    text = StringIO()
    made.write(text, "utf-8")
    return text.getvalue().encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
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
