"""What is measured is what readers get: synthetic claims pass every check that the real ones pass."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from building import write_markdown
from factcheck.pipeline import Report, today, validate
from measuring import Contender, race, table
from synthetic import make_project


def test_synthetic_claims_pass_every_check(tmp_path: Path, real: Report) -> None:
    make_project(tmp_path / "project", 1)
    report = validate(tmp_path / "project", today=today())
    assert report.findings == real.findings
    assert len(report.corpus.claims) == 2 * len(real.corpus.claims)


def contender(name: str, code: str, runs: int = 3) -> Contender:
    return Contender(name=name, command=[sys.executable, "-c", code], does="something", runs=runs)


def test_race_runs_contenders_in_turn_and_measures_each(tmp_path: Path) -> None:
    note = "open('order', 'a').write({!r})"
    first, second = race([contender("a", note.format("a")), contender("b", note.format("b"), runs=2)], folder=tmp_path)
    assert (tmp_path / "order").read_text(encoding="utf-8") == "ababa"
    assert (first.runs, second.runs) == (3, 2)
    assert 0 < first.seconds <= first.slowest
    assert 1 < first.memory < 1000


def test_contender_that_fails_ends_the_race(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="a failed"):
        race([contender("a", "raise SystemExit('no')")], folder=tmp_path)


def test_table_gives_ratios_where_the_measure_ran(tmp_path: Path) -> None:
    results = race([contender("a", ""), contender("b", "")], folder=tmp_path)
    assert "| 1.00 |" in table(results, "b").splitlines()[-1]
    assert table(results, "not installed").count("| – |") == 2


def test_peers_get_a_page_for_each_claim(tmp_path: Path, real: Report) -> None:
    write_markdown(tmp_path, real.corpus)
    pages = list((tmp_path / "docs" / "claims").glob("*.md"))
    assert len(pages) == len(real.corpus.claims)
    assert "its cloud provider" in (tmp_path / "docs/claims/google-preferred-cloud-provider.md").read_text("utf-8")
