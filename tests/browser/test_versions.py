"""A link to a version of a page leads to the words of then, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import ROOT, TODAY
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project
from factcheck.published_versions import history_of
from factcheck.records.version import content_id
from factcheck.site.shells import with_root
from git_project import CLAIM, TITLE, change_twice, commit_on, edit

NOTICE = ".fc-since"
ADDRESS = "https://s.example/claims/first-claim/"
SCRIPT = ROOT / "docs" / ".overrides" / "assets" / "citation.js"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of its own: what it shows is on no server."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def versions(page: Page, project: Path) -> list[str]:
    """Let a page of a claim that has changed be at an address; return the content ids of its versions."""
    return put_online(page, change_twice(project))


def put_online(page: Page, project: Path) -> list[str]:
    corpus = check_project(project, today=TODAY).corpus
    history = history_of(project, corpus)
    shown = Renderer(corpus, "en", Site(url="https://s.example/", name="S"), (), history=history).page(
        "claim", "first-claim"
    )
    assert shown is not None
    html = f"<!doctype html><title>S</title>{with_root(shown.body, shown.address)}"

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    return [version.content for version in history.versions("claim", "first-claim")]


def test_whoever_follows_a_version_is_led_to_its_words(page: Page, versions: list[str]) -> None:
    first, newest = versions
    for query, day in ((first, "2026-11-22"), ("2026-11-22", "2026-11-22"), ("2026-11-25", "2026-11-22")):
        page.goto(f"{ADDRESS}?version={query}")
        link = page.locator(f"{NOTICE} a:visible")
        expect(link).to_have_count(1)
        assert (link.get_attribute("href") or "").endswith(f"/versions/claim-first-claim/#version-{day}")
    for query in (newest, "2026-11-26", "2099-01-01", "<b>", ""):
        page.goto(f"{ADDRESS}?version={query}")
        expect(page.locator(NOTICE)).to_be_hidden()


def test_a_version_that_is_not_known_is_said_to_be_so(page: Page, versions: list[str]) -> None:
    page.goto(f"{ADDRESS}?version={content_id(b'other words')}")
    expect(page.locator(f"{NOTICE} p:visible")).to_have_count(1)
    expect(page.locator(f"{NOTICE} .fc-since__unknown")).to_be_visible()
    assert versions


def test_what_was_taken_back_is_what_the_page_says_now(page: Page, project: Path) -> None:
    change_twice(project)
    edit(project, "Example got $2 million", TITLE)
    commit_on(project, "2026-11-27")
    first, _, newest = put_online(page, project)
    assert first == newest
    page.goto(f"{ADDRESS}?version={first}")
    expect(page.locator(NOTICE)).to_be_hidden()


def test_without_any_history_an_old_citation_is_not_taken_for_the_page_of_today(page: Page, project: Path) -> None:
    assert put_online(page, project) == []
    page.goto(f"{ADDRESS}?version={content_id(b'other words')}")
    expect(page.locator(f"{NOTICE} .fc-since__unknown")).to_be_visible()
    page.goto(f"{ADDRESS}?version={content_id((project / CLAIM).read_bytes())}")
    expect(page.locator(NOTICE)).to_be_hidden()
