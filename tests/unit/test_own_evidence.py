"""No text is its own witness, under whatever record; and what a source says is tied to what was read in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TODAY, run
from factcheck.pages.page import Site
from factcheck.pages.record_pages import RECORD_PAGES
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, as_text, find_in_fingerprint, find_in_text, fingerprint_of, measure
from factcheck.report.report import Report

WORDS = "Example lève 2 millions de dollars"
PRINTED = {"publisher": "First Paper", "publisher_id": "first-paper", "lang": "fr"}
HOST = "https://other.example"


def edit(project: Path, path: str, **fields: Any) -> None:
    """Change fields of a record, which may be a new one; None takes a field away."""
    file = project / "facts" / path
    data = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {"id": file.stem}
    data |= fields
    file.write_text(yaml.safe_dump({key: value for key, value in data.items() if value is not None}), encoding="utf-8")


def add_source(project: Path, id_: str, **fields: Any) -> None:
    usual = {"title": id_, "publisher": "Other", "kind": "news", "tier": "primary", "access": "full"}
    begun = {**usual, "lang": "en", "retrieved": "2026-11-23", "url": f"{HOST}/{id_}", "quotations": [WORDS]}
    edit(project, f"sources/{id_}.yml", **{**begun, **fields})


def codes(project: Path) -> set[str]:
    """Return the codes found about sources and quotations, and about ratings that nothing read supports."""
    found = {finding.code for finding in check_project(project, today=TODAY).findings}
    return {code for code in found if code.startswith(("QUO", "SRC", "RAT002"))}


@pytest.fixture
def witness(project: Path) -> Path:
    """Return the small project with a claim rated "confirmed, high, complete" on a source named `witness`."""
    add_source(project, "printed", **PRINTED)
    edit(project, "articles/first-article.yml", appearances=[{"source": "printed"}])
    claim = yaml.safe_load((project / "facts/claims/first-claim.yml").read_text(encoding="utf-8"))
    claim["review"]["evidence"] = [{"source": "witness", "stance": "supports", "quotation": {"exact": WORDS}}]
    edit(project, "claims/first-claim.yml", **claim)
    return project


@pytest.mark.parametrize(
    "copy",
    [
        {"derives_from": ["printed"]},
        {"derives_from": ["digest"]},
        {"url": f"{HOST}/printed/#top"},
        {"archive_url": f"{HOST}/printed"},
        {**PRINTED, "title": "EXAMPLE lève 2 millions"},
        {**PRINTED, "title": "Something else"},
        {"lang": "fr", "kind": "republication"},
    ],
    ids=["derived", "chain", "address", "archived copy", "headline", "excerpt", "republication"],
)
def test_a_claim_cannot_be_confirmed_by_its_own_article(copy: dict[str, Any], witness: Path) -> None:
    add_source(witness, "digest", derives_from=["printed"])
    add_source(witness, "witness", **copy)
    assert "SRC008" in codes(witness)


@pytest.mark.parametrize(
    ("copy", "code"),
    [
        ({"publisher": "The FIRST paper"}, "SRC013"),
        ({"publisher": "First P\u0430p\u0435r"}, "SRC013"),
        ({"publisher": "First Paper", "publisher_id": "example"}, "SRC013"),
        (
            {"lang": "fr", "tier": "secondary", "quotations": [f"{WORDS} auprès du journal First Paper, dit-on."]},
            "SRC014",
        ),
    ],
    ids=["no record of the publisher", "letters that look alike", "record of another", "words of the article"],
)
def test_the_article_under_the_name_of_a_stranger_is_noticed(copy: dict[str, Any], code: str, witness: Path) -> None:
    add_source(witness, "witness", **copy)
    assert code in codes(witness)


def test_the_source_in_which_the_article_appeared_confirms_nothing(witness: Path) -> None:
    add_source(witness, "witness", **PRINTED)
    edit(witness, "articles/first-article.yml", appearances=[{"source": "witness"}])
    assert "SRC008" in codes(witness)


@pytest.mark.parametrize(
    "other",
    [{}, {"derives_from": ["printed", "release"]}, {**PRINTED, "published": "2024-01-05"}],
    ids=["another source", "more than the article", "another text of its publisher"],
)
def test_what_is_not_the_article_counts(other: dict[str, Any], witness: Path) -> None:
    add_source(witness, "release")
    add_source(witness, "witness", **other)
    assert "SRC008" not in codes(witness)


@pytest.mark.parametrize("stance", ["says_so", "context"])
def test_showing_that_words_were_said_confirms_nothing(stance: str, witness: Path) -> None:
    add_source(witness, "witness", derives_from=["printed"])
    file = witness / "facts/claims/first-claim.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("supports", stance), encoding="utf-8")
    assert {"RAT002", "SRC002"} <= codes(witness)


def test_the_page_says_whose_words_show_only_that_it_was_said(sample: Report) -> None:
    claim = next(claim for claim in sample.corpus.claims.values() if claim.review.evidence)
    item = replace(claim.review.evidence[0], stance="says_so")
    said = replace(claim, review=replace(claim.review, evidence=(item,)))
    source = sample.corpus.sources[item.source]
    for publisher, words in ((claim.claim.claimant, "These are the words of whoever"), (None, "It has this from the")):
        new = {claim.id: said, source.id: replace(source, publisher_id=publisher)}
        entries = tuple(replace(entry, record=new.get(entry.stem, entry.record)) for entry in sample.corpus.entries)
        renderer = Renderer(replace(sample.corpus, entries=entries), "en", Site(url="https://s.example/", name="S"), ())
        assert words in next(page.body for page in renderer.pages() if (page.kind, page.id) == ("claim", claim.id))


PASSAGES = ["Up to $2 billion", "The company has said on Friday that it will build robots.", "It has no comment."]
MARKS = fingerprint_of(as_text(PASSAGES), "a")


@pytest.mark.parametrize("passage", PASSAGES)
def test_each_passage_is_found_whole_and_no_letter_may_differ(passage: str) -> None:
    assert find_in_fingerprint(Quotation(exact=passage), MARKS, "a").match is Match.EXACT
    assert find_in_text(Quotation(exact=passage), as_text(PASSAGES)) is Match.EXACT
    for place in range(len(passage)):
        wrong = f"{passage[:place]}#{passage[place + 1 :]}"
        assert find_in_fingerprint(Quotation(exact=wrong), MARKS, "a").match is not Match.EXACT


def test_a_quotation_is_within_one_passage_and_its_words_are_counted_with_the_gaps() -> None:
    part = Quotation(exact="on Friday that it", prefix="The company has said", suffix="will build robots.")
    found = find_in_fingerprint(part, MARKS, "a")
    assert (found.match, found.first, found.last) == (Match.EXACT, 10, 13)
    across = Quotation(exact="will build robots.", prefix="on Friday that it", suffix="It has no comment.")
    assert find_in_fingerprint(across, MARKS, "a").match is Match.LOST
    assert find_in_text(across, as_text(PASSAGES)) is Match.LOST


def test_blanks_in_passages_make_no_difference() -> None:
    assert measure(as_text(["a  b\nc", "d"]), "a") == measure("a b c\n[…]\nd", "a")


def test_a_passage_and_its_quotation_changed_together_are_noticed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    files = [project / "facts" / path for path in ("sources/first-source.yml", "claims/first-claim.yml")]
    assert run("fingerprint", "--passages", "first-source") == 0
    assert codes(project) == set()
    before = [file.read_text(encoding="utf-8") for file in files]
    for file, text in zip(files, before, strict=True):
        file.write_text(text.replace("has raised", "had raised"), encoding="utf-8")
    assert {"QUO003", "QUO007"} <= codes(project)
    assert run("fingerprint", "--passages", "first-source") == 0  # whoever does this says to have read it
    assert codes(project) == set()


def test_what_has_no_passages_gets_no_fingerprint(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    edit(project, "sources/first-source.yml", quotations=None)
    assert run("fingerprint", "--passages", "first-source") == 2
    assert "lists no passages" in capsys.readouterr().err
    assert run("fingerprint") == 2


def test_a_new_source_has_the_fingerprint_of_its_passage(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert run("new", "source", f"{HOST}/a", "--quotations", "Robots are made here.", "--access", "excerpt") == 0
    text = yaml.safe_load((project / "facts/sources/other-a.yml").read_text(encoding="utf-8"))["text"]
    assert find_in_fingerprint(Quotation(exact="Robots are made here."), text["fingerprint"], "other-a").last
    assert "excerpt" not in text  # its access says that it is not the whole text
    assert run("new", "source", f"{HOST}/b", "--quotations", "Robots are sold here.", "--access", "full") == 0
    text = yaml.safe_load((project / "facts/sources/other-b.yml").read_text(encoding="utf-8"))["text"]
    assert text["excerpt"].keys() == {"en", "fr"}


READ = "Example has raised $2 million. It builds robots that garden, and sells them."


@pytest.fixture
def reading(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small project, in which the commands run, with a source of which a passage was read."""
    monkeypatch.chdir(project)
    add_source(project, "release", access="excerpt", quotations=[READ])
    assert run("fingerprint", "--passages", "release") == 0
    return project


def add_evidence(words: str, *more: str) -> int:
    return run("new", "evidence", "first-claim", "release", words, "--stance", "supports", *more)


def last_evidence(project: Path) -> dict[str, Any]:
    claim = yaml.safe_load((project / "facts/claims/first-claim.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = claim["review"]["evidence"][-1]
    return found


def listed(project: Path) -> list[str]:
    source = yaml.safe_load((project / "facts/sources/release.yml").read_text(encoding="utf-8"))
    found: list[str] = source["quotations"]
    return found


def test_evidence_quotes_a_part_of_a_passage_with_what_is_around_it(reading: Path) -> None:
    assert add_evidence("builds robots that garden") == 0
    around = {"prefix": "has raised $2 million. It", "suffix": ", and sells them."}
    assert last_evidence(reading)["quotation"] == {"exact": "builds robots that garden", **around}
    assert listed(reading) == [READ]
    assert codes(reading) == set()


def test_words_read_elsewhere_in_the_source_are_listed_there(reading: Path) -> None:
    assert add_evidence("The  robots\nare sold in Paris.") == 0
    assert listed(reading) == [READ, "The robots are sold in Paris."]
    assert codes(reading) == set()


def test_no_new_fingerprint_hides_a_changed_passage(reading: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = reading / "facts/sources/release.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("sells them", "shows them"), encoding="utf-8")
    assert add_evidence("The robots are sold in Paris.") == 2
    assert "does not fit its fingerprint" in capsys.readouterr().err


def test_words_are_compared_with_the_text_at_hand(
    reading: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "release.txt"
    text.write_text(f"News. {READ} The robots are sold in Paris.", encoding="utf-8")
    assert add_evidence("The robots are sold in Milan.", "--text", str(text)) == 2
    assert "'Milan.' is 'Paris.' there" in capsys.readouterr().err
    assert add_evidence("The robots are sold in Paris.", "--text", str(text)) == 0
    add_source(reading, "release", access="unread", quotations=None, retrieved=None)
    assert add_evidence("The robots are sold in Paris.") == 2


def test_passages_are_compared_with_the_text_at_hand(reading: Path) -> None:
    texts = {"release": READ.replace("garden", "dance")}
    found = check_project(reading, today=TODAY, texts=texts).findings
    assert {"QUO004", "QUO007"} <= {finding.code for finding in found}


def test_a_page_says_of_what_there_is_a_fingerprint(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", Site(url="https://s.example/", name="S"), ())
    source = next(source for source in sample.corpus.sources.values() if source.text and source.quotations)
    assert source.text
    part = replace(source.text, excerpt={"en": "Its beginning."})
    full, read = replace(source, access="full"), replace(source, access="excerpt")
    said_of = {
        "of the whole text": full,
        "Its beginning. We made": replace(full, text=part),
        "as we read them. We keep no copy of the text. We made": read,
        "as others quote them. We have not had the text itself. We made": replace(source, access="relayed"),
        "made no": replace(full, text=None),
    }
    for said, other in said_of.items():
        assert said in RECORD_PAGES["source"](renderer.templates, other).body


def test_a_fingerprint_of_more_than_the_passages_keeps_what_is_around_quotations(reading: Path) -> None:
    assert add_evidence("builds robots that garden") == 0
    edit(reading, "sources/release.yml", quotations=["builds robots that garden"])
    assert add_evidence("The robots are sold in Paris.") == 0
    assert listed(reading) == ["builds robots that garden", "The robots are sold in Paris."]
    assert codes(reading) == set()
