"""What a site brings along for finding pasted words in its articles."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from conftest import SAMPLE
from factcheck.analysis.quotations import FALSE_FINDS, chance_of_false_match, least_words
from factcheck.outputs.json_api import fingerprints
from factcheck.pages.page import Site
from factcheck.pages.record_pages import word_ranges
from factcheck.pages.renderer import Renderer
from factcheck.records.fingerprint import WINDOW, normalise
from factcheck.records.record import Article, Passage
from factcheck.report.report import Report

SITE = Site(url="https://site.example/", name="Site")
ARTICLE = "quotidien-aurora-2024"


def article_body(report: Report, language: str = "en") -> str:
    """Return the page of an article."""
    page = Renderer(report.corpus, language, SITE, ()).page("article", ARTICLE)
    assert page
    return page.body


def section(html: str) -> str:
    """Return the part of a page in which words are looked for."""
    found = re.search(r'<div class="fc-find".*?</script>\n</div>', html, re.DOTALL)
    assert found
    return found[0]


@pytest.fixture
def article(sample: Report) -> Article:
    return sample.corpus.articles[ARTICLE]


def test_words_that_are_needed_grow_with_the_text() -> None:
    assert [least_words(length) for length in (20, 408, 5000, 100_000)] == [10, 11, 13, 14]
    for length in (20, 408, 5000):
        least = least_words(length)
        assert chance_of_false_match(least, length) * FALSE_FINDS <= 1 < chance_of_false_match(least - 1, length) * 500


def test_data_are_the_fingerprints_of_all_articles_in_one_piece_each(sample: Report) -> None:
    data = fingerprints(sample.corpus)
    articles = sample.corpus.articles
    assert data["odds"] == FALSE_FINDS
    assert [item["id"] for item in data["articles"]] == list(articles)
    for item, article in zip(data["articles"], articles.values(), strict=True):
        assert re.fullmatch("[0-7]+", item["fingerprint"])
        assert len(item["fingerprint"]) == article.text.words + WINDOW - 1


def test_words_of_a_claim_are_counted_from_one(article: Article) -> None:
    passages = (
        Passage(first=1, last=4, claims=("a",)),
        Passage(first=5, last=9, open=True),
        Passage(first=10, last=12, claims=("b", "a")),
    )
    assert word_ranges(replace(article, passages=passages)) == {"a": "1–4, 10–12", "b": "10–12"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_passage_is_in_the_page_hidden_with_its_claims(sample: Report, article: Article, language: str) -> None:
    view = Renderer(sample.corpus, language, SITE, ()).view
    html = article_body(sample, language)
    found = re.search(rf'<ul data-passages="{ARTICLE}" data-title="([^"]+)" hidden>(.*?)</ul>\s*<h2', html, re.DOTALL)
    assert found
    assert found[1] == view.article_name(article)
    items = re.findall(r'<li data-start="(\d+)" data-end="(\d+)">(.*?)(?=<li data-start|\Z)', found[2], re.DOTALL)
    assert [(int(start), int(end)) for start, end, _ in items] == [
        (item.first - 1, item.last) for item in article.passages
    ]
    for passage, (_, _, text) in zip(article.passages, items, strict=True):
        assert re.findall(r'href="~/claims/([a-z0-9-]+)/"', text) == list(passage.claims)
        assert text.count('class="fc-rating ') == len(passage.claims)
        assert bool(passage.claims) or str(passage.not_checkable and passage.not_checkable[language])[:20] in text


def test_section_is_the_same_on_all_pages_and_needs_words_enough_for_all_articles(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", SITE, ())
    html = section(article_body(sample))
    assert html == section(renderer.slot("find"))
    total = sum(article.text.words for article in sample.corpus.articles.values())
    assert f'data-least="{least_words(total)}"' in html
    assert 'href="~/api/v1/fingerprints.json"' in html


def test_section_has_no_inline_script_or_style_and_hides_all_that_takes_a_script(sample: Report) -> None:
    html = section(article_body(sample))
    assert re.findall(r"<script[^>]*>[^<]*", html) == ['<script type="module" src="~/assets/find-claims.js">']
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style|<form", html)
    assert "<div data-with hidden>" in html
    assert set(re.findall(r'data-answer="([a-z]+)" hidden', html)) == {"busy", "few", "failed", "none", "found"}
    assert html.count("data-answer") == 5
    assert set(re.findall(r'data-number="([a-z]+)"', html)) == {"all", "count", "looked", "ranges"}


def test_text_of_a_reason_is_escaped(sample: Report, article: Article) -> None:
    passages = (Passage(first=1, last=6, not_checkable={"en": '<b>"&'}),)
    renderer = Renderer(sample.corpus, "en", SITE, ())
    module = renderer.templates.environment.get_template("_passages.html").make_module({})
    html = str(module.passage_list(replace(article, passages=passages)))  # type: ignore[attr-defined]
    assert "&lt;b&gt;&#34;&amp;" in html
    assert "<b>" not in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_says_what_is_open_and_which_part_of_the_text_we_have(sample: Report, language: str) -> None:
    article = sample.corpus.articles[ARTICLE]
    half = article.text.words // 2
    opened = (Passage(first=1, last=9, open=True), Passage(first=10, last=half, open=True))
    rest = Passage(first=half + 1, last=article.text.words, not_checkable={"en": "No claim.", "fr": "Rien."})
    text = replace(article.text, excerpt={"en": "The first page.", "fr": "La première page."})
    changed = replace(article, passages=(*opened, rest), text=text)
    entries = [replace(entry, record=changed) if entry.record is article else entry for entry in sample.corpus.entries]
    body = article_body(replace(sample, corpus=replace(sample.corpus, entries=tuple(entries))), language)
    assert {"en": "The first page.", "fr": "La première page."}[language] in body
    assert body.count(f"1–{half}") == 1
    assert 'href="#open"' in body
    assert 'id="open"' in body


def test_quotations_are_shown_as_they_are_in_the_text(sample: Report) -> None:
    """Blanks between a quotation and the words around it are where the text has them, though no record says so."""
    text = normalise((SAMPLE / "texts" / f"{ARTICLE}.txt").read_text(encoding="utf-8"))
    shown = re.findall(r'<blockquote class="fc-quote"[^>]*><p>(.*?)</p>', article_body(sample), re.DOTALL)
    assert len(shown) > 5
    for quotation in shown:
        words = normalise(unescape(re.sub(r"<[^>]*>", "", quotation))).removeprefix("… ").removesuffix(" …")
        assert words in text


def test_page_of_an_article_without_claims_says_only_what_is_open(sample: Report) -> None:
    article = sample.corpus.articles[ARTICLE]
    changed = replace(article, passages=(Passage(first=1, last=article.text.words, open=True),), sums=())
    kept = [entry for entry in sample.corpus.entries if entry.kind != "claim"]
    entries = [replace(entry, record=changed) if entry.record is article else entry for entry in kept]
    body = article_body(replace(sample, corpus=replace(sample.corpus, entries=tuple(entries))))
    assert 'id="open"' in body
    assert 'id="claims"' not in body
    assert "0 of 0" not in body
