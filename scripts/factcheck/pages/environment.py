"""The templates of the pages: Jinja with autoescaping, and the names that templates can use."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.languages import MAIN, translated, translations
from factcheck.pages.page import API, ROOT, Site, address, data_file, language_folder
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
"""A heading as our templates write it. They escape the words of records, so those never match."""


class Templates:
    """The templates in one language, with the corpus and the site that fill them.

    Besides the names of Jinja, a template can use ``view``, ``root`` (the root of the language's site), ``data`` (the
    folder of the API), ``address``, ``data_file``, ``limit``, ``most``, ``main_language``, ``_``, ``ngettext``, and a
    few macros.
    """

    def __init__(self, view: View, site: Site) -> None:
        self.view, self.site, self.limit = view, site, LISTED
        up = "../" * language_folder(view.language).count("/")  # one API for all languages, at the root of the site
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,  # a preview makes new templates after every change
        )
        self.environment.filters.update(code=code, headings=headings)
        names = self.environment.globals
        names.update(view=view, address=address, data_file=data_file, limit=self.limit, most=MOST, main_language=MAIN)
        names.update(root=Markup(ROOT), data=Markup(f"{ROOT}{up}{API}"))  # noqa: S704 - ours
        names.update(_messages(view.language))
        # A few hundred results of these macros are on thousands of pages.
        for file, macro in (("_parts.html", "badge"), ("_parts.html", "source_line"), ("_as_of.html", "evidence_line")):
            names[macro] = lru_cache(_CACHED)(getattr(self.environment.get_template(file).module, macro))

    def render(self, *templates: str, **values: Any) -> str:
        """Return the HTML of the first of these templates that there is, filled with values."""
        return self.environment.select_template(templates).render(values)


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
    """Return `text` as HTML: the parts between backticks as code, the rest with typographic quotation marks."""
    marked = Markup("<code>{}</code>")
    parts = [
        marked.format(part) if odd % 2 else Markup.escape(_typographic(part))
        for odd, part in enumerate(text.split("`"))
    ]
    return Markup().join(parts)


def _typographic(text: str) -> str:
    """Return a text with the quotation marks and apostrophes of the site's other texts."""
    return re.sub(r'(?<![\w.,;!?)])"(?=\S)', "“", text).replace('"', "”").replace("'", "’")
