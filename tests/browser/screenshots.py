"""Take a picture of every kind of page of the sample project: in both languages, light and dark, on a phone, on paper.

``make screenshots`` runs it; ``build/screenshots/index.html`` shows them all. Pictures are for eyes: no test compares
them, since fonts and their smoothing differ from one machine to the next.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from html import escape
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, FloatRect, Page

from browser.building import build_copy
from browser.conftest import open_browser, serve_folder
from browser.kinds import FOLDER_OF, KINDS_OF_LISTS, KINDS_OF_PAGES
from browser.sites import make_large
from conftest import ROOT

TARGET = ROOT / "build" / "screenshots"
FURTHER = tuple(address for address in KINDS_OF_LISTS if address not in KINDS_OF_PAGES)
"""Pages that only a site with long lists has."""
TALLEST = 6_000
"""Pixels of a page that a picture shows: more of a long list tells nothing new."""


class Look(NamedTuple):
    """A way to see a page: a name, and the options of a browser's window."""

    name: str
    options: dict[str, Any]


LOOKS = (
    Look("light", {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}}),
    Look("dark", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}}),
    Look("phone", {"color_scheme": "light", "viewport": {"width": 375, "height": 720}}),
    Look("phone-dark", {"color_scheme": "dark", "viewport": {"width": 375, "height": 720}}),
    Look("paper", {"color_scheme": "light", "viewport": {"width": 794, "height": 1123}}),
)
"""The last one is how a page of A4 begins at 96 pixels an inch."""


def file_of(language: str, address: str, look: str) -> str:
    """Return the name of a picture."""
    return f"{language}-{address.strip('/').replace('/', '-') or 'home'}-{look}.png"


def take(browser: Browser, url: str, addresses: Sequence[str], target: Path, only: str) -> Iterator[str]:
    """Take the pictures of those of some pages whose address contains `only`; yield the name of each file."""
    for look, (language, folder) in product(LOOKS, FOLDER_OF.items()):
        with browser.new_context(reduced_motion="reduce", **look.options) as context:
            page = context.new_page()
            if look.name == "paper":
                page.emulate_media(media="print")
            for address in addresses:
                if only in f"{folder}{address}":
                    page.goto(f"{url}/{folder}{address}")
                    name = file_of(language, address, look.name)
                    _shoot(page, target / name)
                    yield name


def _shoot(page: Page, path: Path) -> None:
    page.evaluate("document.fonts.ready")
    size = page.evaluate("({width: innerWidth, height: document.documentElement.scrollHeight})")
    clip = FloatRect(x=0, y=0, width=size["width"], height=min(size["height"], TALLEST))
    page.screenshot(path=path, full_page=True, clip=clip)


def contact_sheet() -> str:
    """Return the HTML of a page that shows all pictures, a row for each kind of page and language."""
    rows = []
    for address, language in product((*KINDS_OF_PAGES, *FURTHER), FOLDER_OF):
        files = [file_of(language, address, look.name) for look in LOOKS]
        images = (f'<a href="{escape(file)}"><img src="{escape(file)}" alt="" loading="lazy"></a>' for file in files)
        rows.append(f"<h2>{escape(address or 'home')} ({language})</h2><p>{''.join(images)}</p>")
    style = "img{width:18%;margin:0 1% 0 0;border:1px solid #888;vertical-align:top}body{font-family:sans-serif}"
    head = f"<!doctype html><meta charset=utf-8><title>Every kind of page</title><style>{style}</style>"
    return f"{head}{''.join(rows)}\n"


def main(only: str = "") -> int:
    """Build the site, take the pictures, and print where they are; return an exit code.

    Args:
        only: a part of an address, such as ``fr/claims/``; the pages without it are left out.
    """
    TARGET.mkdir(parents=True, exist_ok=True)
    count = 0
    for change, addresses in ((lambda _: None, KINDS_OF_PAGES), (make_large, FURTHER)):
        if not any(only in f"{folder}{address}" for folder, address in product(FOLDER_OF.values(), addresses)):
            continue
        with TemporaryDirectory() as folder, open_browser() as browser:
            built = build_copy(Path(folder) / "copy", change)
            if built.returncode:
                print(built.output, file=sys.stderr)
                return 1
            with serve_folder(built.site) as url:
                count += sum(1 for _ in take(browser, url, addresses, TARGET, only))
    (TARGET / "index.html").write_text(contact_sheet(), encoding="utf-8")
    print(f"{count} pictures: {TARGET / 'index.html'}")
    return 0 if count else 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
