"""The index of a large site in two parts: the second one is loaded only by readers who ask for what is in it.

The first thing that a search downloads grows with the pages of its index, by some five bytes for each. Half of the
pages of a large site stand behind its claims: their sources, and what was known on a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from factcheck.kinds import RECORDS
from factcheck.languages.catalogue import translations
from factcheck.pages.formats import number
from factcheck.pages.words import SEARCH_REST
from factcheck.site.search import Entry

MANY = 10_000
"""A site of so many pages has one index. Its first search downloads some 160 kB."""
BEHIND = frozenset({*(kind.name for kind in RECORDS if kind.searched_later), "as_of"})
"""The kinds of pages in the second part. No filter finds one of them but that by the kind of page."""


def divide(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the entries of the first part and of the second one, in which there are none unless there are many."""
    found = list(entries)
    if len(found) <= MANY:
        return found, []
    rest = [entry for entry in found if not BEHIND.isdisjoint(entry.filters["page"])]
    return [entry for entry in found if BEHIND.isdisjoint(entry.filters["page"])], rest


def describe_rest(rest: Iterable[Entry], language: str) -> dict[str, Any]:
    """Return what scripts know of the second part: how many pages of each kind it has, and what to call it."""
    kinds = Counter(kind for entry in rest for kind in entry.filters["page"])
    words = translations(language).gettext(SEARCH_REST) % {"count": number(kinds.total(), language)}
    return {"kinds": dict(sorted(kinds.items())), "words": words}
