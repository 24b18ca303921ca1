"""Axe finds nothing wrong with any kind of page, in either language, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.accessibility import bring_axe, complaints
from browser.kinds import CLAIM, FOLDER_OF, KINDS_OF_LISTS, KINDS_OF_PAGES, STANDALONE, language_of_site
from browser.watching import watched

WIDE, NARROW = (ViewportSize(width=width, height=800) for width in (1280, 360))
WORDS = "Quillfeather"
"""A name that only a source has: the large site offers to search sources, too."""


@contextmanager
def window(browser: Browser, server: str, **options: Any) -> Iterator[Page]:
    """Give a window with axe in it, in which nothing else may go wrong either."""
    with watched(browser, server, reduced_motion="reduce", **options) as watch:
        bring_axe(watch.context)
        yield watch.context.new_page()
        assert watch.seen == []


@language_of_site
def test_axe_finds_nothing_on_pages_of_every_kind(browser: Browser, site_server: str, language: str) -> None:
    """On a narrow screen anything but colours may differ, in the dark colours only: in English, as in any language."""
    found = {}
    with window(browser, site_server, viewport=WIDE) as page:
        for address in (*KINDS_OF_PAGES, *STANDALONE):
            page.goto(f"{site_server}/{FOLDER_OF[language]}{address}")
            found[address] = complaints(page)
            if language == "en":
                page.set_viewport_size(NARROW)
                found[f"{address} on a narrow screen"] = complaints(page, colours=False)
                page.set_viewport_size(WIDE)
    assert {address: lines for address, lines in found.items() if lines} == {}


def test_axe_finds_nothing_in_the_dark(browser: Browser, site_server: str) -> None:
    found = {}
    with window(browser, site_server, color_scheme="dark", viewport=WIDE) as page:
        for address in (*STANDALONE, *KINDS_OF_PAGES):
            page.goto(f"{site_server}/{address}")
            found[address] = complaints(page, others=False)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert {address: lines for address, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "fr")])
def test_axe_finds_nothing_in_searches_lists_and_the_menu(
    browser: Browser, site_server: str, large_server: str, scheme: str, language: str
) -> None:
    folder = FOLDER_OF[language]
    with window(browser, site_server, color_scheme=scheme, viewport=WIDE) as page:
        page.goto(f"{site_server}/{folder}")
        box = page.locator("[data-md-component=search-query]")
        box.click()
        box.press_sequentially("aurora")
        expect(page.locator(".md-search-result__item").nth(3)).to_be_visible()
        page.wait_for_timeout(500)  # until the box has opened: what is half transparent has less contrast
        assert complaints(page) == []
        page.goto(f"{site_server}/{folder}search/?q=aurora&rating=confirmed")
        expect(page.locator(".fc-results mark").first).to_be_visible()
        assert complaints(page) == []
        page.set_viewport_size(NARROW)
        page.goto(f"{site_server}/{folder}{CLAIM}")
        page.locator(".fc-menu-button").click()
        expect(page.locator("#menu .md-nav__link").first).to_be_in_viewport()
        page.wait_for_timeout(500)
        assert complaints(page) == []
    with window(browser, large_server, color_scheme=scheme, viewport=WIDE) as page:
        for address in KINDS_OF_LISTS:
            page.goto(f"{large_server}/{folder}{address}")
            assert complaints(page) == [], address
        page.goto(f"{large_server}/{folder}search/?q={WORDS}")
        expect(page.locator("#search-widen")).to_be_visible()
        assert complaints(page) == []


def test_planted_faults_are_found(browser: Browser, site_server: str) -> None:
    faults = {
        "image-alt": '<img src="assets/images/favicon.png">',
        "color-contrast": '<p class="fc-kicker" id="pale">pale</p>',
        "link-name": '<a href="claims/"></a>',
        "aria-dialog-name": '<div role="dialog">x</div>',
    }
    with window(browser, site_server, viewport=WIDE) as page:
        page.goto(f"{site_server}/")
        page.locator("article").evaluate(
            "(article, html) => article.insertAdjacentHTML('beforeend', html)", "".join(faults.values())
        )
        page.evaluate("document.getElementById('pale')?.style.setProperty('color', '#ccc')")
        assert {line.partition(":")[0] for line in complaints(page)} == set(faults)
