"""Which pages differ between two builds of a site, as readers see them: the frame around a page does not count."""

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from html import unescape
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factcheck.languages import LANGUAGES, MAIN
from factcheck.pages.standalone import sort_of

_TITLE = re.compile(r"<title>([^<]{0,2000})</title>")
_VERSION = re.compile(r"swh(?P<colon>:|%3A)1(?P=colon)(?:cnt|dir)(?P=colon)[0-9a-f]{40}")
"""The name of a version of a record or of all of them (SWHID), as text or in an address."""
_BLOCKS = "p, li, dd, dt, td, th, h1, h2, h3, h4, blockquote, figcaption, pre, summary"
MARKS = "preview_marks.css"
"""The stylesheet of the marks."""
_LEFT_OUT = ("404.html", "search/index.html")
"""Pages of which nothing is seen without a server."""


class How(StrEnum):
    """What has become of a page."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class ChangedPage(NamedTuple):
    """A page that differs: its file below the folder of the site, its title, its language, and how it differs."""

    file: str
    title: str
    language: str
    how: How


def changed_pages(before: Path | None, after: Path) -> list[ChangedPage]:
    """Return the pages of two builds that differ, in the order of their addresses.

    Args:
        before: the folder of the earlier site; None if there is none, so that every page is new.
        after: the folder of the later site.

    Raises:
        OSError: a page cannot be read.
    """
    old, new = _pages(before) if before else {}, _pages(after)
    found = []
    for file in sorted(old.keys() | new.keys()):
        was, is_ = (pages[file].read_text(encoding="utf-8") if file in pages else None for pages in (old, new))
        if how := _how(was, is_):
            found.append(ChangedPage(file, _title(is_ or was or ""), _language(file), how))
    return found


def _pages(folder: Path) -> Mapping[str, Path]:
    """Return the pages with the frame of the site: evidence packs and cards say what the page of their claim says."""
    paths = (Path(above, name) for above, _, names in os.walk(folder) for name in names if name.endswith(".html"))
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    return {file: path for file, path in files.items() if not file.endswith(_LEFT_OUT) and not sort_of(file)}


def _how(was: str | None, is_: str | None) -> How | None:
    if was is None or is_ is None:
        return How.NEW if was is None else How.GONE
    return None if _content(was) == _content(is_) else How.CHANGED


def _content(html: str) -> tuple[str, str]:
    """Return the title of a page and what is between its menus: an entry more in a menu changes no page.

    Neither does the name of a version, which follows from all languages of a record, or from all records.
    """
    content = html.partition("<article")[2].rpartition("</article>")[0]
    return _title(html), _VERSION.sub("", content or html)


def _title(html: str) -> str:
    found = _TITLE.search(html)
    return unescape(found[1]).strip() if found else ""


def _language(file: str) -> str:
    first = file.partition("/")[0]
    return first if first in LANGUAGES else MAIN


def with_marks(before: str, after: str, levels: int) -> str:
    """Return a page in which every paragraph, cell, heading or item that is new or changed is marked.

    Args:
        before: the page as it was; its addresses must be written as in the other one.
        after: the page as it is.
        levels: how many folders above it the stylesheet is.
    """
    known = {block.html for block in _blocks(LexborHTMLParser(before))}
    page = LexborHTMLParser(after)
    for block in _blocks(page):
        if block.html not in known:
            block.attrs["class"] = f"{block.attributes.get('class') or ''} preview-new".strip()
    style = f'<link rel="stylesheet" href="{"../" * levels}{MARKS}">'
    return (page.html or after).replace("</head>", f"{style}</head>", 1)


def _blocks(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the smallest blocks of text in the content of a page."""
    return [block for block in page.css(f"article :is({_BLOCKS})") if len(block.css(_BLOCKS)) == 1]
