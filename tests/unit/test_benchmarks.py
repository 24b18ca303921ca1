"""What is measured is what readers get: synthetic claims pass every check that the real ones pass."""

from __future__ import annotations

from pathlib import Path

from factcheck.pipeline import Report, today, validate
from synthetic import make_project


def test_synthetic_claims_pass_every_check(tmp_path: Path, real: Report) -> None:
    make_project(tmp_path / "project", 1)
    report = validate(tmp_path / "project", today=today())
    assert report.findings == real.findings
    assert len(report.corpus.claims) == 2 * len(real.corpus.claims)
