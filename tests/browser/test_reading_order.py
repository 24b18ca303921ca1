"""What somebody hears who cannot see a page: its parts in order, with their roles, names and states.

The texts in ``reading_order/`` are for people. After a change that is meant, write them anew and read what differs:

    WRITE_READING_ORDER=1 .venv/bin/python -m pytest tests/browser/test_reading_order.py
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import ARTICLE, CLAIM, FOLDER_OF
from browser.reading_order import reading_order
from browser.watching import watched

TEXTS = Path(__file__).parent / "reading_order"
WRITE = "WRITE_READING_ORDER"
"""The variable that has the texts written."""
DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
RECORD = ("main",)


class Part(NamedTuple):
    """The parts of a page that a text shows: of pages that editors write, only what is made from records."""

    address: str
    places: tuple[str, ...] = RECORD
    width: int = 1280


PARTS = {
    "article": Part(ARTICLE),
    "as-of": Part("as-of/quotidien-aurora-2024-at-publication/"),
    "card": Part(f"{CLAIM}card/"),
    "claim": Part(CLAIM),
    "claim-withdrawn": Part("claims/aurora-in-orbit/"),
    "claims": Part("claims/", ("#explore", ".fc-explored")),
    "corrections": Part("corrections/", (".fc-timeline",)),
    "designations": Part("designations/", (".fc-labels", ".fc-table", ".fc-chart", ".fc-timeline")),
    "entities": Part("entities/", (".fc-table",)),
    "entity": Part("entities/orbit-compute/"),
    "fields": Part("data/records/terms/"),
    "findings": Part("stories/preferred-or-primary/", (".fc-legend",)),
    "frame": Part(CLAIM, (".md-skip", "header", ".md-tabs", "footer")),
    "home": Part("", (".fc-card", "#all-articles ~ .fc-counts")),
    "menu": Part(CLAIM, ("header", "#menu"), width=360),
    "money": Part("money/", (".fc-chart", ".fc-timeline")),
    "pack": Part(f"{CLAIM}evidence.html"),
    "ratings": Part("methodology/", ("dl.fc-fields",)),
    "refused": Part("refusals/rate-the-robots/"),
    "search": Part("search/?q=sunlight", ("#find-page",)),
    "source": Part("sources/aurora-post-2024/"),
    "term": Part("designations/exclusive/"),
    "timeline": Part("timeline/quotidien-aurora-2024/"),
}
IN_FRENCH = ("claim", "claims", "frame", "search")


def text_of(page: Page, part: Part) -> str:
    """Return the text of what a page holds in some places, when nothing changes any more."""
    if "#find-page" in part.places:
        expect(page.locator(".fc-results > li").first).to_be_visible()
    if "#menu" in part.places:
        page.locator(".fc-menu-button").click()
    return "".join(reading_order(place) for selector in part.places for place in page.locator(selector).all())


@pytest.mark.parametrize("name", [*PARTS, *(f"{name}.fr" for name in IN_FRENCH)])
def test_page_is_read_aloud_in_a_sensible_order(browser: Browser, site_server: str, name: str) -> None:
    kind, _, language = name.partition(".")
    part, file = PARTS[kind], TEXTS / f"{name}.txt"
    with watched(browser, site_server, viewport={"width": part.width, "height": 800}) as watch:
        page = watch.context.new_page()
        page.clock.set_fixed_time(DAY)
        page.goto(f"{site_server}/{FOLDER_OF[language or 'en']}{part.address}")
        found = text_of(page, part)
        assert watch.seen == []
    if os.environ.get(WRITE):
        file.write_text(found, encoding="utf-8")
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = unified_diff(
        before.splitlines(), found.splitlines(), f"{file.name} (recorded)", "the page now", lineterm=""
    )
    if difference := "\n".join(lines):
        pytest.fail(f"The page is read aloud otherwise. If that is meant: {WRITE}=1\n{difference}", pytrace=False)


def test_current_page_and_language_say_that_they_are(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/fr/claims/")
    for place, name in ((".md-tabs", "Affirmations"), (".md-select", "Français"), ("#menu", "Affirmations")):
        expect(page.locator(f"{place} [aria-current]")).to_have_text([name])


HEARD = """
window.heard = []
new MutationObserver(changes => {
  if (document.readyState === "loading") return
  const nodes = changes.map(({ target }) => (target.closest ? target : target.parentElement))
  for (const place of new Set(nodes.map(node => node?.closest("[role=status]")).filter(Boolean)))
    if (place.checkVisibility({ visibilityProperty: true })) window.heard.push(place.innerText.trim())
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
"""
"""Collects what is said aloud: the text of a live region whenever something in it has changed."""


def test_filters_say_once_how_many_claims_are_left_and_nothing_before(page: Page, site_server: str) -> None:
    page.add_init_script(HEARD)
    page.goto(f"{site_server}/claims/")
    expect(page.locator("#explore [role=status]")).to_have_text("Claims shown: 14 of 14")
    page.get_by_role("checkbox", name="Confirmed (5)", exact=True).check()
    expect(page.locator("#explore [role=status]")).to_have_text("Claims shown: 5 of 14")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#explore [role=status]")).to_have_text("Claims shown: 14 of 14")
    assert page.evaluate("window.heard") == ["Claims shown: 5 of 14", "Claims shown: 14 of 14"]


def test_searches_say_once_how_much_was_found_and_nothing_before(page: Page, site_server: str) -> None:
    page.add_init_script(HEARD)
    page.goto(f"{site_server}/search/")
    page.get_by_role("searchbox").fill("sunlight")
    status = page.locator("#find-page [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ results?$"))
    assert page.evaluate("window.heard") == [status.inner_text()]
    page.goto(f"{site_server}/about/")
    assert page.evaluate("window.heard") == []
    page.locator("[data-md-component=search-query]").fill("sunlight")
    status = page.locator(".md-search-result__meta[role=status]")
    expect(status).to_have_text(re.compile(r"1 matching document|Best results: \d+"))
    assert page.evaluate("window.heard").count(status.inner_text()) == 1


def test_finding_pasted_words_says_once_what_was_found(page: Page, site_server: str) -> None:
    page.add_init_script(HEARD)
    page.goto(f"{site_server}/{ARTICLE}")
    page.locator("textarea").fill("too few words")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("[data-answer=few]")).to_be_visible()
    heard = page.evaluate("window.heard.filter(Boolean)")
    assert (len(heard), "3" in heard[0]) == (1, True)
