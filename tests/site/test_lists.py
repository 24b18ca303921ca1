"""Lists that are too long for one page, on a finished site: from the first page, links alone lead to every entry."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from browser.html_pages import Element, read_page, resolve
from browser.kinds import FOLDER_OF, language_of_site
from browser.sites import BELOW, FEW
from conftest import ROOT
from factcheck.pages.lists import LISTS
from factcheck.pages.page import address
from factcheck.pages.view import View
from factcheck.report.report import Report
from factcheck.site.html_checks import check_pages
from factcheck.site.write_site import SITEMAP

BASE = f"https://factcheck.example/{BELOW}"
EDIT = "https://github.com/word-for-word/word-for-word/edit/main/"
ENTRIES = {
    "articles": ("articles/", r"(articles/[^/#]+)/"),
    "claims": ("claims/", r"(claims/[^/#]+)/"),
    "corrections": ("corrections/", r"(claims/.+#correction-\d+|[a-z]+/[^/#]+/)"),
    "designations": ("designations/", r"(claims/.+#.+)"),
    "entities": ("entities/", r"(entities/[^/#]+)/"),
    "sources": ("sources/", r"(sources/[^/#]+)/"),
}
"""For each list the page on which it begins, and what the address of an entry looks like."""
several_pages = pytest.mark.parametrize("name", [name for name in ENTRIES if name != "articles"])


def shown(page: Element) -> Element:
    """Return the list on a page: the element between the words that announce it and the links to its other pages."""
    article = page.one("article")
    begins = article.one("p", id="list_part")
    assert begins.parent
    around = [child for child in begins.parent.children if isinstance(child, Element)]
    return around[around.index(begins) + 1]


def entries(page: Element, pattern: str) -> list[str]:
    """Return the entries of a list that are on a page, once each, in their order."""
    hrefs = (link.attributes["href"] for link in shown(page).find("a"))
    found = (re.fullmatch(rf"(?:\.\./)*{pattern}", href) for href in hrefs)
    return list(dict.fromkeys(match[1] for match in found if match))


def walk(site: Path, language: str, name: str) -> list[str]:
    """Return the files of the pages of a list, from the first one on, as links to the next one lead to them."""
    files = [f"{FOLDER_OF[language]}{ENTRIES[name][0]}index.html"]
    while following := read_page(site / files[-1]).one("nav", class_="fc-parts").find("a", rel="next"):
        file, anchor = resolve(files[-1], following[0].attributes["href"])
        assert (file not in files, anchor) == (True, "")
        files.append(file)
    return files


def expected(sample: Report, language: str, name: str) -> list[str]:
    """Return all entries of a list, in their order."""
    view = View(sample.corpus, language)
    if name == "corrections":
        return [
            f"claims/{claim.id}/#correction-{position}" if claim else address(item.kind, item.moved_to or item.id)
            for claim, position, item in LISTS[name].entries(view)
        ]
    if name == "designations":
        return [f"claims/{use.claim.id}/#{use.anchor}" for use in LISTS[name].entries(view)]
    return [f"{name}/{record.id}" for record in LISTS[name].entries(view)]


@language_of_site
@several_pages
def test_links_lead_from_the_first_page_to_every_entry_once_and_in_order(
    large: Path, sample: Report, language: str, name: str
) -> None:
    pages = [read_page(large / file) for file in walk(large, language, name)]
    found = [entries(page, ENTRIES[name][1]) for page in pages]
    assert {len(part) for part in found[:-1]} == {FEW}
    assert [entry for part in found for entry in part] == expected(sample, language, name)


@language_of_site
@several_pages
def test_each_page_leads_to_its_neighbours_the_first_and_the_last(large: Path, language: str, name: str) -> None:
    files = walk(large, language, name)
    for place, file in enumerate(files):
        way = read_page(large / file).one("nav", class_="fc-parts")
        assert way.attributes["aria-label"]
        assert way.one("strong", **{"aria-current": "page"}).text == str(place + 1)
        led = {resolve(file, link.attributes["href"]) for link in way.find("a")}
        near = {0, *range(max(0, place - 2), min(len(files), place + 3)), len(files) - 1} - {place}
        assert led >= {(files[other], "" if other else "list_part") for other in near}
        # A gap of one page is closed; there is one at most before those that are near, and one behind them.
        assert led <= {
            (files[other], "" if other else "list_part")
            for other in {*near, place - 3, place + 3} & {*range(len(files))}
        }
        for rel, other in (("prev", place - 1), ("next", place + 1)):
            links = [resolve(file, link.attributes["href"])[0] for link in way.find("a", rel=rel)]
            assert links == ([files[other]] if 0 <= other < len(files) else [])


@language_of_site
@several_pages
def test_each_page_says_what_it_is_and_has_a_twin(large: Path, language: str, name: str) -> None:
    files = walk(large, language, name)
    of = {"en": "of", "fr": "sur"}[language]
    for number, file in enumerate(files[1:], 2):
        page = read_page(large / file)
        assert page.one("h1").text.endswith(f", page {number} {of} {len(files)}")
        assert page.one("title").text.startswith(page.one("h1").text)
        assert page.one("meta", name="description").attributes["content"] in page.one("p", id="list_part").text
        where = file.removeprefix(FOLDER_OF[language])
        assert page.one("link", rel="canonical").attributes["href"] == BASE + file.removesuffix("index.html")
        twins = {link.attributes["hreflang"]: link.attributes["href"] for link in page.find("link", rel="alternate")}
        assert twins == {code: BASE + folder + where.removesuffix("index.html") for code, folder in FOLDER_OF.items()}
        edited = page.one("a", class_="md-content__button").attributes["href"].removeprefix(EDIT)
        assert edited == f"docs/{language}/{LISTS[name].file}"
        assert (ROOT / edited).is_file()


@language_of_site
def test_pages_of_lists_are_in_the_sitemap_and_not_in_the_search(large: Path, language: str) -> None:
    folder = large / FOLDER_OF[language]
    pages = {f"lists/{path.name}/" for path in (folder / "lists").iterdir()}
    assert pages >= {"lists/claims-3/", "lists/sources-5/"}
    tree = fromstring((folder / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own
    addresses = [str(loc.text).removeprefix(BASE + FOLDER_OF[language]) for loc in tree.iter(f"{{{SITEMAP}}}loc")]
    assert sorted(name for name in addresses if name.startswith("lists/")) == sorted(pages)
    for path in (folder / "pagefind" / "fragment").iterdir():
        found = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        assert not found["url"].startswith("/lists/")


@language_of_site
def test_list_that_fits_has_one_page(site: Path, language: str) -> None:
    assert not (site / FOLDER_OF[language] / "lists").exists()
    for name in ENTRIES:
        page = read_page(site / FOLDER_OF[language] / ENTRIES[name][0] / "index.html")
        assert page.find("nav", class_="fc-parts") == page.find("p", id="list_part") == []


def test_removed_page_of_a_list_is_missed(large: Path, tmp_path: Path) -> None:
    assert check_pages(large, BASE, "", carried=False).links == []
    for file in ("claims/index.html", "404.html"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes((large / file).read_bytes())
    faults = check_pages(tmp_path, BASE, "", carried=False).links
    assert any("lists/claims-2/" in fault.html for fault in faults)
