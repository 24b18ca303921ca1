"""What `make format` fixes, what it leaves alone, and that it never loses anything, whatever is in a file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CHECKS, ROOT, run
from factcheck.finding import Document
from factcheck.format_files import Formatting, format_content
from factcheck.languages import BY_CODE
from factcheck.loading.fact_files import FactFile
from factcheck.loading.record_file import judge_content
from factcheck.loading.text_fixes import fix_text
from factcheck.loading.yaml_reader import read_yaml
from factcheck.schema.schemas import Schemas

SCHEMAS = Schemas.of(ROOT)
FILE = FactFile("claim", "facts/claims/first-claim.yml", "")
CLAIM = (CHECKS / "base" / FILE.path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("a: b: c\n", 'a: "b: c"\n'),
        ("a: one\n  two: three\n  four\nb: c\n", None),
        ("a: one: two\n  three\nb: c\n", 'a: "one: two\n  three"\nb: c\n'),
        ("suffix: - x y\nb: c: d\n", 'suffix: "- x y"\nb: "c: d"\n'),
        ("about: - x\n", None),
        ('a: @x\nb: ,x "y"\n', 'a: "@x"\nb: \',x "y"\'\n'),
        ("a: 'it's'\n", None),
        ("a: “b: c”\n", 'a: "b: c"\n'),
        ("a: “b” c: d\n", 'a: "“b” c: d"\n'),
        ("id: x\nname:foo\nb: c\n", "id: x\nname: foo\nb: c\n"),
        ("a: b: c # why\n", None),
        ("a:\n\tb: c\n", "a:\n  b: c\n"),
        ("a:\n  - b: c\n\td: e\n", "a:\n  - b: c\n    d: e\n"),
        ("a:\n  b:\n    c: d\n\te: f\n", None),  # in a or in b
        ("a: b\tc\n", "a: b c\n"),
        ("a: x\r\nb:\r\n  - c\r\n", "a: x\nb:\n  - c\n"),
        ("a: b\u200bc\ufeff\n", "a: bc\n"),
        ("a: b\u202ec\n", None),
        ("a: e\u0301\n", "a: é\n"),
        ("a: [b\n", None),
        ("a: b\n   c: d\n", None),
    ],
)
def test_text_is_fixed_or_left_alone(text: str, fixed: str | None) -> None:
    done = fix_text(text)
    assert done.text == (text if fixed is None else fixed)
    assert bool(done.fixes) == (fixed is not None)


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("« a » ; b : c !", "«\u00a0a\u00a0»\u202f; b\u00a0: c\u202f!"),
        ("l'ami « n'a ! » 10 millions, 3 000", "l’ami «\u00a0n'a !\u00a0» 10\u00a0millions, 3 000"),
        ("a - b...  c ", "a – b… c"),
        ('dit "non" : l\'ami', 'dit "non" : l\'ami'),
    ],
)
def test_typography_of_our_own_words_is_set(text: str, typeset: str) -> None:
    assert BY_CODE["fr"].typeset(text)[0] == typeset
    assert BY_CODE["fr"].typeset(typeset) == (typeset, [])


FRAGMENTS = st.sampled_from(
    [
        ": ",
        "\t",
        "“",
        "”",
        "- ",
        "\r",
        "\r\n",
        "\u200b",
        "e\u0301",
        "'",
        '"',
        " #",
        "\n",
        "yes",
        "  ",
        "«",
        "[",
        "{",
        "&",
    ]
)
DAMAGE = st.lists(st.tuples(st.integers(len(CLAIM.partition("\n")[0]) + 1, len(CLAIM)), FRAGMENTS), max_size=4)


def letters(text: str) -> Counter[str]:
    """Return the letters and digits of a file but for its first line, which is always written anew."""
    return Counter(re.findall(r"\w", unicodedata.normalize("NFC", text.partition("\n")[2])))


def formatted(text: str) -> str | None:
    """Return a file as `make format` writes it; None if it leaves it alone."""
    result = Formatting()
    format_content(FILE, text.encode(), SCHEMAS, result)
    return None if result.findings else result.changed[0].after if result.changed else text


@given(DAMAGE)
def test_nothing_is_lost_and_nothing_crashes(damage: list[tuple[int, str]]) -> None:
    text = CLAIM
    for at, fragment in sorted(damage, reverse=True):
        text = text[:at] + fragment + text[at:]
    judged = judge_content(FILE, text.encode(), SCHEMAS)
    assert judged.findings or judged.data
    after = formatted(text)
    if after is not None:
        assert not letters(text) - letters(after)
        assert formatted(after) == after
        document, findings = read_yaml(after.encode(), FILE.path)
        assert isinstance(document, Document), findings


@given(st.integers(0, len(CLAIM)), st.integers(1, 60))
def test_file_with_a_hole_is_judged(at: int, length: int) -> None:
    judged = judge_content(FILE, (CLAIM[:at] + CLAIM[at + length :]).encode(), SCHEMAS)
    assert judged.findings or judged.data


def test_command_names_what_it_fixed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / FILE.path
    file.write_bytes(CLAIM.replace("value: 2000000", "value: 2,000,000").replace("\n", "\r\n").encode())
    monkeypatch.chdir(project)
    assert run("format", "--check") == 1
    shown = capsys.readouterr().out
    assert "-      value: 2,000,000\n+      value: 2000000\n" in shown
    fixed = ["  line 1: the lines end in a line feed now, not in CR LF\n", "  line 26: 2,000,000 is 2000000 now\n"]
    assert all(line in shown for line in fixed)
    assert run("format") == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"formatted {FILE.path}\n{''.join(fixed)}1 of ")
    assert file.read_bytes().decode() == CLAIM
