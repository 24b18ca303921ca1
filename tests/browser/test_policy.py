"""The policy of the pages (Content-Security-Policy) in a real browser: what is smuggled into them does not run.

That the site itself works under it, and asks no other host, every test of this folder shows: the watch tells.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from browser.watching import Watch, watched

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
RAN = "window.RAN === true"


def test_markup_for_search_engines_is_data_that_the_policy_does_not_ask_about(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/{CLAIM}")
    assert page.locator("script[type='application/ld+json']").count() == 1


def test_the_switch_of_colours_works_and_is_remembered_on_other_pages_and_in_the_other_language(
    page: Page, site_server: str
) -> None:
    page.goto(f"{site_server}/{CLAIM}")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    for address in ("", "404.html", "fr/", f"fr/{CLAIM}"):
        page.goto(f"{site_server}/{address}")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")


@language_of_site
def test_bar_of_coverage_has_parts_as_wide_as_their_share(page: Page, site_server: str, language: str) -> None:
    page.goto(f"{site_server}/{FOLDER_OF[language]}articles/lesechos-google-anthropic-2023/")
    bar = page.locator(".fc-bar")
    whole = bar.evaluate("bar => bar.clientWidth")
    for part in bar.locator(".fc-bar__part").all():
        share = float((part.get_attribute("width") or "").removesuffix("%"))
        assert part.evaluate("part => part.getBoundingClientRect().width") == pytest.approx(whole * share / 100, abs=1)
        assert part.evaluate("part => part.getBoundingClientRect().height") > 10


# What is smuggled in

SMUGGLED = {
    "inline script": ("<script>window.RAN=true</script>", "script-src-elem"),
    "script in a module": ('<script type="module">window.RAN=true</script>', "script-src-elem"),
    "event handler": ('<img alt="" src="data:," onerror="window.RAN=true">', "script-src-attr"),
    "handler of a drawing": ('<svg onload="window.RAN=true"></svg>', "script-src-attr"),
    "script in data": ('<script src="data:text/javascript,window.RAN=true"></script>', "script-src-elem"),
    "script of another host": ('<script src="https://other.example/x.js"></script>', "script-src-elem"),
    "script address": ('<a id="smuggled" href="javascript:void(window.RAN=true)">x</a>', "script-src-elem"),
}
OTHER_HOST = {
    "image": ('<img alt="" src="https://other.example/x.png">', "img-src"),
    "stylesheet": ('<link rel="stylesheet" href="https://other.example/x.css">', "style-src-elem"),
    "frame": ('<iframe src="https://other.example/"></iframe>', "frame-src"),
    "object": ('<object data="https://other.example/x.swf"></object>', "object-src"),
    "form": ('<form action="https://other.example/"><button id="smuggled">x</button></form>', "form-action"),
}
STYLES = {
    "inline style": ('<p style="color: red">x</p>', "style-src-attr"),
    "inline stylesheet": ("<style>p { color: red }</style>", "style-src-elem"),
    "base": ('<base href="https://other.example/">', "base-uri"),
}


def smuggle(page: Page, site_server: str, html: str, *, policy: bool) -> None:
    """Open a page into which somebody got a piece of HTML, with or without its policy; click on what can be clicked."""

    def change(route: Route) -> None:
        text = route.fetch().text()
        assert META.search(text)
        text = text.replace("</h1>", f"</h1>{html}", 1)
        route.fulfill(body=text if policy else META.sub("", text), content_type="text/html; charset=utf-8")

    page.route("**/about/", change)
    page.route("https://other.example/**", lambda route: route.fulfill(body="window.RAN=true"))
    page.goto(f"{site_server}/about/")
    if page.locator("#smuggled").count():
        page.locator("#smuggled").evaluate("element => element.click()")
    page.wait_for_timeout(100)


def is_told(watch: Watch, page: Page, directive: str) -> bool:
    """Wait until the browser tells that a directive was violated, on a busy machine for some seconds."""
    for _ in range(100):
        if any(line.startswith(f"console: against the policy: {directive} ") for line in watch.seen):
            return True
        page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize(("html", "directive"), SMUGGLED.values(), ids=SMUGGLED)
def test_smuggled_script_runs_without_the_policy_and_not_under_it(
    browser: Browser, site_server: str, html: str, directive: str
) -> None:
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        smuggle(page, site_server, html, policy=False)
        page.wait_for_function(RAN)  # otherwise the test shows nothing
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        smuggle(page, site_server, html, policy=True)
        assert is_told(watch, page, directive), watch.seen
        assert not page.evaluate(RAN)


@pytest.mark.parametrize(("html", "directive"), [*OTHER_HOST.values(), *STYLES.values()], ids=[*OTHER_HOST, *STYLES])
def test_smuggled_piece_of_another_host_or_style_is_blocked(
    browser: Browser, site_server: str, html: str, directive: str
) -> None:
    asked = []
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        page.on("response", lambda response: asked.append(response.url))
        smuggle(page, site_server, html, policy=True)
        assert is_told(watch, page, directive), watch.seen
    assert asked
    assert not [url for url in asked if not url.startswith(site_server)]


# Where there is no page


@pytest.mark.parametrize("address", ["none", "none/at/all/", "claims/none/", "fr/claims/none/"])
def test_wrong_address_shows_a_page_that_leads_on_in_both_languages(
    browser: Browser, site_server: str, address: str
) -> None:
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        answer = page.goto(f"{site_server}/{address}")
        assert answer
        assert answer.status == 404
        expect(page).to_have_title("Page not found - Word for Word")
        expect(page.locator("h1")).to_have_text("Page not found")
        expect(page.locator("article [lang=fr] h2")).to_have_text("Page introuvable")
        hrefs = [link.get_attribute("href") for link in page.locator("article a").all()]
        assert hrefs == ["/", "/claims/", "/fr/", "/fr/claims/"]
        page.locator("article [lang=fr] a").last.click()
        expect(page.locator("h1")).to_contain_text("affirmations")
        # The only thing that went wrong is the address itself; style sheets and scripts were found.
        assert {line for line in watch.seen if not line.startswith("console: Failed to load resource")} == {
            f"404: {site_server}/{address}"
        }


def test_search_works_on_the_page_for_a_wrong_address(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/none/at/all/")
        page.keyboard.press("/")
        page.locator("[data-md-component=search-query]").press_sequentially("convertible")
        page.locator(".md-search-result__item a").first.click()
        expect(page).to_have_url(re.compile(rf"^{re.escape(site_server)}/[a-z]+/.*\?h="))
