"""The policy of the pages (Content-Security-Policy) in a real browser: what is smuggled into them does not run.

That the site itself works under it, and asks no other host, every test of this folder shows: the watch tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.kinds import ARTICLE, CLAIM
from browser.watching import Watch, watched

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
TOLD = "console: against the policy: "


def test_switch_of_colours_works_and_is_remembered_on_other_pages_and_in_the_other_language(
    page: Page, site_server: str
) -> None:
    page.goto(f"{site_server}/{CLAIM}")
    assert page.locator("script[type='application/ld+json']").count() == 2, "it is data: the policy does not ask"
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    for address in ("", "404.html", "fr/", f"fr/{CLAIM}"):
        page.goto(f"{site_server}/{address}")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_bar_of_coverage_has_parts_as_wide_as_their_share(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/{ARTICLE}")
    bar = page.locator(".fc-bar")
    whole = bar.evaluate("bar => bar.clientWidth")
    for part in bar.locator(".fc-bar__part").all():
        share = float((part.get_attribute("width") or "").removesuffix("%"))
        assert part.evaluate("part => part.getBoundingClientRect().width") == pytest.approx(whole * share / 100, abs=1)
        assert part.evaluate("part => part.getBoundingClientRect().height") > 10


# What is smuggled in

SCRIPTS = (
    "<script>window.RAN1=true</script>",
    '<script type="module">window.RAN2=true</script>',
    '<img alt="" src="data:," onerror="window.RAN3=true">',
    '<svg onload="window.RAN4=true"></svg>',
    '<script src="data:text/javascript,window.RAN5=true"></script>',
    '<script src="https://other.example/x.js"></script>',
    '<a class="smuggled" href="javascript:void(window.RAN7=true)">x</a>',
)
"""Ways to run a script; each leaves its number. The sixth is what the other host answers."""
OTHERS = {
    "img-src": '<img alt="" src="https://other.example/x.png">',
    "style-src-elem": '<link rel="stylesheet" href="https://other.example/x.css"><style>p { color: red }</style>',
    "frame-src": '<iframe src="https://other.example/"></iframe>',
    "object-src": '<object data="https://other.example/x.swf"></object>',
    "form-action": '<form action="https://other.example/"><button class="smuggled">x</button></form>',
    "style-src-attr": '<p style="color: red">x</p>',
    "base-uri": '<base href="https://other.example/">',
}
"""Pieces of another host, and styles, by the rule that forbids them."""


def smuggle(page: Page, site_server: str, html: str, *, policy: bool) -> None:
    """Open a page into which somebody got a piece of HTML, with or without its policy; click on what can be clicked."""

    def change(route: Route) -> None:
        text = route.fetch().text()
        assert META.search(text)
        text = text.replace("</h1>", f"</h1>{html}", 1)
        route.fulfill(body=text if policy else META.sub("", text), content_type="text/html; charset=utf-8")

    page.route("**/about/", change)
    page.route("https://other.example/**", lambda route: route.fulfill(body="window.RAN6=true"))
    page.goto(f"{site_server}/about/")
    for link in page.locator(".smuggled").all():
        link.evaluate("element => element.click()")
    page.wait_for_timeout(200)


def ran(page: Page) -> list[int]:
    """Return the numbers of the scripts that ran."""
    return [number for number in range(1, len(SCRIPTS) + 1) if page.evaluate(f"window.RAN{number} === true")]


def told(watch: Watch, page: Page, directives: Collection[str]) -> set[str]:
    """Wait, on a busy machine for some seconds, until the browser tells that these were violated; return which were."""
    for _ in range(100):
        lines = [line.removeprefix(TOLD) for line in watch.seen if line.startswith(TOLD)]
        found = {line.partition(" ")[0] for line in lines}
        if found >= set(directives):
            break
        page.wait_for_timeout(50)
    return found


def test_smuggled_scripts_run_without_the_policy_and_not_under_it(browser: Browser, site_server: str) -> None:
    html = "".join(SCRIPTS)
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        smuggle(page, site_server, html, policy=False)
        assert ran(page) == [*range(1, len(SCRIPTS) + 1)], "otherwise the test shows nothing"
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        smuggle(page, site_server, html, policy=True)
        assert told(watch, page, ["script-src-elem", "script-src-attr"]) == {"script-src-elem", "script-src-attr"}
        assert sum(line.startswith(TOLD) for line in watch.seen) == len(SCRIPTS)
        assert ran(page) == []


def test_smuggled_pieces_of_another_host_and_styles_are_blocked(browser: Browser, site_server: str) -> None:
    asked = []
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        page.on("response", lambda response: asked.append(response.url))
        smuggle(page, site_server, "".join(OTHERS.values()), policy=True)
        assert told(watch, page, OTHERS) == set(OTHERS)
    assert asked
    assert not [url for url in asked if not url.startswith(site_server)]


# Where there is no page


@pytest.mark.parametrize("address", ["none/at/all/", "fr/claims/none/"])
def test_wrong_address_shows_a_page_that_leads_on_in_both_languages(
    browser: Browser, site_server: str, address: str
) -> None:
    with watched(browser, site_server) as watch:
        page = watch.context.new_page()
        answer = page.goto(f"{site_server}/{address}")
        assert answer
        assert answer.status == HTTPStatus.NOT_FOUND
        expect(page).to_have_title("Page not found – Word for Word")
        expect(page.locator("h1")).to_have_text("Page not found")
        expect(page.locator("article [lang=fr] h2")).to_have_text("Page introuvable")
        hrefs = [link.get_attribute("href") for link in page.locator("article a").all()]
        assert hrefs == ["/", "/claims/", "/fr/", "/fr/claims/"]
        page.keyboard.press("/")
        page.locator("[data-md-component=search-query]").press_sequentially("gardener")
        page.locator(".md-search-result__item a").first.click()
        expect(page).to_have_url(re.compile(r"/[a-z]+/.*\?h="))
        page.go_back()
        page.locator("article [lang=fr] a").last.click()
        expect(page.locator("h1")).to_contain_text("affirmations")
        # The only thing that went wrong is the address itself; style sheets and scripts were found.
        assert {line for line in watch.seen if not line.startswith("console: Failed to load resource")} == {
            f"404: {site_server}/{address}"
        }
