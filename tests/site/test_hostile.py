"""Hostile text in records is shown as it is, on every page, in every index, and changes nothing else."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from browser.hostile import EVERY, MARKS, TEXTS, harmless, hostile, ids
from browser.html_pages import Element, read_page
from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.site.search_words import restore
from factcheck.site.write_site import SITEMAP

FOLDER_OF = {"en": "", "fr": "fr/"}
VERSION = re.compile(r"swh:1:(?:cnt|dir):[0-9a-f]{40}")
"""The name of a version: it follows from the texts, so that the twins have different ones."""
HARMLESS = re.compile(harmless(0).replace("00", r"(\d\d)"))
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


class Twins(NamedTuple):
    """Two built sites that differ in their texts only."""

    hostile: Path
    harmless: Path


@pytest.fixture(scope="module")
def twins(hostile_site: Path, harmless_site: Path) -> Twins:
    return Twins(hostile_site, harmless_site)


def made_hostile(text: str) -> str:
    """Return a text of the harmless twin as it must be in the hostile one."""
    return HARMLESS.sub(lambda match: hostile(int(match[1])), text)


def texts(page: Element) -> Iterator[str]:
    """Yield all texts and values on a page but the scripts', in order; the one mark that differs is made equal."""
    for element in page:
        # Citations and HTML to copy have their own escapes: tests/outputs/test_citations.py reads them back.
        is_code = element.tag == "code" and ("<iframe" in element.text or element.attributes.get("class") == "fc-today")
        if element.tag == "script" or is_code:
            continue
        # A text fragment holds a text in percent-encoding.
        yield from (VERSION.sub("", f"{name}={unquote(value)}") for name, value in element.attributes.items())
        words = (child for child in element.children if isinstance(child, str))
        yield from (VERSION.sub("", "mark" if child.strip() in MARKS else child) for child in words)


def files(site: Path) -> list[str]:
    """Return all pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a JSON document; the names of versions are made equal."""
    if isinstance(value, str):
        yield VERSION.sub("", value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def test_hostile_site_has_the_same_files_as_its_harmless_twin(twins: Twins) -> None:
    assert files(twins.hostile) == files(twins.harmless)
    for kind, folder in FOLDERS.items():
        for id_ in ids(kind):
            assert (twins.hostile / folder / id_ / "index.html").is_file()


def test_hostile_pages_have_the_same_elements_and_attributes_as_harmless_ones(twins: Twins) -> None:
    for name in files(twins.hostile):
        bad, good = read_page(twins.hostile / name), read_page(twins.harmless / name)
        assert bad.shape == good.shape or Counter(bad.shape) == Counter(good.shape), name


def test_hostile_texts_are_shown_exactly_as_they_are(twins: Twins) -> None:
    shown: Counter[int] = Counter()
    for name in files(twins.hostile):
        good = list(texts(read_page(twins.harmless / name)))
        expected = [made_hostile(text) for text in good]
        found = list(texts(read_page(twins.hostile / name)))
        # Lists ordered by name have another order: the same texts, then, in any order.
        assert found == expected or Counter(found) == Counter(expected), name
        shown.update(int(number) for text in good for number in HARMLESS.findall(text))
    assert set(shown) == set(EVERY)
    assert min(shown.values()) > 200


@language_of_pages
def test_hostile_text_is_the_heading_title_and_description_of_its_page(twins: Twins, language: str) -> None:
    for kind, folder in FOLDERS.items():
        for number, id_ in enumerate(ids(kind)):
            page = read_page(twins.hostile / FOLDER_OF[language] / folder / id_ / "index.html")
            # The title of a claim begins with the name of who claims it, which is as hostile.
            assert page.one("h1").text.endswith(hostile(number))
            assert page.one("title").text.startswith(page.one("h1").text)
            assert hostile(number) in page.one("meta", name="description").attributes["content"]


@language_of_pages
def test_markup_of_hostile_records_is_json_with_the_same_texts(twins: Twins, language: str) -> None:
    for kind, id_ in [*(("claim", id_) for id_ in ids("claim")), *(("entity", id_) for id_ in ids("entity"))]:
        path = Path(FOLDER_OF[language], FOLDERS[kind], id_, "index.html")
        scripts = [
            [it.text for it in read_page(site / path).find("script", type="application/ld+json")] for site in twins
        ]
        bad, good = (list(strings([json.loads(script) for script in found])) for found in scripts)
        assert bad == [made_hostile(text) for text in good], id_
        assert not re.search(r"[<>&]", "".join(scripts[0]))


def indexed(site: Path) -> dict[str, dict[str, Any]]:
    """Return what the index of a language's site holds, by address, with texts as readers see them."""
    fragments = (gzip.decompress(path.read_bytes()) for path in (site / "pagefind" / "fragment").iterdir())
    found = [json.loads(fragment.removeprefix(b"pagefind_dcd")) for fragment in fragments]
    for entry in found:
        entry["meta"]["title"], entry["content"] = restore(entry["meta"]["title"]), restore(entry["content"])
    return {entry["url"].removeprefix("/"): entry for entry in found}


@language_of_pages
def test_search_index_of_hostile_records_holds_their_texts_and_nothing_that_was_withdrawn(
    twins: Twins, language: str
) -> None:
    """They are texts there; that they become HTML nowhere shows in a browser: tests/browser/test_hostile_pages.py."""
    bad, good = (indexed(site / FOLDER_OF[language]) for site in twins)
    records = {f"{folder}/{id_}/" for kind, folder in FOLDERS.items() for id_ in ids(kind)}
    assert set(bad) == set(good) >= records
    assert not [address for address in bad if "moved-" in address or "withdrawn-" in address]
    for address in records:
        assert bad[address]["meta"]["title"] == made_hostile(good[address]["meta"]["title"])
        assert bad[address]["content"].split() == made_hostile(good[address]["content"]).split()
        assert bad[address]["filters"] == good[address]["filters"]


@language_of_pages
def test_sitemap_with_hostile_records_equals_that_of_the_harmless_twin(twins: Twins, language: str) -> None:
    bad, good = ((site / FOLDER_OF[language] / "sitemap.xml").read_bytes() for site in twins)
    assert bad == good
    listed = [loc.text or "" for loc in fromstring(bad).iter(f"{{{SITEMAP}}}loc")]  # noqa: S314 - we have just made it
    ours = [url for url in listed if "-with-payload-" in url]
    days = [url for url in ours if "/as-of/" in url]
    assert len(days) >= len(TEXTS)
    assert len(ours) - len(days) == (len(FOLDERS) + 1) * len(TEXTS)
    assert not [url for url in listed if "moved-" in url or "withdrawn-" in url]


@language_of_pages
def test_link_to_a_withdrawn_or_moved_claim_says_so_and_shows_no_picture_of_it(twins: Twins, language: str) -> None:
    for what, word in (
        ("moved", {"en": "moved", "fr": "déplacée"}),
        ("withdrawn", {"en": "withdrawn", "fr": "retirée"}),
    ):
        page = read_page(twins.hostile / FOLDER_OF[language] / "claims" / f"{what}-00" / "index.html")
        said = {
            tag.attributes["property"]: tag.attributes["content"]
            for tag in page.find("meta")
            if "property" in tag.attributes
        }
        assert word[language] in said["og:description"]
        assert hostile(0) in said["og:description"]
        assert said["og:image"].endswith("/assets/previews/site.png")
        assert said["og:title"].startswith(page.one("h1").text)


def test_text_in_one_language_only_is_marked_with_it_in_the_other(twins: Twins) -> None:
    page = read_page(twins.hostile / "fr" / "entities" / ids("entity")[0] / "index.html")
    assert {foreign.text for foreign in page.find("span", lang="en")} == {hostile(0)}
    assert {mark.text for mark in page.find("em", class_="fc-untranslated")} == {"(pas encore traduit)"}
