"""The mutation run makes the mistakes that it says, and its published figures are those of its last report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from factcheck.report.report import Report
from mutation.judging import around, corpus, judge, notice
from mutation.mutants import Mutant, Vocabulary, mutants
from mutation.reasons import reason
from mutation.run import KINDS, LEAST, LEAST_ALONE, REPORT, all_mistakes, judge_claim
from mutation.whole_mistakes import Around, whole_mistakes

DOCS = [ROOT / "docs" / language / "contribute" / "index.md" for language in ("en", "fr")]
VOCABULARY = Vocabulary(["confirmed", "wrong"], ["preferred", "primary"], ["a", "b", "c"])
DATA = {
    "claim": {
        "short": {"en": "Some words"},
        "quotation": {"exact": "Some words"},
        "claimant": "paper",
        "about": ["company"],
        "kind": "factual",
        "payload": {"amount": {"hedge": "exactly", "value": 15}, "quantities": [{"hedge": "about", "value": "1.5"}]},
    },
    "review": {
        "rating": "wrong",
        "confidence": "high",
        "explanation": {"en": "It says so. It is right."},
        "checked": "2026-12-31",
        "evidence": [
            {
                "source": "b",
                "stance": "supports",
                "quotation": {"exact": "a b"},
                "recorded": {"term": "primary", "date": "2024-02"},
            }
        ],
    },
    "record": {"authors": ["Somebody"], "interests": {"en": "None."}},
}
SOURCES: dict[str, dict[str, Any]] = {
    "b": {"id": "b", "url": "https://b.example/x", "quotations": ["a b"]},
    "c": {"id": "c"},
}
AROUND = Around(SOURCES, ("c",), {"en": "Another text."}, "stranger")
EVERY = [*mutants(DATA, VOCABULARY), *whole_mistakes(DATA, AROUND)]


def made(kind: str) -> list[str]:
    """Return the wrong values that mistakes of a kind put into a small claim."""
    return [str(mutant.after) for mutant in EVERY if mutant.kind == kind]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("amount", ["150", "1", "25"]),
        ("quantity", ["15", "0.15", "2.5"]),
        ("hedge", ["about", "up_to", "more_than", "at_least", "exactly", "up_to", "more_than", "at_least"]),
        ("date", ["2025-12-31", "2027-12-31", "2026-01-30", "2026-12-04", "2023-02", "2025-02", "2024-03"]),
        ("stance", ["refutes", "qualifies", "silent", "says_so", "context"]),
        ("rating", ["confirmed"]),
        ("confidence", ["medium", "low"]),
        ("source", ["x", "a", "c"]),
        ("term", ["preferred"]),
        ("listing", ["not b"]),
        ("explanation", ["It says so.", "Another text."]),
        ("interests", ["None"]),
    ],
)
def test_mistakes_are_those_that_people_make(kind: str, expected: list[str]) -> None:
    assert sorted(made(kind)) == sorted(expected)


def only(kind: str) -> Mutant:
    """Return the first mistake of a kind."""
    return next(mutant for mutant in EVERY if mutant.kind == kind)


def test_mistakes_that_look_right_change_all_that_has_to_fit() -> None:
    assert only("listing").files["source", "b"]["quotations"] == ["not b"]
    again = only("double").files["source", "b-again"]
    assert again["url"] == "https://b.example/x/?utm_source=newsletter"
    assert [item["source"] for item in only("double").after] == ["b", "b-again"]
    assert only("article").files["source", "c"]["quotations"] == ["Some words"]
    assert only("article").after[0]["quotation"] == {"exact": "Some words"}
    assert only("reviewer").after[0]["name"] == "Somebody"
    before_the_question = only("reply").after[0]
    assert before_the_question["answered"] < before_the_question["date"] == "2026-12-31"


def test_every_kind_is_made_and_told() -> None:
    assert {mutant.kind for mutant in EVERY} == set(KINDS)


def test_a_mistake_changes_one_value_and_leaves_the_data_alone() -> None:
    before = repr((DATA, SOURCES))
    for mutant in EVERY:
        changed = mutant.apply(DATA)
        assert changed != DATA
        assert reason(mutant)
    assert repr((DATA, SOURCES)) == before


@pytest.mark.parametrize("against_base", [None, False, True])
def test_records_without_a_mistake_are_noticed_by_nothing(*, against_base: bool | None) -> None:
    entry = next(entry for entry in corpus().entries if entry.kind == "claim")
    assert notice({(entry.kind, entry.stem): entry}, against_base=against_base) == frozenset()


def test_mistakes_in_any_claim_are_judged_as_if_each_check_got_all_records(real: Report) -> None:
    shortest = min(real.corpus.claims.values(), key=lambda claim: len(claim.review.evidence))
    results = judge_claim(shortest.id)
    assert {result.mutant.kind for result in results} >= {"letter", "rating", "stance", "source", "date", "article"}
    assert all("RAT006" in result.compared for result in results if result.mutant.kind == "rating")
    assert all(result.alone <= result.compared for result in results)
    entry = corpus().files["claim", shortest.id]
    for result in results[:: len(results) // 5]:
        assert judge(entry, result.mutant, whole=True) == result


def test_all_mistakes_are_made_in_a_claim(real: Report) -> None:
    id_ = next(iter(real.corpus.claims))
    assert {mutant.kind for mutant in all_mistakes(id_)} >= {"letter", "explanation", "reviewer", "reply"}
    assert around(corpus().files["claim", id_]).stranger


def figures(kind: str) -> list[str]:
    """Return the numbers that the report gives for a kind of mistake: made, noticed, and shares in per cent."""
    row = re.search(rf"^\| {kind} \|[^|]*\|(.*)\|$", REPORT.read_text(encoding="utf-8"), re.MULTILINE)
    assert row
    return re.findall(r"[\d.]+", row[1])


def test_report_says_what_the_aim_was() -> None:
    made_, alone, of_alone, compared, share = figures("all")
    assert int(made_) > 2000
    assert int(alone) <= int(compared) <= int(made_)
    assert float(share) >= LEAST
    assert float(of_alone) >= LEAST_ALONE


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.parts[-3])
def test_published_figures_are_those_of_the_report(page: Path) -> None:
    text = re.sub(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)", "", page.read_text(encoding="utf-8"))
    numbers = {number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text)}
    made_, _, alone, _, compared = figures("all")
    assert {made_, alone, compared} <= numbers


def test_figures_in_the_readme_are_those_of_the_report() -> None:
    _, _, alone, _, compared = figures("all")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{compared}% in a pull request and {alone}% in a record by itself" in text
