"""The search: what its index holds, what is gone from the site, and that Material is still the one it was made for."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml.html import document_fromstring

from browser.html_pages import framed_pages
from conftest import ROOT
from factcheck.analysis.days import MOMENTS
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.pages.page import address
from factcheck.pages.view import View
from factcheck.report.report import Report
from factcheck.site.search_words import restore

FOLDER_OF = {"en": "", "fr": "fr/"}
THEME = Path(str(files("material"))) / "templates"
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def corpus(sample: Report) -> Corpus:
    return sample.corpus


def indexed(site: Path, language: str) -> dict[str, dict[str, Any]]:
    """Return what the index of a language holds, by address."""
    found = {}
    for path in (site / FOLDER_OF[language] / "pagefind" / "fragment").iterdir():
        data = gzip.decompress(path.read_bytes())
        fragment = json.loads(data.removeprefix(b"pagefind_dcd"))
        found[fragment["url"].removeprefix("/")] = fragment
    return found


@language_of_pages
def test_every_page_is_in_the_index_once_but_those_that_say_what_others_say(
    site: Path, corpus: Corpus, language: str
) -> None:
    folder = site / FOLDER_OF[language]
    expected = {
        path.parent.relative_to(folder).as_posix().replace(".", "", 1) + "/"
        for path in framed_pages(site)
        if path.name == "index.html" and path.is_relative_to(folder)
        if language == "fr" or path.relative_to(folder).parts[0] != "fr"
    }
    left_out = {"search/", *(f"timeline/{id_}/" for id_ in corpus.articles)}
    left_out |= {f"{FOLDERS[kind]}/{id_}/" for kind, id_ in corpus.tombstones}
    left_out |= {f"as-of/{id_}-{name}/" for id_ in corpus.articles for name in MOMENTS}
    moments = [(id_, moment) for id_ in corpus.articles for moment in View(corpus, language).past.moments(id_)]
    left_out |= {f"as-of/{id_}-{moment.day}/" for id_, moment in moments if not moment.names}
    left_out |= {name for name in expected if re.fullmatch("versions/.+/", name)}
    found = set(indexed(site, language))
    assert not found & left_out
    assert found | left_out == {"" if name == "/" else name for name in expected}


@language_of_pages
def test_records_are_in_the_index_with_their_names_and_texts(site: Path, corpus: Corpus, language: str) -> None:
    found, view = indexed(site, language), View(corpus, language)
    for kind in FOLDERS:
        for id_ in corpus.tables[kind]:
            entry = found[address(kind, id_)]
            assert restore(entry["meta"]["title"]).endswith(view.name(kind, id_))
            assert entry["content"].strip()
            assert entry["filters"]["page"] == [kind]
    for claim in corpus.claims.values():
        filters = found[address("claim", claim.id)]["filters"]
        assert filters["rating"] == [claim.review.rating]
        assert filters["article"] == [claim.article]
        assert filters["kind"] == [claim.claim.kind]
        assert set(filters["about"]) == set(claim.claim.about)


@language_of_pages
def test_handwritten_pages_are_in_the_index_as_text(site: Path, language: str) -> None:
    found = indexed(site, language)
    by_hand = [entry for entry in found.values() if entry["filters"]["page"] == ["page"]]
    assert len(by_hand) > 10
    assert {"en": "volunteers", "fr": "bénévoles"}[language] in found["about/"]["content"]
    for entry in by_hand:
        assert entry["meta"]["title"]
        text = entry["content"] + entry["meta"]["title"]
        page = site / FOLDER_OF[language] / entry["url"].strip("/") / "index.html"
        shown = document_fromstring(page.read_bytes()).text_content()
        marks = re.findall(r"</?(?:p|ul|li|h\d|a|strong)\b|&\w+;|RECORD", text)
        assert [mark for mark in marks if mark not in shown] == [], entry["url"]


@language_of_pages
def test_site_has_neither_the_themes_index_nor_its_scripts_nor_interfaces_of_pagefind(
    site: Path, language: str
) -> None:
    folder = site / FOLDER_OF[language]
    assert [path.name for path in (folder / "search").iterdir()] == ["index.html"]
    assert [path.name for path in (folder / "assets/javascripts").iterdir() if path.is_dir()] == []
    assert not [path for path in site.rglob("*") if "lunr" in path.name]
    index = {path.name for path in (folder / "pagefind").iterdir() if not path.name.endswith(".pf_meta")}
    assert index == {
        *("fragment", "index", "filter", "pagefind.js", "pagefind-entry.json", f"wasm.{language}.pagefind")
    }
    about = json.loads((folder / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(about["languages"]) == [language]


# Material as our scripts know it: an update that changes any of this needs a look at them.

SOURCES = {
    "integrations/search/worker/message/index.ts": (r"SETUP,.*\s+READY,.*\s+QUERY,.*\s+RESULT ",),
    "browser/worker/index.ts": (r"url: string, worker = new Worker\(url\)",),
    "javascripts/bundle.ts": (r'document\.forms\.namedItem\("search"\)\s+\? fetchSearchIndex\(\)\s+: NEVER',),
    "components/search/query/index.ts": (r"worker\$\.pipe\(first\(isSearchReadyMessage\)\)", r"data: value\n"),
    "components/search/result/index.ts": (r'":scope > :first-child"', r'":scope > :last-child"', r"\{ items \}"),
    "components/search/suggest/index.ts": (r"suggest\[suggest\.length - 1\]",),
    "components/search/_/index.ts": (r'":not\(details\) > \[href\], summary', r'"data-md-score"'),
    "templates/search/index.tsx": (r"document\.location", r"document\.title", r"document\.text", r"document\.terms"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_theme_speaks_to_its_search_as_our_scripts_expect(name: str) -> None:
    (path,) = (THEME / "assets/javascripts").glob("bundle.*.min.js.map")
    data = json.loads(path.read_text(encoding="utf-8"))
    sources = dict(zip(data["sources"], data["sourcesContent"], strict=True))
    (text,) = (text for source, text in sources.items() if source.endswith(name))
    for pattern in SOURCES[name]:
        assert re.search(pattern, text), (name, pattern)


def test_theme_names_its_worker_so_that_ours_takes_its_place() -> None:
    config = (THEME / "base.html").read_text(encoding="utf-8")
    assert re.search(r'"search": "assets/javascripts/workers/search\.\w+\.min\.js" \| url', config)


def test_search_box_has_every_part_that_the_theme_looks_for() -> None:
    parts = re.compile(r'data-md-component="([^"]+)"|class="(md-[^"]+)"|for="(__search)"')
    theirs, ours = (
        {part for found in parts.findall(path.read_text(encoding="utf-8")) for part in found if part}
        for path in (THEME / "partials/search.html", ROOT / "docs/.overrides/partials/search.html")
    )
    # The button to share a search is switched off in mkdocs.yml.
    assert theirs - ours == {"search-share"}


@language_of_pages
def test_search_box_says_that_it_shows_the_best_results_only(site: Path, language: str) -> None:
    page = (site / FOLDER_OF[language] / "about/index.html").read_text(encoding="utf-8")
    said = {"en": "Best results: #", "fr": "Meilleurs résultats\xa0: #"}[language]
    assert json.dumps(said)[1:-1] in page
