"""What the page of an article brings along for finding pasted words in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from factcheck.analysis.quotations import FALSE_FINDS, chance_of_false_match, least_words
from factcheck.pages import Renderer, Site
from factcheck.pages.record_pages import finder_data, word_ranges
from factcheck.records.fingerprint import WINDOW, ungrouped
from factcheck.records.record import Article, Passage
from factcheck.report.report import Report

SITE = Site(url="https://site.example/", name="Site")
ARTICLE = "quotidien-aurora-2024"


def section(report: Report, language: str = "en") -> str:
    """Return the part of the article's page in which words are looked for."""
    pages = Renderer(report.corpus, language, SITE, ()).pages()
    body = next(page.body for page in pages if (page.kind, page.id) == ("article", ARTICLE))
    found = re.search(r'<div class="fc-find".*?</script>\n</div>', body, re.DOTALL)
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


def test_data_are_the_fingerprint_in_one_piece(article: Article) -> None:
    data = finder_data(article)
    assert data == {"fingerprint": ungrouped(article.text.fingerprint), "least": 11, "odds": FALSE_FINDS}
    assert len(str(data["fingerprint"])) == article.text.words + WINDOW - 1


def test_words_of_a_claim_are_counted_from_one(article: Article) -> None:
    passages = (
        Passage(first=1, last=4, claims=("a",)),
        Passage(first=5, last=9, open=True),
        Passage(first=10, last=12, claims=("b", "a")),
    )
    assert word_ranges(replace(article, passages=passages)) == {"a": "1–4, 10–12", "b": "10–12"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_passage_is_in_the_page_hidden_with_its_claims(sample: Report, article: Article, language: str) -> None:
    html = section(sample, language)
    items = re.findall(
        r'<li data-start="(\d+)" data-end="(\d+)" hidden>(.*?)(?=<li data-start|</ul>\n</div>)', html, re.DOTALL
    )
    assert [(int(start), int(end)) for start, end, _ in items] == [
        (item.first - 1, item.last) for item in article.passages
    ]
    for passage, (_, _, text) in zip(article.passages, items, strict=True):
        assert re.findall(r'href="~/claims/([a-z0-9-]+)/"', text) == list(passage.claims)
        assert text.count('class="fc-rating ') == len(passage.claims)
        assert bool(passage.claims) or str(passage.not_checkable and passage.not_checkable[language])[:20] in text


def test_section_has_no_inline_script_or_style_and_hides_all_that_takes_a_script(sample: Report) -> None:
    html = section(sample)
    assert re.findall(r"<script[^>]*>[^<]*", html) == ['<script type="module" src="~/assets/find-claims.js">']
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style|<form", html)
    assert "<div data-with hidden>" in html
    assert set(re.findall(r'data-answer="([a-z]+)" hidden', html)) == {"few", "none", "found"}
    assert html.count("data-answer") == 3
    assert set(re.findall(r'data-number="([a-z]+)"', html)) == {"count", "ranges", "all"}


def test_text_of_a_reason_is_escaped(sample: Report, article: Article) -> None:
    passages = (Passage(first=1, last=6, not_checkable={"en": '<b>"&'}),)
    renderer = Renderer(sample.corpus, "en", SITE, ())
    changed = replace(article, passages=passages)
    module = renderer.templates.environment.get_template("_passages.html").make_module({})
    html = str(module.finder_for(changed, finder_data(changed)))  # type: ignore[attr-defined]
    assert "&lt;b&gt;&#34;&amp;" in html
    assert "<b>" not in html
