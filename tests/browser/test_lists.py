"""Lists that go on on further pages, in a real browser: without scripts, by keyboard, on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from browser.kinds import FOLDER_OF, KINDS_OF_LISTS, language_of_site
from browser.watching import watched
from factcheck.report.report import Report

PHONE = {"width": 320, "height": 640}


def links(page: Page) -> list[str]:
    """Return the names of the links to other pages of a list."""
    found: list[str] = page.locator(".fc-parts a").evaluate_all("links => links.map(link => link.textContent)")
    return found


@language_of_site
def test_reader_without_scripts_comes_from_page_to_page_to_every_claim(
    browser: Browser, large_server: str, sample: Report, language: str
) -> None:
    found = []
    with watched(browser, large_server, java_script_enabled=False, viewport=PHONE) as watch:
        page = watch.context.new_page()
        page.goto(f"{large_server}/{FOLDER_OF[language]}claims/")
        while True:
            rows = page.locator("#explored tbody th a")
            found += rows.evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
            following = page.locator(".fc-parts a[rel=next]")
            if not following.count():
                break
            address = following.evaluate("link => link.href")
            following.click()
            page.wait_for_url(address)
        assert found == list(sample.corpus.claims)
        page.locator(".fc-parts").get_by_role("link", name="Page 1", exact=True).click()
        expect(page).to_have_url(re.compile(rf"/{FOLDER_OF[language]}claims/#list_part$"))
        assert watch.seen == []


def test_pages_of_a_list_are_chosen_by_keyboard_and_the_one_that_has_the_focus_is_seen(
    browser: Browser, large_server: str
) -> None:
    with watched(browser, large_server) as watch:
        page = watch.context.new_page()
        page.goto(f"{large_server}/lists/sources-3/")
        expect(page.get_by_role("navigation", name="Pages of this list").locator("[aria-current=page]")).to_have_text(
            "3"
        )
        assert links(page) == ["← Previous", "1", "2", "4", "5", "Next →"]
        page.locator(".fc-parts a").first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        focused = page.get_by_role("link", name="Page 2", exact=True)
        expect(focused).to_be_focused()
        expect(focused).to_have_css("outline-style", "solid")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{large_server}/lists/sources-2/")
        page.go_back()
        page.locator("header .md-select").hover()
        page.locator("header a.md-select__link[hreflang=fr]").click()
        expect(page).to_have_url(f"{large_server}/fr/lists/sources-3/")
        assert watch.seen == []


@language_of_site
def test_links_to_pages_are_large_enough_for_a_finger_and_fit_a_narrow_screen(
    browser: Browser, large_server: str, language: str
) -> None:
    with watched(browser, large_server, viewport=PHONE) as watch:
        page = watch.context.new_page()
        for address in KINDS_OF_LISTS:
            page.goto(f"{large_server}/{FOLDER_OF[language]}{address}")
            assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
            for link in page.locator(".fc-parts a").all():
                box = link.bounding_box()
                assert box
                assert min(box["width"], box["height"]) >= 32
        assert watch.seen == []
