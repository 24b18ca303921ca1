"""What confirms a claim: whose word it is, where a source has it from, and how the text that settles it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from conftest import TODAY
from factcheck.project import check_project

WORDS = "Example has raised $2 million."


def change(project: Path, path: str, **fields: Any) -> None:
    """Give fields of a record other values; with the fields of another one, this begins a record."""
    file = project / "facts" / path
    data = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {"id": file.stem}
    file.write_text(yaml.safe_dump(data | fields), encoding="utf-8")


def add_report(project: Path, id_: str, **fields: Any) -> None:
    """Add a news report that supports the claim, as a record of its own and as evidence."""
    usual = {"publisher": id_, "url": f"https://{id_}.example/", "kind": "news", "tier": "secondary", "access": "full"}
    rest = {"title": id_, "lang": "en", "retrieved": "2026-11-23", "quotations": [WORDS]}
    change(project, f"sources/{id_}.yml", **usual, **rest, **fields)
    review = yaml.safe_load((project / "facts/claims/first-claim.yml").read_text(encoding="utf-8"))["review"]
    review["evidence"].append({"source": id_, "stance": "supports", "quotation": {"exact": WORDS}})
    change(project, "claims/first-claim.yml", review=review)


def is_thin(project: Path) -> bool:
    """Return whether the claim is said to be confirmed without enough evidence."""
    return "SRC002" in {finding.code for finding in check_project(project, today=TODAY).findings}


def test_what_somebody_says_about_itself_is_not_confirmed_by_saying_it_again(project: Path) -> None:
    assert not is_thin(project), "the claimant speaks of somebody else, and its own text is primary"
    claim = yaml.safe_load((project / "facts/claims/first-claim.yml").read_text(encoding="utf-8"))["claim"]
    change(project, "claims/first-claim.yml", claim={**claim, "about": ["example", claim["claimant"]]})
    assert is_thin(project)


def test_unknown_origin_is_no_second_source(project: Path) -> None:
    change(project, "sources/first-source.yml", tier="secondary", kind="news")
    add_report(project, "echo", origin_unknown=True)
    assert is_thin(project)
    add_report(project, "report")
    assert not is_thin(project)


def test_quoted_primary_source_needs_one_that_was_read_and_has_it_from_elsewhere(project: Path) -> None:
    change(project, "sources/first-source.yml", access="relayed")
    assert is_thin(project)
    add_report(project, "copy", derives_from=["first-source"])
    assert is_thin(project)
    add_report(project, "echo", origin_unknown=True)
    assert is_thin(project)
    add_report(project, "report")
    assert not is_thin(project)
