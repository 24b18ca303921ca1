"""Refused characters: the list against Unicode's own categories, joiners, runs of marks, and what messages show."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.loading import characters
from factcheck.loading.characters import MAX_MARKS, describe_character, find_not_nfc, find_refused, printable

VISIBLE_FORMAT = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Signs that Unicode counts among the format characters although they can be seen."""

SHOW_NOTHING = {
    *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD),
    *(0x16FE4, 0x1D159),
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
}
"""Letters, marks and symbols that are refused beyond their category."""

EVERY_POINT = range(sys.maxunicode + 1)


def refused(text: str) -> list[str]:
    return [refusal.what for refusal in find_refused(text)]


def expected(point: int) -> bool:
    """Return whether a character by itself must be refused, by Unicode's category or by our list."""
    by_category = unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return (by_category and point not in VISIBLE_FORMAT and point != 0x0A) or noncharacter or point in SHOW_NOTHING


def test_every_character_is_judged_as_its_category_says() -> None:
    def differs(point: int) -> bool:
        # What Unicode has not assigned may be refused: it has set aside whole blocks for characters that show nothing.
        return bool(refused(chr(point))) != expected(point) and unicodedata.category(chr(point)) != "Cn"

    assert [hex(point) for point in EVERY_POINT if differs(point)] == []


def test_every_combining_mark_is_looked_at_closely() -> None:
    plain = [chr(point) for point in EVERY_POINT if characters._PLAIN.match(chr(point))]  # noqa: SLF001
    assert [character for character in plain if unicodedata.category(character)[0] == "M"] == []
    assert [character for character in plain if unicodedata.combining(character)] == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2011", " ", "\n"])
def test_spaces_of_french_typography_are_accepted(space: str) -> None:
    assert refused(f"Vraiment{space}? «{space}Oui{space}»") == []


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚀",
        "👨🏽\u200d💻",
        "❤\ufe0f\u200d🔥",
        "🙂\u200d↔\ufe0f",
        "1\ufe0f\u20e3",
        "☎\ufe0e",
        "↔\ufe0f",
        "‼\ufe0f",
        "שָׁלוֹם",
        "ภาษาไทย",
        "Nguyễn, naïf, œuvre, Straße, Dvořák, Ελλάδα, 東京",
    ],
)
def test_what_scripts_and_emoji_need_is_accepted(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "goo\u200dgle",
        "ama\u200czon",
        "\u200d",
        "a\u200d",
        "1\u200d2",
        "1\ufe0f",
        "a\ufe0f",
        "+\ufe0f",
        "\ufe0f",
        " \ufe0e",
    ],
)
def test_joiners_and_selectors_that_hide_are_refused(text: str) -> None:
    assert len(refused(text)) == 1


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\x00", "U+0000 NULL"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x85", "U+0085 NEXT LINE"),
        ("\x81", "U+0081 control"),
        ("\ue000", "U+E000 private use"),
        ("\ud800", "U+D800 surrogate"),
        ("\uffff", "U+FFFF not a character"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_character_is_named_by_number_and_name(character: str, name: str) -> None:
    assert describe_character(character) == name
    assert refused(character) == [name]


def test_refusals_come_in_order_with_their_places() -> None:
    assert [refusal.at for refusal in find_refused("a\u202eb\x00c\u2028")] == [1, 3, 5]


def test_run_of_marks_is_refused_from_the_ninth_on() -> None:
    assert refused("e" + "\u0301" * MAX_MARKS) == []
    assert refused("e" + "\u0301" * (MAX_MARKS + 1)) == ["9 combining marks in a row"]
    assert len(refused(("e" + "\u0301" * 20) * 2)) == 2


@pytest.mark.parametrize("text", ["Socie\u0301te\u0301", "\u212b", "a\u0327\u0301", "\u2126"])
def test_text_in_pieces_is_not_nfc(text: str) -> None:
    assert list(find_not_nfc(text)) != []
    assert list(find_not_nfc(unicodedata.normalize("NFC", text))) == []


def test_first_difference_of_each_line_is_given() -> None:
    assert list(find_not_nfc("plain\nSocie\u0301te\u0301\nété\ne\u0301")) == [10, 20]


@given(st.text())
def test_accepted_text_is_composed_where_nothing_is_reported(text: str) -> None:
    if not refused(text):
        assert (list(find_not_nfc(text)) == []) == (unicodedata.normalize("NFC", text) == text)


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_printable_text_is_short_and_holds_nothing_refused(text: str, limit: int) -> None:
    shown = printable(text, limit)
    assert all(character.isprintable() for character in shown)
    assert not any(refusal.what.startswith("U+") for refusal in find_refused(shown))
    assert len(shown) <= limit * len(r"\U0010ffff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("plain", "plain"), ("a\nb\x1b[31m", r"a\nb\x1b[31m"), ("\u202eevil", r"\u202eevil"), ("x" * 80, "x" * 59 + "…")],
)
def test_printable_escapes_and_cuts(text: str, shown: str) -> None:
    assert printable(text) == shown
