"""What a change means for readers: each kind of change is told, what strangers wrote stays text, and nothing is run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import run
from factcheck.analysis.field_changes import FieldChange, field_changes
from factcheck.changes.markdown_format import MARKER, MOST_CHARACTERS
from factcheck.changes.spans import Style, field_line
from factcheck.changes.word_changes import Fate, word_changes
from factcheck.report.text import code
from git_project import CLAIM, commit, edit, git

Diff = Callable[..., str]
SOURCE = Path("facts/sources/first-source.yml")


@pytest.fixture
def diff(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Diff:
    """Return a function that runs the command in the small project and returns what it prints."""
    monkeypatch.chdir(repository)

    def call(*arguments: str) -> str:
        capsys.readouterr()
        assert run("diff", *arguments) == 0
        return capsys.readouterr().out

    return call


def as_json(diff: Diff, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(diff(*arguments, "--format", "json"))
    return found


def test_no_change_says_so(diff: Diff) -> None:
    assert diff("HEAD") == "Nothing changes for readers.\n"


def test_summary_counts_what_happened(repository: Path, diff: Diff) -> None:
    edit(repository, "The company says so.", "The company itself says so.")
    (repository / "facts/entities/example.yml").unlink()
    text = (repository / "facts/entities/first-paper.yml").read_text(encoding="utf-8")
    (repository / "facts/entities/other.yml").write_text(text.replace("first-paper", "other"), encoding="utf-8")
    out = diff("main")
    assert out.startswith("1 claim changed.\n2 entities: 1 added, 1 removed.\nChecks: ")


def test_rating_is_told_first_and_that_no_correction_says_so(repository: Path, diff: Diff) -> None:
    edit(repository, "rating: confirmed", "rating: unproven")
    out = diff("main")
    assert "1 claim with another rating, 1 of them without a correction." in out
    assert out.index("\nRatings\n") < out.index("\nNew findings\n")
    assert "Example raised $2 million [-Confirmed-] → {+Unproven+}" in out
    assert "No correction tells readers so." in out
    assert "error RAT006" in out


def test_rating_is_told_with_its_correction(repository: Path, diff: Diff) -> None:
    edit(repository, "rating: confirmed", "rating: unproven")
    correction = (
        '  corrections:\n    - date: "2026-11-23"\n      type: rating\n      text:\n        en: Nobody says so.\n'
    )
    edit(repository, "    - An editor\n", f"    - An editor\n{correction}")
    out = diff("main")
    assert "correction of 2026-11-23 (rating): Nobody says so." in out
    (record,) = as_json(diff, "main")["records"]
    assert record["rating"] == {"before": "Confirmed", "after": "Unproven"}
    assert [item["text"]["en"] for item in record["corrections"]] == ["Nobody says so."]


def test_texts_and_quotations_are_told_word_by_word(repository: Path, diff: Diff) -> None:
    edit(repository, "The company says so.", "The company itself says so.")
    edit(repository, "exact: Example has raised $2 million.", "exact: Example has raised $3 million.")
    out = diff("main")
    assert "explanation (en): The company {+itself+} says so." in out
    assert "evidence › first-source › quotation › exact Example has raised [-$2-] {+$3+} million." in out


def test_evidence_that_came_and_went_is_told_as_a_whole(repository: Path, diff: Diff) -> None:
    edit(
        repository,
        "    - source: first-source\n      stance: supports\n      quotation:\n        exact: Example has",
        "@",
    )
    edit(repository, "@ raised $2 million.\n", "    - source: other-source\n      stance: silent\n")
    fields = {tuple(item["field"]): item for item in as_json(diff, "main")["records"][0]["changes"]}
    assert fields["review", "evidence", "other-source"]["after"] == {"source": "other-source", "stance": "silent"}
    assert fields["review", "evidence", "first-source"]["after"] is None


def test_address_that_no_longer_works_is_told(repository: Path, diff: Diff) -> None:
    (repository / "facts/entities/example.yml").unlink()
    out = diff("main")
    assert "\nAddresses that no longer work\n  entities/example/\n" in out


def test_moved_record_is_no_new_one(repository: Path, diff: Diff) -> None:
    text = (repository / CLAIM).read_text(encoding="utf-8")
    (repository / "facts/claims/second-claim.yml").write_text(text.replace("id: first", "id: second"), encoding="utf-8")
    grave = 'id: first-claim\nmoved_to: second-claim\ndate: "2026-11-23"\nreason:\n  en: A better name.\n'
    (repository / CLAIM).write_text(f"{text.partition(chr(10))[0]}\n{grave}", encoding="utf-8")
    (record,) = (item for item in as_json(diff, "main")["records"] if item["kind"] == "claim")
    assert (record["event"], record["moved_to"], record["changes"]) == ("moved", "second-claim", [])
    assert "Example raised $2 million moved to second-claim" in diff("main")


def test_record_with_errors_is_not_called_removed(repository: Path, diff: Diff) -> None:
    edit(repository, "  kind: factual\n", "")
    out = diff("main")
    assert "Example raised $2 million broken" in out
    assert "no longer work" not in out


def test_record_that_cannot_be_read_in_the_base_is_told(repository: Path, diff: Diff) -> None:
    edit(repository, "  kind: factual\n", "")
    commit(repository)
    edit(repository, "The company says so.", "The company itself says so.")
    assert "1 record not compared: in the base they have errors" in diff("HEAD")
    assert as_json(diff, "HEAD")["unread"] == [CLAIM.as_posix()]


def test_findings_are_told_to_programs_as_a_report_tells_them(
    repository: Path, diff: Diff, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository, "  kind: factual\n", "")
    (new,) = as_json(diff, "main")["findings"]["new"]
    assert run("validate", "--format", "json") == 1
    assert new in json.loads(capsys.readouterr().out)["findings"]


def test_what_the_base_has_got_since_is_no_part_of_the_change(repository: Path, diff: Diff) -> None:
    git(repository, "checkout", "--quiet", "-b", "topic")
    edit(repository, "The company says so.", "The company itself says so.")
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    edit(repository, "A denial by the company.", "Its denial.")
    commit(repository)
    (record,) = as_json(diff, "main", "topic")["records"]
    assert [item["field"] for item in record["changes"]] == [["review", "explanation", "en"]]


def test_findings_that_are_gone_are_told_without_a_way_out(repository: Path, diff: Diff) -> None:
    edit(repository, "claimant: first-paper", "claimant: frist-paper")
    commit(repository)
    edit(repository, "claimant: frist-paper", "claimant: first-paper")
    out = diff("HEAD")
    assert "1 gone." in out
    assert "\nFindings that are gone\n  error REF001 unknown entity 'frist-paper' · facts/claims/first-claim.yml" in out


def test_pages_and_other_files_are_told(repository: Path, diff: Diff) -> None:
    page = repository / "docs/en/about.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: About\n---\n\n# About\n\nOne word.\n", encoding="utf-8")
    commit(repository)
    page.write_text("---\ntitle: About\n---\n\n# About\n\nOther word.\n", encoding="utf-8")
    (repository / "Makefile").write_text("all:\n", encoding="utf-8")
    out = diff("HEAD")
    assert "docs/en/about.md changed\n    [-One-] {+Other+} word." in out
    assert "\nOther files\n  Makefile" in out


def test_same_change_in_several_records_is_told_once(repository: Path, diff: Diff) -> None:
    for number in range(3):
        path = repository / f"facts/entities/part-{number}.yml"
        head = "# yaml-language-server: $schema=../../schemas/entity.schema.json"
        path.write_text(f"{head}\nid: part-{number}\nname:\n  en: Part {number}\nkind: company\n", encoding="utf-8")
    commit(repository)
    for path in (repository / "facts/entities").glob("part-*"):
        path.write_text(path.read_text(encoding="utf-8").replace("company", "product"), encoding="utf-8")
    out = diff("HEAD")
    assert "3 records: kind: [-company-] {+product+}" in out
    assert out.count("[-company-]") == 1


HOSTILE = [
    "@everyone see #1 and https://evil.example/x www.evil.example",
    "</details><script>alert(1)</script><img src=https://evil.example/x>",
    "![x](https://evil.example/x) [x](https://evil.example) <!-- factcheck diff -->",
    "`` ` ``` ```` end`",
    " leading\nand\n\n# heading\n- list\n```suggestion\nrm\n```",
    "\u202eright to left\u202c \x1b[31m red",
    "$`\\text{x}`$ :smile: deadbeefdeadbeefdeadbeefdeadbeefdeadbeef GH-1 fixes #1",
]


def outside_code(markdown: str) -> str:
    """Return what is left of Markdown without its code spans, read as CommonMark reads them."""
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", markdown, flags=re.DOTALL)


@pytest.mark.parametrize("text", HOSTILE)
def test_code_span_holds_any_text(text: str) -> None:
    assert outside_code(f"a {code(text)} b") == "a  b"
    assert "\n" not in code(text)


def test_nothing_that_strangers_wrote_leaves_its_code_span(repository: Path, diff: Diff) -> None:
    git(repository, "checkout", "--quiet", "-b", "fork")
    published = ("The company says so.", "A denial by the company.", "Un démenti de l’entreprise.")
    for old, text in zip(published, HOSTILE[:3], strict=True):
        edit(repository, old, json.dumps(text))
    edit(repository, "An editor", json.dumps(HOSTILE[3]))
    (repository / "facts/entities" / "@everyone [x](https:&x).yml").write_text("id: x\n", encoding="utf-8")
    (repository / "@everyone <img>").write_text("", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    out = diff("main", "fork", "--format", "markdown")
    assert out.startswith(f"{MARKER}\n")
    ours = outside_code(out.replace(MARKER, "").replace("https://factcheck.example/claims/first-claim/", ""))
    assert not re.search(r"@|evil|<(?!/?(?:details|summary)>)|!\[|everyone", ours), ours


def test_names_that_are_no_text_are_shown_by_their_codes(repository: Path, diff: Diff) -> None:
    name = os.fsencode(repository) + b"/\xff\x1b"
    try:
        Path(os.fsdecode(name)).write_text("", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    for format_ in ("text", "markdown", "json"):
        out = diff("main", "--format", format_)
        assert "xff" in out
        assert "\x1b" not in out


def test_comment_never_grows_too_long(repository: Path, diff: Diff) -> None:
    for number in range(400):
        path = repository / f"facts/entities/part-{number}.yml"
        path.write_text(f"id: part-{number}\nname:\n  en: {'long ' * 60}\nkind: company\n", encoding="utf-8")
    out = diff("main", "--format", "markdown")
    assert MOST_CHARACTERS - 2000 < len(out) <= MOST_CHARACTERS + 200
    assert out.endswith("`factcheck diff` shows all of it.*\n")


def test_head_is_data_of_which_nothing_is_run(repository: Path, diff: Diff, tmp_path: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "fork")
    marked = f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()"
    for name in ("sitecustomize.py", "scripts/factcheck/__init__.py", "conftest.py"):
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(marked, encoding="utf-8")
    (repository / ".gitattributes").write_text("*.yml diff=evil filter=evil export-ignore\n", encoding="utf-8")
    (repository / "schemas/claim.schema.json").write_text("{}", encoding="utf-8")
    (repository / "facts/claims/linked.yml").symlink_to("/etc/passwd")
    edit(repository, "The company says so.", "The company itself says so.")
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    found = as_json(diff, "main", "fork")
    assert [record["id"] for record in found["records"] if record["event"] == "changed"] == ["first-claim"]
    assert {item["code"] for item in found["findings"]["new"]} == {"FIL001", "RAT007"}
    assert {"sitecustomize.py", ".gitattributes", "schemas/claim.schema.json"} <= set(found["other_files"])
    assert not (tmp_path / "ran").exists()
    assert "judged by the schemas and checks at hand" in diff("main", "fork")


def test_words_that_only_blanks_differ_in_are_shown_with_them() -> None:
    assert word_changes("500 millions en tout", "500\u00a0millions en tout") == [
        (Fate.GONE, "500 millions"),
        (Fate.NEW, "500<U+00A0>millions"),
        (Fate.SAME, "en tout"),
    ]


def test_words_that_belong_together_stay_so() -> None:
    assert word_changes("un «\u00a0grand\u00a0» pas", "un «\u00a0grand\u00a0» pas de 2\u00a0m") == [
        (Fate.SAME, "un «\u00a0grand\u00a0» pas"),
        (Fate.NEW, "de 2\u00a0m"),
    ]


def test_long_texts_are_shown_around_their_changes() -> None:
    before = " ".join(f"w{number}" for number in range(300))
    (first, gone, new, last) = word_changes(before, before.replace("w150 ", "other "))
    assert (first.text, gone.text, new.text) == ("… w144 w145 w146 w147 w148 w149", "w150", "other")
    assert last.text == "w151 w152 w153 w154 w155 w156 …"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (["a"], ["a", "b"], [(Style.NEW, "b")]),
        (["a", "b"], ["b"], [(Style.GONE, "a")]),
        (["a", "b"], ["b", "a"], [(Style.GONE, "a, b"), (Style.NEW, "b, a")]),
        (["a"], [], [(Style.GONE, "a")]),
        (None, 1250000, [(Style.NEW, "1,250,000")]),
        (True, False, [(Style.GONE, "yes"), (Style.NEW, "no")]),
        ({"value": 1, "hedge": "about"}, None, [(Style.GONE, "value: 1; hedge: about")]),
    ],
)
def test_values_are_told_by_what_came_and_went(before: Any, after: Any, shown: list[tuple[Style, str]]) -> None:
    label, *spans = field_line(FieldChange(place=("review", "field"), before=before, after=after))
    assert label == (Style.OWN, "field:")
    assert spans == shown


def test_item_put_first_is_the_only_change_of_a_list() -> None:
    old = [{"source": "a", "stance": "supports"}, {"source": "b", "stance": "silent"}]
    (change,) = field_changes({"evidence": old}, {"evidence": [{"source": "c", "stance": "refutes"}, *old]})
    assert (change.place, change.before) == (("evidence", "c"), None)
    (order,) = field_changes({"evidence": old}, {"evidence": old[::-1]})
    assert order.label == "evidence › order"
    assert order.place[-1] != "order", "old records have a field of this name"


def test_record_that_was_withdrawn_or_moved_nowhere_is_told_with_the_reason(repository: Path, diff: Diff) -> None:
    head = (repository / CLAIM).read_text(encoding="utf-8").partition("\n")[0]
    withdrawn = 'withdrawn:\n  title:\n    en: A sum\n  date: "2026-11-23"\n  reason:\n    en: It was no claim.\n'
    (repository / CLAIM).write_text(f"{head}\nid: first-claim\n{withdrawn}", encoding="utf-8")
    out = diff("main")
    assert "Example raised $2 million withdrawn" in out
    assert "    reason (en): It was no claim." in out
    moved = 'moved_to: nowhere\ndate: "2026-11-23"\nreason:\n  en: A better name.\n'
    (repository / CLAIM).write_text(f"{head}\nid: first-claim\n{moved}", encoding="utf-8")
    assert "Example raised $2 million moved to nowhere" in diff("main")
