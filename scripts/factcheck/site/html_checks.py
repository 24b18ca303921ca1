"""Check the pages of a finished site. A parser that sees what browsers see reads each page once.

Links: every internal link, address of a file and anchor must lead somewhere, and no id may occur twice on a page.
MkDocs finds only some of these faults, and sees nothing of what we write after it.

Policy: every page must carry the site's Content-Security-Policy, and contain nothing that it forbids. The policy allows
no inline script but the theme's own, by hashes that are written in ``mkdocs.yml`` and never taken from the pages:
whoever smuggled a script into a record would have its hash allowed, too. Browsers enforce the policy; this check finds
out before readers miss a part of a page. A page that needs no other file (:mod:`factcheck.pages.standalone`) has a
policy of its own, and the one stylesheet that this allows.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from factcheck.pages.standalone import policy_at
from factcheck.parallel import cores, parallel_map
from factcheck.site.link_targets import LinkTargets
from factcheck.site.site_files import unnamed_files

_LINKS = {"href", "src", "xlink:href"}
_LOST = "there is no such place on that page"

_PIN = re.compile(r"'(sha256-[A-Za-z0-9+/]+=*)'")
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
_MAX_SHOWN = 80  # characters of a faulty piece of HTML


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a page: the page, the link or the piece of HTML, and the problem."""

    page: str
    html: str
    problem: str

    def __str__(self) -> str:
        """Return the fault in one line."""
        line = " ".join(self.html.split())
        shown = line if len(line) <= _MAX_SHOWN else f"{line[: _MAX_SHOWN - 1]}…"
        return f"{self.page}: {shown!r}: {self.problem}"


class Faults(NamedTuple):
    """Links that lead nowhere, what the policy forbids, and the files that nobody named."""

    links: list[Fault]
    breaches: list[Fault]
    unnamed: list[str]


Elsewhere = list[tuple[str, str, str]]
"""Links to places on other pages: the link, the file and the anchor."""


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


def check_pages(folder: Path, site_url: str, policy: str, *, carried: bool = True) -> Faults:
    """Return everything that is wrong on the pages of a site.

    Args:
        folder: the site.
        site_url: its absolute address.
        policy: the Content-Security-Policy of its pages.
        carried: whether each page must carry the policy, as all do but those of `mkdocs serve`.
    """
    targets = LinkTargets(folder, site_url)
    names = sorted(name for name in targets.files if name.endswith(".html"))

    def check(name: str) -> tuple[Faults, str, Elsewhere]:
        page = read_page(Path(folder, name).read_bytes())
        own = policy_at(name)
        _judge(page, own or policy.strip(), carried=carried or bool(own))
        links, elsewhere = _check_links(name, page, targets)
        breaches = [Fault(name, html, problem) for html, problem in page.breaches]
        # As one text the ids take little memory for thousands of pages.
        return Faults(links, breaches, []), "\0".join(["", *page.ids, ""]), elsewhere

    results = dict(zip(names, parallel_map(check, names, jobs=cores()), strict=True))
    found = Faults([], [], unnamed_files(targets.files))
    for name, (faults, _, elsewhere) in results.items():
        lost = [link for link, file, anchor in elsewhere if f"\0{anchor}\0" not in results[file][1]]
        found.links.extend([*faults.links, *(Fault(name, link, _LOST) for link in lost)])
        found.breaches.extend(faults.breaches)
    return found


def _judge(page: PageContent, policy: str, *, carried: bool) -> None:
    """Add to the breaches of a page what its policy does not allow, and a policy that it lacks."""
    if carried and page.policy != policy:
        page.breaches["<head>", "the page does not begin with the policy"] = None
    for script in page.scripts:
        if digest(script) not in pinned(policy, "script-src"):
            page.breaches[script, "an inline script that is not one of the theme's"] = None
    for style in page.styles:
        if digest(style) not in pinned(policy, "style-src"):
            page.breaches[f"<style>{style}", "an inline stylesheet: write it into a file"] = None


def _check_links(name: str, page: PageContent, targets: LinkTargets) -> tuple[list[Fault], Elsewhere]:
    """Return what is wrong with the links and ids of a page, and its links to places on other pages."""
    ids = Counter(page.ids)
    faults = [Fault(name, f"#{id_}", "this id is on the page twice") for id_, times in ids.items() if times > 1]
    elsewhere = []
    for link in page.links:
        file, anchor, problem = targets.find(link, name)
        if problem or (anchor and file == name and anchor not in ids):
            faults.append(Fault(name, link, problem or _LOST))
        elif anchor and file != name and file.endswith(".html"):
            elsewhere.append((link, file, anchor))
    return faults, elsewhere


@lru_cache(maxsize=64)
def digest(script: str) -> str:
    """Return the hash of an inline script or stylesheet in the form that a policy writes it."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


@lru_cache(maxsize=64)
def pinned(policy: str, directive: str) -> frozenset[str]:
    """Return the hashes in a directive of a policy: those of the inline scripts or stylesheets that it allows."""
    parts = (part.strip() for part in policy.split(";"))
    return frozenset(pin for part in parts if part.startswith(f"{directive} ") for pin in _PIN.findall(part))


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
