"""What is shown where somebody shares a link to a page: its title, its description, and a picture that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from browser.html_pages import Element, framed_pages, read_page
from factcheck.languages import LANGUAGES
from factcheck.pages.formats import LOCALES
from factcheck.pages.page import address as page_address
from factcheck.pages.view import View
from factcheck.records.record import Moved
from factcheck.report.report import Report

BASE = "https://factcheck.example/"
FOLDER_OF = {"en": "", "fr": "fr/"}
SITE = {
    "en": ("Word for Word", "Press articles, claim by claim, with the sources in their own words."),
    "fr": (
        "Mot pour mot",
        "Des articles de presse, affirmation par affirmation, avec les sources dans leurs propres mots.",
    ),
}
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


def shared(page: Element) -> dict[str, str]:
    """Return what a page says to those who show links to it; each thing is said once."""
    found = [tag.attributes for tag in page.find("meta") if tag.attributes.get("property", "").startswith("og:")]
    assert len({tag["property"] for tag in found}) == len(found)
    return {tag["property"]: tag["content"] for tag in found}


def pages(site: Path, language: str) -> dict[str, Element]:
    """Return the pages of a language by their addresses from its root."""
    root = site / FOLDER_OF[language]
    files = [path.relative_to(root).as_posix() for path in framed_pages(site) if path.is_relative_to(root)]
    own = [name for name in files if language == "fr" or not name.startswith("fr/")]
    return {name.removesuffix("index.html"): read_page(root / name) for name in own}


@language_of_pages
def test_every_page_says_what_it_is_in_its_own_language(site: Path, language: str) -> None:
    name, description = SITE[language]
    for address, page in pages(site, language).items():
        said = shared(page)
        title = page.one("title").text.removesuffix(f" – {name}")
        lost = address == "404.html"
        assert said["og:title"] == (name if lost else title), address
        assert said["og:description"] == page.one("meta", name="description").attributes["content"], address
        assert said["og:description"] == description or not lost
        assert said["og:site_name"] == name
        assert said["og:locale"] == str(LOCALES[language])
        assert [said["og:locale:alternate"]] == [str(LOCALES[other]) for other in LANGUAGES if other != language]
        kind, _, rest = address.partition("/")
        assert said["og:type"] == ("article" if kind in {"claims", "articles"} and rest else "website"), address
        assert page.one("meta", name="twitter:card").attributes["content"] == "summary_large_image"


@language_of_pages
def test_address_that_is_shared_is_the_canonical_one_and_a_missing_page_has_none(
    site: Path, sample: Report, language: str
) -> None:
    moved = {page_address(*key) for key, stone in sample.corpus.tombstones.items() if isinstance(stone, Moved)}
    for address, page in pages(site, language).items():
        canonical = [link.attributes["href"] for link in page.find("link", rel="canonical")]
        if address == "404.html":
            assert "og:url" not in shared(page)
            assert canonical == []
        else:
            own = f"{BASE}{FOLDER_OF[language]}{address}"
            assert [shared(page)["og:url"]] == canonical
            assert canonical == [own] or address in moved


@language_of_pages
def test_each_claim_shows_its_own_picture_and_all_other_pages_that_of_the_site(
    site: Path, sample: Report, language: str
) -> None:
    view, root = View(sample.corpus, language), FOLDER_OF[language]
    claims = {f"claims/{id_}/": claim for id_, claim in sample.corpus.claims.items()}
    for address, page in pages(site, language).items():
        said, claim = shared(page), claims.get(address)
        if claim:
            picture, alt = f"claims/{claim.id}", view.rated_title(claim)
        else:
            picture, alt = "site", " ".join((f"{SITE[language][0]}.", SITE[language][1]))
        assert said["og:image"] == f"{BASE}{root}assets/previews/{picture}.png", address
        assert said["og:image:alt"] == alt, address


def test_every_picture_is_there_as_it_is_described_and_none_is_there_for_nothing(site: Path) -> None:
    used = set()
    for language in LANGUAGES:
        for page in pages(site, language).values():
            said = shared(page)
            file = site / said["og:image"].removeprefix(BASE)
            used.add(file)
            with Image.open(file) as image:
                size = (said["og:image:width"], said["og:image:height"])
                assert (str(image.width), str(image.height)) == size == ("1200", "630")
                assert Image.MIME[image.format or ""] == said["og:image:type"]
    assert used == {path for path in site.rglob("*") if path.is_file() and "previews" in path.parts}
