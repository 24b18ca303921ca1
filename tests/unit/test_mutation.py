"""The mutation run makes the mistakes that it says, and its published figures are those of its last report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from factcheck.report.report import Report
from mutation.mutants import Vocabulary, mutants
from mutation.reasons import reason
from mutation.run import KINDS, LEAST, REPORT, corpus, judge_claim, notice

DOCS = [ROOT / "docs" / language / "contribute" / "index.md" for language in ("en", "fr")]
VOCABULARY = Vocabulary(["confirmed", "wrong"], ["preferred", "primary"], ["a", "b", "c"])
DATA = {
    "claim": {"quotation": {"exact": "Some words"}, "payload": {"amount": {"hedge": "exactly", "value": 15}}},
    "review": {
        "rating": "wrong",
        "checked": "2026-12-31",
        "evidence": [{"source": "b", "stance": "supports", "recorded": {"term": "primary", "date": "2024-02"}}],
    },
}


def made(kind: str) -> list[str]:
    """Return the wrong values that mistakes of a kind put into a small claim."""
    return [str(mutant.after) for mutant in mutants(DATA, VOCABULARY) if mutant.kind == kind]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("letter", ["mome words", "Some mords", "Some wordm"]),
        ("amount", ["150", "1", "25"]),
        ("hedge", ["about", "up_to", "more_than", "at_least"]),
        ("date", ["2025-12-31", "2027-12-31", "2026-01-30", "2026-12-04", "2023-02", "2025-02", "2024-03"]),
        ("stance", ["refutes", "qualifies", "silent", "context"]),
        ("rating", ["confirmed"]),
        ("source", ["x", "a", "c"]),
        ("term", ["preferred"]),
    ],
)
def test_mistakes_are_those_that_people_make(kind: str, expected: list[str]) -> None:
    assert sorted(made(kind)) == sorted(expected)


def test_a_mistake_changes_one_value_and_leaves_the_data_alone() -> None:
    before = repr(DATA)
    for mutant in mutants(DATA, VOCABULARY):
        changed = mutant.apply(DATA)
        assert changed != DATA
        assert reason(mutant)
    assert repr(DATA) == before


@pytest.mark.parametrize("against_base", [False, True])
def test_records_without_a_mistake_are_noticed_by_nothing(*, against_base: bool) -> None:
    assert notice(corpus().entries, against_base=against_base) == frozenset()


def test_mistakes_in_any_claim_are_judged(real: Report) -> None:
    shortest = min(real.corpus.claims.values(), key=lambda claim: len(claim.review.evidence))
    results = judge_claim(shortest.id)
    assert {result.mutant.kind for result in results} >= {"letter", "rating", "stance", "source", "date"}
    by_kind = {kind: [result for result in results if result.mutant.kind == kind] for kind in KINDS}
    exact = [result for result in by_kind["letter"] if result.mutant.pointer == ("claim", "quotation", "exact")]
    assert all("QUO001" in result.alone for result in exact)
    assert all("RAT006" in result.compared for result in by_kind["rating"])
    assert all(result.alone <= result.compared for result in results)


def figures(kind: str) -> list[str]:
    """Return the numbers that the report gives for a kind of mistake: made, noticed, and shares in per cent."""
    row = re.search(rf"^\| {kind} \|(.*)\|$", REPORT.read_text(encoding="utf-8"), re.MULTILINE)
    assert row
    return re.findall(r"[\d.]+", row[1])


def test_report_says_what_the_aim_was() -> None:
    made_, alone, _, compared, share = figures("all")
    assert int(made_) > 2000
    assert int(alone) <= int(compared) <= int(made_)
    assert float(share) >= LEAST


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.parts[-3])
def test_published_figures_are_those_of_the_report(page: Path) -> None:
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d)", "", page.read_text(encoding="utf-8"))
    numbers = {number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text.replace("2,", "2"))}
    made_, _, alone, _, compared = figures("all")
    assert {made_, alone, compared} <= numbers


def test_figures_in_the_readme_are_those_of_the_report() -> None:
    _, _, alone, _, compared = figures("all")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{compared}% in a pull request and {alone}% in a record by itself" in text
