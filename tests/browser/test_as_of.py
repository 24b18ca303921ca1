"""A reader's way from a claim to what was known of it on the day of the article, to the other days, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from browser.watching import watched

DAYS = "as-of/lesechos-google-anthropic-2023-"
PLACE = "claim-" + CLAIM.removeprefix("claims/").removesuffix("/")


def walk(page: Page, home: str) -> None:
    """Go from a claim to the day of the article, a year on, to now, and back to the evidence on the claim's page."""
    page.goto(f"{home}{CLAIM}")
    page.locator(f"article a[href*='{DAYS}at-publication/#']").click()
    expect(page).to_have_url(f"{home}{DAYS}at-publication/#{PLACE}")
    expect(page.locator(f"#{PLACE}")).to_be_in_viewport()
    for day in ("a-year-later", "now"):
        page.locator(f"article a[href*='{day}/']").first.click()
        expect(page).to_have_url(f"{home}{DAYS}{day}/")
        expect(page.locator("article [aria-current=page]")).to_have_count(2)
    page.locator(f"section:has(#{PLACE}) a[href*='#evidence-']").first.click()
    expect(page).to_have_url(re.compile(rf"{re.escape(home + CLAIM)}#evidence-\d+$"))


@language_of_site
def test_reader_goes_from_a_claim_through_the_days_and_back_to_its_evidence(
    page: Page, site_server: str, language: str
) -> None:
    walk(page, f"{site_server}/{FOLDER_OF[language]}")


def test_the_days_need_no_javascript(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        walk(watch.context.new_page(), f"{site_server}/")
        assert watch.seen == []


@language_of_site
@pytest.mark.parametrize("start", ["timeline/", "articles/lesechos-google-anthropic-2023/"])
def test_timeline_and_article_lead_to_the_days_and_these_to_how_they_are_made(
    page: Page, site_server: str, language: str, start: str
) -> None:
    home = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(f"{home}{start}")
    page.locator(f"article a[href$='{DAYS}at-publication/']").click()
    expect(page.locator("article .fc-lead")).to_be_visible()
    page.locator("article a[href*='methodology/#']").click()
    expect(page.locator("h2:target")).to_be_in_viewport()
