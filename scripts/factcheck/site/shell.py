"""A shell: a page that MkDocs built once, with marker words where each record's own content goes.

The shells are ``docs/LANGUAGE/FOLDER/RECORDID.md``. Filling one is joining strings: a marker word in a
record's text is never looked at, because the shell was split before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from factcheck.pages import Page
from factcheck.pages.addresses import ROOT, root_from

ID = "RECORDID"
"""The file name of a shell, and so a part of every address in it."""

FILE = "RECORDFILE"
"""Stands for the file behind the page, in the address of the edit button."""

BODY = "<h1>"
"""Stands for the heading in whose place the body of the page goes."""

_MARKER = re.compile(
    r'(RECORDID|RECORDFILE|RECORDTITLE|RECORDDESCRIPTION|RECORDIMAGE|RECORDALT|<h1 id="record">.*?</h1>)', re.DOTALL
)


def with_root(html: str, page_address: str) -> str:
    """Return `html` with the links that begin at the root made relative to the page that it stands on."""
    way = root_from(page_address)
    # In no other attribute: a record's text may begin like the root, and some attributes hold such a text.
    return html.replace(f'href="{ROOT}', f'href="{way}').replace(f'src="{ROOT}', f'src="{way}')


@dataclass(frozen=True)
class Shell:
    """The pieces of a shell; every second one is a marker."""

    pieces: tuple[str, ...]

    @classmethod
    def parse(cls, html: str) -> Shell:
        """Split a built shell at its markers.

        Raises:
            ValueError: the place of the body is missing, or stands there twice.
        """
        pieces = tuple(_MARKER.split(html))
        bodies = sum(piece.startswith("<h1") for piece in pieces[1::2])
        if bodies != 1:
            message = f'a shell needs one heading "# Record", found {bodies}'
            raise ValueError(message)
        return cls(pieces)

    def fill(self, page: Page) -> str:
        """Return the finished page of a record."""
        return self.encoded(page).decode()

    def encoded(self, page: Page) -> bytes:
        """Return the same in UTF-8, as it is written. What is the shell's own is encoded only once."""
        values: Mapping[str, str] = {
            ID: page.id,
            FILE: escape(page.file),
            "RECORDTITLE": escape(page.title),
            "RECORDDESCRIPTION": escape(page.description),
            "RECORDIMAGE": escape(page.picture.address if page.picture else ""),
            "RECORDALT": escape(page.picture.alt if page.picture else ""),
            BODY: with_root(page.body, page.address),
        }
        encoded = {marker: value.encode() for marker, value in values.items()}
        parts = list(self._encoded)
        parts[1::2] = [encoded[marker] for marker in self._markers]
        return b"".join(parts)

    @cached_property
    def _encoded(self) -> tuple[bytes, ...]:
        return tuple(piece.encode() for piece in self.pieces)

    @cached_property
    def _markers(self) -> tuple[str, ...]:
        return tuple(BODY if piece.startswith("<h1") else piece for piece in self.pieces[1::2])
