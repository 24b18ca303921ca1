"""The frame by keyboard: the menu, the colours and the search on a phone; and no key leads to what cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser.kinds import CLAIM, FOLDER_OF, KINDS_OF_PAGES, language_of_site
from browser.watching import watched

PHONE = ViewportSize(width=360, height=720)
WIDTHS = (360, 1000, 1280)
"""Pixels: a phone; a screen with a drawer, a table of contents and a search field; one without a drawer."""
METHOD = "methodology/"

UNSEEN = """async () => {
  document.activeElement.blur();
  if (document.getElementById("__search").checked) document.getElementById("__search").click();
  const isSeen = stop => {
    document.getAnimations().forEach(animation => animation.finish());
    const shown = stop.matches(".md-option") ? stop.nextElementSibling : stop; // a switch shows by its picture
    const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
    const inside = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight && width >= 1 && height >= 1;
    return inside && shown.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const unseen = [];
  for (const stop of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
    if (stop.tabIndex < 0 || stop.matches("[type=radio]:not(:checked)")) continue;
    stop.focus();
    if (document.activeElement !== stop) continue;
    // The theme shows some things again only a moment after they have the focus.
    for (let time = 0; time < 1000 && !isSeen(stop); time += 50) await new Promise(done => setTimeout(done, 50));
    if (!isSeen(stop)) unseen.push(stop.outerHTML.slice(0, 200));
  }
  return unseen;
}"""
"""Gives the focus to whatever the key Tab reaches; returns what then is not on the screen, or is transparent."""


@pytest.fixture
def phone(browser: Browser, site_server: str) -> Iterator[Page]:
    """Give an empty page on a phone with a keyboard, in which nothing may go wrong."""
    with watched(browser, site_server, viewport=PHONE) as watch:
        yield watch.context.new_page()
        assert watch.seen == []


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {target}")


@language_of_site
def test_menu_opens_closes_and_leads_on_by_keyboard(phone: Page, site_server: str, language: str) -> None:
    folder = FOLDER_OF[language]
    phone.goto(f"{site_server}/{folder}{METHOD}")
    button = phone.get_by_role("button", name="Menu", exact=True)
    menu = phone.get_by_role("navigation", name="Navigation")
    for key in ("Enter", "Space"):
        tab_to(phone, button)
        phone.keyboard.press(key)
        close = menu.get_by_role("button", name={"en": "Close the menu", "fr": "Fermer le menu"}[language])
        expect(close).to_be_focused()
        phone.keyboard.press("Escape")
        expect(menu).not_to_be_visible()
        expect(button).to_be_focused()
        phone.keyboard.press("Shift+Tab")
    tab_to(phone, button)
    phone.keyboard.press("Enter")
    for link in menu.get_by_role("link").all():
        phone.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=0.9)
    phone.keyboard.press("Tab")
    expect(menu).not_to_be_visible()
    phone.goto(f"{site_server}/{folder}{METHOD}")
    tab_to(phone, button)
    phone.keyboard.press("Enter")
    tab_to(phone, menu.locator("a[href^='#']").first)
    phone.keyboard.press("Enter")
    expect(menu).not_to_be_visible()
    expect(phone.locator("h2:target")).to_be_in_viewport()


def test_menu_works_without_scripts(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, viewport=PHONE, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{CLAIM}")
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#menu a[href$='about/']").click()
        expect(page).to_have_url(f"{site_server}/about/")
        assert watch.seen == []


@language_of_site
def test_search_on_a_phone_opens_and_closes_by_keyboard(phone: Page, site_server: str, language: str) -> None:
    phone.goto(f"{site_server}/{FOLDER_OF[language]}{CLAIM}")
    button = phone.get_by_role("button", name={"en": "Search", "fr": "Recherche"}[language], exact=True)
    field = phone.locator("[data-md-component=search-query]")
    for key in ("Enter", "Space", "/"):
        tab_to(phone, button)
        expect(button).to_have_attribute("aria-expanded", "false")
        phone.keyboard.press(key)
        expect(field).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "true")
        phone.wait_for_timeout(100)  # the theme looks at the focus a moment later
        phone.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(field).not_to_be_visible()
        phone.keyboard.press("Shift+Tab")
    button.click()
    phone.locator(".fc-search-close").click()
    expect(field).not_to_be_visible()


def test_colours_say_by_name_which_of_them_hold(phone: Page, site_server: str) -> None:
    phone.goto(f"{site_server}/{CLAIM}")
    light, dark = (phone.get_by_role("radio", name=f"{name} mode") for name in ("Light", "Dark"))
    expect(light).to_be_checked()
    tab_to(phone, light)
    phone.keyboard.press("ArrowRight")
    expect(dark).to_be_checked()
    expect(phone.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    phone.reload()
    expect(dark).to_be_checked()


def test_tab_leads_to_nothing_unseen_on_pages_of_every_kind(browser: Browser, site_server: str) -> None:
    found = {}
    with watched(browser, site_server, reduced_motion="reduce") as watch:
        page = watch.context.new_page()
        for address in KINDS_OF_PAGES:
            page.goto(f"{site_server}/{address}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 720})
                if unseen := page.evaluate(UNSEEN):
                    found[f"{address} at {width} pixels"] = unseen
        assert watch.seen == []
    assert found == {}
