"""What can be found on a site: an entry for each page that is listed, made from records or written by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from factcheck.pages import Page
from factcheck.site.shell import ID

BY_HAND = "page"
"""The kind of a page that was written by hand, beside the kinds of pages that are made from records."""
ADDRESS = "search/"
"""Where the search page stands, from the root of its language. It does not find itself."""

_TAG = re.compile(r"<[^>]*>")
_TEXT_ENDS = re.compile(r"</(?:p|li|t[dh]|h\d|dt|dd|pre|blockquote)>|<br ?/?>")
_BLANKS = re.compile(r"[ \n\t]+")
"""Not the no-break spaces of typography."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the search knows it. All is plain text; `filters` are the values that readers can filter it by."""

    address: str
    title: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def record_entries(pages: Iterable[Page]) -> Iterator[Entry]:
    """Yield the entries of the pages that were made from records; lists, and what moved or was withdrawn, have none."""
    for page in pages:
        if page.listed and page.found:
            filters = {"page": (page.kind,), **{name: values for name, values in page.filters.items() if values}}
            yield Entry(page.address, page.title, page.search_text, filters)


def handwritten_entries(index: str) -> Iterator[Entry]:
    """Yield an entry for each page that was written by hand.

    Args:
        index: the index (JSON) that Material's search plugin writes. It has an entry for each section of a page, whose
            text and title are HTML.
    """
    pages: dict[str, list[dict[str, str]]] = {}
    for section in json.loads(index)["docs"]:
        pages.setdefault(section["location"].partition("#")[0], []).append(section)
    for address, (first, *rest) in pages.items():
        if ID not in address and address != ADDRESS:
            sections = [first["text"], *(f"{_sentence(section['title'])} {section['text']}" for section in rest)]
            yield Entry(address, plain(first["title"]), plain(" ".join(sections)), {"page": (BY_HAND,)})


def _sentence(title: str) -> str:
    """Return a heading with a full stop, unless it ends with a mark of its own."""
    return title if title.rstrip().endswith(("?", "!", ".", "…")) else f"{title}."


def plain(html: str) -> str:
    """Return the text of a piece of HTML in one line."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", _TEXT_ENDS.sub(" ", html)))).strip()
