"""What the checks of a finished site need of a page, and what no page may hold, whatever its policy.

A parser that sees what browsers see reads each page once, with and without scripts.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

_LINKS = {"href", "src", "xlink:href"}
_DATA_TYPES = {"application/json", "application/ld+json"}
"""Types of script elements that hold data: browsers do not run them."""
_FORBIDDEN = dict.fromkeys(
    ("animate", "applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal", "set"),
    "an element that no page may have",
)
"""Elements that are forbidden. ``animate`` and ``set`` can change the address of a link in a drawing."""
_FORBIDDEN_ATTRIBUTES = {
    "style": "an inline style: give the element a class",
    **dict.fromkeys(("action", "formaction", "ping"), "an attribute that no element may have"),
}
_LOADED = {"src", "srcset", "poster", "data", "background"}
"""Attributes with an address that browsers load."""
_LOADING = {"image", "link", "script", "use"}
"""Elements whose ``href`` browsers load, in SVG or if a ``link`` has one of these relations."""
_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
_WATCHED = {*_FORBIDDEN, "script", "style", "template"}
_HARMLESS = {
    *("aria-hidden", "aria-label", "aria-labelledby", "class", "d", "data-label", "data-md-component", "data-md-level"),
    *("for", "hidden", "lang", "role", "scope", "tabindex", "title", "type", "viewBox", "xmlns"),
}
"""Attributes that say nothing to the checks: elements that have no others are passed over quickly."""
_OTHER_HOST = re.compile(r"(?i)(?:^|,)\s*(?:https?:)?//")
_PLAIN_NOSCRIPT = re.compile(rb'<noscript>(?:[^<]|</p>|<(?:p|link)(?: [a-z]+="[^"<>]*")*>)*</noscript>')
"""A ``noscript`` element that ends at the same place whether or not a browser runs scripts."""


@dataclass(slots=True)
class PageContent:
    """What the checks need of a page. The dictionaries have no values: they are sets that keep their order."""

    policy: str = ""
    """The policy that the page carries."""
    links: dict[str, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    scripts: dict[str, None] = field(default_factory=dict)
    """The inline scripts that a browser would run."""
    styles: dict[str, None] = field(default_factory=dict)
    """The inline stylesheets."""
    breaches: dict[tuple[str, str], None] = field(default_factory=dict)
    """Pieces of HTML that are forbidden under any policy, with the problem."""


def read_page(html: bytes) -> PageContent:
    """Read a page as a browser does, with and without scripts."""
    page = PageContent()
    _read(html, page)
    if html.lower().count(b"<noscript") != len(_PLAIN_NOSCRIPT.findall(html)):
        # If scripts run, `noscript` holds text up to the first end tag, as `noframes` always does.
        ids, page.ids = page.ids, []
        _read(re.sub(rb"(?i)(</?)noscript", rb"\1noframes", html), page)
        page.ids = list((Counter(ids) | Counter(page.ids)).elements())
    return page


def _read(html: bytes, page: PageContent) -> None:
    """Add what is in a page, and in its templates, to what is known of it."""
    parser = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)  # without events it is faster
    page.policy = _policy(parser.head)
    roots = [parser.root] if parser.root else []
    for root in roots:
        for element in root.traverse():
            tag, attributes = element.tag, element.attributes
            if tag in _WATCHED or not _HARMLESS.issuperset(attributes):
                _read_element(element, tag, attributes, page)
                if tag == "template":
                    roots += element.template_fragments()


def _policy(head: LexborNode | None) -> str:
    """Return the policy that a page begins with: browsers apply it to what comes after it in the head."""
    first = head.first_child if head else None
    while first and not first.is_element_node:
        first = first.next
    attributes = first.attributes if first else {}
    is_policy = (attributes.get("http-equiv") or "").lower() == "content-security-policy"
    return attributes.get("content") or "" if is_policy else ""


def _read_element(
    element: LexborNode, tag: str | None, attributes: Mapping[str, str | None], page: PageContent
) -> None:
    problems = [_FORBIDDEN[tag]] if tag in _FORBIDDEN else []
    for name, value in attributes.items():
        if name in _LINKS:
            page.links[value or ""] = None
        elif name == "id":
            page.ids.append(value or "")
        elif problem := _attribute_problem(name, value or ""):
            problems.append(problem)
        if (name in _LOADED or tag in _LOADING) and _OTHER_HOST.search(value or "") and _loads(tag, name, attributes):
            problems.append("loaded from another host")
    if tag == "meta" and attributes.get("property") == "og:image":
        page.links[attributes.get("content") or ""] = None
    if tag == "script" and (attributes.get("type") or "").strip().lower() not in _DATA_TYPES and element.text().strip():
        # Whether or not it has an address: `src` means nothing in SVG, and `href` nothing outside.
        page.scripts[element.text()] = None
    if tag == "style":
        page.styles[element.text()] = None
    for problem in problems:
        shown = "".join(f' {name}="{value}"' for name, value in attributes.items())
        page.breaches[f"<{tag}{shown}>", problem] = None


def _attribute_problem(name: str, value: str) -> str:
    """Return why no element may have an attribute, or nothing."""
    if name.startswith("on"):
        return "an inline event handler"
    if name == "http-equiv" and not value.lower().startswith("content-security-policy"):
        return "an instruction to browsers that no page may give"
    return _FORBIDDEN_ATTRIBUTES.get(name, "")


def _loads(tag: str | None, name: str, attributes: Mapping[str, str | None]) -> bool:
    """Return whether a browser loads the address in an attribute, without anybody following a link."""
    if name not in {"href", "xlink:href"}:
        return name in _LOADED
    relations = (attributes.get("rel") or "").lower().split()
    return tag in _LOADING if tag != "link" else not _RELATIONS.isdisjoint(relations)
