"""Citing a page, and following an old citation, in a real browser."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser, Page, expect

from browser.kinds import ARTICLE, CLAIM, FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.pages.citation_formats import TODAY
from factcheck.pages.formats import date as written

NOTICE = ".fc-since"
CORRECTED = "claims/nimbus-300m-now/"


@language_of_site
def test_citations_carry_the_day_on_which_the_page_is_read(page: Page, site_server: str, language: str) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    days = {date.today().isoformat()}  # noqa: DTZ011 - the reader's own day, as the script takes it
    sentence = page.locator("#cite + dl").inner_text()
    exports = page.locator("code.fc-today").all_text_contents()
    days.add(date.today().isoformat())  # noqa: DTZ011
    assert len(exports) == 3
    assert not any(TODAY in text for text in exports)
    assert all(any(day in text for day in days) for text in exports)
    assert any(written(day, language) in sentence for day in days)
    assert re.search(
        rf"https://factcheck\.example/{FOLDER_OF[language]}{CLAIM}\?version=swh:1:cnt:[0-9a-f]{{40}}", sentence
    )
    page.locator("#cite ~ details summary").first.press("Enter")
    expect(page.locator("#cite ~ details pre").first).to_be_visible()


@language_of_site
def test_sentence_writes_the_first_day_of_a_month_as_its_language_does(
    page: Page, site_server: str, language: str
) -> None:
    page.clock.set_fixed_time("2026-12-01T12:00:00")
    page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    expect(page.locator("#cite + dl")).to_contain_text(f" {written('2026-12-01', language)}")


def test_old_citation_is_told_what_was_corrected_since(page: Page, site_server: str) -> None:
    for query, items in (
        ("", 0),
        ("?version=2026-11-19", 2),
        ("?version=2026-11-20", 1),
        ("?version=2026-11-21", 0),
        ("?version=2099-01-01", 0),
        ("?version=<img src=x onerror=alert(1)>", 0),
    ):
        page.goto(f"{site_server}/{CORRECTED}{query}")
        expect(page.locator(f"{NOTICE} li:visible")).to_have_count(items)
        expect(page.locator(NOTICE)).to_be_visible(visible=items > 0)


def test_old_citation_of_an_article_is_told_what_was_corrected_in_its_claims(page: Page, site_server: str) -> None:
    for query, is_told in (("", False), ("?version=2026-11-19", True), ("?version=2099-01-01", False)):
        page.goto(f"{site_server}/{ARTICLE}{query}")
        expect(page.locator(NOTICE)).to_be_visible(visible=is_told)
    page.goto(f"{site_server}/{ARTICLE}?version=2026-11-19")
    items = page.locator(f"{NOTICE} li[data-date]:visible")
    assert items.count() == items.locator("a[href*='#correction-']").count() > 0


def test_without_javascript_corrections_are_on_the_page_all_the_same(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{CORRECTED}?version=2026-11-19")
        expect(page.locator(NOTICE)).to_be_hidden()
        expect(page.locator("#correction-2")).to_be_visible()
        expect(page.locator(".fc-today").first).to_contain_text(TODAY)
