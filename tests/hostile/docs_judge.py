"""An opinion on an accepted ``docs/`` that owes nothing to the code under test: what should not have been accepted.

The text of a page is rendered by Python-Markdown with the extensions of ``mkdocs.yml``, and what a browser would read
is held against a list of harmless elements, attributes and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import yaml
from mkdocs.utils import meta
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.building import REFERRED

PLACE = re.compile(r"docs/(?:en|fr)/(?:[a-z0-9-]+/){0,3}(?:[a-z0-9-]+|RECORDID)\.md")
THEME = re.compile(r"docs/\.overrides/[\w./-]+\.(?:html|css|js|svg|txt|md|woff2)")
"""Files of the theme are code: maintainers review them."""
MOST = 256 * 1024
"""How many bytes a page may have at most: the longest one of the project has a tenth of it."""
EXTENSIONS = ("toc", "tables", "fenced_code", "footnotes", "def_list")
TAGS = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "a",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "hr",
        "br",
        "blockquote",
        "div",
        "span",
    ),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "code",
        "em",
        "strong",
        "i",
        "b",
        "u",
        "s",
        "sup",
        "sub",
        "small",
    ),
    *(
        "abbr",
        "cite",
        "q",
        "del",
        "ins",
        "kbd",
        "mark",
        "samp",
        "var",
        "dfn",
        "time",
        "wbr",
        "img",
        "figure",
        "figcaption",
    ),
    *("details", "summary", "caption", "section", "bdi"),
}
ATTRIBUTES = {
    "id",
    "href",
    "title",
    "alt",
    "src",
    "class",
    "lang",
    "dir",
    "start",
    "colspan",
    "rowspan",
    "scope",
    "open",
}
ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")
CLASS = re.compile(r"(?:footnote(?:-ref|-backref)?|headerlink|toc|(?:language|fc)-[\w-]+)")
WEB = r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#].*)?"
OWN = r"(?![/\\]{2})[^:\\\s\0-\x1f/?#]*(?:[/?#][^\\\0-\x1f]*)?"
TARGET = re.compile(rf"{WEB}|{OWN}|mailto:[^\s\\]+|(?:{'|'.join(REFERRED)}):.*", re.DOTALL | re.IGNORECASE)
OWN_FILE = re.compile(OWN, re.DOTALL)
FRONT_MATTER = {"title", "description", "hide", "search", "own_search", "sharing"}
FRAME = '<!doctype html><body><main id="frame">{}<b id="last"></b></main><footer id="end">end</footer></body>'


def overlooked(name: str) -> bool:
    """Return whether a file is one that editors leave behind: it is passed over, and must not be published either."""
    left = re.compile(r"\.(?!git).+|.*~|#.*#|.*\.bak", re.DOTALL)
    return any(map(left.fullmatch, name.removeprefix("docs/.overrides/").split("/")))


def judge_presence(path: Path, name: str, originals: Mapping[str, bytes]) -> str | None:
    """Return why a path should not have been accepted, nothing if it may be; None if it is a file to be judged."""
    if not path.exists() and not path.is_symlink():
        return "" if name in originals else "it should have been made"
    if overlooked(name):
        return ""
    return "it is not a plain file" if path.is_symlink() or not path.is_file() else None


def judge_docs(root: Path, name: str, originals: Mapping[str, bytes]) -> str:
    """Return why the file at this path below ``docs/`` should not have been accepted; nothing if it may be."""
    path = root / name
    if (known := judge_presence(path, name, originals)) is not None:
        return known
    if THEME.fullmatch(name):
        return ""
    if not PLACE.fullmatch(name):
        return "it is of no kind, or in no place, that belongs there"
    raw = path.read_bytes()
    return f"it has {len(raw)} bytes" if len(raw) > MOST else next(_complaints(raw), "")


def _complaints(raw: bytes) -> Iterator[str]:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        yield "it is not UTF-8"
        return
    body, data = meta.get_data(text)
    yield from _in_front_matter(data)
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}})
    html = "".join([converter.convert(body), *_names(converter.toc_tokens)])
    tree = LexborHTMLParser(FRAME.replace("{}", html))
    end = tree.css_first("footer#end")
    last = tree.css_first("#frame > #last")
    if last is None or end is None or end.text() != "end" or not end.parent or end.parent.tag != "body":
        yield "the rest of the page is lost"
    for element in tree.root.traverse() if tree.root else ():
        if element.is_element_node and element.tag not in {"html", "head", "body", "main", "footer"}:
            yield from _in_element(element)
        if element.tag == "main" and element.attributes.get("id") != "frame":
            yield "<main>"
    if len(tree.css("html, head, body, main, footer")) != len(("html", "head", "body", "main", "footer")):
        yield "it adds to the frame of the page"


def _names(headings: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the headings of a page as a menu has them."""
    for heading in headings:
        yield f"<p>{heading['name']}</p>"
        yield from _names(heading["children"])


def _in_front_matter(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if key not in FRONT_MATTER:
            yield f"front matter {key!r}"
        elif key in {"title", "description"} and not isinstance(value, str):
            yield f"{key} is no text"
        elif "PWN" in yaml.safe_dump(value) and key not in {"title", "description"}:
            yield f"front matter {key!r} brings something to run"


def _in_element(element: LexborNode) -> Iterator[str]:
    tag = element.tag or ""
    if tag not in TAGS:
        yield f"<{tag}>"
    for name, value in element.attributes.items():
        text = value or ""
        if name == "style" and tag in {"th", "td"} and ALIGNMENT.fullmatch(text):
            continue
        if name not in ATTRIBUTES:
            yield f"<{tag} {name}>"
        elif name == "class" and not all(map(CLASS.fullmatch, text.split())):
            yield f"the class {text!r}"
        elif (name == "href" and not TARGET.fullmatch(text)) or (name == "src" and not OWN_FILE.fullmatch(text)):
            yield f"{name}={text!r}"
