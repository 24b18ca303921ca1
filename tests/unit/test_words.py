"""Numbers, amounts and dates read out of texts, as people write them in each language."""

from __future__ import annotations

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.text_values import amounts_without_currency, read_amounts, read_dates, read_numbers
from factcheck.languages import LANGUAGES
from factcheck.records.edtf import is_edtf
from factcheck.report.report import Report

MILLION, BILLION = 10**6, 10**9


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("it will invest up to $4 billion in cash", "up_to", 4 * BILLION, 4 * BILLION),
        ("jusqu'à 4 milliards de dollars", "up_to", 4 * BILLION, 4 * BILLION),
        ("its ability to invest up to $2.75-billion in a note", "up_to", 2750 * MILLION, 2750 * MILLION),
        ("up to an additional $20 billion", "up_to", 20 * BILLION, 20 * BILLION),
        ("plus de 10 milliards de dollars", "more_than", 10 * BILLION, 10 * BILLION),
        ("worth more than $3 billion", "more_than", 3 * BILLION, 3 * BILLION),
        ("Google has invested about $300mn", "about", 300 * MILLION, 300 * MILLION),
        ("approximately $300 million", "about", 300 * MILLION, 300 * MILLION),
        ("près de 400 millions de dollars", "about", 400 * MILLION, 400 * MILLION),
        ("au moins 5 000 euros", "at_least", 5000, 5000),
        ("estimés entre 300 et 400 millions de dollars", "between", 300 * MILLION, 400 * MILLION),
        ("an estimated $300 million to $400 million", "between", 300 * MILLION, 400 * MILLION),
        ("$300–400 million", "between", 300 * MILLION, 400 * MILLION),
        ("1,25 milliard de dollars", "exactly", 1250 * MILLION, 1250 * MILLION),
        ("US$2 billion", "exactly", 2 * BILLION, 2 * BILLION),
        ("reportedly backs Anthropic with $2B", "exactly", 2 * BILLION, 2 * BILLION),
        ("après avoir investi 300 M$ en février", "exactly", 300 * MILLION, 300 * MILLION),
        ("2,75 milliards pourraient venir s'ajouter", "exactly", 2750 * MILLION, 2750 * MILLION),
        ("$500,000", "exactly", 500_000, 500_000),
        ("500 000 dollars", "exactly", 500_000, 500_000),
        ("$500-million upfront", "exactly", 500 * MILLION, 500 * MILLION),
    ],
)
def test_amount_is_read_with_its_hedge(text: str, hedge: str, low: int, high: int) -> None:
    (found,) = read_amounts(text)
    assert (found.hedge, int(found.low), int(found.high)) == (hedge, low, high)


@pytest.mark.parametrize("text", ["27 October 2023", "a 10% stake", "Series C", "10-Q", "tens of billions of dollars"])
def test_what_is_no_amount_is_left_alone(text: str) -> None:
    assert not list(read_amounts(text))


def test_each_amount_has_its_own_hedge() -> None:
    text = "about $550 million plus this $2 billion, and up to $10 billion more"
    assert [found.hedge for found in read_amounts(text)] == ["about", "exactly", "up_to"]


def test_two_amounts_with_and_between_them_are_a_range_only_after_between() -> None:
    def read(text: str) -> list[tuple[str, int]]:
        return [(found.hedge, int(found.high)) for found in read_amounts(text)]

    assert read("$10 million and $5 million respectively") == [("exactly", 10 * MILLION), ("exactly", 5 * MILLION)]
    assert read("jusqu’à 5 et 10 millions de dollars") == [("up_to", 5 * MILLION), ("up_to", 10 * MILLION)]
    assert read("between $5 and $10 million") == [("between", 10 * MILLION)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Friday (27 October 2023)", ["2023-10-27"]),
        ("vendredi (27 octobre 2023)", ["2023-10-27"]),
        ("Filed on October 27, 2023", ["2023-10-27"]),
        ("1er mai 2024", ["2024-05-01"]),
        ("In September (2023) and late 2022", ["2023-09", "2022"]),
        ("31 février 2023", []),
        ("$2023 million, 2,023 pages, 12023", []),
        ("in May", []),
    ],
)
def test_dates_with_a_year_are_read(text: str, dates: list[str]) -> None:
    assert [date.text for date in read_dates(text)] == dates


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "2.75 billion more, and $2.75 billion", ["2.75 billion"]),
        ("en", "300 million to 400 million dollars", []),
        ("en", "100 million users and 2 billion chips", []),
        ("en", "It raised 450 million.", ["450 million"]),
        ("fr", "2,75 milliards pourraient s’ajouter à 2 milliards de dollars", ["2,75 milliards"]),
        ("fr", "de 300 à 400 millions de dollars, 300 M$", []),
        ("fr", "100 millions d’utilisateurs, 2 milliards de puces", []),
    ],
)
def test_amounts_without_a_currency_are_told_from_numbers_of_things(language: str, text: str, found: list[str]) -> None:
    assert list(amounts_without_currency(text, language)) == found


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(is_edtf(date.text) for date in read_dates(text))
    assert all(amount.low >= 0 for amount in read_amounts(text))
    assert read_numbers(text, "en") is not None


@pytest.mark.parametrize("text", ["$" + "9" * 5000, f"{'9' * 5000} million", f"$1 to {'1' * 31} million"])
def test_digits_without_end_are_no_number(text: str) -> None:
    assert not list(read_amounts(text))
    assert max(read_numbers(text, "en"), default=0) <= MILLION


def test_letter_that_only_looks_like_an_s_ends_a_word_as_one() -> None:
    assert read_numbers("3 million\u017f", "en") == {3 * MILLION}
    assert next(read_amounts("3 million\u017f")).low == 3 * MILLION


pieces = st.sampled_from(
    [
        *("1", "27", "300", "2023", "1,250", "2.75", "2,75", "$", "US$", "USD ", "€", "%", "GPT", "x", "_"),
        *(" ", " ", " ", "-", "–", ", ", ". ", "(", "\u00a0", " million", " milliards", "bn", "k", " de dollars"),
        *(" to ", " et ", "à", "up to ", "plus de ", "more", " over "),
        *("27 October 2023", "octobre", "Sept. 5, ", "1er mai 2024", "\u017f", "9" * 40),
    ]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_words_before_a_text_change_nothing_of_what_is_read(text: str) -> None:
    before = "Far before what is read here are words of no number, sum or day. "
    assert list(read_amounts(before + text)) == list(read_amounts(text))
    assert list(read_dates(before + text)) == list(read_dates(text))
    for language in LANGUAGES:
        assert read_numbers(before + text, language) == read_numbers(text, language)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("$1.25 billion", "1,25 milliard de dollars"),
        ("$300 million to $400 million", "entre 300 et 400 millions de dollars"),
        ("1,000 claims", "1\u202f000 affirmations"),
        ("14% (cap: 15%)", "14\u00a0% (plafond : 15\u00a0%)"),
        ("at 20:17 UTC", "à 20 h 17 UTC"),
        ("1 October 2023", "1er octobre 2023"),
        ("a 10-Q, GPT-4 and Q3", "un 10-Q, GPT-4 et le T3"),
        ("“up to $2 billion”", "« up to $2 billion » (jusqu’à 2 milliards de dollars)"),
        ("one million TPUs", "un million de TPU"),
    ],
)
def test_numbers_are_the_same_in_both_languages(english: str, french: str) -> None:
    assert read_numbers(english, "en") == read_numbers(french, "fr")


@pytest.mark.parametrize(("english", "french"), [("$1.25 billion", "1,25 million"), ("in 2023", "en 2022"), ("3", "")])
def test_numbers_that_differ_are_told_apart(english: str, french: str) -> None:
    assert read_numbers(english, "en") != read_numbers(french, "fr")


@given(st.integers(0, 10**13))
def test_number_written_by_babel_is_read_back(number: int) -> None:
    for language in LANGUAGES:
        assert read_numbers(format_decimal(number, locale=language), language) == {number}


@given(st.integers(1, 999), st.sampled_from([MILLION, BILLION]))
def test_round_number_in_words_is_read_back(number: int, scale: int) -> None:
    for language in LANGUAGES:
        text = format_compact_decimal(number * scale, format_type="long", locale=language, fraction_digits=2)
        assert read_numbers(text, language) == {number * scale}


def test_records_give_amounts_in_the_words_beside_them(sample: Report) -> None:
    stated = [found for claim in sample.corpus.claims.values() for found in read_amounts(claim.claim.quotation.exact)]
    assert len(stated) >= 5
    assert {"between", "up_to", "more_than", "exactly"} <= {found.hedge for found in stated}
