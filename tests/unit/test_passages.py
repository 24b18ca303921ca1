"""From a text to passages and quotations: nobody counts words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLE
from factcheck.analysis.coverage import cover
from factcheck.analysis.passages import find_words, nearest_words, open_passages, place_claim, quote, sentences
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, find_in_fingerprint, find_in_text, fingerprint_of, words
from factcheck.records.record import Passage
from factcheck.report.report import Report

TEXT = """Aurora : le pari

Par M. Durand. La société a reçu 500 millions de dollars d’un « géant californien ». Elle en espère 3.7 milliards
de plus, selon J.-P. Martin et Orbit Inc. Selon lui, « l’avenir est là. » Les deux rivaux
payent jusqu’à 10 milliards et 5 milliards respectivement."""


def said(text: str, first: int, last: int) -> str:
    """Return some words of a text, as they are compared."""
    return " ".join(words(text)[first - 1 : last])


def test_sentences_cover_the_text_and_end_where_a_reader_would_end_them() -> None:
    spans = sentences(TEXT)
    assert spans[0][0] == 1
    assert spans[-1][1] == len(words(TEXT))
    assert all(last + 1 == first for (_, last), (first, _) in pairwise(spans))
    assert [said(TEXT, *span) for span in spans] == [
        "Aurora : le pari",
        "Par M. Durand.",
        'La société a reçu 500 millions de dollars d\'un " géant californien ".',
        'Elle en espère 3.7 milliards de plus, selon J.-P. Martin et Orbit Inc. Selon lui, " l\'avenir est là. "',
        "Les deux rivaux payent jusqu'à 10 milliards et 5 milliards respectivement.",
    ]


@pytest.mark.parametrize(
    ("wanted", "exact"),
    [
        ("géant californien", "géant californien"),
        ("un « géant", "un « géant"),
        ("l'avenir est là", "l’avenir est là"),
        ("3.7 milliards  de\nplus", "3.7 milliards de plus"),
        ("respectivement", "respectivement"),
        ("Aurora : le pari", "Aurora : le pari"),
    ],
)
def test_words_are_found_with_what_touches_them_and_quoted_so_that_they_verify(wanted: str, exact: str) -> None:
    (found,) = find_words(TEXT, wanted)
    assert found.quotation.exact == exact
    assert find_in_text(found.quotation, TEXT) is Match.EXACT
    located = find_in_fingerprint(found.quotation, fingerprint_of(TEXT, "a"), "a")
    assert (located.match, located.first, located.last) == (Match.EXACT, found.first, found.last)


@pytest.mark.parametrize("wanted", ["éant californien", "500 million", "", "  ", "nowhere"])
def test_parts_of_words_and_other_words_are_not_found(wanted: str) -> None:
    assert find_words(TEXT, wanted) == []


def test_words_that_are_there_twice_are_told_apart_by_the_words_around_them() -> None:
    text = "a b c d e f one two three g h i j k a b c d e f one two three g h i j k l"
    found = find_words(text, "one two three")
    assert [item.first for item in found] == [7, 21]
    assert all(find_in_text(item.quotation, text) is Match.EXACT for item in found)


@given(st.lists(st.sampled_from(["un", "d'un", "«", "»", "deux.", "trois,", "3.7", "(quatre)"]), min_size=1), st.data())
def test_any_words_of_a_text_are_quoted_and_found_again(said_: list[str], data: st.DataObject) -> None:
    text = " ".join(said_)
    first = data.draw(st.integers(1, len(said_)))
    last = data.draw(st.integers(first, len(said_)))
    found = quote(text, first, last)
    assert (found.first, found.last, found.quotation.exact) == (first, last, " ".join(said_[first - 1 : last]))
    assert find_in_text(found.quotation, text) is not Match.LOST


def test_nearest_words_say_what_differs() -> None:
    near = nearest_words(TEXT, "la societe a recu 500 million de dollars d'un « geant")
    assert near
    assert near.found.quotation.exact == "La société a reçu 500 millions de dollars d’un « géant"
    assert ("million", "millions") in near.differences
    missing = nearest_words(TEXT, "Les deux payent jusqu’à 10 milliards")
    assert missing
    assert missing.differences == (("", "rivaux"),)
    assert nearest_words(TEXT, "rien de tout cela, vraiment") is None


def test_open_passages_are_whole_and_open(sample: Report) -> None:
    for article in sample.corpus.articles.values():
        text = (SAMPLE / "texts" / f"{article.id}.txt").read_text(encoding="utf-8")
        passages = open_passages(text)
        assert passages[-1].last == article.text.words
        assert all(passage.open for passage in passages)


def test_a_claim_takes_its_words_and_leaves_no_scraps() -> None:
    (whole,) = open_ = (Passage(first=1, last=30, open=True),)
    assert place_claim(open_, 4, 10, "a") == (
        Passage(first=1, last=10, claims=("a",)),
        Passage(first=11, last=30, open=True),
    )
    parts = place_claim(open_, 11, 20, "a")
    assert parts == (
        Passage(first=1, last=10, open=True),
        Passage(first=11, last=20, claims=("a",)),
        Passage(first=21, last=30, open=True),
    )
    again = place_claim(parts, 15, 26, "b")
    assert again[1].claims == ("a", "b")
    assert again[2] == Passage(first=21, last=30, claims=("b",))
    assert place_claim(parts, 11, 12, "a") == parts
    assert whole.last == again[-1].last


def test_every_quotation_of_the_sample_finds_its_place_again(sample: Report) -> None:
    for claim in sample.corpus.claims.values():
        article = sample.corpus.articles[claim.article]
        text = (SAMPLE / "texts" / f"{article.id}.txt").read_text(encoding="utf-8")
        place = sample.corpus.places[claim.id]
        found = find_words(text, claim.claim.quotation.exact)
        assert (place.first, place.last) in [(item.first, item.last) for item in found]
        assert cover(article).words["claims"] > 0


def test_a_quotation_is_the_same_with_and_without_blanks_at_its_ends() -> None:
    plain = Quotation(exact="un", prefix="500 millions de dollars d’", suffix="« géant californien ». Elle en")
    spaced = Quotation(exact=" un ", prefix=" 500 millions de dollars d’ ", suffix=" « géant californien ». Elle en ")
    marks = fingerprint_of(TEXT, "a")
    assert find_in_fingerprint(plain, marks, "a") == find_in_fingerprint(spaced, marks, "a")
    assert find_in_text(plain, TEXT) is find_in_text(spaced, TEXT) is Match.EXACT
