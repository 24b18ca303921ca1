"""The templates of the pages: Jinja with autoescaping, and what templates may ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.languages.catalogue import translated, translations
from factcheck.pages.addresses import API, ROOT, address, data_file, language_folder
from factcheck.pages.check_pages import FAMILIES, by_family

if TYPE_CHECKING:
    from factcheck.checks.check import Check
    from factcheck.pages.view import View

LISTED, MOST = 300, 20
"""How many items of a list a page shows, and how many of a list within a list.

So a page stays below 100 kB, compressed, however many claims there are. The lists of all records go on on further pages
(:mod:`factcheck.pages.lists`); readers who want more of another list can search.
"""
_CACHED = 5_000
"""How many results of a macro are remembered. The pages of an article come together."""
TEMPLATES = Path(__file__).parent / "templates"
_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>')
"""As our templates write it: words of records are escaped in them, so none can be taken for a heading."""


def make_environment(view: View, checks: Iterable[Check]) -> Environment:
    """Return the environment in which the pages of a view are rendered; `checks` are those that have pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # a preview makes a new environment after every change
    )
    environment.globals.update(_messages(view.language))
    environment.filters.update(code=code, by_family=by_family, headings=headings)
    environment.globals.update(view=view, root=Markup(ROOT), address=address, checks=list(checks), families=FAMILIES)  # noqa: S704 - ROOT is ours
    environment.globals.update(limit=LISTED, most=MOST)
    # The data are above the folders of the languages.
    up = "../" * language_folder(view.language).count("/")
    environment.globals.update(data=Markup(f"{ROOT}{up}{API}"), data_file=data_file)  # noqa: S704 - ours
    # A few hundred of these are on thousands of pages.
    for template, macro in (("_parts.html", "badge"), ("_parts.html", "source_line"), ("_as_of.html", "evidence_line")):
        environment.globals[macro] = lru_cache(_CACHED)(getattr(environment.get_template(template).module, macro))
    return environment


def _messages(language: str) -> dict[str, Callable[..., Markup]]:
    """Return ``_`` and ``ngettext`` for templates. A message is HTML of ours; the values put into it are escaped."""

    def gettext(message: str, **values: Any) -> Markup:
        return Markup(translated(language, message)) % values  # noqa: S704 - ours

    def ngettext(one: str, several: str, num: int, **values: Any) -> Markup:
        message = translations(language).ngettext(one, several, num)
        return Markup(message) % {"num": num, **values}  # noqa: S704 - ours

    return {"_": gettext, "ngettext": ngettext}


def headings(html: Markup) -> list[tuple[str, Markup]]:
    """Return anchor and words of the second-level headings of HTML that our templates made."""
    return [(anchor, Markup(words)) for anchor, words in _HEADING.findall(html)]  # noqa: S704 - HTML already


def code(text: str) -> Markup:
    """Return `text` as HTML in which what stands between backticks is code, and all else has typographic marks."""
    marked = Markup("<code>{}</code>")
    parts = [
        marked.format(part) if odd % 2 else Markup.escape(_typographic(part))
        for odd, part in enumerate(text.split("`"))
    ]
    return Markup().join(parts)


def _typographic(text: str) -> str:
    """Return an English text with the quotation marks and apostrophes of the site's other texts."""
    return re.sub(r'(?<![\w.,;!?)])"(?=\S)', "“", text).replace('"', "”").replace("'", "’")
