"""The list of all claims in a real browser: filter, sort, share, go back; by keyboard, on a phone, without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browser.kinds import FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.languages import translated
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.report.report import Report

STATUS = {"en": "Claims shown: {} of {}", "fr": "Affirmations affichées\N{NO-BREAK SPACE}: {} sur {}"}


@pytest.fixture
def claims(sample: Report) -> list[Claim]:
    return list(sample.corpus.claims.values())


@pytest.fixture
def list_of_claims(site_server: str) -> str:
    """Return the address of the list."""
    return f"{site_server}/claims/"


def shown(page: Page) -> list[str]:
    """Return the ids of the claims that are shown, in their order."""
    links = page.locator("#explored tbody tr:visible th a")
    return [link.rstrip("/").rpartition("/")[2] for link in links.evaluate_all("all => all.map(a => a.href)")]


def expect_claims(page: Page, expected: list[str]) -> None:
    """Wait until these claims are shown, in this order."""
    links = page.locator("#explored tbody tr:visible th a")
    for position, claim in enumerate(expected):  # as many may have been shown before: wait for each
        expect(links.nth(position)).to_have_attribute("href", re.compile(rf"(^|/){claim}/$"))
    expect(links).to_have_count(len(expected))
    assert shown(page) == expected


def expect_shown(page: Page, expected: list[str], total: int, language: str = "en") -> None:
    """Wait until so many claims are announced; then compare which they are, and their order."""
    expect(page.get_by_role("status")).to_have_text(STATUS[language].format(len(expected), total))
    expect_claims(page, expected)


def rated(claims: list[Claim], *ratings: str) -> list[str]:
    return [claim.id for claim in claims if claim.review.rating in ratings]


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"#explore select[name={name}]").select_option(value)


def test_keyboard_alone_filters_by_rating_sorts_and_clears(
    page: Page, list_of_claims: str, claims: list[Claim]
) -> None:
    page.goto(list_of_claims)
    expect_shown(page, [claim.id for claim in claims], len(claims))
    tab_to(page, page.locator("[name=rating][value=unproven]"))
    page.keyboard.press("Space")
    expect_shown(page, rated(claims, "unproven"), len(claims))
    page.keyboard.press("Shift+Tab")  # the rating before it on the scale
    page.keyboard.press("Space")
    found = rated(claims, "unproven", "disputed")
    expect_shown(page, found, len(claims))
    expect(page).to_have_url(f"{list_of_claims}?rating=disputed&rating=unproven")
    header = page.get_by_role("columnheader", name="Rating")
    tab_to(page, header.get_by_role("button"))
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect_shown(page, rated(claims, "disputed") + rated(claims, "unproven"), len(claims))
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    expect_shown(page, rated(claims, "unproven") + rated(claims, "disputed"), len(claims))
    page.locator("[name=words]").focus()
    tab_to(page, page.get_by_role("button", name="Clear all"))
    page.keyboard.press("Enter")
    expect_shown(page, [claim.id for claim in claims], len(claims))
    expect(page).to_have_url(list_of_claims)
    expect(page.get_by_role("columnheader", name="Claim", exact=True)).to_have_attribute("aria-sort", "ascending")
    assert header.get_attribute("aria-sort") is None


@pytest.mark.parametrize("article", ["gazette-aurora-2025", "quotidien-aurora-2024"])
def test_start_page_leads_to_the_claims_of_an_article(
    page: Page, site_server: str, sample: Report, article: str
) -> None:
    claims = list(sample.corpus.claims.values())
    page.goto(f"{site_server}/")
    name = re.escape(View(sample.corpus, "en").article_name(sample.corpus.articles[article]))
    page.get_by_role("link", name=re.compile(f"^All its claims – {name}$")).click()
    expect(page).to_have_url(f"{site_server}/claims/?article={article}")
    expect_shown(page, [claim.id for claim in claims if claim.article == article], len(claims))
    expect(page.locator("#explore select[name=article]")).to_have_value(article)
    choose(page, "article", "")
    expect_shown(page, [claim.id for claim in claims], len(claims))


def test_filters_combine(page: Page, list_of_claims: str, claims: list[Claim]) -> None:
    page.goto(list_of_claims)
    page.get_by_role("checkbox", name="Mostly confirmed").check()
    choose(page, "about", "nimbus")
    found = [claim for claim in claims if claim.review.rating == "mostly-confirmed" and "nimbus" in claim.claim.about]
    expect_shown(page, [claim.id for claim in found], len(claims))
    choose(page, "type", "investment")
    found = [claim for claim in found if claim.claim.payload.type == "investment"]
    expect_shown(page, [claim.id for claim in found], len(claims))
    choose(page, "kind", "factual")
    assert found
    assert {claim.claim.kind for claim in found} == {"factual"}
    expect_shown(page, [claim.id for claim in found], len(claims))
    choose(page, "kind", "analysis")
    expect(page.get_by_role("status")).to_have_text("No claim matches all of these filters.")
    assert shown(page) == []


@language_of_site
def test_words_are_found_in_any_order_without_accents_capitals_and_apostrophes(
    page: Page, site_server: str, language: str
) -> None:
    cases = {
        "en": {"BILLION  in all": ["nimbus-1b-total"], "billion gardening": []},
        "fr": {"jusqu'a 2": ["orbit-up-to-2b"], "TOUT de suite": ["nimbus-300m-now"]},
    }
    name = translated(language, "Words in the claim")
    page.goto(f"{site_server}/{FOLDER_OF[language]}claims/")
    for words, found in cases[language].items():
        page.get_by_role("searchbox", name=name).fill(words)
        page.keyboard.press("Enter")  # sends nothing anywhere
        expect_claims(page, found)


def test_address_restores_the_list_and_knows_nothing_of_what_it_says_wrongly(
    page: Page, list_of_claims: str, claims: list[Claim]
) -> None:
    page.goto(f"{list_of_claims}?rating=confirmed&about=orbit&sort=-rating&words=invest&kind=none&rating=none")
    expect(page.get_by_role("checkbox", name="Confirmed", exact=False).first).to_be_checked()
    expect(page.get_by_role("combobox", name="Person or company", exact=True)).to_have_value("orbit")
    expect(page.get_by_label("Kind of claim", exact=True)).to_have_value("")
    expect(page.get_by_role("columnheader", name="Rating")).to_have_attribute("aria-sort", "descending")
    expect_shown(page, ["orbit-up-to-2b"], len(claims))


def test_back_button_undoes_one_choice_at_a_time_and_words_at_once(
    page: Page, list_of_claims: str, claims: list[Claim]
) -> None:
    page.goto(list_of_claims)
    page.get_by_role("checkbox", name="Unproven").check()
    unproven = rated(claims, "unproven")
    expect_shown(page, unproven, len(claims))
    for letters in ("orb", "it"):
        page.locator("[name=words]").press_sequentially(letters)
        page.wait_for_timeout(400)  # the address follows when no key has been pressed for a while
    expect(page).to_have_url(f"{list_of_claims}?rating=unproven&words=orbit")
    expect_shown(page, ["orbit-compute-contract"], len(claims))
    page.locator("#explored tbody tr:visible a").first.click()
    expect(page).to_have_url(re.compile(r"/claims/orbit-compute-contract/$"))
    page.go_back()
    expect_shown(page, ["orbit-compute-contract"], len(claims))
    page.go_back()
    expect_shown(page, unproven, len(claims))
    expect(page.locator("[name=words]")).to_have_value("")
    page.go_back()
    expect_shown(page, [claim.id for claim in claims], len(claims))
    expect(page.get_by_role("checkbox", name="Unproven")).not_to_be_checked()
    page.go_forward()
    expect_shown(page, unproven, len(claims))


def test_french_list_filters_and_the_language_switch_keeps_the_choice(
    page: Page, list_of_claims: str, site_server: str, claims: list[Claim]
) -> None:
    page.goto(f"{site_server}/fr/claims/")
    page.get_by_role("checkbox", name="Non établie").check()
    expect_shown(page, rated(claims, "unproven"), len(claims), "fr")
    page.locator("header .md-select").hover()
    page.locator("header a.md-select__link[hreflang=en]").click()
    expect(page).to_have_url(f"{list_of_claims}?rating=unproven")
    expect_shown(page, rated(claims, "unproven"), len(claims))


def test_hidden_rows_cannot_be_reached(page: Page, list_of_claims: str, claims: list[Claim]) -> None:
    page.goto(f"{list_of_claims}?rating=unproven")
    expect_shown(page, rated(claims, "unproven"), len(claims))
    page.get_by_role("button", name="Last checked").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.closest('tr')?.dataset.rating ?? ''")
        assert place in {"", "unproven"}
        if not place:
            break
    assert page.get_by_role("table").get_by_role("row").count() == 1 + len(rated(claims, "unproven"))


@language_of_site
def test_list_without_javascript_is_complete_and_has_no_controls(
    browser: Browser, site_server: str, claims: list[Claim], language: str
) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{FOLDER_OF[language]}claims/?rating=unproven")
        expect(page.locator("#explored tbody tr:visible")).to_have_count(len(claims))
        controls = page.locator("article :is(button, input, select, summary, [role=status])")
        assert [item for item in controls.all() if item.is_visible()] == []
        assert watch.seen == []


@language_of_site
def test_phone_shows_the_list_first_and_sorts_it_by_a_list_of_orders(
    browser: Browser, site_server: str, claims: list[Claim], language: str
) -> None:
    with watched(browser, site_server, viewport={"width": 320, "height": 640}) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{FOLDER_OF[language]}claims/")
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.locator("[name=words]")).not_to_be_visible()
        page.locator("#explore summary").click()
        choose(page, "sort", "-rating")
        page.locator("[name=rating][value=unproven]").check()
        page.locator("[name=rating][value=confirmed]").check()
        found = rated(claims, "unproven") + rated(claims, "confirmed")
        expect_shown(page, found, len(claims), language)
        assert page.evaluate("document.scrollingElement.scrollWidth") == 320
        assert watch.seen == []


def test_paper_shows_what_the_screen_shows(page: Page, list_of_claims: str, claims: list[Claim]) -> None:
    page.goto(f"{list_of_claims}?rating=unproven")
    expect_shown(page, rated(claims, "unproven"), len(claims))
    page.emulate_media(media="print")
    expect_shown(page, rated(claims, "unproven"), len(claims))
    expect(page.get_by_role("button", name="Clear all")).not_to_be_visible()


@language_of_site
def test_counts_on_the_home_page_and_entities_lead_to_the_list_of_those_claims(
    page: Page, site_server: str, claims: list[Claim], language: str
) -> None:
    home = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(home)
    page.locator("article a[href='./claims/?rating=mostly-confirmed']").click()
    expect_shown(page, rated(claims, "mostly-confirmed"), len(claims), language)
    page.goto(f"{home}entities/orbit/")
    page.locator("article a[href='../../claims/?about=orbit']").click()
    expect_shown(page, [claim.id for claim in claims if "orbit" in claim.claim.about], len(claims), language)


def test_a_thousand_rows_are_filtered_and_sorted_at_once(page: Page, list_of_claims: str, claims: list[Claim]) -> None:
    def swell(route: Route) -> None:
        before, body, after = re.split(r"(?s)(?<=<tbody>)(.*)(?=</tbody>)", route.fetch().text())
        route.fulfill(body=before + body * 50 + after, content_type="text/html; charset=utf-8")

    page.route("**/claims/*rating*", swell)
    page.goto(f"{list_of_claims}?rating=unproven", timeout=60_000)
    total = len(claims)  # the server counted them; the script counts rows
    expect(page.get_by_role("status")).to_have_text(STATUS["en"].format(50 * len(rated(claims, "unproven")), total))
    taken = page.evaluate("""() => {
        const start = performance.now();
        document.querySelector("th[data-sort=rating] button").click();
        return performance.now() - start;
    }""")
    assert taken < 1000  # of some tens of milliseconds here: only what grows faster than the list would be so slow
