"""What a page says of a day that has passed since it was made: with a script, and without one."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from browser.kinds import FOLDER_OF, language_of_site
from factcheck.kinds import CLAIM
from factcheck.pages.page import address
from factcheck.report.report import Report

BADGE = ".fc-due"


@language_of_site
def test_a_claim_is_overdue_from_the_day_after_its_day(
    page: Page, site_server: str, sample: Report, language: str
) -> None:
    claim = next(iter(sample.corpus.claims.values()))
    day = date.fromisoformat(claim.review.review_by)
    for late in (0, 1):
        page.clock.set_fixed_time(f"{day + timedelta(days=late)}T12:00:00")
        page.goto(f"{site_server}/{FOLDER_OF[language]}{address(CLAIM, claim.id)}")
        expect(page.locator(".fc-answer").locator(BADGE)).to_be_visible(visible=bool(late))


def test_board_marks_and_counts_the_days_that_have_passed(page: Page, site_server: str, sample: Report) -> None:
    days = sorted(claim.review.review_by for claim in sample.corpus.claims.values())
    after = (date.fromisoformat(days[0]) + timedelta(days=1)).isoformat()
    page.clock.set_fixed_time(f"{after}T12:00:00")
    page.goto(f"{site_server}/due/")
    listed = page.locator(".fc-timeline").first.locator(BADGE)
    expect(listed).to_have_count(len(days))
    assert sum(listed.nth(index).is_visible() for index in range(len(days))) == sum(day < after for day in days)
    page.clock.set_fixed_time("2999-01-01T12:00:00")
    page.reload()
    expect(page.locator("[data-overdue]")).to_contain_text(str(page.locator(BADGE).count()))


def test_without_scripts_nothing_is_called_overdue(browser: Browser, site_server: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site_server}/due/")
    expect(page.locator("time")).not_to_have_count(0)
    expect(page.locator(BADGE).locator("visible=true")).to_have_count(0)
    page.close()
