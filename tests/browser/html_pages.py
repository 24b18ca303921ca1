"""Read built pages with Python's own parser: elements, the text in them, and the language that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from factcheck.pages.standalone import sort_of

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SILENT = frozenset({"script", "style"})


@dataclass(eq=False)
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Yield this element and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return the elements with this tag, and these attributes; ``class_`` asks for one of its classes."""
        return [element for element in self if element.tag == (tag or element.tag) and element.has(attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """Return the only element with this tag and these attributes."""
        found = self.find(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag}> with {attributes}"
        return found[0]

    def has(self, attributes: dict[str, str]) -> bool:
        """Return whether the element has these attributes."""
        return all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name) == value
            for name, value in attributes.items()
        )

    def inside(self, tag: str) -> bool:
        """Return whether the element is one with this tag, or in one."""
        return self.tag == tag or bool(self.parent and self.parent.inside(tag))

    @property
    def text(self) -> str:
        """All text in the element, as it is."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def words(self) -> str:
        """The text of the element with single blanks; no-break spaces stay."""
        return " ".join(self.text.replace("\xa0", "\0").split()).replace("\0", "\xa0")

    @property
    def lang(self) -> str:
        """The language of the element: its own or the nearest outer one."""
        return self.attributes.get("lang") or (self.parent.lang if self.parent else "")

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The names of all elements in it and of their attributes, without any of their text."""
        return [(element.tag, tuple(element.attributes)) for element in self]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        element: Element | None = self.open
        while element and element.tag != tag:
            element = element.parent
        if element and element.parent:
            self.open = element.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(html: str) -> Element:
    """Return a page as a tree."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


@cache
def read_page(path: Path) -> Element:
    """Return the page in a file as a tree; each file is read once."""
    return parse(path.read_text(encoding="utf-8"))


def framed_pages(site: Path) -> list[Path]:
    """Return the pages that have the site's frame, menus and policy: all but those that need no other file."""
    return [path for path in sorted(site.rglob("*.html")) if not sort_of(path.relative_to(site).as_posix())]


def runs(page: Element) -> Iterator[tuple[str, Element]]:
    """Yield every piece of text that readers see or hear, attributes included, with the element that it is in."""
    for element in page:
        if element.tag in SILENT:
            continue
        for child in element.children:
            if isinstance(child, str) and child.strip():
                yield child, element
        for name in ("title", "aria-label", "placeholder", "alt"):
            if element.attributes.get(name):
                yield element.attributes[name], element
        if element.tag == "meta" and element.attributes.get("name") == "description":
            yield element.attributes["content"], element


def resolve(page: str, link: str) -> tuple[str, str]:
    """Return the file that a relative link on a page leads to, and the anchor; files are relative to the site."""
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    target = normpath(join(dirname(page), unquote(path))) if path else page
    if target == "." or "." not in target.rpartition("/")[2]:
        target = "index.html" if target == "." else f"{target}/index.html"
    return target, unquote(anchor)
