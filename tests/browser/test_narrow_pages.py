"""Texts as long as they may be, in which no line can end: on a screen of 320 pixels all of them fit.

So wide is a screen of 1,280 pixels for somebody who enlarges it four times (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, expect

from browser.kinds import FOLDER_OF, language_of_site
from browser.watching import watched
from factcheck.pages.standalone import sort_of

FAULTS = """() => {
  const faults = new Set();
  const name = element => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? element.id}`;
  const width = document.scrollingElement.scrollWidth;
  if (width > innerWidth) faults.add(`the page is ${width} pixels wide`);
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  for (const box of document.querySelectorAll("article *, footer *, body:not(:has(article)) *")) {
    if (!box.checkVisibility({ visibilityProperty: true })) continue;
    const { left, right } = box.getBoundingClientRect();
    let scroller = box.parentElement;
    while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
    if (!scroller && (right > innerWidth + 1 || left < -1)) faults.add(`${name(box)} sticks out`);
    if (box.scrollWidth <= box.clientWidth + 1 || box.closest("svg, select, input, .fc-aloud")) continue;
    const { overflowX } = getComputedStyle(box);
    if (["hidden", "clip"].includes(overflowX)) faults.add(`${name(box)} cuts its text off`);
    if (!scrolls(box)) continue;
    if (box.tabIndex !== 0) faults.add(`no key scrolls ${name(box)}`);
    if (!box.ariaLabel && !box.getAttribute("aria-labelledby")) faults.add(`${name(box)} scrolls, and has no name`);
    if (!["region", "group"].includes(box.role)) faults.add(`${name(box)} scrolls, and is neither region nor group`);
  }
  return [...faults];
}"""


def addresses(site: Path, language: str) -> list[str]:
    """Return the addresses of the two largest pages of every kind in a language, and of all others of their own."""
    root = site / FOLDER_OF[language]
    kinds = defaultdict(list)
    for path in root.rglob("*.html"):
        address = path.relative_to(root).as_posix().removesuffix("index.html")
        if language != "en" or not address.startswith("fr/"):
            kind = sort_of(path.relative_to(site).as_posix()) or address.rstrip("/").rpartition("/")[0] or address
            kinds[kind].append((path.stat().st_size, address))
    return [address for found in kinds.values() for _, address in sorted(found, reverse=True)[:2]]


@language_of_site
def test_pages_with_the_longest_texts_fit_a_screen_of_320_pixels(
    browser: Browser, long_site: Path, long_server: str, language: str
) -> None:
    found = {}
    with watched(browser, long_server, viewport={"width": 320, "height": 640}, reduced_motion="reduce") as watch:
        page = watch.context.new_page()
        for address in addresses(long_site, language):
            page.goto(f"{long_server}/{FOLDER_OF[language]}{address}")
            expect(page.locator("h1").first).to_be_visible()
            page.locator("article details").evaluate_all("all => all.forEach(details => { details.open = true })")
            if faults := page.evaluate(FAULTS):
                found[address] = faults
        assert watch.seen == []
    assert found == {}
