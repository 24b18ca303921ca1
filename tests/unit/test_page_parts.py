"""Parts that help to read a page: the answer's first sentence, what is on the page, an entity's part in the claims."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from factcheck.pages.designations import labels_of
from factcheck.pages.environment import headings
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import Site
from factcheck.pages.record_pages import parts_played
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")
both_languages = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Both halves hold. Claude was launched.", "Both halves hold.", "Claude was launched."),
        ("It was $1.25 billion, no more. It is right.", "It was $1.25 billion, no more.", "It is right."),
        ("“This is how they put it.” Nobody else did.", "“This is how they put it.”", "Nobody else did."),
        ("Yes. The filing of that day says so. It does.", "Yes. The filing of that day says so.", "It does."),
        ("C’est établi par le dépôt. À la lettre.", "C’est établi par le dépôt.", "À la lettre."),
        ("One sentence only, however long it may be.", "One sentence only, however long it may be.", ""),
        ("Not before a small letter. like this", "Not before a small letter. like this", ""),
    ],
)
def test_first_sentence_is_parted_from_the_rest(sample: Report, text: str, first: str, rest: str) -> None:
    assert View(sample.corpus, "en").text_in_two({"en": text}) == (first, rest)


def test_text_that_is_not_translated_stays_in_one_piece_and_says_so(sample: Report) -> None:
    first, rest = View(sample.corpus, "fr").text_in_two({"en": "A sentence with some length. Another one."})
    assert "A sentence with some length. Another one." in first
    assert "pas encore traduit" in first
    assert rest == ""


def test_both_parts_are_escaped(sample: Report) -> None:
    parts = View(sample.corpus, "en").text_in_two({"en": "A <b>bold</b> sentence & more. Then <i>this</i>."})
    assert parts == ("A &lt;b&gt;bold&lt;/b&gt; sentence &amp; more.", "Then &lt;i&gt;this&lt;/i&gt;.")


@both_languages
def test_parts_of_every_explanation_make_up_the_whole(sample: Report, language: str) -> None:
    view = View(sample.corpus, language)
    for claim in sample.corpus.claims.values():
        first, rest = view.text_in_two(claim.review.explanation)
        assert f"{first} {rest}".strip() == Markup.escape(view.plain(claim.review.explanation))
        assert len(first) <= 300, claim.id


@both_languages
def test_long_pages_say_what_is_on_them_in_their_order(sample: Report, language: str) -> None:
    for page in Renderer(sample.corpus, language, SITE, ()).pages():
        if page.kind in {"claim", "article"} and page.listed:
            contents = page.body.partition('<nav class="fc-contents"')[2].partition("</nav>")[0]
            linked = re.findall(r'<a href="#([a-z-]+)">', contents)
            assert linked == re.findall(r'<h2 id="([a-z-]+)">', page.body), page.id
            assert len(linked) >= 5


def test_words_of_records_are_never_taken_for_a_heading() -> None:
    html = Markup('<h2 id="a">A</h2><p>{}</p><h2 id="b">B &amp; C</h2>').format('<h2 id="x">X</h2>')
    assert headings(html) == [("a", "A"), ("b", "B &amp; C")]


def test_every_claim_that_names_an_entity_is_once_on_its_page(sample: Report) -> None:
    lookups = Lookups(sample.corpus)
    for entity in sample.corpus.entities.values():
        parts = parts_played(lookups, entity)
        assert sorted(claim.id for part in parts.values() for claim in part) == sorted(
            claim.id for claim in lookups.claims_using("entity", entity.id)
        )
        labels = labels_of(lookups, entity)
        assert sum(map(len, labels.values())) == len(lookups.designations_of(entity.id))
        assert all(use.designation.said_by == entity.id for use in (*labels["own"], *labels["reported"]))
        assert all(use.is_own for use in labels["own"])
        assert not any(use.is_own for use in labels["reported"])


def test_what_an_entity_says_is_kept_apart_from_what_is_said_of_it(sample: Report) -> None:
    parts = parts_played(Lookups(sample.corpus), sample.corpus.entities["aurora"])
    assert "nimbus-preferred-provider" in {claim.id for claim in parts["said"]}
    assert "orbit-primary-provider" in {claim.id for claim in parts["about"]}
