"""Evidence packs on a disk and on paper, and cards of claims in frames of other sites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pypdf import PdfReader

from browser.kinds import CLAIM, FOLDER_OF, language_of_site
from factcheck.report.report import Report

Scheme = Literal["light", "dark"]
ELSEWHERE = "https://paper.example/"


def words(text: str) -> str:
    """Return a text without blanks: on paper they come and go where lines end."""
    return re.sub(r"\s+", "", text)


@pytest.fixture
def saved(browser: Browser, site: Path, tmp_path: Path) -> Iterator[tuple[Page, list[str]]]:
    """Give a page that shows an evidence pack saved on a disk, and what it asked for or complained about."""
    file = tmp_path / "evidence.html"
    copyfile(site / CLAIM / "evidence.html", file)
    context, seen = browser.new_context(offline=True, viewport={"width": 320, "height": 640}), list[str]()
    context.on("request", lambda request: seen.append(request.url))
    context.on("console", lambda message: seen.append(message.text))
    page = context.new_page()
    page.goto(file.as_uri())
    yield page, seen
    assert seen == [file.as_uri()]
    context.close()


def test_pack_opens_from_a_disk_and_asks_for_nothing(saved: tuple[Page, list[str]], sample: Report) -> None:
    page, _ = saved
    claim = sample.corpus.claims[CLAIM.split("/")[1]]
    assert page.locator(".fc-explanation").inner_text() == claim.review.explanation["en"]
    assert page.evaluate("getComputedStyle(document.querySelector('.running')).display") == "none"
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_pack_on_paper_has_all_words_and_addresses_and_its_title_on_every_page(
    saved: tuple[Page, list[str]], sample: Report, paper: str
) -> None:
    page, _ = saved
    printed = [words(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf(format=paper))).pages]
    title = words(page.locator(".running").text_content() or "")
    assert len(printed) > 1
    heads = [f"{number}/{len(printed)}{title}" for number, _ in enumerate(printed, 1)]
    assert [sheet for sheet, head in zip(printed, heads, strict=True) if not sheet.startswith(head)] == []
    whole = "".join(sheet.removeprefix(head) for sheet, head in zip(printed, heads, strict=True))
    claim = sample.corpus.claims[CLAIM.split("/")[1]]
    for text in (claim.claim.text, claim.review.explanation, claim.review.would_change):
        assert words(text["en"]) in whole
    for item in claim.review.evidence:
        source = sample.corpus.sources[item.source]
        assert all(url in whole for url in (source.url, source.archive_url, source.read_at) if url)
        assert not item.quotation or words(item.quotation.exact) in whole


def site_at_its_address(browser: Browser, site: Path, language: str, scheme: Scheme) -> tuple[BrowserContext, str]:
    """Return a window in which the site is at its own address, and the frame of a claim on the page of another one."""
    answer = json.loads((site / FOLDER_OF[language] / CLAIM / "oembed.json").read_text(encoding="utf-8"))
    base = answer["provider_url"].removesuffix(FOLDER_OF[language])

    def respond(route: Route) -> None:
        path = unquote(route.request.url.removeprefix(base))
        file = site / path / ("index.html" if path.endswith("/") else "")
        if route.request.url == ELSEWHERE:
            body = f"<!doctype html><title>x</title><meta name=viewport content=width=device-width>{answer['html']}"
            route.fulfill(content_type="text/html; charset=utf-8", body=body)
        elif route.request.url.startswith(base) and file.is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    context = browser.new_context(viewport={"width": 400, "height": 600}, color_scheme=scheme)
    context.route("**/*", respond)
    return context, f"{base}{FOLDER_OF[language]}{CLAIM}"


@language_of_site
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_in_a_frame_of_another_site(
    browser: Browser, site: Path, sample: Report, language: str, scheme: Scheme
) -> None:
    context, address = site_at_its_address(browser, site, language, scheme)
    seen: list[str] = []
    context.on("console", lambda message: seen.append(message.text))
    context.on("request", lambda request: seen.append(request.url))
    page = context.new_page()
    page.goto(ELSEWHERE)
    card = page.frame_locator("iframe")
    claim = sample.corpus.claims[CLAIM.split("/")[1]]
    assert card.locator(".fc-explanation").inner_text() == claim.review.explanation[language]
    style = card.locator("body").evaluate("body => [getComputedStyle(body).borderTopWidth, scrollX, body.scrollWidth]")
    assert style[0] == "1px", "its own stylesheet holds, in a frame without rights, too"
    shown = card.locator("html").evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    assert shown == (scheme == "dark")
    assert card.locator("html").evaluate("html => html.scrollWidth - html.clientWidth") == 0
    assert page.evaluate("document.scrollingElement.scrollWidth") == 400
    assert seen == [ELSEWHERE, f"{address}card/"]
    with context.expect_page() as opened:
        card.get_by_role("link").click()
    assert opened.value.url == address
    context.close()
