"""The pages of our records as Markdown, for other generators: the same pages with the same words, links and tables.

What readers cannot see is left out, and so are pictures, forms, scripts and the table of contents, which generators
make themselves. Links lead to the Markdown files of the other pages, so that a generator looks them up.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path

from synthetic import ROOT

# isort: split
# It says where the package runs from.
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.site.shells import with_root

_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "path", "rect", "circle", "line"})
_LEFT_OUT = frozenset({"script", "style", "svg", "form", "button", "textarea", "select", "template", "nav"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
    ],
)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def write_pages(folder: Path, corpus: Corpus, language: str) -> int:
    """Write a Markdown file below `folder` for each page of the records in a language; return how many."""
    site = Site(url=f"https://peer.example/{language}/", name="Peer", description="", edit="", report="")
    renderer = Renderer(corpus, language, site, tuple(REGISTRY.values()), read_examples(ROOT))
    pages = list(renderer.pages())
    addresses = {page.address for page in pages}
    for page in pages:
        file = folder / source(page.address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_markdown(page, addresses), encoding="utf-8")
    return len(pages)


def source(address: str) -> str:
    """Return the Markdown file of the page at an address."""
    return f"{address.rstrip('/')}.md"


def as_markdown(page: Page, addresses: Collection[str]) -> str:
    """Return a page as Markdown; `addresses` are those of all pages."""
    converter = _Converter(page.address, addresses)
    converter.feed(with_root(page.body, page.address))
    converter.close()
    head = f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n---\n"
    return head + "\n\n".join(converter.blocks) + "\n"


class _Converter(HTMLParser):
    """Reads HTML of ours, which is well formed, and collects Markdown in `blocks`."""

    def __init__(self, address: str, addresses: Collection[str]) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._address, self._addresses = address, addresses
        self._words: list[str] = []
        self._skipped = 0
        self._lists: list[bool] = []  # for each list that is open, whether its item has begun
        self._quotes = 0
        self._heading = ""
        self._links: list[str] = []
        self._rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        known = dict(attrs)
        if self._skipped or tag in _LEFT_OUT or "hidden" in known:
            self._skipped += tag not in _VOID
        elif tag in _INLINE:
            self._begin_inline(tag, known.get("href") or "")
        else:
            self._flush()
            self._begin_block(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in _VOID:
            return
        if self._skipped:
            self._skipped -= 1
        elif tag == "a":
            link = self._links.pop()
            self._words.append(f"]({link})" if link else "")
        elif tag in _INLINE:
            self._words.append(_MARKS.get(tag, ""))
        else:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        """Add words."""
        if not self._skipped:
            self._words.append(_SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data)))

    def close(self) -> None:
        """End the page."""
        super().close()
        self._flush()

    def _begin_inline(self, tag: str, href: str) -> None:
        if tag == "a":
            self._links.append(self._target(href))
            self._words.append("[" if self._links[-1] else "")
        else:
            self._words.append(" " if tag == "br" else _MARKS.get(tag, ""))

    def _target(self, href: str) -> str:
        """Return where a link leads in Markdown; nothing if it stays on the page or there is no such page here."""
        if href.startswith("https://"):
            return href.replace("(", "%28").replace(")", "%29")
        path = posixpath.normpath(posixpath.join(self._address, href.partition("#")[0])) + "/"
        if path not in self._addresses or path == self._address:
            return ""
        return posixpath.relpath(source(path), posixpath.dirname(source(self._address)))

    def _begin_block(self, tag: str) -> None:
        self._heading = _HEADINGS.get(tag, "")
        if tag in {"ul", "ol"}:
            self._lists.append(False)
        elif tag == "li" and self._lists:
            self._lists[-1] = False
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "table":
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])

    def _end_block(self, tag: str) -> None:
        if tag in {"td", "th"} and self._rows:
            self._rows[-1].append(self._taken())
            return
        self._flush()
        self._heading = ""
        if tag in {"ul", "ol"}:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "table" and self._rows:
            self.blocks.append("\n".join(_table(self._rows)))
            self._rows = None

    def _taken(self) -> str:
        """Return the words so far, and begin anew."""
        words = re.sub(r" +", " ", "".join(self._words)).strip()
        self._words.clear()
        return words

    def _flush(self) -> None:
        """End a block of words; in a cell of a table, they go on."""
        if self._rows:
            self._words.append(" ")
        elif words := self._taken():
            depth = len(self._lists)
            lead = "    " * depth
            if depth and not self._lists[-1]:
                self._lists[-1] = True
                lead = "    " * (depth - 1) + "-   "
            self.blocks.append(lead + "> " * self._quotes + self._heading + words)


def _table(rows: list[list[str]]) -> Iterator[str]:
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
        if not number:
            yield "| " + " | ".join(["---"] * width) + " |"
