"""A reader's way through the site, in a real browser: by links, by search, by keyboard, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import CLAIM, FOLDER_OF, KINDS_OF_PAGES, language_of_site
from browser.watching import watched

WINDOWS: Mapping[str, Mapping[str, Any]] = {
    "wide": {},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"color_scheme": "dark"},
    "without scripts": {"java_script_enabled": False},
}
"""Ways in which readers see the site; all of them reach everything that needs no script."""


@pytest.fixture(params=WINDOWS)
def reader(request: pytest.FixtureRequest, browser: Browser, site_server: str) -> Iterator[Page]:
    """Give an empty page in each kind of window, in which nothing may go wrong."""
    with watched(browser, site_server, **WINDOWS[request.param]) as watch:
        yield watch.context.new_page()
        assert watch.seen == []


@language_of_site
def test_reader_follows_links_from_home_to_a_claim_its_source_and_another_claim(
    reader: Page, site_server: str, language: str
) -> None:
    home = f"{site_server}/{FOLDER_OF[language]}"
    reader.goto(home)
    reader.locator(f"article a[href$='{CLAIM}']").first.click()
    expect(reader).to_have_url(f"{home}{CLAIM}")
    expect(reader.locator("h1")).to_have_count(1)
    expect(reader.locator(".fc-answer .fc-rating")).to_be_visible()
    expect(reader.locator("#evidence-1 blockquote")).to_be_visible()
    reader.locator("#evidence-1 a[href*='sources/']").first.click()
    expect(reader).to_have_url(re.compile(rf"{re.escape(home)}sources/[a-z0-9-]+/$"))
    other = reader.locator(f"article a[href*='claims/'][href*='#evidence-']:not([href*='{CLAIM}'])").first
    anchor = (other.get_attribute("href") or "").partition("#")[2]
    other.click()
    expect(reader).to_have_url(re.compile(rf"{re.escape(home)}claims/(?!google-preferred)[a-z0-9-]+/#evidence-\d+$"))
    expect(reader.locator(f"#{anchor}")).to_be_in_viewport()


@language_of_site
def test_language_switch_stays_on_the_claim_and_leads_back(reader: Page, site_server: str, language: str) -> None:
    other = {"en": "fr", "fr": "en"}[language]
    reader.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    for target in (other, language):
        reader.locator("header .md-select").hover()
        reader.locator(f"header a.md-select__link[hreflang={target}]").click()
        expect(reader).to_have_url(f"{site_server}/{FOLDER_OF[target]}{CLAIM}")
        expect(reader.locator("html")).to_have_attribute("lang", target)


@language_of_site
def test_reader_jumps_to_a_section_of_a_long_page(reader: Page, site_server: str, language: str) -> None:
    reader.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    reader.locator(".fc-contents a[href='#evidence']").click()
    expect(reader).to_have_url(re.compile("#evidence$"))
    expect(reader.locator("#evidence")).to_be_in_viewport()


@language_of_site
def test_paper_shows_the_record_without_what_only_a_screen_can_use(
    browser: Browser, site_server: str, language: str
) -> None:
    with watched(browser, site_server, color_scheme="dark") as watch:
        page = watch.context.new_page()
        page.emulate_media(media="print", color_scheme="dark")
        for address in KINDS_OF_PAGES:
            page.goto(f"{site_server}/{FOLDER_OF[language]}{address}")
            expect(page.locator("article h1").first).to_be_visible()
            for gone in (".md-header", ".md-tabs", ".md-sidebar", ".fc-contents", ".fc-turn", ".md-content__button"):
                shown = page.locator(gone).filter(visible=True)
                assert shown.count() == 0, (address, gone)
            ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
            assert ground == "rgb(255, 255, 255)", address
        page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
        expect(page.locator("#evidence-1 blockquote")).to_be_visible()
        expect(page.locator("#cite + p")).to_contain_text("?version=")
        assert watch.seen == []


@pytest.mark.parametrize(
    ("language", "words", "claim"),
    [
        ("en", "principal cloud provider", "amazon-principal-cloud-provider"),
        ("en", "convertible notes", "amazon-1-25b-convertible-notes"),
        ("fr", "principal fournisseur", "amazon-principal-cloud-provider"),
        ("fr", "obligations convertibles", "amazon-1-25b-convertible-notes"),
    ],
)
def test_search_finds_a_claim_by_words_of_its_title(
    page: Page, site_server: str, language: str, words: str, claim: str
) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}")
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(words)
    result = page.locator(f".md-search-result__item a[href*='/{FOLDER_OF[language]}claims/{claim}/']").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(rf"/{FOLDER_OF[language]}claims/{claim}/\?h="))
    expect(page.locator("h1 mark").first).to_be_visible()


@language_of_site
def test_pages_fit_a_screen_of_320_pixels(browser: Browser, site_server: str, language: str) -> None:
    with watched(browser, site_server, viewport={"width": 320, "height": 640}) as watch:
        page = watch.context.new_page()
        wide = {}
        for address in KINDS_OF_PAGES:
            page.goto(f"{site_server}/{FOLDER_OF[language]}{address}")
            width = page.evaluate("document.scrollingElement.scrollWidth")
            if width > 320:
                wide[address] = width
        assert wide == {}
        assert watch.seen == []


def test_tab_reaches_the_skip_link_first_and_then_the_content(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/{CLAIM}")
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip")).to_be_focused()
    expect(page.locator("a.md-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    expect(page.locator("article a:focus")).to_be_in_viewport()


@language_of_site
def test_tab_alone_reaches_the_first_link_of_the_content(page: Page, site_server: str, language: str) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('article') !== null"):
            break
    expect(page.locator("article a:focus")).to_be_in_viewport()


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("fr", "light")])
def test_pages_of_every_kind_open_without_errors_or_outside_requests(
    browser: Browser, site_server: str, language: str, scheme: str
) -> None:
    with watched(browser, site_server, color_scheme=scheme) as watch:
        page = watch.context.new_page()
        for address in KINDS_OF_PAGES:
            page.goto(f"{site_server}/{FOLDER_OF[language]}{address}")
            expect(page.locator("article h1").first).to_be_visible()
        assert watch.seen == []
