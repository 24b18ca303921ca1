"""Our own check of the finished site: every internal link, address of a file and anchor must resolve.

So must the pictures that a page names for those who show links to it.

MkDocs sees only some of these faults, and nothing that is stamped after it. Tags are found with one
regular expression, because a full parse of ten thousand pages takes minutes; the theme and our
templates escape ``>`` inside attributes, which makes that safe, and a test proves it on a built site.
What stands on thousands of pages alike, such as the menu, is looked at once.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factcheck.spread import MANY, cores, spread

_TAG = re.compile(r"<[a-zA-Z][^>\s]*\s[^>]*>")
_ATTRIBUTE = re.compile(r'([^\s=>"\'/]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+))')
"""Any attribute: were it only those that link, words inside another one's value could be taken for one."""
_WANTED = {"href", "src", "id"}
_PICTURE = 'property="og:image" content='
"""In a meta element of ours: the one address of a file that is in no ``href`` or ``src``."""
_SCRIPT = re.compile(r"(?s)<(script|style)\b([^>]*)>.*?</\1>|<!--.*?-->")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_LOST = "there is no such place on that page"
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


@lru_cache(maxsize=1 << 14)
def _attributes(tag: str) -> tuple[tuple[str, str], ...]:
    """Return name and value of the attributes of a tag that link or name a place."""
    picture = _PICTURE in tag
    return tuple(
        ("src" if picture else name.lower(), unescape(double or single or bare))
        for name, double, single, bare in _ATTRIBUTE.findall(tag)
        if name.lower() in _WANTED or (picture and name == "content")
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page links to, and the anchors that it has."""

    links: tuple[str, ...]
    anchors: frozenset[str]
    twice: tuple[str, ...]


def _read(path: Path) -> _Page:
    links: list[str] = []
    anchors: Counter[str] = Counter()
    plain = _SCRIPT.sub(lambda match: f"<i{match[2]}>" if match[2] else "", path.read_text(encoding="utf-8"))
    for tag in _TAG.findall(plain):
        for name, value in _attributes(tag):
            if name == "id":
                anchors[value] += 1
            else:
                links.append(value)
    twice = tuple(anchor for anchor, times in anchors.items() if times > 1)
    return _Page(tuple(dict.fromkeys(links)), frozenset(anchors), twice)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a link leads: a file and, on a page, a place; or what is wrong with it."""

    file: str = ""
    anchor: str = ""
    problem: str = ""


_Look = tuple[str, list[Fault], list[tuple[str, _Way]]]
"""The anchors of a page, its faults, and its links to places on other pages, which are yet to be looked up.

The anchors are one text, each between two zeros: so those of ten thousand pages are small.
"""


def check_links(folder: Path, site_url: str = "https://site.example/") -> list[Fault]:
    """Return every fault of the site in `folder`, whose absolute address is `site_url`."""
    files = frozenset(_files(folder))
    names = sorted(name for name in files if name.endswith(".html"))
    ways = _Ways(files, site_url)

    def look(names: Sequence[str]) -> list[_Look]:
        return [_look(folder, name, ways) for name in names]

    found = spread(look, names, processes=cores() if len(names) >= MANY else 1)
    anchors = {name: page[0] for name, page in zip(names, found, strict=True)}
    faults = []
    for name, (_, known, unsure) in zip(names, found, strict=True):
        faults += known
        faults += [Fault(name, link, _LOST) for link, way in unsure if f"\0{way.anchor}\0" not in anchors[way.file]]
    return faults


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder, from there."""
    for path, _, names in os.walk(folder):
        above = Path(path).relative_to(folder).as_posix()
        yield from (name if above == "." else f"{above}/{name}" for name in names)


def _look(folder: Path, name: str, ways: _Ways) -> _Look:
    page = _read(folder / name)
    found = [(link, ways.way(link, name)) for link in page.links]
    faults = [Fault(name, f"#{anchor}", "this id stands on the page twice") for anchor in page.twice]
    for link, way in found:
        if way.problem or (way.file == name and way.anchor and way.anchor not in page.anchors):
            faults.append(Fault(name, link, way.problem or _LOST))
    elsewhere = [(link, way) for link, way in found if way.anchor and way.file != name]
    return "\0".join(["", *page.anchors, ""]), faults, elsewhere


@dataclass(frozen=True, slots=True)
class _Ways:
    """Finds out where links lead, on a site that has these files and this address."""

    files: frozenset[str]
    site_url: str
    _known: dict[tuple[int, str], _Way] = field(default_factory=dict)

    def way(self, link: str, page: str) -> _Way:
        """Return where a link on a page leads."""
        if link.startswith("#"):
            return _Way(page, unquote(link[1:]))
        depth = page.count("/")
        if not depth or not link.startswith("../" * depth):
            return self._find(link, page)
        # From the root of the site on, it leads to the same file from all pages at this depth.
        if (depth, link) not in self._known:
            self._known[depth, link] = self._find(link, page)
        return self._known[depth, link]

    def _find(self, link: str, page: str) -> _Way:
        base = urlsplit(self.site_url).path or "/"
        if self.site_url and link.startswith(self.site_url):
            # Our own address may be http, as when the site is shown on this machine.
            link = base + link.removeprefix(self.site_url)
        if _OUTSIDE.match(link):
            return _Way(problem="" if link.lower().startswith(ALLOWED) else "not an address that may become a link")
        path, _, anchor = link.partition("#")
        path = unquote(path.partition("?")[0])
        if not link:
            return _Way(problem="an empty link")
        if path.startswith("/"):
            if not path.startswith(base):
                return _Way(problem="leads outside the site")
            target = path.removeprefix(base)
        else:
            target = posixpath.join(posixpath.dirname(page), path) if path else page
        target = posixpath.normpath(target or ".") + ("/" if target.endswith("/") else "")
        if target.startswith(".."):
            return _Way(problem="leads outside the site")
        return self._at(target.removeprefix("./"), unquote(anchor))

    def _at(self, target: str, anchor: str) -> _Way:
        """Return what is at `target`, a path from the root of the site."""
        if target in {".", "./", ""}:
            target = "index.html"
        elif target.endswith(("/", "..")) or f"{target}/index.html" in self.files:
            target = f"{target.rstrip('/')}/index.html"
        if target not in self.files:
            return _Way(problem="there is no such page or file")
        return _Way(target, anchor if target.endswith(".html") else "")
