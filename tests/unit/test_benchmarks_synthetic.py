"""The records that benchmarks are run on are like the real ones, whatever these say, and have no errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.format_files import format_files
from factcheck.project import check_project, today
from factcheck.records.claim import Claim
from factcheck.report.report import Report
from synthetic import make_project
from wording import RESERVED, Wording, generator

SIZE = 50
"""Claims of a few articles."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "project"
    make_project(folder, SIZE)
    return folder


@pytest.fixture(scope="module")
def report(made: Path) -> Report:
    return check_project(made, today=today())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "facts").rglob("*.yml")}


@pytest.fixture(scope="module")
def copies(report: Report, real: Report) -> list[tuple[Claim, Claim]]:
    """Return each real claim that was copied with its first copy."""
    claims = report.corpus.claims
    return [(claim, claims[f"{id_}-0"]) for id_, claim in real.corpus.claims.items() if f"{id_}-0" in claims]


def test_synthetic_records_have_no_errors(report: Report, real: Report) -> None:
    assert report.errors == 0
    assert {finding.code for finding in report.findings} <= {finding.code for finding in real.findings}
    assert len(report.corpus.claims) >= SIZE + len(real.corpus.claims)


def test_number_of_sources_and_entities_grows_with_the_claims(
    report: Report, real: Report, copies: list[tuple[Claim, Claim]]
) -> None:
    articles = len(report.corpus.articles) - len(real.corpus.articles)
    assert len(report.corpus.sources) - len(real.corpus.sources) == articles * len(copies)
    assert len(report.corpus.entities) > len(real.corpus.entities)


def test_texts_differ_and_have_the_same_lengths_on_the_whole(copies: list[tuple[Claim, Claim]]) -> None:
    texts = [tuple(" ".join(item.review.explanation.values()) for item in pair) for pair in copies]
    assert sum(before != after for before, after in texts) > 0.8 * len(texts)
    before, after = (sum(map(len, column)) for column in zip(*texts, strict=True))
    assert after == pytest.approx(before, rel=0.1)


def test_quotations_and_numbers_stay_as_they_are(copies: list[tuple[Claim, Claim]]) -> None:
    for claim, copy in copies:
        assert copy.claim.quotation == claim.claim.quotation
        for language, text in claim.review.explanation.items():
            assert all(kept in copy.review.explanation[language] for kept in re.findall(r"\d+", text))


def test_the_same_number_and_seed_give_the_same_files(made: Path, tmp_path: Path) -> None:
    make_project(tmp_path / "same", SIZE)
    make_project(tmp_path / "other", SIZE, seed=1)
    assert contents(tmp_path / "same") == contents(made)
    assert contents(tmp_path / "other") != contents(made)


def test_synthetic_records_are_in_canonical_form(made: Path) -> None:
    formatting = format_files(made, lambda _: True)
    assert formatting.looked_at > SIZE
    assert not formatting.changed


@pytest.fixture
def wording() -> Wording:
    return Wording([{"en": "Some words that explain what a filing says, and about what"}, {"en": "May is a month"}])


def test_numbers_keep_the_words_around_them(wording: Wording) -> None:
    text = "Yes: it was announced that the firm pays up to $4 billion in cash before May 2026 and nothing else."
    for seed in range(50):
        other = wording.reword(text, "en", generator(f"{seed}"))
        assert "pays up to $4 billion in cash before May 2026 and nothing else." in other


def test_names_and_quoted_words_and_punctuation_stay(wording: Wording) -> None:
    other = wording.reword("Anthropic says, “its cloud provider”: that (and what) explains it.", "en", generator("1"))
    assert other.startswith("Anthropic ")
    assert "“its cloud provider”: " in other
    assert other.endswith(".")


def test_words_that_mean_something_beside_a_number_are_never_drawn(wording: Wording) -> None:
    text = " ".join(["words"] * 2000)
    assert not RESERVED & set(wording.reword(text, "en", generator("1")).split())


def test_a_sentence_begins_with_a_capital(wording: Wording) -> None:
    other = wording.reword("What says that? Words that explain.", "en", generator("3"))
    assert other[0].isupper()
    assert other.split("? ")[1][0].isupper()


def test_a_text_that_comes_out_too_long_stays_as_it_is(wording: Wording) -> None:
    assert wording.reword("a what b", "en", generator("1"), longest=1) == "a what b"


def test_a_language_without_texts_stays_as_it_is(wording: Wording) -> None:
    assert wording.reword("ein Wort", "de", generator("1")) == "ein Wort"
