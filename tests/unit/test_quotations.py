"""Quotations are exact or lost, with the text and with its fingerprint; what the fingerprint's numbers mean."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLE
from factcheck.analysis.quotations import chance_of_false_match, placed_quotations
from factcheck.analysis.wrong_words import misfit
from factcheck.loading.other_files import TEXTS_VARIABLE, measure_as_yaml, texts_at_hand
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import (
    BITS,
    WINDOW,
    Match,
    digits,
    find_in_fingerprint,
    find_in_text,
    fingerprint_of,
    measure,
    normalise,
    ungrouped,
    words,
)
from factcheck.report.report import Report

LETTERS = "abcdefghijklmnopqrstuvwxyzàéèùç"
TEXT = (
    "La société a annoncé vendredi de nouveaux financements. Elle a reçu 500 millions de dollars d’un "
    "géant « californien », tout en espérant 1,5 milliard de plus à l’avenir, selon une personne bien placée."
)


def find(exact: str, prefix: str | None, suffix: str | None, text: str = TEXT) -> Match:
    """Return what becomes of a quotation in the fingerprint of a text."""
    return find_in_fingerprint(
        Quotation(exact=exact, prefix=prefix, suffix=suffix), fingerprint_of(text, "a"), "a"
    ).match


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("l’avenir", "l'avenir"),
        ("« oui »", '" oui "'),
        ("“yes”", '"yes"'),
        ("a\u00a0b\u202fc \n d", "a b c d"),
        ("e\u0301", "é"),
        (" A ", "A"),
    ],
)
def test_one_form_for_comparison(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text() | st.text(" \u00a0\u2003\x1c\n’‘ʼ“”„«»\u0301e'"))
def test_quick_way_to_the_one_form_leads_where_its_definition_does(text: str) -> None:
    marks = str.maketrans(dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"'))
    assert normalise(text) == re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().translate(marks)


def test_case_and_accents_and_punctuation_count() -> None:
    assert normalise("À Paris.") not in {normalise("à Paris."), normalise("A Paris."), normalise("À Paris")}


def test_quotation_is_found_whole_words_with_context() -> None:
    assert find(
        "500 millions de dollars", "de nouveaux financements. Elle a reçu ", " d'un géant « californien »,"
    ) is (Match.EXACT)


def test_quotation_at_either_end_needs_no_context_there() -> None:
    assert find("La société a annoncé vendredi", None, " de nouveaux financements. Elle a") is Match.EXACT
    assert find("selon une personne bien placée", "milliard de plus à l’avenir, ", ".") is Match.EXACT


def test_words_that_pretend_to_begin_the_text_are_lost_or_weak() -> None:
    assert find("Elle a reçu 500 millions de dollars", None, " d’un géant « californien », tout") is Match.WEAK


def test_too_few_words_are_weak() -> None:
    assert find("500 millions de dollars", "Elle a reçu ", " d’un géant « californien », tout en") is Match.WEAK
    assert find("dollars", None, None) is Match.WEAK


def test_position_is_counted_in_words() -> None:
    quotation = Quotation(
        exact="de dollars", prefix="Elle a reçu 500 millions ", suffix=" d’un géant « californien », tout"
    )
    found = find_in_fingerprint(quotation, fingerprint_of(TEXT, "a"), "a")
    assert words(TEXT)[found.first - 1 : found.last] == ["de", "dollars"]


def test_fingerprint_depends_on_the_record() -> None:
    assert fingerprint_of(TEXT, "a") != fingerprint_of(TEXT, "b")


def test_groups_of_digits_are_one_fingerprint() -> None:
    marks = fingerprint_of(TEXT, "a")
    assert ungrouped(f"{marks[:8]} {marks[8:]}\n") == marks
    assert len(marks) == len(words(TEXT)) + WINDOW - 1


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=WINDOW, max_size=60), st.data())
def test_what_is_cut_from_a_text_is_never_lost(letters: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(letters) - WINDOW))
    end = data.draw(st.integers(start + WINDOW, len(letters)))
    text = " ".join(letters)
    quotation = Quotation(exact=" ".join(letters[start:end]))
    assert find_in_fingerprint(quotation, fingerprint_of(text, "a"), "a").match is not Match.LOST
    assert find_in_text(quotation, text) is not Match.LOST


def test_text_repeated_is_ambiguous() -> None:
    twice = f"{TEXT} {TEXT}"
    quotation = Quotation(exact="500 millions de dollars", prefix="nouveaux financements. Elle a reçu ")
    assert find_in_text(quotation, twice) is Match.AMBIGUOUS
    assert find_in_text(quotation, TEXT) is Match.EXACT
    long = ("500 millions de dollars", "de nouveaux financements. Elle a reçu ", " d’un géant « californien », tout")
    assert find(*long, text=twice) is Match.AMBIGUOUS


def test_every_quotation_of_an_article_is_in_its_text(sample: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEXTS_VARIABLE, str(SAMPLE / "texts"))
    texts = texts_at_hand(SAMPLE)
    for claim in sample.corpus.claims.values():
        assert find_in_text(claim.claim.quotation, texts[claim.article]) is Match.EXACT, claim.id
    for article in sample.corpus.articles.values():
        kept = measure(texts[article.id], article.id)
        assert (kept.sha256, kept.fingerprint) == (article.text.sha256, ungrouped(article.text.fingerprint))


def one_letter_changes(text: str) -> list[str]:
    """Return `text` with each of its letters replaced by each other one."""
    return [
        text[:place] + other + text[place + 1 :]
        for place, letter in enumerate(text)
        if letter.isalpha()
        for other in LETTERS
        if other != letter.lower()
    ]


def test_a_one_letter_change_in_any_quotation_is_found(sample: Report) -> None:
    changed, missed = 0, []
    for claim in sample.corpus.claims.values():
        quotation, article = claim.claim.quotation, sample.corpus.articles[claim.article]
        marks = ungrouped(article.text.fingerprint)
        for exact in one_letter_changes(quotation.exact):
            mutant = Quotation(exact=exact, prefix=quotation.prefix, suffix=quotation.suffix)
            changed += 1
            if find_in_fingerprint(mutant, marks, article.id).match is Match.EXACT:
                missed.append((claim.id, exact))
    assert changed > 10_000
    assert missed == []


def test_false_matches_are_as_rare_as_the_docs_say() -> None:
    """Invented words match as often as `chance_of_false_match` says; measured where it is not too rare."""
    random_ = random.Random(1)  # noqa: S311 - repeatable
    text = " ".join(f"w{number}" for number in range(400))
    marks, length, tries = fingerprint_of(text, "a"), WINDOW + 3, 8000
    hits = sum(digits([f"x{random_.random()}" for _ in range(length)], "a") in marks for _ in range(tries))
    expected = tries * chance_of_false_match(length, 400)
    assert 900 > expected > 700
    assert 0.85 < hits / expected < 1.15


def test_the_shortest_quotation_that_passes_cannot_match_by_chance() -> None:
    shortest = 2 * (WINDOW - 1) + 1
    assert chance_of_false_match(shortest, 408) < 0.002
    assert chance_of_false_match(13, 408) < 3e-5, "the shortest quotation of the article, with its context"
    assert BITS * WINDOW == 18, "bits that a changed word changes: 1 in 262,144 goes unnoticed"


def test_a_fingerprint_leaves_thousands_of_words_possible_at_every_place() -> None:
    """One step of reading back: five words known, which sixth fits? One in eight of any vocabulary does."""
    vocabulary = [f"mot{number}" for number in range(8000)]
    known = words(TEXT)[: WINDOW - 1]
    fits = sum(digits([*known, word], "a") == digits(words(TEXT)[:WINDOW], "a") for word in vocabulary)
    assert 800 < fits < 1200


def test_a_passage_has_more_possible_readings_than_can_be_told_apart() -> None:
    """Six bits a word is what strong language models leave of French press text; the digit gives three of them."""
    bits_per_word, gap = 6, 20
    known = BITS * (gap + WINDOW - 1)
    assert 2 ** (bits_per_word * gap - known) > 10**13


def test_measure_as_yaml_is_what_a_record_takes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"\ufeff\n{TEXT}\n", encoding="utf-8")
    printed = measure_as_yaml(file, "a")
    digits_ = re.search(r"fingerprint: >-\n((?:    [0-7 ]+\n?)+)$", printed)
    assert digits_
    assert ungrouped(digits_[1]) == fingerprint_of(TEXT, "a")
    assert f"characters: {len(TEXT)}\n" in printed


def test_a_lost_quotation_is_told_which_word_is_wrong_and_in_which_part(sample: Report) -> None:
    """The word is named, mostly alone, whichever part it is in."""
    made = told = right = alone = 0
    for quoted in placed_quotations(sample.corpus):
        for part in ("prefix", "exact", "suffix"):
            said = (getattr(quoted.quotation, part) or "").split()
            for place in range(len(said)):
                wrong = " ".join([*said[:place], "zzz", *said[place + 1 :]])
                found = misfit(replace(quoted.quotation, **{part: wrong}), quoted.measure.fingerprint, quoted.id)
                made += 1
                told += found is not None
                right += found is not None and any("zzz" in word for word in found.words) and not found.more
                alone += found is not None and len(found.words) == 1
                if found and found.words == ("zzz",):
                    assert found.part == part
    assert made > 300
    assert told / made > 0.5
    assert right / told > 0.8
    assert alone / told > 0.6


def test_a_word_left_out_or_too_many_is_said() -> None:
    text = " ".join(map(str, range(100)))
    kept = measure(text, "x")
    less, more = (
        misfit(Quotation(exact=words_), kept.fingerprint, "x")
        for words_ in (
            " ".join(str(n) for n in range(10, 50) if n != 30),
            " ".join(f"{n} very" if n == 30 else str(n) for n in range(10, 50)),
        )
    )
    assert less
    assert less.more == 1
    assert set(less.words) & {"29", "31"}
    assert more
    assert more.more == -1
    assert "very" in more.words


def test_invented_words_go_wrong_nowhere_in_particular() -> None:
    kept = measure(" ".join(map(str, range(400))), "x")
    assert misfit(Quotation(exact=" ".join(f"w{n}" for n in range(20))), kept.fingerprint, "x") is None
