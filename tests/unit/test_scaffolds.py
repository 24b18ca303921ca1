"""Scaffolds: what they begin has no fault but what is to do, is in standard form, and never replaces anything."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from conftest import ROOT, TODAY, run
from factcheck.format_files import format_files
from factcheck.loading.other_files import TEXTS_VARIABLE
from factcheck.project import check_project, today
from factcheck.records.edtf import months_later
from factcheck.scaffolds.guesses import amount_in, id_from, id_from_url, label_in
from factcheck.scaffolds.issue_form import FIELDS, read_form
from factcheck.scaffolds.scaffold_files import read_background

TEXT = """Example takes over the harbour

On Monday Example said that it had invested $2 million in First Paper. The paper calls Example its preferred
provider of ink. "We are glad," said Dr. Jones. Others doubt it, and others doubt it again.
"""
ARTICLE = "harbour-article"
PAYLOADS = ("investment", "designation", "agreement", "announcement", "description", "analysis")


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the small project, in which the commands run, with the text of a new article at hand."""
    monkeypatch.chdir(project)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / f"{ARTICLE}.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv(TEXTS_VARIABLE, str(texts))
    return project


def begin_article(tmp_path: Path) -> None:
    text = str(tmp_path / "texts" / f"{ARTICLE}.txt")
    fields = ("--title", "The harbour", "--publisher", "first-paper", "--lang", "en", "--published", "2023-11-06")
    assert run("new", "article", text, "--id", ARTICLE, *fields, "--url", "https://paper.example/harbour") == 0


def codes(project: Path) -> set[str]:
    assert not format_files(project, lambda _: True).changed
    return {finding.code for finding in check_project(project, today=TODAY).shown}


def written(project: Path, path: str) -> dict[str, object]:
    data: dict[str, object] = yaml.safe_load((project / "facts" / path).read_text(encoding="utf-8"))
    return data


def test_what_is_begun_has_no_fault_but_what_is_to_do(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    assert run("new", "source", "https://other.example/news/ink-deal", "--published", "2023-11-07") == 0
    assert run("new", "entity", "Café Übersee") == 0
    assert (here / "facts/entities/cafe-ubersee.yml").is_file()
    assert (here / "facts/sources/other-2023-11-07.yml").is_file()
    assert codes(here) == {"TDO001"}


@pytest.mark.parametrize("type_", PAYLOADS)
def test_a_claim_of_any_type_has_no_fault_but_what_is_to_do(type_: str, here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    assert (
        run("new", "claim", ARTICLE, "it had invested $2 million in First Paper", "--type", type_, "--author", "A") == 0
    )
    assert codes(here) == {"TDO001"}
    claim = here / "facts/claims/it-had-invested-2-million-in.yml"
    assert f"type: {type_}\n" in claim.read_text(encoding="utf-8")


def test_a_claim_can_be_written_whole_with_a_few_values(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    prose = ("short", "text", "explanation", "would_change", "interests")
    texts = [
        part for name in prose for part in (f"--{name}.en", "Example has put $2 million in", f"--{name}.fr", "Non")
    ]
    values = ("--investor", "example", "--investee", "first-paper", "--status", "paid", "--source", "first-source")
    judged = ("--stance", "supports", "--rating", "confirmed", "--confidence", "low", "--completeness", "thin")
    words = "it had invested $2 million in First Paper"
    assert run("new", "claim", ARTICLE, words, "--type", "investment", "--author", "A", *values, *judged, *texts) == 0
    data = written(here, "claims/it-had-invested-2-million-in.yml")
    assert "TODO" not in str(data)
    claim = data["claim"]
    assert isinstance(claim, dict)
    assert claim["about"] == ["first-paper", "example"]
    assert claim["quotation"]["suffix"] == ". The paper calls Example its"
    assert claim["payload"]["amount"] == {"currency": "USD", "hedge": "exactly", "value": 2000000}


@pytest.mark.parametrize(("stance", "needed"), [("silent", "note"), ("refutes", "recorded"), ("context", "quotation")])
def test_evidence_begins_with_what_its_stance_needs(stance: str, needed: str, here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    said = ("--type", "investment", "--source", "first-source", "--stance", stance)
    assert run("new", "claim", ARTICLE, "invested $2 million in First Paper", "--id", "ink", *said) == 0
    review = written(here, "claims/ink.yml")["review"]
    assert isinstance(review, dict)
    assert needed in review["evidence"][0]
    assert review["evidence"][0]["quotation"]["exact"] == "Example has raised $2 million."


def test_evidence_takes_the_place_of_what_is_to_do(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    assert run("new", "claim", ARTICLE, "invested $2 million in First Paper", "--id", "ink") == 0
    assert run("new", "evidence", "ink", "first-source", "Example has raised $2 million.", "--stance", "supports") == 0
    review: Any = written(here, "claims/ink.yml")["review"]
    assert [item["source"] for item in review["evidence"]] == ["first-source"]


def test_passages_are_cut_where_the_claim_is_and_comments_stay(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    file = here / "facts/articles/harbour-article.yml"
    text = file.read_text(encoding="utf-8")
    before = yaml.safe_load(text)["passages"]
    doubted = f"  - first: {before[-1]['first']}\n"
    file.write_text(text.replace(doubted, f"  # who doubts it?\n{doubted}"), encoding="utf-8")
    assert (
        run("new", "claim", ARTICLE, "invested $2 million in First Paper", "--id", "ink", "--type", "investment") == 0
    )
    after = file.read_text(encoding="utf-8")
    assert f"  # who doubts it?\n{doubted}" in after
    passages = yaml.safe_load(after)["passages"]
    assert [each["first"] for each in passages[1:]] == [each["last"] + 1 for each in passages[:-1]]
    assert [each["claims"] for each in passages if "claims" in each] == [["ink"]]
    assert len(passages) == len(before) + 1


def test_words_that_are_not_there_show_the_nearest(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin_article(tmp_path)
    assert run("new", "claim", ARTICLE, "it has invested $2 million in First Paper", "--type", "investment") == 2
    assert "'has' is 'had' there" in capsys.readouterr().err
    assert run("new", "claim", ARTICLE, "doubt it", "--type", "analysis") == 2
    assert "--at" in capsys.readouterr().err
    assert not list((here / "facts/claims").glob("*others*"))


def test_without_the_text_the_fingerprint_finds_the_words(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin_article(tmp_path)
    monkeypatch.delenv(TEXTS_VARIABLE)
    words = "On Monday Example said that it had invested $2 million in First Paper."
    assert run("new", "claim", ARTICLE, words, "--type", "investment", "--id", "ink") == 0
    assert codes(here) == {"TDO001"}
    assert 'prefix: "TODO: The five words' in (here / "facts/claims/ink.yml").read_text(encoding="utf-8")
    assert run("new", "claim", ARTICLE, words.replace("Monday", "Sunday"), "--type", "investment", "--id", "no") == 2
    assert "Sunday" in capsys.readouterr().err
    assert run("new", "claim", ARTICLE, "invested $2 million in First Paper.", "--id", "few") == 2
    assert "too few" in capsys.readouterr().err
    around = ("--prefix", "Example said that it had", "--suffix", "The paper calls Example its")
    assert run("new", "claim", ARTICLE, "invested $2 million in First Paper.", "--id", "few", *around) == 0
    assert "five words" not in (here / "facts/claims/few.yml").read_text(encoding="utf-8")


def test_another_copy_of_the_text_will_do_where_it_agrees(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    copy = tmp_path / "copy.txt"
    copy.write_text(f"Advertisement!\n{TEXT.replace('the harbour', 'the port')}", encoding="utf-8")
    words = "it had invested $2 million in First Paper"
    assert run("new", "claim", ARTICLE, words, "--text", str(copy), "--id", "ink") == 0
    assert codes(here) == {"TDO001"}
    assert run("new", "claim", ARTICLE, "takes over the port", "--text", str(copy), "--id", "port") == 2


def test_words_may_come_from_the_input(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_article(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("it had invested\n$2 million in First Paper\n"))
    assert run("new", "claim", ARTICLE, "--id", "ink", "--type", "investment") == 0
    assert (here / "facts/claims/ink.yml").is_file()


def test_a_list_has_an_item_for_each_option_or_ids_between_commas(here: Path) -> None:
    lists = ("--quotations", "One, two.", "--quotations=Three.", "--derives-from", "first-source")
    assert run("new", "source", "https://x.example/a", "--access", "full", *lists) == 0
    data = written(here, "sources/x-a.yml")
    assert (data["quotations"], data["derives_from"]) == (["One, two.", "Three."], ["first-source"])
    assert run("new", "source", "https://paper.example/two-million") == 2  # a source has this address


def test_an_article_and_its_source_are_begun_together(here: Path, tmp_path: Path) -> None:
    text = str(tmp_path / "texts" / f"{ARTICLE}.txt")
    fields = ("--lang", "en", "--publisher", "first-paper", "--excerpt.en", "The beginning.", "--kind", "news")
    assert run("new", "article", text, "--id", ARTICLE, "--url", "https://paper.example/harbour", *fields) == 0
    source = written(here, "sources/paper-harbour.yml")
    assert (source["publisher_id"], source["lang"], source["kind"]) == ("first-paper", "en", "news")
    article = written(here, "articles/harbour-article.yml")
    assert article["appearances"] == [{"source": "paper-harbour"}]
    assert "The beginning." in str(article["text"])
    assert codes(here) == {"TDO001"}


def test_nothing_is_replaced(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin_article(tmp_path)
    state = {path: path.read_bytes() for path in here.rglob("*.yml")}
    assert run("new", "entity", "Example", "--id", "example") == 2
    assert run("new", "source", "https://paper.example/x", "--id", "first-source") == 2
    text = str(tmp_path / "texts" / f"{ARTICLE}.txt")
    assert run("new", "article", text, "--id", ARTICLE) == 2
    assert run("new", "claim", ARTICLE, "it had invested $2 million", "--id", "first-claim") == 2
    assert {path: path.read_bytes() for path in here.rglob("*.yml")} == state
    assert run("new", "entity", "Example") == 0
    assert (here / "facts/entities/example-2.yml").is_file()
    assert "facts/entities/example.yml is there, too" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("source", "https://x.example/a", "--publishr", "X"), "did you mean 'publisher'?"),
        (("source", "https://x.example/a", "--kind", "newz"), "did you mean 'news'?"),
        (("source", "javascript:alert(1)"), "https://"),
        (("source", "https://x.example/a", "--publisher"), "has no value"),
        (("source", "https://x.example/a", "--publisher-id", "exampel"), "did you mean 'example'?"),
        (("entity", "X\u202ey"), "U+202E"),
        (("entity", "李"), "--id"),
        (("entity", "X", "--id", "../x"), "an id holds only"),
        (("claim", "harbor-article", "words"), "did you mean 'first-article'?"),
        (("claim", "nimbus", "words"), "there are first-article"),
    ],
)
def test_what_cannot_be_written_is_said(
    arguments: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = sorted(here.rglob("*"))
    assert run("new", *arguments) == 2
    assert said in capsys.readouterr().err
    assert sorted(here.rglob("*")) == state


def test_on_a_terminal_what_is_to_do_is_asked_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"kind": ["planet", "company"], "description.en": [""]}
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda question, **_: answers[question.split(" ")[0]].pop(0))
    assert run("new", "entity", "Nimbus", "--description.fr", "Une entreprise") == 0
    data = written(here, "entities/nimbus.yml")
    assert data["kind"] == "company"
    assert data["description"] == {"en": "TODO: Who or what it is, in a few words", "fr": "Une entreprise"}


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("up to $4 billion", ("USD", "up_to", 4000000000)),
        ("5 millions de livres", (None, "exactly", 5000000)),
        ("$4 billion and $5 billion", None),
        ("half of 0.5 dollars", None),
        ("900000000000 billion dollars", None),
    ],
)
def test_an_amount_is_read_if_there_is_exactly_one(words: str, amount: tuple[object, ...] | None) -> None:
    found = amount_in(words)
    assert (tuple(found[name] for name in ("currency", "hedge", "value")) if found else None) == amount


def test_ids_are_made_of_plain_letters() -> None:
    assert id_from("L’Œuvre d’été", "2023") == "l-oeuvre-d-ete-2023"
    assert id_from("李") == ""
    assert len(id_from("very " * 40)) <= 60
    assert id_from_url("https://www.paper.example/2023/ink-deal-of-the-year.html", None) == "paper-ink-deal-of-the"


PUBLISHED = "facts/claims/first-claim.yml"


@pytest.fixture
def published(here: Path) -> Path:
    """Return the small project as a git repository in which its records were published."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@paper.example")
    for arguments in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "published")):
        subprocess.run(["git", *arguments], cwd=here, check=True)
    return here


@pytest.mark.parametrize(
    ("old", "new", "type_", "told"),
    [
        (
            "rating: confirmed",
            "rating: unproven",
            "rating",
            {"field": "review.rating", "was": "confirmed", "now": "unproven"},
        ),
        (
            "en: Example has raised",
            "en: Example has raisd",
            "typo",
            {
                "field": "claim.text",
                "before": {"en": "Example has raised $2 million."},
                "after": {"en": "Example has raisd $2 million."},
            },
        ),
        (
            "value: 2000000",
            "value: 3000000",
            "substance",
            {"field": "claim.payload.amount.value", "was": "2000000", "now": "3000000"},
        ),
        (
            "source: first-source",
            "source: other-source",
            "source",
            {"field": "review.evidence", "item": "other-source", "how": "added"},
        ),
        (
            'checked: "2026-11-23"',
            'checked: "2026-11-24"',
            "update",
            {"field": "review.checked", "was": "2026-11-23", "now": "2026-11-24"},
        ),
        (
            "en: None.",
            "en: 'An editor: None. Ann: none.'",
            "update",
            {
                "field": "record.interests",
                "before": {"en": "None."},
                "after": {"en": "An editor: None. Ann: none."},
            },
        ),
        (
            "record:\n",
            "  to_check:\n    - source: other-source\nrecord:\n",
            "update",
            {"field": "review.to_check", "item": "other-source", "how": "added"},
        ),
    ],
)
def test_a_correction_says_what_has_changed(
    old: str, new: str, type_: str, told: dict[str, object], published: Path
) -> None:
    file = published / PUBLISHED
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1).replace("kind:", "# kept\n  kind:", 1), encoding="utf-8")
    assert run("correct", "first-claim", "--text.en", "It was wrong.") == 0
    entry = last_entry(published)
    assert (entry["type"], entry["text"]["en"], entry["changes"][0]) == (type_, "It was wrong.", told)
    assert "# kept\n" in file.read_text(encoding="utf-8")
    assert not format_files(published, lambda _: True).changed


def last_entry(project: Path) -> dict[str, Any]:
    record = written(project, "claims/first-claim.yml")["record"]
    assert isinstance(record, dict)
    entry: dict[str, Any] = record["corrections"][-1]
    return entry


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_entry_follows_further_changes_until_it_is_published(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published / PUBLISHED
    replace_in(file, "The company says so.", "The company itself says so. It did so twice.")
    assert run("correct", "first-claim", "--text.en", "Twice.", "--text.fr", "Deux fois.") == 0
    assert last_entry(published)["type"] == "substance"
    replace_in(file, "confidence: high", "confidence: low")
    assert run("correct", "first-claim") == 0
    entry = last_entry(published)
    assert [change["field"] for change in entry["changes"]] == ["review.confidence", "review.explanation"]
    assert entry["text"] == {"en": "Twice.", "fr": "Deux fois."}
    replace_in(file, "rating: confirmed", "rating: unproven")
    assert run("correct", "first-claim", "--another") == 0
    assert [change["field"] for change in last_entry(published)["changes"]] == ["review.rating"]
    assert run("correct") == 2
    capsys.readouterr()
    assert run("correct", "first-claim", "--another") == 2
    assert "tell every change already" in capsys.readouterr().err


@pytest.mark.usefixtures("published")
def test_what_has_not_changed_needs_no_correction(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("correct", "first-claim") == 2
    assert "change it first" in capsys.readouterr().err


def test_what_needs_no_entry_is_said(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = '  reviewers:\n    - name: Ann\n      date: "2026-11-23"\n      looked_at: [rating]\n'
    replace_in(published / PUBLISHED, "record:\n", f"record:\n{review}")
    assert run("correct", "first-claim") == 2
    assert "only in what needs no entry" in capsys.readouterr().err


def test_a_check_that_finds_nothing_is_written_whole(published: Path) -> None:
    assert run("correct", "first-claim", "--checked", "--text.en", "We read it again.") == 0
    day = today()
    review: Any = written(published, "claims/first-claim.yml")["review"]
    assert review["checked"] == last_entry(published)["date"] == day.isoformat()
    assert review["review_by"] == months_later(day, 6).isoformat()
    assert {change["field"] for change in last_entry(published)["changes"]} == {"review.checked", "review.review_by"}


FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def answered(form: str, answers: dict[str, str]) -> str:
    """Return what the forge makes of a form and some answers: the questions in order, and a word for no answer."""
    body = yaml.safe_load((FORMS / f"{form}.yml").read_text(encoding="utf-8"))["body"]
    labels = [item["attributes"]["label"] for item in body if item["type"] != "markdown"]
    assert answers.keys() <= set(labels)
    return "".join(f"### {label}\r\n\r\n{answers.get(label, '_No response_')}\r\n\r\n" for label in labels)


@pytest.mark.parametrize("form", FIELDS)
def test_the_forms_ask_what_scaffolds_know(form: str) -> None:
    assert read_form(answered(form, dict.fromkeys(FIELDS[form], "x")))[0] == form


def test_answers_of_forms_become_records(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin_article(tmp_path)
    words = "it had invested $2 million in First Paper"
    claim = {"Article": f"https://x.example/articles/{ARTICLE}/", "Quoted words": words, "Type": "Label", "Title": "So"}
    source = {"Address": "https://x.example/a", "How much of it you have read": "read in part", "Quoted words": "A, b."}
    reply = {
        "Claim": "first-claim",
        "Who replies": "Example",
        "Answer": "It is not so.",
        "On whose behalf": "\u202eours",
    }
    forms = {"claim": claim, "source": source, "reply": reply, "error": {"Claim or page": "claims/first-claim/"}}
    for name, answers in forms.items():
        file = tmp_path / f"{name}.md"
        file.write_bytes(answered(name, answers).encode())
        assert run("new", "--from-issue", str(file)) == 0
    # The answer is in one language, and it and the update of today are later than the day of the tests.
    assert codes(here) == {"TDO001", "LNG001", "DAT004", "DAT010"}
    assert "type: designation" in (here / "facts/claims/it-had-invested-2-million-in.yml").read_text(encoding="utf-8")
    assert written(here, "sources/x-a.yml")["quotations"] == ["A, b."]
    assert "It is not so." in (here / "facts/claims/first-claim.yml").read_text(encoding="utf-8")
    output = capsys.readouterr().out
    assert "<U+202E>ours" in output
    assert "facts/claims/first-claim.yml, and then call factcheck correct" in output


def test_one_language_is_enough_if_only_it_is_written(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    words = ("it had invested $2 million in First Paper", "--id", "ink", "--type", "agreement")
    assert run("new", "claim", ARTICLE, *words, "--only", "fr") == 0
    text = (here / "facts/claims/ink.yml").read_text(encoding="utf-8")
    assert "fr: " in text
    assert "en: " not in text


def test_what_is_not_finished_is_known(here: Path, tmp_path: Path) -> None:
    assert run("new", "entity", "Nimbus Fund") == 0  # its kind is to do
    assert read_background(here).names["nimbus-fund"] == ("Nimbus Fund",)
    assert run("new", "source", "https://paper.example/harbour", "--id", "harbour") == 0
    assert run("new", "source", "https://paper.example/harbour") == 2
    begin_article(tmp_path)
    assert written(here, f"articles/{ARTICLE}.yml")["appearances"] == [{"source": "harbour"}]


def test_a_text_among_the_texts_names_its_article(here: Path, tmp_path: Path) -> None:
    assert run("new", "article", str(tmp_path / "texts" / f"{ARTICLE}.txt"), "--title", "Another name") == 0
    assert (here / f"facts/articles/{ARTICLE}.yml").is_file()


def test_an_answer_that_no_field_can_hold_is_left_to_people(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = here / "form.md"
    form.write_text("### Address\n\nhttps://x.example/a\n\n### Published\n\n18 November 2026\n", encoding="utf-8")
    assert run("new", "--from-issue", str(form)) == 0
    assert "for you to read: published\n  18 November 2026 (" in capsys.readouterr().out
    (source,) = (path.stem for path in (here / "facts/sources").glob("x-*.yml"))
    assert "TODO" in str(written(here, f"sources/{source}.yml")["published"])


def test_a_label_in_quotation_marks_is_read() -> None:
    words = "The firm chose Nimbus as its “primary cloud” in May, it said on Monday"
    assert label_in(words, "en", {})["wording"] == "primary cloud"


def test_an_article_in_the_press_is_known_as_a_source(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    (path,) = (here / "facts/sources").glob("paper-*.yml")
    data = written(here, f"sources/{path.name}")
    assert (data["publisher_id"], data["kind"], data["tier"]) == ("first-paper", "news", "secondary")
    assert "quotations" not in data


def test_answers_are_in_the_language_that_is_named(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    form = here / "form.md"
    answers = {"Article": ARTICLE, "Quoted words": "it had invested $2 million in First Paper", "Title": "Un titre"}
    form.write_text(answered("claim", {**answers, "Type": "Label"}), encoding="utf-8")
    assert run("new", "--from-issue", str(form), "--lang", "fr") == 0
    claim = written(here, "claims/it-had-invested-2-million-in.yml")["claim"]
    assert isinstance(claim, dict)
    assert claim["short"]["fr"] == "Un titre"
    assert "TODO" in claim["short"]["en"]


def test_those_whom_the_article_names_are_listed_where_one_is_to_be_chosen(here: Path, tmp_path: Path) -> None:
    begin_article(tmp_path)
    assert run("new", "claim", ARTICLE, "it had invested $2 million in", "--id", "ink", "--type", "investment") == 0
    assert "Who receives the money (example, first-paper …)" in (here / "facts/claims/ink.yml").read_text("utf-8")


def test_what_a_source_is_is_told_in_each_claim_that_rests_on_it(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(published / "facts/sources/first-source.yml", "access: full", "access: excerpt")
    assert run("correct", "--text.en", "We read a part.", "--text.fr", "Nous en avons lu une partie.") == 0
    entry = last_entry(published)
    assert entry["type"] == "source"
    assert entry["changes"] == [{"field": "source.access", "item": "first-source", "was": "full", "now": "excerpt"}]
    capsys.readouterr()
    assert run("correct") == 2
    assert "no claim differs" in capsys.readouterr().err


def test_a_claim_that_moves_does_not_change_in_silence(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_TEXTS", raising=False)
    file = published / PUBLISHED
    text = file.read_text(encoding="utf-8").replace("id: first-claim", "id: moved-claim")
    moved = file.with_name("moved-claim.yml")
    moved.write_text(text.replace("The company says so.", "The company said so."), encoding="utf-8")
    head = text.partition("\n")[0]
    grave = 'id: first-claim\nmoved_to: moved-claim\ndate: "2026-11-23"\nreason:\n  en: A better name.\n'
    file.write_text(f"{head}\n{grave}", encoding="utf-8")
    assert run("validate", "--base", "HEAD", "--no-cache") == 1
    assert "RAT007 explanation" in capsys.readouterr().out
    assert run("correct", "moved-claim", "--text.en", "It was then.", "--text.fr", "C’était alors.") == 0
    capsys.readouterr()
    run("validate", "--base", "HEAD", "--no-cache")
    assert "RAT0" not in capsys.readouterr().out


@pytest.mark.parametrize("there", [False, True], ids=["another name", "another record"])
def test_a_record_that_moves_needs_no_entry_where_it_is_only_named(
    *, there: bool, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_TEXTS", raising=False)
    entity, new = (here / f"facts/entities/{name}.yml" for name in ("example", "example-company"))
    moved = entity.read_text(encoding="utf-8").replace("id: example", "id: example-company")
    if there:  # as one company that is taken for another
        new.write_text(moved.replace("Example", "Sample"), encoding="utf-8")
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "1"),
    ):
        subprocess.run(["git", *arguments], cwd=here, check=True)
    new.write_text(moved, encoding="utf-8")
    entity.write_text(
        'id: example\nmoved_to: example-company\ndate: "2026-11-23"\nreason:\n  en: A better name.\n', encoding="utf-8"
    )
    file = here / PUBLISHED
    file.write_text(
        re.sub(r"(- |: )example$", r"\1example-company", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    run("validate", "--base", "HEAD", "--no-cache")
    assert ("RAT007" in capsys.readouterr().out) is there
    assert run("correct", "first-claim", "--text.en", "The other one.") == (0 if there else 2)
