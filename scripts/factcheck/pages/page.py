"""A page that is stamped into a shell: a record's, or that of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from factcheck.pages.addresses import address

MAX_DESCRIPTION = 160
"""As much as search engines show of a page's description."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that stands for a page: its address from the root of the language, and what it shows, in words."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page. `title`, `description` and `search_text` are plain text, `body` is HTML."""

    kind: str
    id: str
    title: str
    description: str
    body: str
    search_text: str
    file: str
    """The file behind it, relative to the project: where its edit button leads."""
    listed: bool = True
    """Whether it stands in the sitemap and the search: not what moved or was withdrawn."""
    found: bool = True
    """Whether the search finds it: not a part of a list, whose entries it finds by themselves."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By which values the search can filter it, besides its kind; for claims ``rating``, ``kind`` and ``about``."""
    picture: Picture | None = None
    """Where its shell asks for one: on pages of claims."""

    @property
    def address(self) -> str:
        """Its address from the root of its language."""
        return address(self.kind, self.id)

    def for_indexes(self) -> Page:
        """Return the page without what only itself shows: there may be ten thousands of them."""
        return replace(self, body="", description="", picture=None)


def shorten(text: str) -> str:
    """Return `text` cut at a word, if it is longer than a description may be."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    return f"{text[: MAX_DESCRIPTION - 1].rpartition(' ')[0].rstrip(',;: ')}…"
