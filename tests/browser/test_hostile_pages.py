"""Hostile text in records, in a real browser: nothing of it runs, on no page and in no search result.

The pages' policy is left out here: it would stop such a script, and hide that a text was not escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.accessibility import bring_axe, complaints
from browser.hostile import EVERY, RUNNING, WORD, hostile, id_of
from browser.kinds import FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.kinds import FOLDERS

INJECTED = "img, script, b, [onclick], [onerror], [onmouseover], [onfocus], [onload]"
OF_CLAIMS = (id_of("claim", RUNNING[0]), f"moved-{RUNNING[0]:02d}", f"withdrawn-{RUNNING[0]:02d}")
"""A claim, one that moved, and one that was withdrawn."""
HTML = "elements => elements.map(element => element.innerHTML)"


@pytest.fixture
def page(browser: Browser, hostile_server: str) -> Iterator[Page]:
    """Give an empty page in a window in which nothing may go wrong, and whose policy is not applied."""
    with watched(browser, hostile_server, bypass_csp=True) as watch:
        yield watch.context.new_page()
        assert watch.seen == []


def pages_that_show_it(site: Path) -> Iterator[str]:
    """Yield the addresses of pages that show hostile text: of the records with what can run, and of lists in French."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        own = [number for number in EVERY if f"-with-payload-{number:02d}" in address]
        wanted = own[0] in RUNNING and not address.startswith("fr/") if own else address.startswith("fr/")
        if wanted and WORD in path.read_text(encoding="utf-8"):
            yield address


def test_no_page_runs_hostile_text_or_asks_another_host(page: Page, hostile_site: Path, hostile_server: str) -> None:
    addresses = list(pages_that_show_it(hostile_site))
    assert len(addresses) > 6 * len(RUNNING)
    for address in addresses:
        page.goto(f"{hostile_server}/{address}")
        page.locator("article details").evaluate_all("all => all.forEach(details => { details.open = true })")
        assert WORD in page.inner_text("body"), address


def search(page: Page, words: str) -> None:
    """Type words into the search box and wait for what it finds."""
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(words)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_search_results_show_hostile_text_as_it_is_and_run_nothing(page: Page, hostile_server: str) -> None:
    page.goto(hostile_server)
    search(page, WORD)
    results = page.locator(".md-search-result__list")
    expect(results.locator("a").nth(7)).to_be_attached()
    assert results.locator(INJECTED).count() == 0
    assert [title for title in results.locator("h1").all_inner_texts() if not shows_it(title)] == []
    results.locator("a").first.hover()
    for words in ("onerror", "onclick", "onmouseover"):
        page.goto(hostile_server)
        search(page, words)
        found = page.locator(".md-search-result__item a")
        found.first.hover()
        found.first.click()
        page.wait_for_url("**/?h=**")
        expect(page.locator("mark").first).to_be_attached()


def shows_it(title: str) -> bool:
    """Return whether a title has a hostile text as it is, but for no-break spaces."""
    return any(hostile(number) in " ".join(title.split()) for number in EVERY)


@language_of_site
def test_search_page_shows_hostile_text_as_it_is_and_runs_nothing(
    page: Page, hostile_server: str, language: str
) -> None:
    address = f"{hostile_server}/{FOLDER_OF[language]}search/"
    for words in (WORD, "onerror", '"><img src=x onerror=alert(1)>'):
        page.goto(f"{address}?{urlencode({'q': words, 'about': words})}")
        expect(page.get_by_role("status")).not_to_be_empty()
    page.goto(f"{address}?q={WORD}")
    results = page.locator(".fc-results")
    for shown in (10, 20):
        expect(results.locator("li")).to_have_count(shown)
        assert results.locator(INJECTED).count() == 0
        assert all("<mark>" in html for html in results.locator("li > p:last-child").evaluate_all(HTML))
        for title in results.locator("li > a").all_inner_texts():
            assert WORD not in title or shows_it(title), title
        page.get_by_role("button", name={"en": "More results", "fr": "Plus de résultats"}[language]).click()
    results.locator("a").first.hover()


def test_axe_finds_nothing_on_pages_of_records_in_which_every_field_has_a_value(
    browser: Browser, hostile_server: str
) -> None:
    with watched(browser, hostile_server) as watch:
        bring_axe(watch.context)
        page = watch.context.new_page()
        kinds = [f"{folder}/{id_of(kind, RUNNING[0])}" for kind, folder in FOLDERS.items()]
        claim, moved, withdrawn = (f"claims/{id_}" for id_ in OF_CLAIMS)
        alone = [f"{folder}/{file}" for folder in (claim, withdrawn) for file in ("evidence.html", "card/")]
        for address in (*kinds, moved, withdrawn, *alone):
            page.goto(f"{hostile_server}/{address}")
            assert complaints(page) == [], address
        assert watch.seen == []


def test_watch_notices_a_script_that_runs_a_dialog_and_a_request(browser: Browser, hostile_server: str) -> None:
    with watched(browser, hostile_server, bypass_csp=True) as watch:
        page = watch.context.new_page()
        page.goto(f"{hostile_server}/claims/{id_of('claim', RUNNING[0])}/")
        page.evaluate("""() => {
            document.querySelector("h1").innerHTML = '<img src="data:," onerror="window.PWN=1; alert(1)">';
            return fetch("https://other.example/").catch(() => {});
        }""")
        page.wait_for_timeout(100)
        seen = "\n".join(watch.seen)
        assert "run as a script" in seen
        assert "dialog: 1" in seen
        assert "request to another host: https://other.example/" in seen
