"""Citing a page, and following an old citation, in a real browser."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser, Page, expect

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.pages.claim_exports import TODAY

NOTICE = ".fc-since"
CORRECTED = "claims/nimbus-300m-now/"


@language_of_site
def test_citations_carry_the_day_on_which_the_page_is_read(page: Page, site_server: str, language: str) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    before = date.today()  # noqa: DTZ011 - the reader's own day, as the script takes it
    texts = page.locator(".fc-today").all_text_contents()
    days = {before.isoformat(), date.today().isoformat()}  # noqa: DTZ011
    assert len(texts) == 4
    assert not any(TODAY in text for text in texts)
    assert all(any(day in text for day in days) for text in texts)
    assert re.search(rf"https://factcheck\.example/{FOLDER_OF[language]}{CLAIM}\?version=\d{{4}}-\d\d-\d\d", texts[0])
    page.locator("#cite ~ details summary").first.press("Enter")
    expect(page.locator("#cite ~ details pre").first).to_be_visible()


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


def test_without_javascript_corrections_are_on_the_page_all_the_same(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{CORRECTED}?version=2026-11-19")
        expect(page.locator(NOTICE)).to_be_hidden()
        expect(page.locator("#correction-2")).to_be_visible()
        expect(page.locator(".fc-today").first).to_contain_text(TODAY)
