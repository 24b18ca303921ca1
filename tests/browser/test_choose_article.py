"""The pages of money and of labels limited to one article: in the address, both ways; without a script all is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.report.report import Report

PAGES = ("money/", "designations/", "fr/money/", "fr/designations/")


def named(page: Page, *, shown: bool) -> list[set[str]]:
    """Return the articles of each entry on the page, of those that are shown or of all."""
    entries = page.locator(f"[data-articles]{':visible' if shown else ''}")
    return [set(item.split()) for item in entries.evaluate_all("all => all.map((entry) => entry.dataset.articles)")]


@pytest.mark.parametrize("address", PAGES)
def test_only_what_is_about_the_chosen_article_is_shown(
    page: Page, site_server: str, sample: Report, address: str
) -> None:
    page.goto(f"{site_server}/{address}")
    field, status = page.get_by_label("Article", exact=True), page.get_by_role("status")
    every = named(page, shown=False)
    for article in sample.corpus.articles:
        field.select_option(article)
        found = [articles for articles in every if article in articles]
        assert 0 < len(found) < len(every)
        expect(status).to_contain_text(str(len(found)))
        expect(page).to_have_url(f"{site_server}/{address}?article={article}")
        assert named(page, shown=True) == found
    page.go_back()
    expect(field).to_have_value(next(iter(sample.corpus.articles)))
    field.select_option("")
    expect(page).to_have_url(f"{site_server}/{address}")
    assert named(page, shown=True) == every


def test_address_says_which_article(page: Page, site_server: str, sample: Report) -> None:
    article = next(iter(sample.corpus.articles))
    page.goto(f"{site_server}/money/?article={article}")
    expect(page.get_by_label("Article", exact=True)).to_have_value(article)
    assert all(article in articles for articles in named(page, shown=True))


def test_without_a_script_everything_is_there(browser: Browser, site_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_server}/money/")
    assert named(page, shown=True) == named(page, shown=False)
    expect(page.locator("#choose-article")).to_be_hidden()
    context.close()
