"""An entity that moves under another name changes what claims say; one that only gets another ID does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TODAY, run
from factcheck.project import check_project
from factcheck.revisions import check_base

STONE = 'id: first-paper\nmoved_to: other-paper\ndate: "2026-11-23"\n'
STONE += "reason:\n  en: A better name.\n  fr: Un meilleur nom.\n"


@pytest.mark.parametrize(("name", "codes"), [("The First Paper", set()), ("Another Gazette", {"RAT007"})])
def test_claims_tell_that_an_entity_has_moved_if_it_has_another_name(
    name: str, codes: set[str], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entity = repository / "facts/entities/first-paper.yml"
    moved = entity.read_text(encoding="utf-8").replace("first-paper", "other-paper").replace("First Paper", name)
    for path in repository.glob("facts/**/*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(" first-paper", " other-paper"), encoding="utf-8")
    entity.with_name("other-paper.yml").write_text(moved, encoding="utf-8")
    entity.write_text(STONE, encoding="utf-8")
    base = check_base(repository, "HEAD", today=TODAY).corpus
    found = {item.code for item in check_project(repository, today=TODAY, base=base).findings}
    assert found & {"RAT007"} == codes
    monkeypatch.chdir(repository)
    assert run("correct", "first-claim", "--base", "HEAD") == (0 if codes else 2)
