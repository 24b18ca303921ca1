"""`make serve` in a real browser: an open page follows its file through an error and back; all else works beside it."""

from __future__ import annotations

import os
import re
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
from playwright.sync_api import Browser, expect

from browser.building import OWN_SETTINGS, copy_project
from browser.watching import TRAP

PATIENCE = 120
CLAIM = "aurora-announced-deal"
PAGE = f"claims/{CLAIM}/"
PORT = 8617


class Preview(NamedTuple):
    """A copy of the sample project, and where its preview is, without a slash at the end."""

    root: Path
    url: str

    def replace(self, old: str, new: str) -> None:
        """Replace a text in the claim's file as editors do: a new file takes the place of the old one."""
        file = self.root / "facts" / "claims" / f"{CLAIM}.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        fresh = file.with_name(f".{file.name}.tmp")
        fresh.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        fresh.replace(file)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give a preview; at the end it is told to stop, and must do so at once."""
    root, url = tmp_path_factory.mktemp("preview") / "project", f"http://127.0.0.1:{PORT}"
    copy_project(root)
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    environment = {**kept, "PYTHONPATH": "scripts", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "factcheck", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                with suppress(HTTPError, OSError), urlopen(f"{url}/{PAGE}"):  # noqa: S310 - our own preview
                    break
                time.sleep(0.2)
            yield Preview(root, url)
        finally:
            process.terminate()
        assert process.wait(PATIENCE) == 143


def test_open_page_follows_its_file_through_an_error_and_back(browser: Browser, preview: Preview) -> None:
    context = browser.new_context()
    context.add_init_script(TRAP)
    context.set_default_timeout(30_000)
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{preview.url}/{PAGE}#evidence")
    expect(page.locator("article h1")).to_be_visible()
    preview.replace("\n    en: ", "\n    en: Followed at once. ")
    expect(page.locator("article")).to_contain_text("Followed at once.")
    assert [text for text in said if "policy" in text.lower()] == []
    preview.replace("\narticle: ", "\narticle: no-such-")
    expect(page.locator("h1")).to_contain_text(re.compile(r"^\d+ errors? in the records$"))
    expect(page.locator("section").first).to_contain_text(f"facts/claims/{CLAIM}.yml:3:10")
    page.get_by_text("Show the last good site").click()
    expect(page.locator("article h1")).to_be_visible()
    page.locator(".preview-last-good a").click()
    expect(page.locator("h1")).to_contain_text("in the records")
    preview.replace("\narticle: no-such-", "\narticle: ")
    expect(page.locator("article h1")).to_be_visible()
    page.locator("header .md-select").hover()
    page.locator("header a.md-select__link[hreflang=fr]").click()
    expect(page).to_have_url(f"{preview.url}/fr/{PAGE}")
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially("nouvel accord")
    expect(page.locator(".md-search-result__item a[href*='/fr/']").first).to_be_visible()
    context.close()
