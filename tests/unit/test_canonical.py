"""The canonical form: one text for one content, nothing lost, and one judgement for the check and the formatter."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE, TODAY, run
from factcheck.finding import Document
from factcheck.format_files import format_files
from factcheck.loading.canonical import canonical_form, first_difference, read_comments
from factcheck.loading.fact_files import find_files
from factcheck.loading.yaml_reader import read_yaml
from factcheck.project import check_project
from factcheck.records.canonical_writer import header, write_canonical
from factcheck.records.yaml_values import WIDTH, fold, needs_quotes, write_value

MESSY = """\
# A word before everything.
# yaml-language-server: $schema=../wrong.json
---

kind:   company   # not a person
"name": {fr: 'Exemple', de: Beispiel,
  en: Example # as they write it
  }
# About the part.

part_of: "holding"
website: >-   # their own
  https://example.org/

id: example
unknown: [ ]
# The end.
"""
TIDY = """\
# yaml-language-server: $schema=../../schemas/entity.schema.json
id: example
name:
  en: Example # as they write it
  fr: Exemple
  de: Beispiel
# A word before everything.
kind: company # not a person
website: https://example.org/ # their own
# About the part.
part_of: holding
unknown: []
# The end.
"""


def read(text: str) -> Document:
    document, findings = read_yaml(text.encode(), "x.yml")
    assert document, findings
    return document


def tidy(text: str, kind: str = "entity") -> str:
    return canonical_form(text, kind, read(text))


def test_messy_file_becomes_tidy_and_keeps_its_comments() -> None:
    assert tidy(MESSY) == tidy(TIDY) == TIDY
    assert read(tidy(MESSY)).data == read(MESSY).data


def test_comments_go_with_what_they_are_about() -> None:
    text = """\
claim:
  relations:
    # why this one
    - # and why so
      type: part_of
      # which
      claim: other   # the whole
    - claim: last
      type: narrows
"""
    wanted = """\
claim:
  relations:
    # why this one
    # and why so
    - type: part_of
      # which
      claim: other # the whole
    - type: narrows
      claim: last
"""
    assert tidy(text, "claim").removeprefix(header("claim") + "\n") == wanted
    assert tidy(tidy(text, "claim"), "claim").endswith(wanted)


def test_comments_that_come_to_one_line_are_both_kept() -> None:
    assert tidy("kind: # z\n  company # a\n").endswith("kind: company # z # a\n")


def test_comment_behind_a_bracket_comes_before_what_is_in_it() -> None:
    assert tidy("{ # why\n  id: x }\n").endswith("\n# why\nid: x\n")


def test_block_without_text_and_line_feed_is_written() -> None:
    assert tidy("id: x # why\nnote: |-").endswith('id: x # why\nnote: ""\n')


def test_field_that_tells_payloads_apart_may_be_anything() -> None:
    text = "claim:\n  payload:\n    type:\n      - a\n    amount: 3\n"
    assert tidy(text, "claim").endswith(text)


def test_comment_above_the_first_field_of_an_item_comes_before_the_item() -> None:
    text = "claim:\n  relations:\n    - claim: x\n      # kind of edge\n      type: part_of\n"
    wanted = "claim:\n  relations:\n    # kind of edge\n    - type: part_of\n      claim: x\n"
    assert tidy(text, "claim").endswith(wanted)
    assert tidy(wanted, "claim").endswith(wanted)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("« fournisseur » d'Anthropic", "« fournisseur » d'Anthropic"),
        ("2023-10-27", '"2023-10-27"'),
        ("2023-10-27/2023-10-30", '"2023-10-27/2023-10-30"'),
        ("../2024-03", '"../2024-03"'),
        ("2023", '"2023"'),
        ("20:17 UTC.", "20:17 UTC."),
        ("12:30", '"12:30"'),
        ("NO", '"NO"'),
        ("true", '"true"'),
        ("a: b", '"a: b"'),
        ("ends with:", '"ends with:"'),
        ("no comment #1", '"no comment #1"'),
        ("trailing ", '"trailing "'),
        ("", '""'),
        ("- item", '"- item"'),
        ("@handle", '"@handle"'),
        ('"quoted"', "'\"quoted\"'"),
        ('say "no" to it\'s', 'say "no" to it\'s'),
        ('it\'s: "so"', "'it''s: \"so\"'"),
        ("back\\slash: x", "'back\\slash: x'"),
        (True, "true"),
        (None, "null"),
        (500000000, "500000000"),
    ],
)
def test_value_has_one_form(value: object, written: str) -> None:
    assert write_value(value, 10, "  ") == written
    assert read(f"key: {written}\n").data["key"] == value


def test_long_text_is_folded_and_one_that_cannot_be_stays_on_its_line() -> None:
    text = "word " * 30 + "end"
    first, *rest = write_value(text, 8, "    ").split("\n")
    assert first == ">-"
    assert all(line.startswith("    word") and len(line) <= WIDTH for line in rest)
    assert write_value(text + " ", 8, "    ") == f'"{text} "'
    assert write_value("x" * 200, 8, "    ") == "x" * 200
    assert write_value("one\n\ntwo", 8, "    ") == "|-\n    one\n\n    two"
    assert write_value("one\n", 8, "    ") == '"one\\n"'


def test_fold_breaks_between_words_only() -> None:
    assert fold("aa bb cc", 5) == ["aa bb", "cc"]
    assert fold("aaaaaaaa b", 5) == ["aaaaaaaa", "b"]
    assert fold("a\u00a0b\u00a0c d", 5) == ["a\u00a0b\u00a0c", "d"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "M"]), max_size=140) | st.text(
    "ab \n'\"\\:#->|[]{}&*!%@`,?~0.", max_size=140
)
KEYS = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**15) + 1, 10**15 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
DATA = st.dictionaries(st.sampled_from(["id", "name", "kind", "note", "zzz", "no"]), VALUES, min_size=1, max_size=5)


@settings(max_examples=400, deadline=None)
@given(DATA)
def test_what_is_written_is_read_again_and_written_the_same(data: dict[str, Any]) -> None:
    text = write_canonical(data, "entity")
    document, findings = read_yaml(text.encode(), "x.yml")
    if document is None:  # a text that the loader refuses however it is written: two forms of one letter, say
        assert {finding.code for finding in findings} <= {"SYN006", "SYN010", "SYN011"}, (text, findings)
        return
    assert document.data == data
    assert canonical_form(text, "entity", document) == text
    assert first_difference(text, "entity", document) is None


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "name", "kind", "note"]), TEXTS, min_size=1), st.data())
def test_comments_are_never_lost(data: dict[str, str], draw: st.DataObject) -> None:
    lines: list[str] = []
    for count, (key, value) in enumerate(data.items()):
        above, beside = draw.draw(st.tuples(st.booleans(), st.booleans()))
        lines += [f"# above {count}"] * above
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}" + f"  # beside {count}" * beside)
    text = "\n".join([*lines, "# below", ""])
    document, _ = read_yaml(text.encode(), "x.yml")
    if document is None:
        return
    written = canonical_form(text, "entity", document)
    before, after = ({comment.text for comment in read_comments(each)} for each in (text, written))
    assert before <= after
    assert read(written).data == document.data
    assert tidy(written) == written


def test_marks_are_put_where_some_reader_would_take_a_text_for_something_else() -> None:
    assert not needs_quotes("a-b_c d’e « f » “g” (h) 1/2 50 % é")
    assert all(needs_quotes(text) for text in ("1_000", "0x1F", "1e3", ".5", "~", "=", "<<", "null", "y", "[a", "{a"))


def test_every_file_of_the_sample_is_canonical_and_check_and_formatter_agree() -> None:
    for file in find_files(SAMPLE).files:
        text, kind = Path(file.absolute).read_text(encoding="utf-8"), file.kind
        assert first_difference(text, kind, read(text)) is None, file.path
        for worse in (text.replace("\n", "\n\n", 2), text.replace(": ", ":  ", 1), text + "\n", text.rstrip("\n")):
            document = read(worse)
            assert first_difference(worse, kind, document), worse[:200]
            assert canonical_form(worse, kind, document) == text


def test_good_examples_of_the_schemas_are_canonical_too() -> None:
    paths = sorted((ROOT / "tests" / "schemas" / "good").glob("*.yml"))
    assert paths
    for path in paths:
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        kind = first.rpartition("/")[2].removesuffix(".schema.json")
        assert tidy(rest, kind) == f"{header(kind)}\n{rest}", path.name


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("id: x\n", 1, f"the first line should be '{header('entity')}'"),
        (f"{header('entity')}\nid: x\n\nkind: person\n", 3, "an empty line between fields"),
        (f"{header('entity')}\nid: x \n", 2, "spaces at the end of a line"),
        (f"{header('entity')}\nname:\n   en: X\n", 3, "this line is indented by 3 spaces instead of 2"),
        (
            f"{header('entity')}\nkind: person\nid: x\n",
            2,
            "the fields are in another order: 'id: x' belongs here, and this line below it",
        ),
        (f"{header('entity')}\nid: 'x'\n", 2, "this line should be: id: x"),
        (f"{header('entity')}\nid: x\n\n\n", 3, "the file does not end with exactly one line feed"),
    ],
)
def test_first_difference_says_what_to_change(text: str, line: int, message: str) -> None:
    found = first_difference(text, "entity", read(text))
    assert found
    assert (found.place.line, found.message) == (line, message)


def test_tombstones_and_payloads_have_their_own_order() -> None:
    assert tidy("moved_to: new\nid: old\n", "claim").endswith("\nid: old\nmoved_to: new\n")
    text = "claim:\n  payload:\n    term: primary\n    type: designation\n    provider: a\n"
    assert tidy(text, "claim").endswith("    type: designation\n    provider: a\n    term: primary\n")


@pytest.fixture
def untidy(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of the small project that is right, but not canonical; the project is the current folder."""
    path = project / "facts" / "entities" / "example.yml"
    path.write_text("kind: company\nname: {en: Example, fr: Exemple} # both\nid: example\n", encoding="utf-8")
    path.chmod(0o640)
    monkeypatch.chdir(project)
    return path


def test_format_writes_what_validate_asks_for(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", "--strict") == 1
    assert "example.yml:1:1: warning STY004" in capsys.readouterr().out
    assert run("format") == 0
    assert "formatted facts/entities/example.yml\n1 of " in capsys.readouterr().out
    assert untidy.read_text(encoding="utf-8").endswith("name: # both\n  en: Example\n  fr: Exemple\nkind: company\n")
    assert stat.S_IMODE(untidy.stat().st_mode) == 0o640
    assert [path.name for path in untidy.parent.iterdir() if path.name.startswith(".")] == []
    assert run("validate", "--strict") == 0
    assert run("format", "--check") == 0


def test_format_check_shows_the_change_and_makes_none(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = untidy.read_bytes()
    assert run("format", "--check", "facts/entities") == 1
    out = capsys.readouterr().out
    assert "--- a/facts/entities/example.yml\n+++ b/facts/entities/example.yml\n" in out
    assert "-name: {en: Example, fr: Exemple} # both\n" in out
    assert "1 of 2 files to be formatted" in out
    assert untidy.read_bytes() == before


def test_format_leaves_a_broken_file_alone_and_says_so(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = untidy.with_name("first-paper.yml")
    broken.write_text("id: [\n", encoding="utf-8")
    assert run("format") == 1
    out = capsys.readouterr().out
    assert "facts/entities/first-paper.yml:1:6: error SYN001 a bracket [ or { is not closed" in out
    assert "formatted facts/entities/example.yml" in out
    assert broken.read_text(encoding="utf-8") == "id: [\n"


@pytest.mark.usefixtures("untidy")
def test_format_of_something_else_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("format", "docs") == 2
    assert "docs holds nothing for this command, which looks at facts only" in capsys.readouterr().err


def test_blanks_at_the_ends_of_quoted_words_mean_nothing_and_are_mended(project: Path) -> None:
    file = project / "facts" / "claims" / "first-claim.yml"
    tidy = file.read_text(encoding="utf-8")
    file.write_text(
        tidy.replace("prefix: Par la rédaction. Vendredi,", 'prefix: " Par la rédaction. Vendredi, "'), "utf-8"
    )
    assert [finding.code for finding in check_project(project, today=TODAY).findings] == ["STY004"]
    formatting = format_files(project, lambda _: True)
    assert [item.after for item in formatting.changed] == [tidy]
