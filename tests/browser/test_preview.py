"""`make serve` in a real browser: an open page follows its file, tells of mistakes, and comes back when all is well."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.building import OWN_SETTINGS, copy_project
from browser.kinds import CLAIM
from browser.watching import TRAP

PATIENCE = 120
SLOW = 30_000
"""Milliseconds after which a page will not follow any more."""


class Preview(NamedTuple):
    """A copy of the project, and where its preview is, without a slash at the end."""

    root: Path
    url: str

    @property
    def file(self) -> Path:
        """The file of the claim that is looked at."""
        return self.root / "facts" / "claims" / f"{CLAIM.strip('/').rpartition('/')[2]}.yml"

    def change(self, old: str, new: str) -> None:
        """Replace a text in that file as editors do: a new file takes the place of the old one."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        fresh = self.file.with_name(f".{self.file.name}.tmp")
        fresh.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        fresh.replace(self.file)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(HTTPError, OSError), urlopen(url):  # noqa: S310 - our own preview
            return
        time.sleep(0.2)
    pytest.fail(f"no preview at {url}")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give a preview of a copy of the project; at the end it is interrupted, and must stop at once."""
    root, port = tmp_path_factory.mktemp("preview") / "project", free_port()
    copy_project(root)
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    environment = {**kept, "PYTHONPATH": "scripts", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "factcheck", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/{CLAIM}")
            yield Preview(root, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
        assert process.wait(PATIENCE) == 130


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:  # noqa: ARG001 - it must be there first
    """Give an empty page, on which no script of a record may run; mistakes come with a status of their own."""
    context = browser.new_context()
    context.add_init_script(TRAP)
    context.set_default_timeout(SLOW)
    yield context.new_page()
    context.close()


def test_open_page_follows_its_file_through_a_mistake_and_back(page: Page, preview: Preview) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{preview.url}/{CLAIM}#evidence")
    expect(page.locator("article h1")).to_be_visible()
    preview.change("en: >-\n      ", "en: >-\n      Followed at once. ")
    expect(page.locator("article")).to_contain_text("Followed at once.", timeout=SLOW)
    assert [text for text in said if "policy" in text.lower()] == []
    preview.change("\narticle: ", "\narticle: no-such-")
    expect(page.locator("h1")).to_contain_text(re.compile(r"^\d+ errors? in the records$"), timeout=SLOW)
    expect(page.locator("section").first).to_contain_text(f"facts/claims/{preview.file.name}:3:10")
    expect(page.locator("section").first).to_contain_text("unknown article")
    page.get_by_text("Show the last good site").click()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator(".preview-old")).to_contain_text("This is the last good site")
    page.locator(".preview-old a").click()
    expect(page.locator("h1")).to_contain_text("in the records")
    preview.change("\narticle: no-such-", "\narticle: ")
    expect(page.locator("article h1")).to_be_visible(timeout=SLOW)
    assert page.url.startswith(f"{preview.url}/{CLAIM}")


def test_language_switch_and_search_work_in_the_preview(page: Page, preview: Preview) -> None:
    page.goto(f"{preview.url}/{CLAIM}")
    page.locator("header .md-select").hover()
    page.locator("header a.md-select__link[hreflang=fr]").click()
    expect(page).to_have_url(f"{preview.url}/fr/{CLAIM}")
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially("obligations convertibles")
    result = page.locator(".md-search-result__item a[href*='/fr/claims/amazon-1-25b-convertible-notes/']").first
    expect(result).to_be_visible(timeout=SLOW)
