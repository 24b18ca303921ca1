"""The gate: what is read, what is refused, with which code and where."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.errors import SetupError
from factcheck.finding import Document, Finding, Location, Place, Pointer, Severity
from factcheck.loading import yaml_reader
from factcheck.loading.characters import find_refused
from factcheck.loading.yaml_reader import read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS
from factcheck.records.yaml_values import WORDS

PATH = "facts/claims/x.yml"


def read(text: str) -> Document:
    document, findings = read_yaml(text.encode(), PATH)
    assert findings == []
    assert document is not None
    return document


def refuse(source: str | bytes) -> list[Finding]:
    raw = source if isinstance(source, bytes) else source.encode()
    document, findings = read_yaml(raw, PATH)
    assert document is None
    assert findings
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert finding.hint
        assert 1 <= finding.location.line <= raw.count(b"\n") + 1
    return findings


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.location.line, finding.location.column) for finding in findings]


# --- What is read


def test_plain_data_of_json_types_is_read() -> None:
    text = "a: text\nb: 12\nc: -3\nd: true\ne: false\nf: null\ng: []\nh: {}\n"
    text += "i: \"12\"\nj: 'no'\nk: [x, {y1: 1}]\nl: >-\n  a\n  b\n"
    assert read(text).data == {
        "a": "text",
        "b": 12,
        "c": -3,
        "d": True,
        "e": False,
        "f": None,
        "g": [],
        "h": {},
        "i": "12",
        "j": "no",
        "k": ["x", {"y1": 1}],
        "l": "a b",
    }


# What an unquoted value is read as; `...` where it must be refused.
PLAIN: dict[str, Any] = {
    # words
    "true": True,
    "false": False,
    "null": None,
    **dict.fromkeys(("True", "TRUE", "False", "FALSE", "Null", "NULL", "tRuE", "~", ""), ...),
    **dict.fromkeys(("yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"), ...),
    **dict.fromkeys(("y", "Y", "n", "N"), ...),
    # whole numbers
    "0": 0,
    "7": 7,
    "-12": -12,
    "2023": 2023,
    "999999999999999": 999_999_999_999_999,
    **dict.fromkeys(("9999999999999999", "+1", "00", "007", "017", "08", "0o17", "0x1F", "0b101", "-017"), ...),
    **dict.fromkeys(("1_000", "1,000", "0X1f", "0B1", "0O7", "_1_"[1:]), ...),
    # other numbers
    **dict.fromkeys(("1.10", "3.10", "1.", ".5", "-.5", "0.1", "1e3", "1E+3", "1.5e-3", "1,5", "1.2.3"), ...),
    **dict.fromkeys((".nan", ".NaN", ".inf", "-.inf", "+.INF", "1e999", ".", ".."), ...),
    # base 60, dates and times
    **dict.fromkeys(("12:30", "12:30:45", "22:22", "1:1.5", "-1:30"), ...),
    **dict.fromkeys(("2023-10-27T10:00:00Z", "2023-10-27 10:00:00", "2023-10-27t10:00", "2023-1-2"), ...),
    **{date: date for date in ("2023-10-27", "2023-10", "2023-10?", "2023~", "2023-10-27/..", "../2023-10")},
    "2024-13-45": "2024-13-45",
    # indicators
    **dict.fromkeys(("=", "<<", ":symbol"), ...),
    # text
    **{text: text for text in ("text", "nothing", "yesterday", "12 people", "1st", "10-20", "1/2", "-x", "5%", "$2")},
    **{text: text for text in ("https://example.org/a:b", "Q123", "a#b", "what ?", "été", "noé", "~ten", "v1.10")},
}


@pytest.mark.parametrize(("plain", "value"), PLAIN.items())
def test_plain_value_is_typed_text_or_refused(plain: str, value: object) -> None:
    if value is ...:
        assert places(refuse(f"key: {plain}\n"))[0][0] == "SYN012"
        assert read(f'key: "{plain}"\n').data == {"key": plain}
    else:
        assert read(f"key: {plain}\n").data == {"key": value}
        assert type(read(f"key: {plain}\n").data["key"]) is type(value)


def test_table_of_plain_values_is_long_enough() -> None:
    assert len(PLAIN) >= 60


@pytest.mark.parametrize("word", sorted(WORDS - {"true", "false", "null"}))
def test_look_alike_is_refused_as_value_and_as_key(word: str) -> None:
    assert places(refuse(f"a: {word}\n")) == [("SYN012", 1, 4)]
    assert places(refuse(f"{word}: a\n")) == [("SYN006", 1, 1)]


def test_key_that_readers_take_for_a_truth_value_must_be_quoted() -> None:
    assert places(refuse("name:\n  no: Norsk\n")) == [("SYN006", 2, 3)]
    assert read('name:\n  "no": Norsk\n').data == {"name": {"no": "Norsk"}}
    assert places(refuse("name:\n  no: Norsk\n")) == [("SYN006", 2, 3)]  # also after it was met quoted


def test_document_mark_before_the_fields_is_accepted() -> None:
    assert read("---\na: b\n").data == read("# why\n--- # here\na: b\n").data == {"a": "b"}


def test_missing_line_feed_at_the_end_changes_nothing() -> None:
    # Case L24T/01 of the YAML test suite, which libyaml reads differently.
    assert read("a: |\n  x\n   ").data == {"a": "x\n \n"} == read("a: |\n  x\n   \n").data


# --- Places


def test_places_count_code_points_from_one() -> None:
    document = read("a: x\nb: «𝒳» # 𝒳\nc:\n  - d: ['𝒳', e]\n")
    assert document.places == {
        (): Place(1, 1),
        ("a",): Place(1, 4),
        ("b",): Place(2, 4),
        ("c",): Place(4, 3),
        ("c", 0): Place(4, 5),
        ("c", 0, "d"): Place(4, 8),
        ("c", 0, "d", 0): Place(4, 9),
        ("c", 0, "d", 1): Place(4, 14),
    }
    assert document.key_places == {
        ("a",): Place(1, 1),
        ("b",): Place(2, 1),
        ("c",): Place(3, 1),
        ("c", 0, "d"): Place(4, 5),
    }
    assert document.locate(("c", 0, "d", 7)) == Location(PATH, 4, 8)
    assert document.locate(("c", 0, "d"), on_key=True) == Location(PATH, 4, 5)


# --- Syntax errors in plain words


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("id: x\nname:foo\nkind: y\n", (2, 5), "a space is missing after the colon"),
        ("id: x\nkind:y", (2, 5), "a space is missing after the colon"),
        ("a:\n\tb: c\n", (2, 1), "there is a tab in the indentation"),
        ("a: b: c\n", (1, 5), "this value has a colon in it"),
        ("a: see this: it\n", (1, 12), "this value has a colon in it"),
        ("a: 'x\nb: c\n", (1, 4), "quotation mark is not closed"),
        ('a: "x\nb: c\n', (1, 4), "quotation mark is not closed"),
        ("a: 'it's fine'\n", (1, 8), "follows the closing quotation mark"),
        ('a: "b" c\n', (1, 8), "follows the closing quotation mark"),
        ("a: [b]c\n", (1, 7), "follows the closing bracket"),
        ("a: [b\nc: d\n", (1, 4), "[ is not closed"),
        ("a: {b: 1\nc: d\n", (1, 4), "{ is not closed"),
        ("a: 1\n  b: 2\n", (2, 3), "indented more than the line above"),
        ("a:\n  b: c\n d: e\n", (3, 2), "does not match any line above"),
        ("a: b\n- c\n", (2, 1), "there is an item of a list where a field is expected"),
        ("a: - b\n", (1, 4), "a list cannot begin here"),
        ("a:\n  - b\n  c: d\n", (3, 3), "is in a list, but does not begin with -"),
        ("a: b\nc\n", (2, 1), "neither a field nor an item"),
        ("a: @b\n", (1, 4), "a value cannot begin with @"),
        ("a: `b`\n", (1, 4), "a value cannot begin with `"),
        ("a: %b\n", (1, 4), "a value cannot begin with %"),
        ("a: ,b\n", (1, 4), "a value cannot begin with ,"),
        ("a: ]\n", (1, 4), "a value cannot begin with ]"),
        (": b\n", (1, 1), "a field has no name"),
        ("a: ? b\n", (1, 4), "a question mark and a space"),
        ("a: |b\n  c\n", (1, 5), "text follows | or >"),
        ('a: "\\q"\n', (1, 5), "after a backslash"),
        ('a: "\\ud800"\n', (1, 7), "after a backslash"),
        ("  a: b\nc: d\n", (2, 1), "does not belong to the fields above"),
        ("...\na: b\n", (1, 1), "none has begun"),
        ("a: |0\n b\n", (1, 5), "this is not valid YAML"),
        ('a: "b"# c\n', (1, 7), "a comment needs a space"),
        ("a: >-# c\n  d\n", (1, 6), "a comment needs a space"),
    ],
)
def test_syntax_error_is_explained(text: str, place: tuple[int, int], words: str) -> None:
    (finding,) = refuse(text)
    assert places([finding]) == [("SYN001", *place)]
    assert words in finding.message


# --- What else is refused


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "SYN003", 1, 4),
        ("a: *x\n", "SYN003", 1, 4),
        ("*x : a\n", "SYN003", 1, 1),
        ("a: *bold*\n", "SYN003", 1, 4),
        ("a: & b\n", "SYN003", 1, 4),
        ("&x a: b\n", "SYN003", 1, 1),
        ("a: &x\n  b: c\n", "SYN003", 1, 4),
        ("<<: {a: b}\n", "SYN003", 1, 1),
        ("a: !!str b\n", "SYN004", 1, 4),
        ("a: !b c\n", "SYN004", 1, 4),
        ("a: ! b\n", "SYN004", 1, 4),
        ("a: !<tag:x> b\n", "SYN004", 1, 4),
        ("a: !x!y b\n", "SYN004", 1, 4),
        ("a: !!seq [b]\n", "SYN004", 1, 4),
        ("%YAML 1.2\n---\na: b\n", "SYN005", 1, 1),
        ("%YAML 3.0\n---\na: b\n", "SYN005", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "SYN005", 1, 1),
        ("%X\n---\na: b\n", "SYN005", 1, 1),
        ("a: b\n---\nc: d\n", "SYN005", 2, 1),
        ("a: b\n...\n", "SYN005", 2, 1),
        ("--- {a: b}\n", "SYN005", 1, 1),
        ("A: b\n", "SYN006", 1, 1),
        ("a-b: c\n", "SYN006", 1, 1),
        ('"a b": c\n', "SYN006", 1, 1),
        ("1: a\n", "SYN006", 1, 1),
        ("~: a\n", "SYN006", 1, 1),
        ("=: a\n", "SYN006", 1, 1),
        ("é: a\n", "SYN006", 1, 1),
        ("a: {: b}\n", "SYN001", 1, 5),
        ("a: [?b: c]\n", "SYN006", 1, 5),
        ("[a]: b\n", "SYN006", 1, 1),
        ("{a: b}: c\n", "SYN006", 1, 1),
        ("? a\n: b\n", "SYN006", 1, 1),
        ("a: b\n? c\n: d\n", "SYN006", 2, 1),
        ("a: { ?foo: bar }\n", "SYN006", 1, 6),
        ("a: {b: c, # why\n  ? d : e}\n", "SYN006", 2, 3),
        ("a:\n", "SYN012", 1, 3),
        ("a: # why\n", "SYN012", 1, 3),
        ("a:\n  -\n", "SYN012", 2, 4),
        ("", "SYN013", 1, 1),
        ("# only\n", "SYN013", 1, 1),
        ("---\n", "SYN013", 1, 4),
        ("- a\n", "SYN013", 1, 1),
        ("&x [NO]\n", "SYN013", 1, 1),
        ("id:x\n", "SYN013", 1, 1),
        ('"text"\n', "SYN013", 1, 1),
    ],
)
def test_refused_with_code_and_place(text: str, code: str, line: int, column: int) -> None:
    assert places(refuse(text)) == [(code, line, column)]


def test_question_mark_in_text_is_accepted() -> None:
    text = 'a: what ? yes\nb: "?"\nc: [why?, a ?b]\nd: ?x # ?\ne: >-\n  ? no\n  - ?\n'
    data = {"a": "what ? yes", "b": "?", "c": ["why?", "a ?b"], "d": "?x", "e": "? no - ?"}
    assert read(text).data == data


def test_duplicate_key_names_the_first() -> None:
    findings = refuse("a:\n  - b: 1\n    c: 2\n  - b: 1\n    c: [x]\n    b: 2\na: 3\n")
    assert places(findings) == [("SYN002", 6, 5), ("SYN002", 7, 1)]
    assert [finding.related[0].location for finding in findings] == [Location(PATH, 4, 5), Location(PATH, 1, 1)]


def test_one_run_reports_all_mistakes_in_the_order_of_the_file() -> None:
    text = 'a: NO\nb: &x c\nd:\nb: !t e\nF: 1.10\ng: "\\0"\nh: *x\ni: \'j\n'
    expected = [
        ("SYN012", 1, 4),
        ("SYN003", 2, 4),
        ("SYN012", 3, 3),
        ("SYN002", 4, 1),
        ("SYN004", 4, 4),
        ("SYN006", 5, 1),
        ("SYN012", 5, 4),
        ("SYN010", 6, 4),
        ("SYN003", 7, 4),
        ("SYN001", 8, 4),
    ]
    assert places(refuse(text)) == expected


def test_refused_character_does_not_hide_other_mistakes() -> None:
    findings = refuse("a: x\u202ey\nb: NO\nc\u200b: d\n")
    assert places(findings) == [("SYN010", 1, 5), ("SYN012", 2, 4), ("SYN010", 3, 2)]
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in findings[0].message


def test_windows_line_ends_are_one_finding() -> None:
    assert places(refuse("a: b\r\nc:\r\n  - NO\r\n")) == [("SYN010", 1, 5), ("SYN012", 3, 5)]


def test_findings_per_file_are_limited() -> None:
    assert len(refuse("a: [" + "~, " * 5000 + "b]\n")) == MAX_PROBLEMS
    assert len(refuse("a: b\n" * 5000)) == MAX_PROBLEMS
    assert len(refuse("a: " + "\u200b" * 5000 + "\n")) == MAX_PROBLEMS
    assert len(refuse("a: [" + "? b, " * 5000 + "c]\n")) == MAX_PROBLEMS


def test_levels_are_limited() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "b" + "]" * (levels - 1) + "\n"

    assert read(nested(MAX_DEPTH)).data
    assert places(refuse(nested(MAX_DEPTH + 1))) == [("SYN007", 1, 3 + MAX_DEPTH)]


def test_size_is_limited() -> None:
    fields = b"a: b\n#"
    assert read_yaml(fields + b"x" * (MAX_BYTES - len(fields)), PATH)[1] == []
    assert read_yaml(fields + b"x" * (MAX_BYTES - len(fields) - 1) + b"\n", PATH)[1] == []
    assert places(refuse(fields + b"x" * (MAX_BYTES - len(fields) + 1))) == [("SYN008", 1, 1)]


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"a: b\nc: d\xe9\n", 2, 5),
        ("é: 𝒳".encode() + b"\xff\n", 1, 5),
        (b"a: \xc0\x80\n", 1, 4),
        (b"a: \xed\xa0\x80\n", 1, 4),
        (b"\xef\xbb\xbfa: b\n", 1, 1),
        ("a: b\n".encode("utf-16"), 1, 1),
        ("a: b\n".encode("utf-16-le"), 1, 1),
        ("a: b\n".encode("utf-16-be"), 1, 1),
        ("a: b\n".encode("utf-32"), 1, 1),
    ],
)
def test_other_encodings_are_refused(raw: bytes, line: int, column: int) -> None:
    assert places(refuse(raw)) == [("SYN009", line, column)]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('a: "\\0"\n', "SYN010", 4),
        ('a: "\\x1b[31m"\n', "SYN010", 4),
        ('a: "\\t"\n', "SYN010", 4),
        ('a: "\\N"\n', "SYN010", 4),
        ('a: "\\u202e"\n', "SYN010", 4),
        ('a: "\\uFEFF"\n', "SYN010", 4),
        ('a: "e\\u0301"\n', "SYN011", 4),
        ('a: "e\\\n  \u0301"\n', "SYN011", 4),
        ('a: "x" # e\u0301\n', "SYN011", 10),
        ("a: b\tc\n", "SYN010", 5),
        ("a: 'b\n\tc'\n", "SYN001", 1),
    ],
)
def test_escapes_do_not_hide_characters(text: str, code: str, column: int) -> None:
    (finding,) = refuse(text)
    assert (finding.code, finding.location.column) == (code, column)


@pytest.mark.parametrize("escape", ["\\n", "\\\\", '\\"', "\\u00e9", "\\_", "\\x41"])
def test_harmless_escapes_are_accepted(escape: str) -> None:
    assert read(f'a: "{escape}"\n').data


def test_long_run_of_marks_is_never_normalised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(unicodedata, "normalize", fail)
    monkeypatch.setattr(unicodedata, "is_normalized", fail)
    marks = "\u0301\u0316" * 8000
    assert places(refuse(f"a: e{marks}\n")) == [("SYN010", 1, 5)]
    monkeypatch.undo()
    assert places(refuse('a: "e' + "\\u0301" * 5000 + '"\n')) == [("SYN010", 1, 4)]


def test_missing_libyaml_is_a_broken_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "CParser", None)
    with pytest.raises(SetupError, match="libyaml"):
        read_yaml(b"a: b\n", PATH)


# --- Properties

ACCEPTED_TEXT = (
    st.text(max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: not any(find_refused(text)))
)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
SCALARS = st.none() | st.booleans() | st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1) | ACCEPTED_TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)
DATA = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
FRAGMENTS = st.sampled_from(
    [
        *"abé𝒳0:-?&*!|>%@`\"'#[]{},~.\n\t \\",
        ": ",
        "\n  ",
        "- ",
        "---\n",
        "...\n",
        "<<",
        "a: ",
        '"\\x',
        "\u2028",
        "NO",
        "e\u0301",
    ]
)


def is_json(value: Any) -> bool:
    if type(value) is dict:
        return all(type(key) is str and is_json(item) for key, item in value.items())
    if type(value) is list:
        return all(map(is_json, value))
    return value is None or type(value) in {bool, int, str}


def check_outcome(raw: bytes) -> None:
    """Check that bytes are either a document of JSON types or have findings within the file."""
    document, findings = read_yaml(raw, PATH)
    if document is None:
        refuse(raw)
        assert findings == sorted(findings, key=lambda finding: (finding.location, finding.code))
    else:
        assert findings == []
        assert is_json(document.data)
        json.dumps(document.data, allow_nan=False)
        last = raw.count(b"\n") + 1
        assert all(place.line <= last for place in [*document.places.values(), *document.key_places.values()])


@given(st.binary(max_size=200))
def test_any_bytes_are_data_or_findings(raw: bytes) -> None:
    check_outcome(raw)


@given(st.lists(FRAGMENTS | st.characters(), max_size=40).map("".join))
def test_any_text_is_data_or_findings(text: str) -> None:
    check_outcome(text.encode("utf-8", "surrogatepass"))


@given(DATA, st.data())
def test_damaged_file_is_data_or_findings(data: dict[str, Any], draw: st.DataObject) -> None:
    text = write(data)
    at = draw.draw(st.integers(min_value=0, max_value=len(text)))
    cut = draw.draw(st.integers(min_value=0, max_value=3))
    check_outcome((text[:at] + draw.draw(FRAGMENTS) + text[at + cut :]).encode())


def write(value: Any, indent: int = 0) -> str:
    """Write data as block YAML, every text between double quotation marks."""
    pad = "  " * indent
    if value and isinstance(value, dict):
        return "".join(f'{pad}"{key}":{_write_item(item, indent)}' for key, item in value.items())
    if value and isinstance(value, list):
        return "".join(f"{pad}-{_write_item(item, indent)}" for item in value)
    return pad + json.dumps(value, ensure_ascii=False) + "\n"


def _write_item(item: Any, indent: int) -> str:
    nested = "\n" + write(item, indent + 1) if isinstance(item, dict | list) and item else ""
    return nested or " " + write(item)


def depth(value: Any) -> int:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if items is None else 1 + max(map(depth, items), default=0)


def pointers(value: Any, pointer: Pointer = ()) -> list[Pointer]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [pointer, *(found for key, item in items for found in pointers(item, (*pointer, key)))]


@given(DATA)
def test_written_data_is_read_again_and_every_place_points_at_its_text(data: dict[str, Any]) -> None:
    text = write(data)
    assume(depth(data) <= MAX_DEPTH)
    document = read(text)
    assert document.data == data
    lines = text.split("\n")
    assert list(document.places) == pointers(data)
    assert list(document.key_places) == [
        pointer for pointer in pointers(data) if pointer and isinstance(pointer[-1], str)
    ]
    for pointer, (line, column) in document.key_places.items():
        assert lines[line - 1][column - 1 :].startswith(f'"{pointer[-1]}":')
    for pointer, (line, column) in document.places.items():
        value: Any = data
        for key in pointer:
            value = value[key]
        if not isinstance(value, dict | list) or not value:
            assert lines[line - 1][column - 1 :] == json.dumps(value, ensure_ascii=False)
