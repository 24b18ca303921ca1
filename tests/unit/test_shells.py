"""Shells, hand-written pages and the sitemap: text in, text out."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from factcheck.analysis.page_syntax import OF_ARTICLES
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.site.shells import Shell, fill_handwritten, with_root
from factcheck.site.write_site import SITEMAP, XHTML, make_sitemap

SHELL = (
    '<title>RECORDTITLE - S</title><meta name="description" content="RECORDDESCRIPTION">'
    '<a href="https://e.example/RECORDFILE"></a><link href="claims/RECORDID/">'
    '<h1 id="record">Record<a class="headerlink" href="#record">¶</a></h1><footer>'
)
PAGE = Page(
    kind="claim",
    id="x",
    title='A <b> & "c"',
    description="RECORDID RECORDTITLE",
    body='<h1 id="record">RECORDTITLE</h1><a href="~/sources/y/">~/ "RECORDID"</a>',
    search_text="<i>text</i> ]]>",
    file="facts/claims/x.yml",
)


def test_shell_is_filled_once_and_never_reads_what_it_filled_in() -> None:
    assert Shell.parse(SHELL).fill(PAGE) == (
        "<title>A &lt;b&gt; &amp; &quot;c&quot; - S</title>"
        '<meta name="description" content="RECORDID RECORDTITLE">'
        '<a href="https://e.example/facts/claims/x.yml"></a><link href="claims/x/">'
        '<h1 id="record">RECORDTITLE</h1><a href="../../sources/y/">~/ "RECORDID"</a><footer>'
    )


def test_page_of_a_record_that_moved_is_known_by_the_address_of_today() -> None:
    head = (
        '<link rel="canonical" href="https://s.example/claims/RECORDID/"><a hreflang="fr" href="fr/claims/RECORDID/">'
    )
    told = '<meta property="og:url" content="https://s.example/claims/RECORDID/">'
    html = Shell.parse(head + told + SHELL).fill(replace(PAGE, moved_to="now"))
    assert '<link rel="canonical" href="https://s.example/claims/now/">' in html
    assert '<meta property="og:url" content="https://s.example/claims/now/">' in html
    assert '<a hreflang="fr" href="fr/claims/x/">' in html
    assert Shell.parse(head + SHELL).fill(PAGE).count("claims/x/") == 3


@pytest.mark.parametrize("html", ["<h1>Record</h1>", SHELL + SHELL, ""])
def test_shell_without_its_one_heading_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="shell"):
        Shell.parse(html)


def test_root_is_replaced_only_at_the_beginning_of_a_link() -> None:
    assert with_root('<a href="~/a/">~/</a>', "claims/") == '<a href="../a/">~/</a>'
    assert with_root('<script src="~/a.js"></script>', "claims/") == '<script src="../a.js"></script>'
    assert with_root('<td data-label="~/a/">x</td>', "claims/") == '<td data-label="~/a/">x</td>'


@pytest.fixture
def renderer(sample: Report) -> Renderer:
    return Renderer(sample.corpus, "en", Site(url="https://s.example/", name="S"), ())


def test_references_in_pages_become_links(renderer: Renderer) -> None:
    html = (
        '<a href="claim:orbit-up-to-2b">words</a> <a href="entity:nimbus-cloud"></a> <a href="https://a.example">x</a>'
    )
    assert fill_handwritten(html, "about/", renderer) == (
        '<a href="../claims/orbit-up-to-2b/">words</a> <a href="../entities/nimbus-cloud/">Nimbus Cloud</a> '
        '<a href="https://a.example">x</a>'
    )


def test_reference_to_a_claim_without_words_says_who_claims_it_and_has_the_rating_beside_it(renderer: Renderer) -> None:
    filled = fill_handwritten('<a href="claim:orbit-up-to-2b"></a>', "about/", renderer)
    claim = renderer.corpus.claims["orbit-up-to-2b"]
    assert f'<a href="../claims/orbit-up-to-2b/">{renderer.view.title(claim)}</a>' in filled
    assert filled.rstrip().removesuffix("</span>").endswith(renderer.view.name("rating", claim.review.rating))


def test_slots_in_pages_become_lists_with_links_from_that_page(renderer: Renderer) -> None:
    filled = fill_handwritten("<p>a</p>\n<!-- records: claims -->\n", "claims/", renderer)
    assert '<a href="../claims/orbit-up-to-2b/">' in filled
    assert "records:" not in filled
    assert filled.count("<tr data-rating=") == len(renderer.corpus.claims)


def test_slot_may_be_limited_to_an_article(renderer: Renderer) -> None:
    newest, other = renderer.corpus.articles
    said = {id_: renderer.slot("summary", id_) for id_ in ("", newest, other)}
    assert len(set(said.values())) == 3
    assert fill_handwritten(f"<!-- records: summary article:{other} -->", "", renderer) == with_root(said[other], "")
    assert f"article={other}" in said[other]
    assert "article=" not in said[""]


@pytest.mark.parametrize("slot", OF_ARTICLES)
def test_limited_slot_shows_claims_of_its_article_only(renderer: Renderer, slot: str) -> None:
    claims = renderer.corpus.claims
    for article in renderer.corpus.articles:
        shown = re.findall(r'href="~/claims/([a-z0-9-]+)/', renderer.slot(slot, article))
        assert {claims[id_].article for id_ in shown} <= {article}


def test_sitemap_gets_entries_and_loses_the_shells() -> None:
    shell = "<url><loc>https://s.example/fr/claims/RECORDID/</loc></url>"
    page = "<url><loc>https://s.example/fr/about/</loc><lastmod>2026-11-24</lastmod></url>"
    old = f'<urlset xmlns="{SITEMAP}">{shell}{page}</urlset>'
    data = make_sitemap(old, "https://s.example/fr/", "fr", [PAGE], lambda _: {"fr"})
    root = fromstring(data)  # noqa: S314
    assert [loc.text for loc in root.iter(f"{{{SITEMAP}}}loc")] == [
        "https://s.example/fr/about/",
        "https://s.example/fr/claims/x/",
    ]
    assert [link.get("hreflang") for link in root[0].iter(f"{{{XHTML}}}link")] == ["fr"], "only in French yet"
    assert [(link.get("hreflang"), link.get("href")) for link in root[1].iter(f"{{{XHTML}}}link")] == [
        ("en", "https://s.example/claims/x/"),
        ("fr", "https://s.example/fr/claims/x/"),
    ]
    assert b"lastmod" not in data
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
