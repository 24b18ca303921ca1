"""Axe has nothing to say against any kind of page, in either language, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.accessibility import bring_axe, complaints
from browser.kinds import CLAIM, FOLDER_OF, KINDS_OF_PAGES, language_of_site
from browser.watching import watched

WIDE, NARROW = ({"width": width, "height": 800} for width in (1280, 360))
scheme_of_colours = pytest.mark.parametrize("scheme", ["light", "dark"])


@contextmanager
def window(browser: Browser, site_server: str, **options: Any) -> Iterator[Page]:
    """Give a window with axe in it, in which nothing else may go wrong either."""
    with watched(browser, site_server, reduced_motion="reduce", **options) as watch:
        bring_axe(watch.context)
        yield watch.context.new_page()
        assert watch.seen == []


def complaints_of_all(page: Page, root: str, **what: bool) -> dict[str, list[str]]:
    """Return what axe finds on the pages of every kind, by their addresses; those without any are left out."""
    found = {}
    for address in KINDS_OF_PAGES:
        page.goto(f"{root}{address}")
        if lines := complaints(page, **what):
            found[address] = lines
    return found


@language_of_site
def test_axe_finds_nothing_on_pages_of_every_kind(browser: Browser, site_server: str, language: str) -> None:
    with window(browser, site_server, viewport=WIDE) as page:
        assert complaints_of_all(page, f"{site_server}/{FOLDER_OF[language]}") == {}
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@language_of_site
def test_axe_finds_nothing_in_the_dark_where_only_colours_differ(
    browser: Browser, site_server: str, language: str
) -> None:
    with window(browser, site_server, color_scheme="dark", viewport=WIDE) as page:
        assert complaints_of_all(page, f"{site_server}/{FOLDER_OF[language]}", others=False) == {}
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@language_of_site
def test_axe_finds_nothing_on_a_narrow_screen_where_colours_are_the_same(
    browser: Browser, site_server: str, language: str
) -> None:
    with window(browser, site_server, viewport=NARROW) as page:
        assert complaints_of_all(page, f"{site_server}/{FOLDER_OF[language]}", colours=False) == {}


@language_of_site
@scheme_of_colours
def test_axe_finds_nothing_in_search_results(browser: Browser, site_server: str, language: str, scheme: str) -> None:
    with window(browser, site_server, color_scheme=scheme, viewport=WIDE) as page:
        page.goto(f"{site_server}/{FOLDER_OF[language]}")
        box = page.locator("[data-md-component=search-query]")
        box.click()
        box.press_sequentially("anthropic")
        expect(page.locator(".md-search-result__item").nth(3)).to_be_visible()
        page.wait_for_timeout(500)  # until the box has opened: what is half transparent has less contrast
        assert complaints(page) == []


@language_of_site
@scheme_of_colours
def test_axe_finds_nothing_in_the_menu_of_a_narrow_screen(
    browser: Browser, site_server: str, language: str, scheme: str
) -> None:
    with window(browser, site_server, color_scheme=scheme, viewport=NARROW) as page:
        page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-nav--primary .md-nav__link").first).to_be_in_viewport()
        page.wait_for_timeout(500)
        assert complaints(page) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<img src="assets/images/favicon.png">', "image-alt"),
        ('<p class="fc-kicker" id="pale">pale</p>', "color-contrast"),
        ('<a href="claims/"></a>', "link-name"),
        ('<div role="dialog">x</div>', "aria-dialog-name"),
    ],
)
def test_planted_fault_is_found(browser: Browser, site_server: str, html: str, rule: str) -> None:
    with window(browser, site_server, viewport=WIDE) as page:
        page.goto(f"{site_server}/")
        page.locator("article").evaluate("(article, html) => article.insertAdjacentHTML('beforeend', html)", html)
        page.evaluate("document.getElementById('pale')?.style.setProperty('color', '#ccc')")
        assert [line.partition(":")[0] for line in complaints(page)] == [rule]
