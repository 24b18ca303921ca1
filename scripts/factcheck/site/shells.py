"""Fill in the pages that MkDocs built: shells become the pages of records, hand-written pages get lists and links.

A shell is a page, ``docs/LANGUAGE/FOLDER/RECORDID.md``, with marker words where the content of a record goes. It is
split at its markers once and joined for each record, so a marker word in a record's text is never replaced.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any, Self

from jinja2.utils import htmlsafe_json_dumps

from factcheck.analysis.page_syntax import KINDS, SLOT, SLOTS
from factcheck.errors import SetupError
from factcheck.kinds import CLAIM, SHELL
from factcheck.pages.page import ROOT, HeadLink, Page, address, root_from
from factcheck.pages.renderer import Renderer

ID = SHELL.removesuffix(".md")
"""The file name of a shell, and so a part of every address in it."""
FILE = "RECORDFILE"
"""The marker for the file behind the page, in the address of the edit button."""

LINKS = '<meta name="links" content="RECORDTITLE">'
"""The marker in a shell for the links and the markup in the head of a record's page."""

_OWN_ADDRESS = rf'(?:rel="canonical" href|property="og:url" content)="[^"<>]{{0,2000}}{ID}/"'
"""The marker for the address by which search engines and other sites know the page."""

# What is in an element is matched only to where another element of its name begins: so all of them take linear time.
_IN_HEADING, _IN_LINK = (rf"[^<]*(?:<(?!/?{name}[ >])[^<]*)*" for name in ("h1", "a"))
_MARKER = re.compile(
    f"({ID}|{FILE}|RECORDTITLE|RECORDDESCRIPTION|RECORDIMAGE|RECORDALT"
    f"|{LINKS}|{_OWN_ADDRESS}"
    rf'|<h1 id="record">{_IN_HEADING}</h1>)'
)
_SLOT = re.compile(SLOT)
_LINKS = re.compile('<meta name="links" content="([^"<>]*)">')
"""The same marker on a hand-written page, with its title."""
_REFERENCE = re.compile(rf'<a href="({KINDS}):([a-z0-9-]+)">({_IN_LINK})</a>')


@dataclass(frozen=True)
class Shell:
    """The pieces of a shell; every second one is a marker."""

    pieces: tuple[str, ...]

    @classmethod
    def parse(cls, html: str) -> Self:
        """Split a built shell at its markers.

        Raises:
            ValueError: it has no heading for the body to replace, or more than one.
        """
        pieces = tuple(_MARKER.split(html))
        bodies = sum(piece.startswith("<h1") for piece in pieces[1::2])
        if bodies != 1:
            message = f'a shell needs one heading "# Record", found {bodies}'
            raise ValueError(message)
        return cls(pieces)

    def fill(self, page: Page) -> str:
        """Return the finished page of a record."""
        values = {
            ID: page.id,
            FILE: escape(page.file),
            "RECORDTITLE": escape(page.full_title),
            "RECORDDESCRIPTION": escape(page.description),
            "RECORDIMAGE": escape(page.picture.address if page.picture else ""),
            "RECORDALT": escape(page.picture.alt if page.picture else ""),
            LINKS: for_programs(page),
        }
        parts = list(self.pieces)
        body, known_as = with_root(page.body, page.address), page.moved_to or page.id
        rest = ((body if marker.startswith("<h1") else marker.replace(ID, known_as)) for marker in self.pieces[1::2])
        parts[1::2] = [values.get(marker, other) for marker, other in zip(self.pieces[1::2], rest, strict=True)]
        return "".join(parts)


def for_programs(page: Page) -> str:
    """Return what stands in the head of a record's page for programs: links, and markup in JSON-LD."""
    links = (_head_link(link, page.address) for link in page.links)
    return "".join((*links, *map(_as_json_ld, page.markup)))


def _head_link(link: HeadLink, page_address: str) -> str:
    values = {"rel": link.rel, "type": link.type, "title": link.title, "href": root_from(page_address) + link.address}
    return f"<link {' '.join(_attribute(*item) for item in values.items())}>"


def _as_json_ld(markup: Mapping[str, Any]) -> str:
    """Return markup as an element of a head, in which no text of a record can end the element."""
    said = htmlsafe_json_dumps(markup, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{said}</script>'


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'


def read_shell(folder: Path) -> Shell:
    """Return the shell that MkDocs has built in a folder.

    Raises:
        SetupError: there is none, or the page is not a shell.
    """
    try:
        return Shell.parse((folder / "index.html").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"no shell for record pages at {folder}: {error}"
        raise SetupError(message) from error


def with_root(html: str, page_address: str) -> str:
    """Return `html` with links from the root of the site made relative to the page at `page_address`."""
    root = root_from(page_address)
    # In no other attribute: a record's text may begin like the root, and some attributes hold such a text.
    return html.replace(f'href="{ROOT}', f'href="{root}').replace(f'src="{ROOT}', f'src="{root}')


def fill_handwritten(html: str, page_address: str, renderer: Renderer) -> str:
    """Return a hand-written page with lists of records in its slots and links in the place of its references.

    Args:
        html: the page as MkDocs built it.
        page_address: its address from the root of its language, such as ``claims/``.
        renderer: makes the lists and knows the names of records.
    """

    def link(match: re.Match[str]) -> str:
        kind, id_, words = match.groups()
        if kind == CLAIM and not words:
            return with_root(renderer.claim_line(id_), page_address)
        href = escape(root_from(page_address) + address(kind, id_))
        return f'<a href="{href}">{words or escape(renderer.view.name(kind, id_))}</a>'

    def fill_slot(match: re.Match[str]) -> str:
        return with_root(renderer.slot(match[1], match[2] or ""), page_address) if match[1] in SLOTS else match[0]

    def mark_up(match: re.Match[str]) -> str:
        return "".join(map(_as_json_ld, renderer.markup(page_address, unescape(match[1]))))

    # References first, markup last: a list could contain text that looks like a reference, and markup any text.
    return _LINKS.sub(mark_up, _SLOT.sub(fill_slot, _REFERENCE.sub(link, html)), count=1)
