"""What stands in the head of a record's page for programs: the same in other forms, and feeds of what it shows.

Each output that has something for a page adds a function to :data:`_LINKS`.
"""

from collections.abc import Callable, Iterator

from factcheck.pages.citations import citation_links
from factcheck.pages.file_addresses import markdown
from factcheck.pages.followed import feed_links
from factcheck.pages.page import HeadLink, address
from factcheck.pages.view import View


def _markdown(view: View, kind: str, id_: str) -> Iterator[HeadLink]:
    yield HeadLink(type="text/markdown", title=view._("This page as Markdown"), address=markdown(address(kind, id_)))


_LINKS: tuple[Callable[[View, str, str], Iterator[HeadLink]], ...] = (_markdown, citation_links, feed_links)
"""Functions that yield links, from the records as readers of the page's language see them, and a page's kind and id."""


def head_links(view: View, kind: str, id_: str) -> tuple[HeadLink, ...]:
    """Return the links in the head of the page of a record, also of one that moved or was withdrawn."""
    return tuple(link for links in _LINKS for link in links(view, kind, id_))
