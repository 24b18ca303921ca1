"""What the search of a site can find: one entry for each listed page, from records or written by hand.

The first file that a search downloads grows with the pages of its index, by some five bytes for each. So the entries of
a large site are divided, and readers load the second part only if they ask for what is in it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from factcheck.kinds import RECORDS
from factcheck.languages import N_, translated
from factcheck.pages import Page
from factcheck.pages.formats import number
from factcheck.site.shells import ID

HANDWRITTEN = "page"
"""The kind of a hand-written page, beside the kinds of pages that are made from records."""
SEARCH_PAGE = "search/"
"""The address of the search page, from the root of its language. It does not find itself."""
UNDIVIDED = 10_000
"""A site with at most so many entries has one index. Its first search downloads some 160 kB."""
SECOND_PART = frozenset({*(kind.name for kind in RECORDS if kind.searched_later), "as_of"})
"""The kinds of pages in the second part. The only filter that finds them is the one by the kind of page."""
SEARCH_REST = N_("Search sources and what was known on a day, too (%(count)s pages)")
"""The label of the box with which readers ask for the second part."""

_TAG = re.compile(r"<[^>]*>")
_TEXT_ENDS = re.compile(r"</(?:p|li|t[dh]|h\d|dt|dd|pre|blockquote)>|<br ?/?>")
_BLANKS = re.compile(r"[ \n\t]+")
"""Not the no-break spaces of French typography."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page as the search knows it. All is plain text; `filters` are the values that readers can filter it by."""

    address: str
    title: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def record_entries(pages: Iterable[Page]) -> Iterator[SearchEntry]:
    """Yield the entries of the pages made from records; further pages of lists, moved and withdrawn ones have none."""
    for page in pages:
        if page.listed and page.found:
            filters = {"page": (page.kind,), **{name: values for name, values in page.filters.items() if values}}
            yield SearchEntry(page.address, page.title, page.search_text, filters)


def handwritten_entries(index: str) -> Iterator[SearchEntry]:
    """Yield an entry for each hand-written page.

    Args:
        index: the index (JSON) that Material's search plugin writes. It has an entry for each section of a page, whose
            text and title are HTML.
    """
    pages: dict[str, list[dict[str, str]]] = {}
    for section in json.loads(index)["docs"]:
        pages.setdefault(section["location"].partition("#")[0], []).append(section)
    for address, (first, *rest) in pages.items():
        if ID not in address and address != SEARCH_PAGE:
            sections = [first["text"], *(f"{_sentence(section['title'])} {section['text']}" for section in rest)]
            yield SearchEntry(address, plain(first["title"]), plain(" ".join(sections)), {"page": (HANDWRITTEN,)})


def _sentence(title: str) -> str:
    """Return a heading with a full stop, unless it ends with a mark of its own."""
    return title if title.rstrip().endswith(("?", "!", ".", "…")) else f"{title}."


def plain(html: str) -> str:
    """Return the text of a piece of HTML in one line."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", _TEXT_ENDS.sub(" ", html)))).strip()


def divide(entries: Iterable[SearchEntry]) -> tuple[list[SearchEntry], list[SearchEntry]]:
    """Return the entries of the first and of the second part; the second one is empty unless there are many."""
    found = list(entries)
    if len(found) <= UNDIVIDED:
        return found, []
    rest = [entry for entry in found if not SECOND_PART.isdisjoint(entry.filters["page"])]
    return [entry for entry in found if SECOND_PART.isdisjoint(entry.filters["page"])], rest


def describe_rest(rest: Iterable[SearchEntry], language: str) -> dict[str, Any]:
    """Return what scripts need to know of the second part: how many pages of each kind it has, and what to call it."""
    kinds = Counter(kind for entry in rest for kind in entry.filters["page"])
    words = translated(language, SEARCH_REST) % {"count": number(kinds.total(), language)}
    return {"kinds": dict(sorted(kinds.items())), "words": words}
