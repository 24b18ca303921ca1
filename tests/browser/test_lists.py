"""Lists that go on on further pages, in a real browser: without scripts, by keyboard, on a phone, for axe."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.accessibility import bring_axe, complaints
from browser.building import build, copy_project, cut_lists, require_built
from browser.conftest import serve_folder
from browser.kinds import FEW, FOLDER_OF, KINDS_OF_LISTS, language_of_site
from browser.watching import watched
from factcheck.report.report import Report

PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of the project's site, with a few entries on each page of a list."""
    folder = tmp_path_factory.mktemp("lists")
    copy_project(folder / "project")
    cut_lists(folder / "project", FEW)
    (folder / "site").mkdir()
    with serve_folder(folder / "site") as url:
        require_built(build(folder / "project", folder / "site", url=f"{url}/"))
        yield url


def links(page: Page) -> list[str]:
    """Return the names of the links to other pages of a list."""
    found: list[str] = page.locator(".fc-parts a").evaluate_all("links => links.map(link => link.textContent)")
    return found


@language_of_site
def test_reader_without_scripts_comes_from_page_to_page_to_every_claim(
    browser: Browser, lists: str, real: Report, language: str
) -> None:
    found = []
    with watched(browser, lists, java_script_enabled=False, viewport=PHONE) as watch:
        page = watch.context.new_page()
        page.goto(f"{lists}/{FOLDER_OF[language]}claims/")
        while True:
            rows = page.locator("#explored tbody th a")
            found += rows.evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
            following = page.locator(".fc-parts a[rel=next]")
            if not following.count():
                break
            following.click()
        assert found == list(real.corpus.claims)
        page.locator(".fc-parts").get_by_role("link", name="Page 1", exact=True).click()
        expect(page).to_have_url(re.compile(rf"/{FOLDER_OF[language]}claims/#list_part$"))
        assert watch.seen == []


def test_pages_of_a_list_are_chosen_by_keyboard_and_the_one_that_has_the_focus_is_seen(
    browser: Browser, lists: str
) -> None:
    with watched(browser, lists) as watch:
        page = watch.context.new_page()
        page.goto(f"{lists}/lists/claims-3/")
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
        expect(page).to_have_url(f"{lists}/lists/claims-2/")
        page.go_back()
        page.locator("header .md-select").hover()
        page.locator("header a.md-select__link[hreflang=fr]").click()
        expect(page).to_have_url(f"{lists}/fr/lists/claims-3/")
        assert watch.seen == []


@language_of_site
def test_links_to_pages_are_large_enough_for_a_finger_and_fit_a_narrow_screen(
    browser: Browser, lists: str, language: str
) -> None:
    with watched(browser, lists, viewport=PHONE) as watch:
        page = watch.context.new_page()
        for address in KINDS_OF_LISTS:
            page.goto(f"{lists}/{FOLDER_OF[language]}{address}")
            assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
            for link in page.locator(".fc-parts a").all():
                box = link.bounding_box()
                assert box
                assert min(box["width"], box["height"]) >= 32
        assert watch.seen == []


@language_of_site
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_pages_of_lists(
    browser: Browser, lists: str, language: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, lists, color_scheme=scheme, reduced_motion="reduce", viewport=size) as watch:
        bring_axe(watch.context)
        page = watch.context.new_page()
        found = {}
        for address in KINDS_OF_LISTS:
            page.goto(f"{lists}/{FOLDER_OF[language]}{address}")
            if lines := complaints(page):
                found[address] = lines
        assert found == {}
        assert watch.seen == []
