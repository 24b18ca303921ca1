"""Pages lead readers to what they can follow, download and show elsewhere."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring

from factcheck.languages import LANGUAGES
from factcheck.pages.page import language_folder
from factcheck.site.addresses import EXAMPLE, with_own_address

CLAIM = "claims/orbit-up-to-2b"
ARTICLE = "articles/quotidien-aurora-2024"
FEEDS, DATA = "data/follow", "data"
LEADS = {
    CLAIM: [
        *("feeds/articles/quotidien-aurora-2024.atom", "feeds/articles/quotidien-aurora-2024.json", FEEDS),
        *(f"{CLAIM}/evidence.html", f"/{ARTICLE}/evidence.zip", f"/api/v1/{CLAIM}.json"),
        *(f"{CLAIM}/index.md", DATA, f"{CLAIM}/card"),
    ],
    ARTICLE: [
        *("feeds/articles/quotidien-aurora-2024.atom", "feeds/articles/quotidien-aurora-2024.json", FEEDS),
        *(f"/{ARTICLE}/evidence.zip", "/data/annotations/quotidien-aurora-2024.jsonld"),
        *(f"/api/v1/{ARTICLE}.json", f"{ARTICLE}/index.md", DATA),
    ],
    "entities/aurora": [
        *(f"feeds/entities/aurora.{ending}" for ending in ("atom", "json", "ics")),
        *(FEEDS, "/api/v1/entities/aurora.json", "entities/aurora/index.md", DATA),
    ],
    "sources/aurora-post-2024": ["/api/v1/sources/aurora-post-2024.json", "sources/aurora-post-2024/index.md", DATA],
    "designations/primary": [
        *("feeds/terms/primary.atom", "feeds/terms/primary.json", FEEDS, "designations/primary/index.md", DATA),
    ],
    "claims": ["feeds/claims.atom", "feeds/claims.json", FEEDS, "/api/v1/claims.json", "claims/index.md", DATA],
    "corrections": ["feeds/corrections.atom", "feeds/corrections.json", FEEDS, "/api/v1/corrections.json", DATA],
    "due": ["feeds/reviews.ics", FEEDS],
}
"""Where a page leads, from the root of its language's site or, with a slash, from that of the whole site."""


def section(site: Path, language: str, page: str) -> HtmlElement:
    """Return the part of a page that leads to what can be taken along."""
    html = (site / language_folder(language) / page / "index.html").read_bytes().decode()
    (found,) = document_fromstring(html).find_class("fc-take-along")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", LEADS)
def test_page_leads_to_what_can_be_taken_along(page: str, language: str, site: Path) -> None:
    folder = f"/{language_folder(language)}"
    links = [str(link) for link in section(site, language, page).xpath(".//a/@href")]
    found = [posixpath.normpath(posixpath.join(folder, page, link)) for link in links]
    assert found == [posixpath.join(folder, target) for target in LEADS[page]]
    assert all((site / target.removeprefix("/")).exists() for target in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_to_copy_is_that_of_the_card(language: str, site: Path) -> None:
    (code,) = section(site, language, CLAIM).xpath(".//code")
    told = json.loads((site / language_folder(language) / CLAIM / "oembed.json").read_bytes())
    assert code.text_content() == told["html"]


def test_examples_have_the_address_of_the_site() -> None:
    settings = {"site_url": "https://a.example/b/fr/", "extra": {"language": "fr"}}
    assert with_own_address(f"<code>curl {EXAMPLE}x</code>", settings) == "<code>curl https://a.example/b/x</code>"
