"""Filters of the templates."""

from __future__ import annotations

import re

from markupsafe import Markup

_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>')
"""As our templates write it: words of records are escaped in them, so none can be taken for a heading."""


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
