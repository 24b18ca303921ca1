"""The finished site of the sample project: what readers, search engines and editors find there."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import fromstring

import pytest

from browser.html_pages import Element, framed_pages, read_page, resolve
from factcheck.analysis.days import MOMENTS
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS, PAGES
from factcheck.languages import LANGUAGES
from factcheck.pages.field_pages import STARTS
from factcheck.pages.page import address, versions_id
from factcheck.pages.view import View
from factcheck.records.record import Moved
from factcheck.report.report import Report
from factcheck.site.html_checks import check_pages
from factcheck.site.page_content import read_page as read_content
from factcheck.site.write_site import SITEMAP

XHTML = "http://www.w3.org/1999/xhtml"
BASE = "https://factcheck.example/"
EDIT = "https://github.com/word-for-word/word-for-word/edit/main/"
FOLDER_OF = {"en": "", "fr": "fr/"}

language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def corpus(sample: Report) -> Corpus:
    return sample.corpus


def record_pages(corpus: Corpus, kind: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and address of every record, or of every record of one kind."""
    for each in [kind] if kind else FOLDERS:
        for id_ in corpus.tables[each]:
            yield each, id_, address(each, id_)


def page_of(site: Path, language: str, page_address: str) -> Element:
    """Return the page at an address below the root of a language."""
    return read_page(site / FOLDER_OF[language] / page_address / "index.html")


def language_of_file(name: str) -> str:
    """Return the language that a page of the site belongs to."""
    return "fr" if name.startswith("fr/") else "en"


def all_pages(site: Path) -> list[str]:
    """Return the files of all pages with the frame of the site, relative to it."""
    return [path.relative_to(site).as_posix() for path in framed_pages(site)]


def retired_pages(corpus: Corpus) -> set[str]:
    """Return the files of pages that are not listed: of records that moved or were withdrawn, named days, versions."""
    folders = {f"{FOLDERS[kind]}/{id_}" for kind, id_ in corpus.tombstones}
    folders |= {f"as-of/{id_}-{name}" for id_ in corpus.articles for name in MOMENTS}
    folders |= {f"versions/{versions_id(kind, id_)}" for kind, id_ in kept_records(corpus)}
    return {f"{root}{folder}/index.html" for root in FOLDER_OF.values() for folder in folders}


def kept_records(corpus: Corpus) -> list[tuple[str, str]]:
    """Return kind and id of every record, also of those that moved or were withdrawn."""
    return [*((kind, id_) for kind in FOLDERS for id_ in corpus.tables[kind]), *corpus.tombstones]


def pages_with_address(site: Path) -> list[str]:
    """Return the files of all pages but those that are shown where there is none."""
    return [name for name in all_pages(site) if not name.endswith("404.html")]


def url_of(name: str) -> str:
    """Return the absolute address of a page's file."""
    return BASE + name.removesuffix("index.html")


def links_in(element: Element, page: str) -> set[tuple[str, str]]:
    """Return file and anchor of every internal link in an element of a page."""
    hrefs = (link.attributes["href"] for link in element.find("a") if "href" in link.attributes)
    return {resolve(page, href) for href in hrefs if not re.match(r"[a-z]+:", href)}


def not_json(constant: str) -> NoReturn:
    """Refuse what Python reads and JSON does not know."""
    raise ValueError(constant)


# Pages


@language_of_pages
def test_record_folders_hold_a_page_per_record_and_no_others(site: Path, corpus: Corpus, language: str) -> None:
    for kind, name in FOLDERS.items():
        folder = site / FOLDER_OF[language] / name
        kept = {id_ for tombstone_kind, id_ in corpus.tombstones if tombstone_kind == kind}
        expected = {"index.html", *(f"{id_}/index.html" for id_ in {*corpus.tables[kind], *kept})}
        pages = (path for path in framed_pages(site) if path.is_relative_to(folder))
        assert {path.relative_to(folder).as_posix() for path in pages} == expected


@language_of_pages
def test_every_page_names_its_language_and_has_one_heading_and_a_title(site: Path, language: str) -> None:
    for name in pages_with_address(site):
        if language_of_file(name) == language:
            page = read_page(site / name)
            assert page.one("html").lang == language, name
            assert len(page.find("h1")) == 1, name
            assert page.one("title").words, name
            assert page.one("meta", name="description").attributes["content"].strip(), name


@language_of_pages
def test_claim_page_shows_rating_explanation_and_the_words_of_the_article(
    site: Path, corpus: Corpus, language: str
) -> None:
    view = View(corpus, language)
    for claim in corpus.claims.values():
        page = page_of(site, language, address("claim", claim.id))
        assert page.one("h1").text == view.title(claim)
        answer = page.one("div", class_="fc-answer")
        assert answer.one("span", class_="fc-rating").text.endswith(view.name("rating", claim.review.rating))
        assert view.plain(claim.review.explanation) in answer.text
        said = page.find("blockquote")[0]
        assert said.one("span", class_="fc-quote__exact").text == claim.claim.quotation.exact
        assert said.lang == corpus.articles[claim.article].lang


@language_of_pages
def test_claim_page_links_each_piece_of_evidence_to_its_source_and_quotes_it(
    site: Path, corpus: Corpus, language: str
) -> None:
    for claim in corpus.claims.values():
        file = f"{FOLDER_OF[language]}{address('claim', claim.id)}index.html"
        page = read_page(site / file)
        for position, item in enumerate(claim.review.evidence, 1):
            shown = page.one("li", id=f"evidence-{position}")
            source_file = f"{FOLDER_OF[language]}{address('source', item.source)}index.html"
            assert (source_file, "") in links_in(shown, file)
            assert (site / source_file).is_file()
            if item.quotation:
                quoted = shown.one("blockquote")
                assert quoted.one("span", class_="fc-quote__exact").text == item.quotation.exact
                assert quoted.lang == corpus.sources[item.source].lang


@language_of_pages
def test_source_page_leads_to_every_claim_that_rests_on_it(site: Path, corpus: Corpus, language: str) -> None:
    for _, id_, where in record_pages(corpus, "source"):
        file = f"{FOLDER_OF[language]}{where}index.html"
        found = links_in(read_page(site / file).one("article"), file)
        expected = {
            (f"{FOLDER_OF[language]}{address('claim', claim.id)}index.html", f"evidence-{position}")
            for claim in corpus.claims.values()
            for position, item in enumerate(claim.review.evidence, 1)
            if item.source == id_
        }
        assert {link for link in found if link[1].startswith("evidence-")} == expected
        for claim_file, anchor in expected:
            back = links_in(read_page(site / claim_file).one("li", id=anchor), claim_file)
            assert (file, "") in back


@language_of_pages
def test_lists_on_hand_written_pages_lead_to_every_record(site: Path, corpus: Corpus, language: str) -> None:
    for kind, folder in FOLDERS.items():
        file = f"{FOLDER_OF[language]}{folder}/index.html"
        found = links_in(read_page(site / file).one("article"), file)
        expected = {(f"{FOLDER_OF[language]}{where}index.html", "") for _, _, where in record_pages(corpus, kind)}
        assert expected <= found


@language_of_pages
def test_every_record_can_be_reached_from_the_start_page(site: Path, corpus: Corpus, language: str) -> None:
    start = f"{FOLDER_OF[language]}index.html"
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        for target, _ in links_in(read_page(site / name), name):
            if target not in seen and target.endswith(".html") and language_of_file(target) == language:
                seen.add(target)
                waiting.append(target)
    assert {f"{FOLDER_OF[language]}{where}index.html" for _, _, where in record_pages(corpus)} <= seen


# Addresses


def test_edit_button_leads_to_the_file_behind_the_page(site: Path, corpus: Corpus) -> None:
    records = {where: f"facts/{FOLDERS[kind]}/{id_}.yml" for kind, id_, where in record_pages(corpus)}
    records |= {f"{FOLDERS[kind]}/{id_}/": f"facts/{FOLDERS[kind]}/{id_}.yml" for kind, id_ in corpus.tombstones}
    kept = kept_records(corpus)
    records |= {f"versions/{versions_id(kind, id_)}/": f"facts/{FOLDERS[kind]}/{id_}.yml" for kind, id_ in kept}
    records |= {f"contribute/checks/{code.lower()}/": check.file for code, check in REGISTRY.items()}
    records |= {f"designations/{id_}/": "facts/terms.yml" for id_ in corpus.terms}
    moments = {id_: View(corpus, "en").past.moments(id_) for id_ in corpus.articles}
    days = [(id_, day) for id_, found in moments.items() for day in (*MOMENTS, *(moment.day for moment in found))]
    records |= {f"as-of/{id_}-{day}/": f"facts/articles/{id_}.yml" for id_, day in days}
    records |= {f"timeline/{id_}/": f"facts/articles/{id_}.yml" for id_ in corpus.articles}
    records |= {f"{PAGES['fields']}/{name}/": f"schemas/{name}.schema.json" for name in STARTS}
    for name in pages_with_address(site):
        language = language_of_file(name)
        where = name.removeprefix(FOLDER_OF[language]).removesuffix("index.html")
        button = read_page(site / name).one("a", class_="md-content__button", rel="edit")
        edited = button.attributes["href"].removeprefix(EDIT)
        if where in records:
            assert edited == records[where], name
        else:
            page = where.removesuffix("/")
            assert edited in {
                f"docs/{language}/{file}".replace("//", "/") for file in (f"{page}.md", f"{page}/index.md")
            }
        assert site.with_name("project").joinpath(edited).is_file(), edited


def test_alternates_and_language_switch_lead_to_the_same_page_in_every_language(site: Path) -> None:
    for name in pages_with_address(site):
        page = read_page(site / name)
        bare = name.removeprefix(FOLDER_OF[language_of_file(name)])
        expected = {language: FOLDER_OF[language] + bare for language in LANGUAGES}
        alternates = [link.attributes for link in page.find("link") if "hreflang" in link.attributes]
        assert {link["rel"] for link in alternates} == {"alternate"}
        assert {link["hreflang"]: link["href"] for link in alternates} == {
            language: url_of(file) for language, file in expected.items()
        }, name
        switch = {link.attributes["hreflang"]: link for link in page.find("a", class_="md-select__link")}
        for language, file in expected.items():
            assert resolve(name, switch[language].attributes["href"])[0] == file, name
            assert switch[language].lang == language
            assert (site / file).is_file(), file


def test_canonical_address_of_every_page_is_its_own_or_that_of_the_record_that_is_there_now(
    site: Path, corpus: Corpus
) -> None:
    gone = {key: stone.moved_to for key, stone in corpus.tombstones.items() if isinstance(stone, Moved)}
    moved = {
        f"{folder}{address(kind, id_)}index.html": f"{folder}{address(kind, now)}index.html"
        for (kind, id_), now in gone.items()
        for folder in FOLDER_OF.values()
    }
    for name in pages_with_address(site):
        assert read_page(site / name).one("link", rel="canonical").attributes["href"] == url_of(moved.get(name, name))


def test_links_of_the_whole_site_lead_somewhere(site: Path) -> None:
    assert check_pages(site, BASE, "", carried=False).links == []


def test_check_of_pages_sees_what_another_parser_sees(site: Path) -> None:
    for path in site.rglob("*.html"):
        elements, content = list(read_page(path)), read_content(path.read_bytes())
        links = {tag.attributes[name] for tag in elements for name in ("href", "src") if name in tag.attributes}
        links |= {tag.attributes["content"] for tag in elements if tag.attributes.get("property") == "og:image"}
        assert set(content.links) == links, path
        assert set(content.ids) == {tag.attributes["id"] for tag in elements if "id" in tag.attributes}, path


def test_links_to_other_sites_are_https_only(site: Path) -> None:
    for name in all_pages(site):
        for link in read_page(site / name).find("a"):
            href = link.attributes.get("href", "")
            assert href.startswith("https://") or not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", href), (name, href)


def test_pages_load_nothing_from_another_host(site: Path) -> None:
    loading = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
    relations = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
    for name in all_pages(site):
        for element in read_page(site / name):
            values = [value for key, value in element.attributes.items() if key in loading]
            if element.tag == "link" and relations.intersection(element.attributes.get("rel", "").split()):
                values.append(element.attributes["href"])
            if element.tag in {"use", "image"}:
                values += [value for key, value in element.attributes.items() if key.endswith("href")]
            outside = [value for value in values if re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*:|//)", value)]
            assert not outside, (name, element.tag, outside)
            assert element.tag not in {"iframe", "object", "embed", "base"}, (name, element.tag)
            assert element.attributes.get("http-equiv", "").lower() != "refresh"


def test_stylesheets_load_nothing_from_another_host(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?\s*(?!data:)([a-zA-Z][a-zA-Z0-9+.-]*:|//)", text), sheet


# Leftovers


@pytest.mark.parametrize(
    "leftover",
    [
        r"RECORD(ID|TITLE|DESCRIPTION|IMAGE|ALT)",
        r"<!--\s*records:",
        r"[\"']~/|(href|src)=~/",
        r"\shref=[\"']?(article|claim|source|entity|rating|term):",
        r"Undefined|Markup\(| object at 0x",
    ],
)
def test_site_keeps_no_trace_of_how_it_was_made(site: Path, leftover: str) -> None:
    pattern = re.compile(leftover)
    for path in site.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"}:
            match = pattern.search(path.read_text(encoding="utf-8"))
            assert not match, (path, match)
        assert "RECORD" not in path.name


# Indexes


@language_of_pages
def test_sitemap_lists_every_page_of_its_language_and_no_shell(site: Path, corpus: Corpus, language: str) -> None:
    folder = site / FOLDER_OF[language]
    data = (folder / "sitemap.xml").read_bytes()
    entries = list(fromstring(data))  # noqa: S314 - we have just made it
    listed = [entry.findtext(f"{{{SITEMAP}}}loc") or "" for entry in entries]
    pages = set(pages_with_address(site)) - retired_pages(corpus)
    expected = {url_of(name) for name in pages if language_of_file(name) == language}
    assert set(listed) == expected
    assert len(listed) == len(set(listed))
    for url, entry in zip(listed, entries, strict=True):
        bare = url.removeprefix(BASE + FOLDER_OF[language])
        twins = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.iter(f"{{{XHTML}}}link")}
        assert twins == {each: BASE + folder + bare for each, folder in FOLDER_OF.items()}
    assert gzip.decompress((folder / "sitemap.xml.gz").read_bytes()) == data
