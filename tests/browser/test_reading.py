"""A reader's way through the site, in a real browser: by links, by keyboard, on a phone, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import ARTICLE, CLAIM, FOLDER_OF, KINDS_OF_PAGES, STANDALONE, language_of_site
from browser.watching import watched

WINDOWS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "wide": ("en", {}),
    "narrow": ("fr", {"viewport": {"width": 320, "height": 640}}),
    "dark": ("fr", {"color_scheme": "dark"}),
    "without scripts": ("en", {"java_script_enabled": False}),
}
"""Ways in which readers see the site, with a language for each; all of them reach everything that needs no script."""
DAYS = "as-of/quotidien-aurora-2024-"
PLACE = "claim-" + CLAIM.removeprefix("claims/").removesuffix("/")
GROUND = """() => [document.body, document.documentElement]
    .map(element => getComputedStyle(element).backgroundColor)
    .find(colour => colour !== "rgba(0, 0, 0, 0)")"""
"""Gives the colour behind the text of a page."""


@pytest.mark.parametrize(("language", "options"), WINDOWS.values(), ids=WINDOWS)
def test_reader_goes_from_home_to_claims_sources_days_and_the_other_language(
    browser: Browser, site_server: str, language: str, options: Mapping[str, Any]
) -> None:
    home = f"{site_server}/{FOLDER_OF[language]}"
    with watched(browser, site_server, **options) as watch:
        page = watch.context.new_page()
        page.goto(home)
        page.locator(f"article a[href$='{CLAIM}']").first.click()
        expect(page).to_have_url(f"{home}{CLAIM}")
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator(".fc-answer .fc-rating")).to_be_visible()
        go_to_evidence_and_a_source(page, home)
        go_through_the_days(page, home)
        other = {"en": "fr", "fr": "en"}[language]
        for target in (other, language):
            page.locator("header .md-select").hover()
            page.locator(f"header a.md-select__link[hreflang={target}]").click()
            expect(page).to_have_url(re.compile(rf"^{re.escape(f'{site_server}/{FOLDER_OF[target]}{CLAIM}')}(#|$)"))
            expect(page.locator("html")).to_have_attribute("lang", target)
        assert watch.seen == []


def go_to_evidence_and_a_source(page: Page, home: str) -> None:
    """Go from a claim to its evidence, on to the source, and to another claim that rests on it."""
    page.locator(".fc-contents a[href='#evidence']").click()
    expect(page).to_have_url(re.compile("#evidence$"))
    expect(page.locator("#evidence")).to_be_in_viewport()
    expect(page.locator("#evidence-1 blockquote")).to_be_visible()
    page.locator("#evidence-1 a[href*='sources/']").first.click()
    expect(page).to_have_url(re.compile(rf"{re.escape(home)}sources/[a-z0-9-]+/$"))
    other = page.locator(f"article a[href*='claims/'][href*='#evidence-']:not([href*='{CLAIM}'])").first
    anchor = (other.get_attribute("href") or "").partition("#")[2]
    other.click()
    expect(page).to_have_url(re.compile(rf"{re.escape(home)}claims/(?!nimbus-pref)[a-z0-9-]+/#evidence-\d+$"))
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def go_through_the_days(page: Page, home: str) -> None:
    """Go from a claim to the day of its article, the next day, the last one, and back to the evidence."""
    page.goto(f"{home}{CLAIM}")
    page.locator(f"article a[href*='{DAYS}2024-03-13/#']").click()
    expect(page).to_have_url(f"{home}{DAYS}2024-03-13/#{PLACE}")
    expect(page.locator(f"#{PLACE}")).to_be_in_viewport()
    for link, day in (("a[rel=next]", "2024-09-30/"), (".fc-days__years a:text('2026')", "2026-11-22/#days")):
        page.locator(f"article {link}").click()
        expect(page).to_have_url(f"{home}{DAYS}{day}")
        expect(page.locator("article [aria-current=page]")).to_have_count(1)
    page.locator(f"section:has(#{PLACE}) a[href*='#evidence-']").first.click()
    expect(page).to_have_url(re.compile(rf"{re.escape(home + CLAIM)}#evidence-\d+$"))


@pytest.mark.parametrize(("language", "start"), [("en", "timeline/quotidien-aurora-2024/"), ("fr", ARTICLE)])
def test_timeline_and_article_lead_to_the_days_and_these_to_how_they_are_made(
    page: Page, site_server: str, language: str, start: str
) -> None:
    home = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(f"{home}{start}")
    page.locator(f"article a[href$='{DAYS}2024-03-13/']").click()
    expect(page.locator("article .fc-lead")).to_be_visible()
    page.locator("article a[href*='methodology/#']").click()
    expect(page.locator("h2:target")).to_be_in_viewport()


def test_paper_shows_the_record_without_what_only_a_screen_can_use(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, color_scheme="dark") as watch:
        page = watch.context.new_page()
        page.emulate_media(media="print", color_scheme="dark")
        for address in (*KINDS_OF_PAGES, *STANDALONE):
            page.goto(f"{site_server}/{address}")
            expect(page.locator("main h1").first).to_be_visible()
            for gone in (".md-header", ".md-tabs", ".md-sidebar", ".fc-contents", ".fc-turn", ".md-content__button"):
                shown = page.locator(gone).filter(visible=True)
                assert shown.count() == 0, (address, gone)
            assert page.evaluate(GROUND) == "rgb(255, 255, 255)", address
        page.goto(f"{site_server}/{CLAIM}")
        expect(page.locator("#evidence-1 blockquote")).to_be_visible()
        expect(page.locator("#cite + dl")).to_contain_text("?version=")
        assert watch.seen == []


@language_of_site
def test_pages_of_every_kind_open_without_errors_and_fit_a_screen_of_320_pixels(
    browser: Browser, site_server: str, language: str
) -> None:
    wide = {}
    with watched(browser, site_server, viewport={"width": 320, "height": 640}) as watch:
        page = watch.context.new_page()
        for address in (*KINDS_OF_PAGES, *STANDALONE):
            page.goto(f"{site_server}/{FOLDER_OF[language]}{address}")
            expect(page.locator("main h1").first).to_be_visible()
            width = page.evaluate("document.scrollingElement.scrollWidth")
            if width > 320:
                wide[address] = width
        assert wide == {}
        assert watch.seen == []


def test_tab_reaches_the_skip_link_first_and_the_content_with_it_or_without(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/{CLAIM}")
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip")).to_be_focused()
    expect(page.locator("a.md-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    expect(page.locator("article a:focus")).to_be_in_viewport()
    page.goto(f"{site_server}/fr/{CLAIM}")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('article') !== null"):
            break
    expect(page.locator("article a:focus")).to_be_in_viewport()
