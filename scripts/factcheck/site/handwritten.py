"""Hand-written pages in the finished HTML: slots become lists, references become links."""

from __future__ import annotations

import re
from html import escape

from factcheck.kinds import TITLES
from factcheck.pages import Renderer
from factcheck.pages.addresses import address, root_from
from factcheck.site.shell import with_root

_SLOT = re.compile(r"<!--\s*records:\s*([a-z-]+)\s*-->")
_REFERENCE = re.compile(rf'<a href="({"|".join(TITLES)}):([a-z0-9-]+)">(.*?)</a>', re.DOTALL)


def fill(html: str, page_address: str, renderer: Renderer) -> str:
    """Return a hand-written page with its slots and references filled.

    Args:
        html: the page as MkDocs built it.
        page_address: its address from the root of its language, such as ``claims/``.
        renderer: gives lists and names.
    """

    def reference(match: re.Match[str]) -> str:
        kind, id_, words = match.groups()
        href = escape(root_from(page_address) + address(kind, id_))
        return f'<a href="{href}">{words or escape(renderer.view.name(kind, id_))}</a>'

    # References first: what a list brings in is ours already, and is not to be read again.
    linked = _REFERENCE.sub(reference, html)
    return _SLOT.sub(lambda match: with_root(renderer.slot(match[1]), page_address), linked)
