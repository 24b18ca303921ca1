"""Pages that need no other file: the evidence pack of a claim, and its card, which other sites show in a frame.

They are seen elsewhere than on the site: saved on a disk, printed, or in a frame of another site. There is nothing that
they could load: no script, font or picture. Each has its stylesheet in itself, and a policy that allows exactly this
one, by its hash, so that even a stylesheet that somebody smuggled into a record would do nothing.

There are thousands of them, so they are small: what only the site's own stylesheet and scripts need is left out.

A card says what no frame may leave out: who claims it, the rating and its reason. It is as good in a frame without any
right (``sandbox``), and its link opens in a new window. Whether a site may frame it is up to the host of our pages:
``frame-ancestors`` has no effect in a page's own policy (Content Security Policy Level 3, section 3.3).
"""

import re
from base64 import b64encode
from collections.abc import Container
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any

from markupsafe import Markup

from factcheck.analysis.parties import changed_since_review
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, ENTITY, FOLDERS
from factcheck.pages.environment import TEMPLATES, Templates
from factcheck.pages.file_addresses import ID, card
from factcheck.pages.page import LICENCE, ROOT, Site, address
from factcheck.records.claim import Claim

_OF_A_CLAIM = rf"(?:[a-z]{{2,3}}/)?{FOLDERS[CLAIM]}/{ID}/"
STANDALONE = {
    "evidence": re.compile(rf"{_OF_A_CLAIM}evidence\.html"),
    "card": re.compile(rf"{_OF_A_CLAIM}card/index\.html"),
}
"""What the paths of these pages in the site look like, by the name of their template and of their stylesheet."""


_NAMED = frozenset({"fc-speaker", "fc-short", "fc-text", "fc-explanation", "fc-quote__exact", "fc-untranslated"})
"""The classes that stay without a style: by them programs find the words of a claim, and our reason."""
_CLASSES = re.compile(r' class="([^"<>]*)"')
_STYLED = re.compile(r"\.([a-z][a-z0-9_-]*)")
_SPAN = re.compile("<(/?)span( [^<>]*)?>")
_PARTY = re.compile(rf'<a href="{re.escape(ROOT)}{FOLDERS[ENTITY]}/{ID}/">([^<>]*)</a>')


@cache
def stylesheet(name: str) -> str:
    """Return the stylesheet of a sort of standalone page, as it is in the page."""
    lines = (TEMPLATES / f"{name}.css").read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.startswith("/*"))


@cache
def policy_of(name: str) -> str:
    """Return the Content-Security-Policy of a sort of standalone page."""
    digest = b64encode(sha256(stylesheet(name).encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def sort_of(path: str) -> str:
    """Return which sort of standalone page is in the file at a path of the site; "" if it is a page with the frame."""
    return next((name for name, pattern in STANDALONE.items() if pattern.fullmatch(path)), "")


def policy_at(path: str) -> str:
    """Return the policy of the page in the file at a path of the site; "" if it is not a standalone page."""
    return policy_of(name) if (name := sort_of(path)) else ""


def standalone(templates: Templates, name: str, template: str = "", *, title: str, page: str, **values: Any) -> bytes:
    """Return the file of a standalone page. Its links are absolute: it may be anywhere.

    The template gets ``site``, the licence, and the values. People and companies are named without links.

    Args:
        templates: the templates.
        name: the sort of page, as in :data:`STANDALONE`.
        template: the name of the template, if that is not `name`.
        title: the title of the page.
        page: the address of the page of the claim, from the root of the language.
        values: what the template shows.
    """
    style = Markup(stylesheet(name))  # noqa: S704 - ours
    own = {"site": templates.site, "policy": policy_of(name), "style": style, "licence": LICENCE, "title": title}
    within = {"template": f"{template or name}.html", "page": page}
    kept = _NAMED.union(_STYLED.findall(stylesheet(name)))
    html = _PARTY.sub(r"\1", unstyled(templates.render("standalone.html", **own, **within, **values), kept))
    return html.replace(f'href="{ROOT}', f'href="{templates.site.url}').encode()


def unstyled(html: str, kept: Container[str] = ()) -> str:
    """Return HTML without classes, except those that are `kept`, and without the spans that then say nothing."""
    spans: list[bool] = []

    def classes(match: re.Match[str]) -> str:
        words = " ".join(word for word in match[1].split() if word in kept)
        return f' class="{words}"' if words else ""

    def span(match: re.Match[str]) -> str:
        if not match[1]:
            spans.append(bool(match[2]))
        says = spans.pop() if match[1] else spans[-1]
        return match[0] if says else ""

    return _SPAN.sub(span, _CLASSES.sub(classes, html))


WIDTH, HEIGHT = 480, 480
"""The size of the frame in pixels of CSS. A longer card scrolls."""
RIGHTS = "allow-popups allow-popups-to-escape-sandbox"
"""What the frame may do: open the page of the claim in a window of its own."""


def card_page(templates: Templates, claim: Claim) -> bytes:
    """Return the card of a claim, as HTML."""
    title, page = templates.view.rated_title(claim), address(CLAIM, claim.id)
    changed = changed_since_review(claim)
    return standalone(templates, "card", title=title, page=page, claim=claim, changed_since_review=changed)


def withdrawn_page(templates: Templates, gone: Retired, name: str) -> bytes:
    """Return what is in the place of the card or of the evidence pack (`name`) of a claim that was withdrawn."""
    title, page = templates.view.withdrawn_title(gone.title or {}), address(CLAIM, gone.id)
    return standalone(templates, name, "withdrawn_card", title=title, page=page, gone=gone)


def frame(site: Site, id_: str, title: str) -> str:
    """Return the HTML with which other sites show the card of a claim; its title names the rating, too."""
    attributes = {
        "src": f"{site.url}{card(CLAIM, id_)}",
        "title": title,
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "loading": "lazy",
        "sandbox": RIGHTS,
        "style": "max-width:100%;border:0",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>"
