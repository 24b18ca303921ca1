"""A finished page, ready to be put into its shell, and the site that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from factcheck.pages.addresses import SITE_PICTURE, address, claim_picture

MAX_DESCRIPTION = 160
"""How many characters of a page's description search engines show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that other sites show beside a link to a page: its address from the root, and its words."""

    address: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site in one language: its absolute address (ending in a slash), its name, and what it is in a sentence."""

    url: str
    name: str
    description: str = ""
    edit: str = ""
    """The address at which files are edited, without the path of the file."""
    report: str = ""
    """The address of the form for errors, without title and claim."""
    claim_pictures: bool = True
    """Whether each claim has a picture of its own. The preview of `make serve` does without: they take long."""

    def picture(self, claim: str = "", alt: str = "") -> Picture:
        """Return the picture of a claim, given by its id and `alt`, or the one that all other pages share."""
        if claim and self.claim_pictures:
            return Picture(claim_picture(claim), alt)
        return Picture(SITE_PICTURE, f"{self.name}. {self.description}")


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
    """The file behind the page, relative to the project; the edit button leads there."""
    listed: bool = True
    """Whether sitemap and search know the page. They do not know records that moved or were withdrawn."""
    found: bool = True
    """Whether the search finds the page. It does not find parts of lists, whose entries it finds by themselves."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values by which the search can filter the page; claims have ``rating``, ``kind`` and ``about``."""
    picture: Picture | None = None

    @property
    def address(self) -> str:
        """The address of the page from the root of its language."""
        return address(self.kind, self.id)

    def for_indexes(self) -> Self:
        """Return the page without its body and other fields that no index needs: there may be ten thousand pages."""
        return replace(self, body="", description="", picture=None)


def shorten(text: str) -> str:
    """Return `text` cut at a word if it is longer than a description may be."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    return f"{text[: MAX_DESCRIPTION - 1].rpartition(' ')[0].rstrip(',;: ')}…"
