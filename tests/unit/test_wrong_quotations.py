"""What is said of a quotation that is wrong leads to the right one: which word, in which part, and what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import TODAY, run
from factcheck.project import check_project
from factcheck.records.fingerprint import measure

EXACT = "La société a reçu 500 millions de dollars d’un consortium mené par Orbit"
PREFIX, SUFFIX = "Elle l’a dit vendredi soir :", ", qui garde 12 robots au jardin"
TEXT = f"Par la rédaction, à Paris. {PREFIX} {EXACT}{SUFFIX} depuis le mois de mars, sans dire pourquoi ni comment."
ID = "first-article"


@pytest.fixture
def quoting(project: Path) -> Path:
    """Return a small project whose article has the text above, and whose claim quotes it."""
    lay_measure(project, ID)
    write(project, EXACT, PREFIX, SUFFIX)
    return project


def lay_measure(project: Path, id_: str) -> None:
    """Give the article the measure of the text, made under an id, and one passage."""
    file, kept = project / "facts" / "articles" / f"{ID}.yml", measure(TEXT, id_)
    names = ("characters", "words", "sha256", "fingerprint")
    own = "text:\n" + "".join(f'  {name}: "{getattr(kept, name)}"\n' for name in names)
    own = re.sub(r'(characters|words): "(\d+)"', r"\1: \2", own)
    whole = f"passages:\n  - first: 1\n    last: {kept.words}\n    claims:\n      - first-claim\n"
    file.write_text(file.read_text(encoding="utf-8").partition("text:\n")[0] + own + whole, encoding="utf-8")


def write(project: Path, exact: str, prefix: str | None, suffix: str | None) -> None:
    """Let the claim quote these words."""
    file = project / "facts" / "claims" / "first-claim.yml"
    parts = {"exact": exact, "prefix": prefix, "suffix": suffix}
    lines = "".join(f'    {name}: "{words}"\n' for name, words in parts.items() if words)
    text = re.sub(
        r"  quotation:\n(?:    .*\n)+", lambda _: f"  quotation:\n{lines}", file.read_text(encoding="utf-8"), count=1
    )
    file.write_text(text, encoding="utf-8")


def findings(project: Path, *, text: str | None = None) -> list[tuple[str, str, str]]:
    """Return the code, the name of the field at the caret, and the message with its hint, of what is wrong."""
    report = check_project(project, today=TODAY, texts={ID: text} if text else {})
    found = []
    for finding in report.findings:
        if finding.code == "STY004":  # these tests write quotation marks that need not be there
            continue
        line = (project / finding.location.path).read_text(encoding="utf-8").splitlines()[finding.location.line - 1]
        found.append((finding.code, line.split(":")[0].strip(), f"{finding.message}; {finding.hint}"))
    return found


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix"),
    [
        (EXACT, PREFIX, SUFFIX),
        (f" {EXACT} ", f" {PREFIX} ", f" {SUFFIX} "),
        (EXACT.replace("’", "'"), f"{PREFIX}", f" {SUFFIX}"),
        ("12 robots", "mené par Orbit, qui garde", "au jardin depuis le mois"),
        ("consortium mené par Orbit", "500 millions de dollars d'un", ", qui garde 12 robots au"),
        ("un consortium", "reçu 500 millions de dollars d'", "mené par Orbit, qui garde"),
    ],
)
def test_blanks_where_the_parts_meet_do_not_matter(quoting: Path, exact: str, prefix: str, suffix: str) -> None:
    write(quoting, exact, prefix, suffix)
    assert [found for found in findings(quoting, text=TEXT) if found[0] != "NUM004"] == []
    assert [found for found in findings(quoting) if found[0] != "NUM004"] == []


@pytest.mark.parametrize("at_hand", [True, False])
@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("exact", "consortium", "consorcium"),
        ("exact", "500", "5000"),
        ("prefix", "vendredi", "Vendredi"),
        ("suffix", "robots", "robot"),
    ],
)
def test_wrong_word_is_named_and_the_caret_stands_at_its_part(
    quoting: Path, part: str, right: str, wrong: str, *, at_hand: bool
) -> None:
    parts = {"exact": EXACT, "prefix": PREFIX, "suffix": SUFFIX}
    parts[part] = parts[part].replace(right, wrong)
    write(quoting, **parts)
    found = [item for item in findings(quoting, text=TEXT if at_hand else None) if item[0].startswith("QUO")]
    ((code, field, said),) = found
    assert (code, field) == ("QUO001", part)
    assert repr(wrong) in said
    assert not at_hand or f"the text has {right!r} instead" in said


def test_too_few_words_are_not_called_ambiguous_and_the_text_at_hand_gives_them(quoting: Path) -> None:
    write(quoting, "reçu 500 millions de dollars d’un consortium mené par", None, None)
    ((code, field, said),) = [item for item in findings(quoting) if item[0].startswith("QUO")]
    assert (code, field) == ("QUO003", "exact")
    assert "none before it, none after it" in said
    assert "with their prefix" not in said
    ((_, _, said),) = [item for item in findings(quoting, text=TEXT) if item[0].startswith("QUO")]
    given = re.search(r"prefix '(.*)', suffix '(.*)'$", said)
    assert given
    write(quoting, "reçu 500 millions de dollars d’un consortium mené par", given[1], given[2])
    assert [item for item in findings(quoting) if item[0].startswith("QUO")] == []


def test_a_misspelt_quotation_without_context_is_told_what_is_there(quoting: Path) -> None:
    write(quoting, "reçu 500 millions de dolars d’un consortium mené", None, None)
    (found,) = [item for item in findings(quoting, text=TEXT) if item[0] in {"QUO001", "QUO005"}]
    assert "'dollars' instead of 'dolars'" in found[2]
    assert "prefix" not in found[2]


def test_a_measure_under_another_id_is_recognised(quoting: Path) -> None:
    lay_measure(quoting, "article")
    said = {code: text for code, _, text in findings(quoting, text=TEXT)}
    assert "under the id 'first-article'" in said["QUO004"]
    assert "the text on this computer has them, so the fingerprint is wrong" in said["QUO001"]
    assert "factcheck fingerprint FILE --id first-article" in said["QUO001"]


def test_where_nothing_is_found_the_fingerprint_is_suspected(quoting: Path) -> None:
    first = quoting / "facts" / "claims" / "first-claim.yml"
    second = first.read_text(encoding="utf-8").replace("id: first-claim", "id: second-claim")
    (first.parent / "second-claim.yml").write_text(second, encoding="utf-8")
    lay_measure(quoting, "article")
    said = [text for code, _, text in findings(quoting) if code == "QUO001"]
    assert len(said) == 2
    assert all(
        "its fingerprint may be wrong: run 'factcheck fingerprint FILE --id first-article'" in text for text in said
    )


def test_fingerprint_is_made_for_the_id_that_is_meant_and_an_unknown_one_is_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    file = tmp_path / "copied.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run("fingerprint", str(file)) == 0
    unknown = capsys.readouterr()
    assert "neither facts/articles/copied.yml nor facts/sources/copied.yml is there" in unknown.err
    assert run("fingerprint", str(file), "--id", ID) == 0
    known = capsys.readouterr()
    assert known.err == ""
    assert known.out != unknown.out


def test_evidence_with_a_typing_error_is_told_what_the_passage_has(quoting: Path) -> None:
    file = quoting / "facts" / "claims" / "first-claim.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Example has raised $2 million.", "Example has risen $2 million."), encoding="utf-8")
    ((_, field, said),) = [item for item in findings(quoting) if item[0] == "QUO006"]
    assert field == "exact"
    assert "the passage has 'raised' instead of 'risen'" in said


def test_two_claims_of_one_sentence_are_two(quoting: Path) -> None:
    """They quote the same words, and say different things; only the same thing said twice is a finding."""
    first = quoting / "facts" / "claims" / "first-claim.yml"
    text = first.read_text(encoding="utf-8").replace("id: first-claim", "id: second-claim")
    second = first.with_name("second-claim.yml")
    second.write_text(text, encoding="utf-8")
    assert "IDS005" in [code for code, *_ in findings(quoting)]
    other = text.replace("investor: first-paper", "investor: example").replace("Example has raised", "Example now has")
    other = other.replace("Example raised", "Example now raised")
    second.write_text(other.replace("Example a levé 2", "Example a maintenant 2"), encoding="utf-8")
    assert "IDS005" not in [code for code, *_ in findings(quoting)]
