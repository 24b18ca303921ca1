"""A small share of ``make attack``, the same one in every run, and the table of threats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from hostile.docs_judge import judge_docs
from hostile.mutating import attack
from hostile.project import make_project
from hostile.schema_judge import judge_schemas

SIZE = 100
TABLE = Path(__file__).parent / "README.md"
TEST = re.compile(r"`(?P<name>test_\w+)(?:\[(?P<case>[\w-]+)\])?`")
FILE = re.compile(r"Rows:|`(?P<file>\w+/test_\w+\.py)`:")


def test_no_mutant_is_accepted_that_should_not_be_and_none_breaks_or_hangs_the_checks(tmp_path: Path) -> None:
    tallies = attack(tmp_path, range(SIZE), seed=7)
    assert [fault for tally in tallies.values() for fault in tally.faults] == []
    assert all(tally.accepted and tally.refused for tally in tallies.values())


PAGES = {
    "script": "<script>x</script>",
    "handler": "<p onclick=x>x</p>",
    "address": "[x](javascript:x)",
    "picture from elsewhere": "![x](https://x.example/x.png)",
    "end of the frame": "</main>",
    "rest of the page": "<plaintext>",
    "field": "---\nicon: x\n---\n",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_our_own_opinion_of_pages_sees_harm(tmp_path: Path, text: str) -> None:
    page = tmp_path / "docs" / "en" / "x.md"
    page.parent.mkdir(parents=True)
    page.write_text("# x\n\nwords\n", encoding="utf-8")
    assert judge_docs(tmp_path, "docs/en/x.md", {}) == ""
    page.write_text(text, encoding="utf-8")
    assert judge_docs(tmp_path, "docs/en/x.md", {}) != ""


def test_our_own_opinion_of_schemas_sees_harm(tmp_path: Path) -> None:
    root = make_project(tmp_path, small=True)
    originals = {f"schemas/{path.name}": path.read_bytes() for path in (root / "schemas").iterdir()}
    name = "schemas/claim.schema.json"
    assert judge_schemas(root, name, originals) == ""
    (root / name).write_text('{"type": "object"}', encoding="utf-8")
    assert judge_schemas(root, name, originals) == "another $id"


def test_table_of_threats_names_tests_that_exist() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [^-]", line)]
    numbers = [int(found[1]) for row in rows if (found := re.match(r"\| (\d+) \|", row))]
    assert numbers == list(range(1, 92))
    for row in rows:
        for part in row.rpartition(" | ")[2].split(";"):
            if named := TEST.findall(part):
                where = FILE.search(part)
                assert where, row
                text = (ROOT / "tests" / (where["file"] or "hostile/test_rows.py")).read_text(encoding="utf-8")
                for name, case in named:
                    assert f"def {name}(" in text, row
                    assert case in text, row
