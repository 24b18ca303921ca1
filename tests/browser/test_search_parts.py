"""The search of a large site: its sources are in a second part of the index, which is loaded only when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from browser.test_search import nothing_found, open_box
from browser.watching import Watch, watched
from factcheck.languages import translated
from factcheck.site.search_index import SEARCH_REST

SOURCE = "sources/registry-decision-2024/"
WORDS = "Quillfeather"
"""A name in that source, and on no page of another kind."""
ASK = {
    language: re.escape(translated(language, SEARCH_REST)).replace(re.escape("%(count)s"), r"\d+")
    for language in FOLDER_OF
}
"""What readers ask for the second part with, as patterns."""
REST = "/pagefind/rest/"


@pytest.fixture
def watch(browser: Browser, large_server: str) -> Iterator[Watch]:
    """Give a window in which nothing may go wrong, nor against the policy."""
    with watched(browser, large_server) as watching:
        yield watching
        assert watching.seen == []


@pytest.fixture
def page(watch: Watch) -> Page:
    """Return an empty page in that window."""
    return watch.context.new_page()


@pytest.fixture
def asked(watch: Watch) -> list[str]:
    """Return the addresses that are asked for, as they come."""
    found: list[str] = []
    watch.context.on("request", lambda request: found.append(request.url))
    return found


def parts(asked: list[str]) -> tuple[int, int]:
    """Return how many files of the first part of the index were asked for, and how many of the second."""
    rest = sum(REST in url for url in asked)
    return sum("/pagefind/" in url for url in asked) - rest, rest


def answered(page: Page) -> None:
    """Wait until the search page has its answer."""
    expect(page.locator("#find-page")).not_to_have_attribute("aria-busy", "true")


def source(page: Page) -> Callable[[], int]:
    """Return what counts the links to the source among the results."""
    return page.locator(f".fc-results a[href*='{SOURCE}']").count


@language_of_site
def test_box_and_search_page_load_nothing_of_the_second_part_until_it_is_asked_for(
    page: Page, large_server: str, asked: list[str], language: str
) -> None:
    page.goto(f"{large_server}/{FOLDER_OF[language]}{CLAIM}")
    open_box(page, WORDS)
    expect(page.locator("#search-rest")).to_be_visible()
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.wait_for_load_state("networkidle")
    first, rest = parts(asked)
    assert first >= 4  # script, WebAssembly, entry and metadata
    assert rest == 0
    page.goto(f"{large_server}/{FOLDER_OF[language]}search/?q=aurora")
    expect(page.locator(".fc-results > li")).to_have_count(10)
    page.locator("#search-more").click()
    expect(page.locator(".fc-results > li").nth(10)).to_be_visible()
    page.locator("details summary").click()
    expect(page.locator("label:has([value=confirmed]) .fc-search__count")).to_have_text(re.compile(r"^\(\d+\)$"))
    page.locator("[name=page]").select_option("claim")
    page.locator("[value=confirmed]").check()
    expect(page).to_have_url(re.compile("rating=confirmed&page=claim"))
    answered(page)
    page.wait_for_load_state("networkidle")
    assert parts(asked)[1] == 0
    page.locator("[name=page]").select_option("source")
    expect(page).to_have_url(re.compile("rating=confirmed&page=source"))
    answered(page)
    assert parts(asked)[1] >= 2  # entry and metadata


def test_search_loads_no_filters_before_they_can_be_seen(page: Page, large_server: str, asked: list[str]) -> None:
    page.goto(f"{large_server}/search/?q=aurora")
    expect(page.locator(".fc-results > li")).to_have_count(10)
    answered(page)
    assert not [url for url in asked if ".pf_filter" in url]


@language_of_site
def test_source_is_found_from_the_box_by_keyboard(page: Page, large_server: str, language: str) -> None:
    root = f"{large_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}{CLAIM}")
    open_box(page, WORDS)
    link = page.locator("#search-rest")
    expect(link).to_have_text(re.compile(ASK[language]))
    expect(page.locator(f".md-search-result__item a[href*='{SOURCE}']")).to_have_count(0)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}search/?q={WORDS}&all=1")
    expect(page.locator(f".fc-results a[href='{root}{SOURCE}?h={WORDS}']")).to_be_visible()


@language_of_site
def test_source_is_found_from_the_end_of_the_results_by_keyboard(page: Page, large_server: str, language: str) -> None:
    root = f"{large_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}search/?q={WORDS}")
    ask = page.get_by_role("button", name=re.compile(ASK[language]))
    box = page.get_by_role("checkbox", name=re.compile(ASK[language]))
    expect(ask).to_be_visible()
    expect(box).not_to_be_checked()
    count = source(page)
    assert count() == 0
    ask.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f".fc-results a[href*='{SOURCE}']")).to_be_visible()
    expect(page).to_have_url(f"{root}search/?q={WORDS}&all=1")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(ask).not_to_be_visible()
    page.keyboard.press("Space")
    expect(ask).to_be_visible()
    expect(page.locator(f".fc-results a[href*='{SOURCE}']")).to_have_count(0)
    page.go_back()
    expect(page.locator(f".fc-results a[href*='{SOURCE}']")).to_be_visible()


def test_source_is_found_by_the_filter_of_pages_by_keyboard(page: Page, large_server: str) -> None:
    page.goto(f"{large_server}/search/?q=cloud&page=claim")
    choice = page.get_by_label("Kind of page", exact=True)
    expect(choice).to_be_visible()
    expect(page.locator("#search-widen")).not_to_be_visible()
    choice.focus()
    page.keyboard.type("Source")
    expect(choice).to_have_value("source")
    kinds = page.locator(".fc-results .fc-axes")
    expect(kinds.first).to_have_text("Source")
    assert set(kinds.all_inner_texts()) == {"Source"}
    expect(page).to_have_url(f"{large_server}/search/?q=cloud&page=source")
    choice.select_option("")
    expect(kinds.first).not_to_have_text("Source")
    for _ in range(10):
        if not page.locator("#search-more").is_visible():
            break
        before = kinds.count()
        page.locator("#search-more").click()
        expect(kinds.nth(before)).to_be_visible()
    assert "Source" not in kinds.all_inner_texts()


def test_counts_of_what_is_not_searched_are_not_given(page: Page, large_server: str) -> None:
    page.goto(f"{large_server}/search/")
    page.locator("details summary").click()
    option = page.locator("[name=page] option[value=source]")
    expect(option).to_have_text(re.compile(r"^Source \([1-9]\d*\)$"))
    page.get_by_role("searchbox").fill("cloud")
    expect(page.get_by_role("status")).to_have_text(re.compile("result"))
    expect(option).to_have_text("Source")
    page.get_by_role("checkbox", name=re.compile(ASK["en"])).check()
    expect(option).to_have_text(re.compile(r"^Source \([1-9]\d*\)$"))


@language_of_site
def test_what_only_sources_say_is_offered_where_nothing_is_found(page: Page, large_server: str, language: str) -> None:
    root = f"{large_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}search/?q=quillfeather")
    expect(page.get_by_role("status")).to_contain_text(nothing_found(language))
    page.get_by_role("button", name=re.compile(ASK[language])).click()
    expect(page.locator(f".fc-results a[href*='{SOURCE}']")).to_be_visible()


def test_little_words_are_found_alone_or_among_others_and_load_nothing_beside_them(
    page: Page, large_server: str, asked: list[str]
) -> None:
    page.goto(f"{large_server}/fr/search/?q=contrat")
    expect(page.locator(".fc-results > li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    loaded = {url for url in asked if ".pf_index" in url}
    page.get_by_role("searchbox").fill("à la contrat de l’")
    expect(page).to_have_url(re.compile("q=%C3%A0"))
    answered(page)
    assert {url for url in asked if ".pf_index" in url} == loaded
    for words in ("de l’accord", '"contrat de calcul"', "le", "à"):
        page.get_by_role("searchbox").fill(words)
        expect(page).to_have_url(re.compile(re.escape(urlencode({"q": words}))))
        answered(page)
        expect(page.locator(".fc-results > li").first).to_be_visible()


def test_search_page_says_so_when_the_second_part_cannot_be_loaded(browser: Browser, large_server: str) -> None:
    with watched(browser, large_server) as watch:
        page = watch.context.new_page()
        watch.context.route(f"**{REST}**", lambda route: route.abort())
        page.goto(f"{large_server}/search/?q={WORDS}")
        page.locator("#search-widen").click()
        expect(page.get_by_role("status")).to_have_text(re.compile("could not be loaded"))
