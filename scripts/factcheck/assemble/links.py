"""Our own check of the finished site: every internal link, address of a file and anchor must resolve.

So must the pictures that a page names for those who show links to it.

MkDocs sees only some of these faults, and nothing that is stamped after it. Tags are found with one
regular expression, because a full parse of ten thousand pages takes minutes; the theme and our
templates escape ``>`` inside attributes, which makes that safe, and a test proves it on a built site.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^>\s]*\s[^>]*>")
_ATTRIBUTE = re.compile(r'([^\s=>"\'/]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+))')
"""Any attribute: were it only those that link, words inside another one's value could be taken for one."""
_WANTED = {"href", "src", "id"}
_PICTURE = 'property="og:image" content='
"""In a meta element of ours: the one address of a file that is in no ``href`` or ``src``."""
_SCRIPT = re.compile(r"(?s)<(script|style)\b([^>]*)>.*?</\1>|<!--.*?-->")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
ALLOWED = ("https://", "mailto:")
"""How an address outside the site may begin."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A link that leads nowhere: the page that it stands on, the link as written, and what is wrong."""

    page: str
    link: str
    problem: str

    def __str__(self) -> str:
        """Return the fault in one line."""
        return f"{self.page}: {self.link!r}: {self.problem}"


def _attributes(html: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of the attributes that link or name a place."""
    plain = _SCRIPT.sub(lambda match: f"<i{match[2]}>" if match[2] else "", html)
    for tag in _TAG.findall(plain):
        picture = _PICTURE in tag
        for name, double, single, bare in _ATTRIBUTE.findall(tag):
            if name.lower() in _WANTED or (picture and name == "content"):
                yield "src" if picture else name.lower(), unescape(double or single or bare)


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page links to, and the anchors that it has."""

    links: tuple[str, ...]
    anchors: frozenset[str]
    twice: tuple[str, ...]


def _read(path: Path) -> _Page:
    links: list[str] = []
    anchors: Counter[str] = Counter()
    for name, value in _attributes(path.read_text(encoding="utf-8")):
        if name in {"href", "src"}:
            links.append(value)
        elif name == "id":
            anchors[value] += 1
    twice = tuple(anchor for anchor, times in anchors.items() if times > 1)
    return _Page(tuple(dict.fromkeys(links)), frozenset(anchors), twice)


def check_links(folder: Path, site_url: str = "https://site.example/") -> list[Fault]:
    """Return every fault of the site in `folder`, whose absolute address is `site_url`."""
    pages = {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*.html"))}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    faults = []
    for address, page in pages.items():
        faults += [Fault(address, f"#{anchor}", "this id stands on the page twice") for anchor in page.twice]
        for link in page.links:
            problem = _problem(link, address, pages, files, site_url)
            if problem:
                faults.append(Fault(address, link, problem))
    return faults


def _problem(link: str, page: str, pages: Mapping[str, _Page], files: set[str], site_url: str) -> str | None:
    """Return what is wrong with a link, or None."""
    base = urlsplit(site_url).path or "/"
    if site_url and link.startswith(site_url):
        # Our own address may be http, as when the site is shown on this machine.
        link = base + link.removeprefix(site_url)
    if _OUTSIDE.match(link):
        return None if link.lower().startswith(ALLOWED) else "not an address that may become a link"
    path, _, anchor = link.partition("#")
    path = unquote(path.partition("?")[0])
    if not link:
        return "an empty link"
    if path.startswith("/"):
        if not path.startswith(base):
            return "leads outside the site"
        target = path.removeprefix(base)
    else:
        target = posixpath.join(posixpath.dirname(page), path) if path else page
    target = posixpath.normpath(target or ".") + ("/" if target.endswith("/") else "")
    if target.startswith(".."):
        return "leads outside the site"
    return _missing(target.removeprefix("./"), anchor, pages, files)


def _missing(target: str, anchor: str, pages: Mapping[str, _Page], files: set[str]) -> str | None:
    """Return what is missing at `target`, a path from the root of the site, or None."""
    if target in {".", "./", ""}:
        target = "index.html"
    elif target.endswith(("/", "..")) or f"{target}/index.html" in files:
        target = f"{target.rstrip('/')}/index.html"
    if target not in files:
        return "there is no such page or file"
    if anchor and target in pages and unquote(anchor) not in pages[target].anchors:
        return "there is no such place on that page"
    return None
