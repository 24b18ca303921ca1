"""The search: the box in the header and the page with filters, by keyboard, in both languages, and without scripts."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.languages import translated
from factcheck.pages.view import View
from factcheck.report.report import Report

TOTAL = "claims/nimbus-1b-total/"
PREFERRED = CLAIM
PRIMARY = "claims/orbit-primary-provider/"
CONTRACT = "claims/orbit-compute-contract/"
FOUND = {
    "en": (
        ("preferred provider", PREFERRED),
        ("providers PREFERRED", PREFERRED),
        ("1 billion", TOTAL),
        ("gardener", "entities/gardener/"),
        ("Quillfeather", "sources/registry-decision-2024/"),
        ("largest models", "claims/orbit-exclusive-provider/"),
        ("volunteers", "about/"),
        ("voluntee", "about/"),
    ),
    "fr": (
        ("prefere", PREFERRED),
        ("fournisseurs", PREFERRED),
        ("FOURNISSEUR principal", PRIMARY),
        ("1 milliard", TOTAL),
        ("Jardinier", "entities/gardener/"),
        ("l'accord", "claims/aurora-announced-deal/"),
        ("benevole", "about/"),
        ("benevo", "about/"),
    ),
}
"""Words in other forms than on the page, or half typed; an amount; names; words of quotations and written pages."""
NOTHING = {"en": "No matching documents", "fr": "Aucun document trouvé"}


def open_box(page: Page, words: str) -> None:
    """Open the search box by its key and type words."""
    page.keyboard.press("/")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.type(words)


def status(page: Page, words: str) -> None:
    """Expect what the search page says of its results."""
    expect(page.get_by_role("status")).to_have_text(words)


def nothing_found(language: str) -> str:
    """Return what the search page says where nothing is found."""
    return translated(language, "Nothing found. Try fewer words or filters.")


@language_of_site
def test_box_finds_pages_and_marks_the_words_there(page: Page, site_server: str, language: str) -> None:
    root = f"{site_server}/{FOLDER_OF[language]}"
    for words, address in FOUND[language]:
        page.goto(root)
        open_box(page, words)
        # The whole address: what was found for half of the words is there for a moment.
        link = page.locator(f".md-search-result__item a[href='{root}{address}?{urlencode({'h': words})}']")
        expect(link.first).to_be_visible()
        link.first.click()
        expect(page).to_have_url(re.compile(rf"/{FOLDER_OF[language]}{address}\?h="))
        expect(page.locator("article mark").first).to_be_attached()


@language_of_site
def test_box_shows_who_claims_something_and_its_rating_beside_it(
    page: Page, site_server: str, sample: Report, language: str
) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}")
    open_box(page, "aurora")
    view = View(sample.corpus, language)
    links = page.locator(".md-search-result__item a[href*='/claims/']")
    expect(links.first).to_be_visible()
    for link in links.all():
        claim = sample.corpus.claims[(link.get_attribute("href") or "").partition("/claims/")[2].partition("/")[0]]
        expect(link.locator("h1")).to_have_text(view.title(claim))
        expect(link.locator("strong")).to_have_text(view.rating_words()[claim.review.rating])


@language_of_site
def test_title_of_a_window_finds_its_claim(page: Page, site_server: str, sample: Report, language: str) -> None:
    claim = sample.corpus.claims["orbit-primary-provider"]
    page.goto(f"{site_server}/{FOLDER_OF[language]}")
    open_box(page, View(sample.corpus, language).rated_title(claim))
    link = page.locator(".md-search-result__item a").first
    expect(link).to_have_attribute("href", re.compile(rf"/{PRIMARY}\?"))


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [("fr", "accord", "claims/aurora-announced-deal/"), ("en", "Aurora", "entities/aurora/")],
)
def test_words_after_an_apostrophe_or_before_one_are_found(
    page: Page, site_server: str, language: str, words: str, found: str
) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}search/?q={words}")
    more = page.locator("#search-more")
    expect(page.locator(".fc-results > li").first).to_be_visible()
    while more.is_visible() and not page.locator(f".fc-results a[href*='{found}']").count():
        before = page.locator(".fc-results > li").count()
        more.click()
        expect(page.locator(".fc-results > li").nth(before)).to_be_visible()
    expect(page.locator(f".fc-results a[href*='{found}']")).to_have_count(1)


@language_of_site
def test_excerpt_keeps_apostrophes_together_and_the_blanks_of_french(
    page: Page, site_server: str, language: str
) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}search/?q=aurora")
    expect(page.locator(".fc-results > li").nth(9)).to_be_visible()
    text = " ".join(page.locator(".fc-results").all_inner_texts())
    assert not re.search(r"\b[dln][’'] |« | »|\w :|\u205f", text)


@language_of_site
def test_nothing_found_is_said_and_enter_stays_on_the_page(page: Page, site_server: str, language: str) -> None:
    for words in ("qqqqxyz", "Altmann", "aurora qqqqxyz", "2098"):
        page.goto(f"{site_server}/{FOLDER_OF[language]}about/")
        open_box(page, words)
        expect(page.locator(".md-search-result__meta")).to_have_text(NOTHING[language])
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        expect(page.locator("#search-all")).not_to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        expect(page).to_have_url(f"{site_server}/{FOLDER_OF[language]}about/")
    page.goto(f"{site_server}/{FOLDER_OF[language]}search/?q=qqqqxyz")
    expect(page.get_by_role("status")).to_contain_text(nothing_found(language))
    expect(page.locator("#search-more")).not_to_be_visible()


@language_of_site
def test_box_works_by_keyboard_alone(page: Page, site_server: str, language: str) -> None:
    root = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(root)
    open_box(page, "gardener")
    expect(page.locator(".md-search-result__item").nth(1)).to_be_visible()
    for key in ("s", "f", "/"):
        page.wait_for_timeout(100)  # the theme looks at the focus a moment later
        page.keyboard.press("Escape")
        expect(page.locator("#__search")).not_to_be_checked()
        page.wait_for_timeout(100)
        page.keyboard.press(key)
        expect(page.locator("#__search")).to_be_checked()
        expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-all")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__item a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"^{re.escape(root)}[a-z-]+/[^?]+\?h=gardener$"))


def test_enter_in_the_box_goes_to_the_best_result(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/about/")
    open_box(page, "1 billion")
    expect(page.locator(f".md-search-result__item a[href*='{TOTAL}']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{TOTAL}\?h="))


def test_arrow_to_the_right_completes_the_word(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/about/")
    open_box(page, "aurora announ")
    expect(page.locator(".md-search__suggest")).to_have_text(re.compile("^aurora announ[a-z]+$"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-md-component=search-query]")).to_have_value(re.compile("^aurora announ[a-z]+$"))


@language_of_site
def test_box_leads_to_all_results_on_the_search_page(page: Page, site_server: str, language: str) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    open_box(page, "aurora")
    expect(page.locator("#search-all")).to_have_text(re.compile(r"\d\d"))
    said = page.locator("#search-all").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_server}/{FOLDER_OF[language]}search/?q=aurora")
    expect(page.get_by_role("searchbox")).to_have_value("aurora")
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{re.sub(r'[^0-9]', '', said)} r"))


def test_page_loads_nothing_of_the_search_before_the_box_is_touched_and_never_the_themes(
    browser: Browser, site_server: str
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with watched(browser, site_server) as watch:
        watch.context.on("request", note)
        page = watch.context.new_page()
        page.goto(f"{site_server}/{CLAIM}", wait_until="networkidle")
        ours = r"pagefind|search-(worker|words|excerpts)"
        assert not [url for url in asked if re.search(rf"{ours}|search_index|workers/|lunr", url)]
        open_box(page, "gardener")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        assert [url for url in asked if "/pagefind/pagefind.js" in url]
        assert not [url for url in asked if re.search(r"search_index|workers/|lunr|/fr/", url)]
        assert watch.seen == []


# The search page


@pytest.fixture
def search_page(page: Page, site_server: str) -> Page:
    page.goto(f"{site_server}/search/")
    expect(page.locator("#find-page")).to_be_visible()
    return page


def test_filters_narrow_what_is_found_by_keyboard_and_are_in_the_address(search_page: Page, site_server: str) -> None:
    page = search_page
    page.keyboard.press("/")
    page.keyboard.type("aurora")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d\d+ results$"))
    expect(page).to_have_url(f"{site_server}/search/?q=aurora")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the filters
    box = page.get_by_role("checkbox", name="Unproven")
    expect(box).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Space")
    status(page, "1 result")
    expect(page).to_have_url(f"{site_server}/search/?q=aurora&rating=unproven")
    link = page.locator(".fc-results > li > a")
    expect(link).to_have_attribute("href", f"{site_server}/{CONTRACT}?h=aurora")
    expect(page.locator(".fc-results .fc-rating")).to_have_text(re.compile("Unproven"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1 mark").first).to_be_visible()
    page.go_back()
    status(page, "1 result")
    page.reload()
    status(page, "1 result")
    expect(page.get_by_role("checkbox", name="Unproven")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d\d+ results$"))
    expect(page.get_by_role("checkbox", name="Unproven")).not_to_be_checked()


@pytest.mark.parametrize(
    ("query", "claims"),
    [
        ("rating=unproven", [CONTRACT]),
        ("q=cloud&kind=factual&about=orbit-compute", [PRIMARY]),
        ("q=billion&page=claim&rating=confirmed&about=nimbus", [TOTAL]),
        ("page=term&q=preferred", None),
    ],
)
def test_filters_by_rating_kind_subject_and_page_find_what_fits_all(
    page: Page, site_server: str, query: str, claims: list[str] | None
) -> None:
    page.goto(f"{site_server}/search/?{query}")
    expect(page.locator(".fc-results > li").first).to_be_visible()
    found = [
        (link.get_attribute("href") or "").removeprefix(f"{site_server}/").partition("?")[0]
        for link in page.locator(".fc-results > li > a").all()
    ]
    if claims is None:
        assert all(address.startswith("designations/") for address in found)
    else:
        assert set(claims) <= set(found)
        assert all(address.startswith("claims/") for address in found)


def test_count_beside_a_filter_is_what_choosing_it_finds(search_page: Page) -> None:
    page = search_page
    page.get_by_role("searchbox").fill("aurora")
    expect(page.get_by_role("status")).to_have_text(re.compile("results"))
    page.locator("details summary").click()
    count = page.locator("label:has([value=confirmed]) .fc-search__count")
    expect(count).to_have_text(re.compile(r"^\([1-9]\d*\)$"))
    confirmed, partly = (
        int(page.locator(f"label:has([value={rating}]) .fc-search__count").inner_text().strip("()"))
        for rating in ("confirmed", "mostly-confirmed")
    )
    page.locator("[value=confirmed]").check()
    status(page, f"{confirmed} results")
    page.locator("[value=mostly-confirmed]").check()
    status(page, f"{confirmed + partly} results")
    page.get_by_role("button", name="Clear all").click()
    status(page, "")
    expect(page.locator(".fc-results > li")).to_have_count(0)


def test_more_results_come_when_asked_for_and_the_keyboard_goes_on_there(search_page: Page) -> None:
    page = search_page
    page.get_by_role("searchbox").fill("aurora")
    expect(page.locator(".fc-results > li")).to_have_count(10)
    page.get_by_role("button", name="More results").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".fc-results > li")).to_have_count(20)
    expect(page.locator(".fc-results > li").nth(10).locator("a")).to_be_focused()


def test_language_switch_keeps_the_search(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/search/?q=Gardener")
    expect(page.locator(".fc-results > li").first).to_be_visible()
    page.locator("header .md-select").hover()
    page.locator("header a.md-select__link[hreflang=fr]").click()
    expect(page).to_have_url(f"{site_server}/fr/search/?q=Gardener")
    expect(page.get_by_role("status")).to_have_text(re.compile("résultat"))


def test_search_page_says_so_when_the_index_cannot_be_loaded(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        watch.context.route("**/pagefind/**", lambda route: route.abort())
        page.goto(f"{site_server}/search/?q=aurora")
        expect(page.get_by_role("status")).to_have_text(re.compile("could not be loaded"))


@language_of_site
def test_without_scripts_the_page_leads_to_the_lists_and_the_box_is_not_there(
    browser: Browser, site_server: str, language: str
) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{FOLDER_OF[language]}search/")
        expect(page.locator("article noscript p")).to_be_visible()
        controls = page.locator("article :is(button, input, select, summary, [role=status])")
        assert [item for item in controls.all() if item.is_visible()] == []
        for name in ("claims/", "articles/", "entities/", "sources/", "designations/"):
            expect(page.locator(f"article a[href='../{name}']")).to_be_visible()
        page.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
        expect(page.locator(".md-search")).not_to_be_visible()
        expect(page.locator(".fc-search-button")).not_to_be_visible()
        assert watch.seen == []
