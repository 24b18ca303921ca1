"""A large project is checked part by part: what hangs together stays so, and nothing is left out or told twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
import yaml

from conftest import ROOT
from factcheck.canonical.writer import Kept, write
from factcheck.checks import REGISTRY
from factcheck.checks.check import Problem
from factcheck.corpus import Corpus, make_entry
from factcheck.finding import FixedPlace, Location
from factcheck.folders import FOLDERS
from factcheck.judge import judge
from factcheck.kept import parts as module
from factcheck.kept import verdicts
from factcheck.kept.outlines import Outline
from factcheck.kept.parts import partition, validate_in_parts
from factcheck.kept.state import names, read_state
from factcheck.kept.store import VARIABLE
from factcheck.kept.verdicts import validate_anew
from factcheck.load.fact_files import FactFile, Kind
from factcheck.model import CLASSES, parse_document
from factcheck.pipeline import Report, validate
from factcheck.schema import Schemas, read_schemas
from factcheck.web import TOUCHING, leads, leads_in
from synthetic import make_project
from unit.test_spread import on_linux, run_alone

DAY = date(2026, 12, 1)
CLAIMS = 63
"""They stand in three articles, apart from the real one."""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 1)


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Return a project with four articles."""
    make_project(tmp_path / "several", CLAIMS)
    return tmp_path / "several"


def look(root: Path, day: date = DAY) -> tuple[Report, Outline]:
    return validate_in_parts(root, today=day, processes=1)


def parts_of(outline: Outline) -> list[set[tuple[str, str]]]:
    """Return kind and id of what is in each part."""
    return [{outline.names[number] for number in part} for part in partition(outline, (), 1)]


def test_each_article_is_a_part_with_its_claims_and_what_they_rest_on(several: Path) -> None:
    rest, *parts = parts_of(look(several)[1])
    assert len(parts) == 4
    for one, other in combinations(parts, 2):
        assert not {key for key in one & other if key[0] in TOUCHING}
        assert {key for key in one & other if key[0] == "entity"}
    assert all(len([key for key in part if key[0] == "article"]) == 1 for part in parts)
    assert all({("ratings", "ratings"), ("terms", "terms")} <= part for part in [rest, *parts])
    assert not {key for key in rest if key[0] in TOUCHING}


def test_everything_is_in_some_part(several: Path) -> None:
    outline = look(several)[1]
    there = {outline.names[row.number] for row in outline.rows.values()}
    assert there <= set().union(*parts_of(outline))


def relate(root: Path, claim: str, other: str) -> None:
    """Let a claim say that it contradicts another one."""
    path = root / "facts" / "claims" / f"{claim}.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    note = {"en": "One of the two is wrong.", "fr": "L’une des deux est fausse."}
    data["claim"]["relations"] = [{"type": "contradicts", "claim": other, "note": note}]
    path.write_text(write(data, "claim", Kept()), encoding="utf-8")


def test_articles_whose_claims_are_related_are_one_part(several: Path) -> None:
    relate(several, "amazon-up-to-4b-0", "amazon-up-to-4b-1")
    assert len(parts_of(look(several)[1])) == 4  # with the rest


def test_conflicts_between_parts_are_found_once(several: Path) -> None:
    terms = several / "facts/terms.yml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("others: false", "others: true"), encoding="utf-8")
    report = look(several)[0]
    assert report.findings == validate(several, today=DAY).findings
    conflicts = [finding for finding in report.findings if finding.code == "TRM002"]
    assert any(
        finding.location.path[-6:] != other.location.path[-6:] for finding in conflicts for other in finding.related
    )


def test_designation_that_is_written_with_an_escape_is_known_everywhere(several: Path) -> None:
    paths = [*(several / "facts/claims").glob("*preferred*.yml"), *(several / "facts/claims").glob("*principal*.yml")]
    before = {path: row.uses for path, row in look(several)[1].rows.items() if row.uses}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("type: designation", 'type: "\\x64esignation"'), encoding="utf-8")
    after = {path: row.uses for path, row in look(several)[1].rows.items() if row.uses}
    assert paths
    assert after == before


def test_only_the_rest_is_asked_about_all_records(several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    across = [check for check in REGISTRY.values() if check.across]
    assert across
    asked: list[int] = []

    def ask(corpus: Corpus) -> Iterator[Problem]:
        asked.append(len(corpus.elsewhere.uses))
        return iter(())

    for check in across:
        monkeypatch.setitem(REGISTRY, check.code, replace(check, run=ask))
    look(several)
    assert len(asked) == len(across)
    assert all(asked)


def test_names_are_those_of_the_state_until_something_comes_or_goes(several: Path) -> None:
    state = read_state(several, DAY)
    assert state
    assert names(several) == state.records.keys()
    (several / "facts/claims/new.yml").touch()
    assert names(several) != state.records.keys()


COMPARE = """
from datetime import date
from factcheck import pipeline
from factcheck.kept import parts
from factcheck.kept.parts import validate_in_parts

root, size, forks = Path(sys.argv[1]), int(sys.argv[2]), []
os.register_at_fork(after_in_parent=lambda: forks.append(1))
parts.LARGE, pipeline.MANY = size, 1
alone = validate(root, today=date(2026, 12, 1))
report, _ = validate_in_parts(root, today=date(2026, 12, 1), processes=2)
assert len(forks) == 2, forks  # one to look, one to check
assert alone.errors
assert (report.findings, report.skipped, report.looked_at) == (alone.findings, alone.skipped, alone.looked_at)
assert report.touched == alone.touched
"""


@on_linux
@pytest.mark.parametrize("size", [1, 10000], ids=["parts", "one large part"])
def test_processes_share_the_parts_or_else_the_checks(several: Path, size: int) -> None:
    for number in range(3):
        path = several / f"facts/claims/amazon-up-to-4b-{number}.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("anthropic-amazon-2023", "anthropic-amazon-2032"))
    run_alone(COMPARE, several, size)


def test_report_has_a_small_part_of_the_corpus_and_counts_all(several: Path) -> None:
    report, whole = look(several)[0], validate(several, today=DAY)
    assert report.looked_at == whole.looked_at
    assert len(report.corpus.entries) < len(whole.corpus.entries)


def test_without_a_cache_a_large_project_is_checked_in_parts_too(
    several: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    whole = validate_anew(several, today=DAY, processes=1)
    monkeypatch.setattr(verdicts, "FEW", 1)
    parts = validate_anew(several, today=DAY, processes=1)
    assert len(parts.corpus.entries) < len(whole.corpus.entries)
    assert replace(parts, corpus=whole.corpus) == whole
    assert not (tmp_path / "cache").exists()


def test_what_plain_data_lead_to_is_what_their_records_lead_to(real: Report) -> None:
    paths = [*(ROOT / "facts").rglob("*.yml"), *(ROOT / "tests").rglob("facts/*/*.yml")]
    schemas = Schemas(read_schemas(ROOT / "schemas"))
    checked = 0
    for path in paths:
        kind = next((kind for kind, name in FOLDERS.items() if name == path.parent.name), path.stem)
        data = judge(FactFile(cast("Kind", kind), path.name, str(path)), schemas).data if kind in CLASSES else None
        if data:
            entry = make_entry(
                kind=kind, stem=path.stem, file=FixedPlace(Location("x")), record=parse_document(kind, data)
            )
            assert leads_in(kind, data) == leads(entry), path
            checked += 1
    assert checked > len(real.corpus.entries)
