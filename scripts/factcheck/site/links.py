"""Our own check of the finished site: every internal link, address of a file and anchor must resolve.

So must the pictures that a page names for those who show links to it.

MkDocs sees only some of these faults, and nothing that is stamped after it. Tags are found with one
regular expression, because a full parse of ten thousand pages takes minutes; the theme and our
templates escape ``>`` inside attributes, which makes that safe, and a test proves it on a built site.
What stands on thousands of pages alike, such as the menu, is looked at once.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from factcheck.parallel import cores, parallel_map
from factcheck.site.files import read, walk
from factcheck.site.pieces import KEPT, pieces

_TAG = re.compile(rb'<[a-zA-Z][^>\s=]*+(?! class="[^"&>]*">)[^>=]*=[^>]*>')
"""A tag with an attribute that has a value, and not only a class."""
_USUAL = re.compile(rb'<[a-z0-9]+ (href|src|id)="([^"&]*)"(?: (?:class|lang|rel)="[^"]*")*>')
"""Most tags that link or name a place: this takes a fifth of the time to see so."""
_ATTRIBUTE = re.compile(r'([^\s=>"\'/]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+))')
"""Any attribute: were it only those that link, words inside another one's value could be taken for one."""
_WANTED = {"href", "src", "id"}
_PICTURE = 'property="og:image" content='
"""In a meta element of ours: the one address of a file that is in no ``href`` or ``src``."""
_SCRIPT = re.compile(rb"(?s)<(script|style)\b(?![\x80-\xff])([^>]*)>.*?</\1>|<!--.*?-->")
_BEGUN = re.compile(rb"<(?:script|style)\b|<!--")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_LOST = "there is no such place on that page"
_MOST = 1 << 14
"""So many links are remembered for the pages of a folder: those that follow one another share most."""
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


class _Found(NamedTuple):
    """What a page or a piece of it links to, and the places that it names."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]
    goes_on: bool
    """Whether a script, a stylesheet or a comment has no end in it."""


def _read(path: Path | str) -> _Found:
    """Return what is found on a page: each link once, but each place as often as it is named."""
    html = read(str(path))
    found = [_found_in(piece) for piece in pieces(html)]
    if any(part.goes_on for part in found):
        found = [_found_in(html)]
    links = dict.fromkeys(chain.from_iterable(part.links for part in found))
    return _Found(tuple(links), tuple(chain.from_iterable(part.anchors for part in found)), goes_on=False)


@lru_cache(maxsize=KEPT)
def _found_in(html: bytes) -> _Found:
    links: list[str] = []
    anchors: list[str] = []
    plain = _SCRIPT.sub(lambda match: b"<i%s>" % match[2] if match[2] else b"", html)
    for tag, times in Counter(_TAG.findall(plain)).items():
        for name, value in _attributes(tag):
            if name == "id":
                anchors += [value] * times
            else:
                links.append(value)
    return _Found(tuple(links), tuple(anchors), goes_on=bool(_BEGUN.search(plain)))


@lru_cache(maxsize=1 << 14)
def _attributes(tag: bytes) -> tuple[tuple[str, str], ...]:
    """Return name and value of the attributes of a tag that link or name a place."""
    if usual := _USUAL.fullmatch(tag):
        return ((usual[1].decode(), usual[2].decode()),)
    words = tag.decode()
    picture = _PICTURE in words
    return tuple(
        ("src" if picture else name.lower(), unescape(double or single or bare))
        for name, double, single, bare in _ATTRIBUTE.findall(words)
        if name.lower() in _WANTED or (picture and name == "content")
    )


class _Way(NamedTuple):
    """Where a link leads: a file and, on a page, a place; or what is wrong with it."""

    file: str = ""
    anchor: str = ""
    problem: str = ""


_OUT = _Way()
_Look = tuple[str, list[Fault], list[tuple[str, _Way]]]
"""The anchors of a page, its faults, and its links to places on other pages, which are yet to be looked up.

The anchors are one text, each between two zeros: so those of ten thousand pages are small.
"""


def check_links(folder: Path, site_url: str = "https://site.example/") -> list[Fault]:
    """Return every fault of the site in `folder`, whose absolute address is `site_url`."""
    files = frozenset(walk(folder))
    names = sorted(name for name in files if name.endswith(".html"))
    ways = _Ways(files, site_url, urlsplit(site_url).path or "/")

    found = parallel_map(lambda name: _look(folder, name, ways), names, jobs=cores())
    anchors = {name: page[0] for name, page in zip(names, found, strict=True)}
    faults = []
    for name, (_, known, unsure) in zip(names, found, strict=True):
        faults += known
        faults += [Fault(name, link, _LOST) for link, way in unsure if f"\0{way.anchor}\0" not in anchors[way.file]]
    return faults


def _look(folder: Path, name: str, ways: _Ways) -> _Look:
    page = _read(f"{folder}/{name}")
    anchors = frozenset(page.anchors)
    twice = Counter(page.anchors) - Counter(anchors) if len(anchors) < len(page.anchors) else ()
    faults = [Fault(name, f"#{anchor}", "this id stands on the page twice") for anchor in twice]
    elsewhere = []
    for link, way in ways.ways(page.links, name):
        if way.problem or (way.file == name and way.anchor not in anchors):
            faults.append(Fault(name, link, way.problem or _LOST))
        elif way.file != name:
            elsewhere.append((link, way))
    return "\0".join(["", *anchors, ""]), faults, elsewhere


@dataclass(frozen=True, slots=True)
class _Ways:
    """Finds out where links lead, on a site that has these files and this address."""

    files: frozenset[str]
    site_url: str
    base: str
    """The path in that address."""
    _known: dict[str, dict[str, _Way]] = field(default_factory=dict)

    def ways(self, links: Iterable[str], page: str) -> Iterator[tuple[str, _Way]]:
        """Yield the links on a page that are broken, or lead to a place on a page, and where they lead."""
        # From all pages whose folders stand in the same one, a link that goes up leads to the same file.
        known = self._known.setdefault(page.rpartition("/")[0].rpartition("/")[0], {})
        if len(known) > _MOST:
            known.clear()
        for link in links:
            path, _, anchor = link.partition("#")
            way = known.get(path)
            if way is None:
                way = self._find(path, page) if path or not link else _Way(page)
                if path.startswith("../"):
                    known[path] = way
            if way.problem:
                yield link, way
            elif anchor and way.file.endswith(".html"):
                yield link, _Way(way.file, unquote(anchor))

    def _find(self, path: str, page: str) -> _Way:
        """Return where an address without its anchor leads from a page."""
        if self.site_url and path.startswith(self.site_url):
            # Our own address may be http, as when the site is shown on this machine.
            path = self.base + path.removeprefix(self.site_url)
        if _OUTSIDE.match(path):
            return _OUT if path.lower().startswith(ALLOWED) else _Way(problem="not an address that may become a link")
        if not path:
            return _Way(problem="an empty link")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            if not path.startswith(self.base):
                return _Way(problem="leads outside the site")
            target = path.removeprefix(self.base)
        else:
            target = posixpath.join(posixpath.dirname(page), path) if path else page
        target = posixpath.normpath(target or ".") + ("/" if target.endswith("/") else "")
        if target.startswith(".."):
            return _Way(problem="leads outside the site")
        return self._at(target.removeprefix("./"))

    def _at(self, target: str) -> _Way:
        """Return what is at `target`, a path from the root of the site."""
        if target in {".", "./", ""}:
            target = "index.html"
        elif target.endswith(("/", "..")) or f"{target}/index.html" in self.files:
            target = f"{target.rstrip('/')}/index.html"
        return _Way(target) if target in self.files else _Way(problem="there is no such page or file")
