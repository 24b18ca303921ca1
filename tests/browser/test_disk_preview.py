"""The preview of a change opens from a disk: styles, fonts and scripts are there, and its links lead to files."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.watching import watched
from factcheck.site.changed_pages import changed_pages
from factcheck.site.disk_preview import write_preview


@pytest.fixture(scope="module")
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a preview of a change that makes every page of the sample project new."""
    target = tmp_path_factory.mktemp("preview") / "preview"
    write_preview(changed_pages(None, site), (None, site), target, "https://factcheck.example/", "main")
    return target


def test_pages_open_from_a_disk(browser: Browser, preview: Path) -> None:
    with watched(browser, preview.as_uri()) as watch:
        page = watch.context.new_page()
        page.goto((preview / "index.html").as_uri())
        page.get_by_role("link", name="rated").first.click()
        page.wait_for_url(f"{preview.as_uri()}/site/claims/*/index.html")
        # The stylesheet and the fonts of the site, under its policy.
        assert "Source" in page.evaluate("getComputedStyle(document.body).fontFamily")
        assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].every(font => font.status === 'loaded'))")
        page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Money").click()
        page.wait_for_url((preview / "site/money/index.html").as_uri())
        assert watch.seen == []
