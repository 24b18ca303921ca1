"""Dates as exact as they are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records.edtf import is_edtf, parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-10-27?", date(2023, 10, 27), date(2023, 10, 27)),
        ("2023-02/2023-10", date(2023, 2, 1), date(2023, 10, 31)),
        ("../2023-10", date.min, date(2023, 10, 31)),
        ("2023-10/..", date(2023, 10, 1), date.max),
    ],
)
def test_date_has_an_earliest_and_a_latest_day(text: str, earliest: date, latest: date) -> None:
    value = parse_edtf(text)
    assert (value.earliest, value.latest) == (earliest, latest)
    assert value.text == text


NO_DATES = """
23 2023-13 2023-00 2023-02-30 2023-10-00 2023-10-32 2023-1-1 0000 ../.. /2023 2023/ a/b 2023-10/2023-09 2023%
2023?~ ٢٠٢٣ 2023-10-27T10:00 2023/2024/2025
"""


@pytest.mark.parametrize("text", ["", "2023-10-27\n", " 2023", *NO_DATES.split()])
def test_what_is_no_date_of_ours_is_refused(text: str) -> None:
    assert not is_edtf(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_itself(day: date) -> None:
    value = parse_edtf(day.isoformat())
    assert value.earliest == value.latest == day


@given(st.text())
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_edtf(text) in {True, False}
