"""A finished page in pieces, for the checks of a site: what stands on thousands of pages alike is looked at once.

A page is cut behind a few tags of the theme, so that its menus, forms and footer are pieces by themselves. A third of a
page is the record's own.
"""

from __future__ import annotations

KEPT = 256
"""It is remembered what was found in so many pieces: those that pages share come again before they are forgotten."""
_ENDS = (b"</nav>", b"</label>")


def pieces(html: bytes) -> list[bytes]:
    """Return a page in pieces. Each ends with a tag but the last; other things may begin in one and end in another."""
    found = [html]
    for end in _ENDS:
        found = [piece for part in found for piece in _cut(part, end)]
    return found


def _cut(html: bytes, end: bytes) -> list[bytes]:
    *pieces, last = html.split(end)
    return [*(piece + end for piece in pieces), last]
