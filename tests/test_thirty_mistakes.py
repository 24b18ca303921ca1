"""Thirty mistakes of different kinds in thirty files: thirty findings in one run, each at its place, no traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLE

MISTAKES: list[tuple[str, str, str, str]] = [
    # Where, what is there (a regular expression), what a hurried person writes (§: the place), code.
    ("sources/analyst-2024", r"tier: secondary", "tier: §secundary", "SCH004"),
    ("sources/aurora-post-2025", r"access: excerpt", "access: excerpt\naccess_level: full", "SCH003"),
    ("sources/contract-2023", r"lang: en", "lang: §english", "SCH005"),
    ("sources/courrier-2024-03-12", r'retrieved: "2026-11-20"', 'retrieved: §"2026-11-31"', "SCH005"),
    ("sources/depeche-2024-03-11", r"url: https", "url: §http", "SCH005"),
    ("sources/digest-2025", r"kind: digest", "kind: §NO", "SCH004"),
    ("sources/gazette-2025-06-03", r"(published: .*)", r'\1\n§published: "2023"', "SYN002"),
    ("sources/herald-2024", r"tier: secondary", "tier:§secondary", "SYN001"),
    ("sources/nimbus-blog-2022", r"publisher: Nimbus", "publisher: §[Nimbus]", "SCH001"),
    ("sources/nimbus-post-2025", r"lang: en\n", "§\tlang: en\n", "SYN001"),
    ("sources/orbit-blog-2025", r"lang: en", "lang: §&en en", "SYN003"),
    ("sources/orbit-release-2023", r"lang: en", "lang: §!!str en", "SYN004"),
    ("sources/orbit-report-2024", r'published: "2025-02-14"', "published: §1.10", "SCH005"),
    ("sources/registry-decision-2024", r'published: "2024-09-30"', 'published: §"30/09/2024"', "SCH005"),
    ("sources/registry-list-2025", r"publisher: Example Registry", "publisher: Example§\u202e Registry", "SYN010"),
    ("sources/quotidien-copy", r"publisher: Copies", "publisher: Copi§e\u0308s", "SYN011"),
    ("sources/study-2022", r"publisher: Example University", 'publisher: §""', "SCH005"),
    ("sources/matin-2024-03-12", r"- depeche-2024-03-11", "- §depeche-2024-03-12", "REF001"),
    ("sources/wire-2023-05-02", r"\Z", "§--- \nid: second\n", "SYN005"),
    ("sources/aurora-post-2024", r"\nkind: [a-z]+", "", "SCH002"),
    ("sources/nimbus-release-2024", r"publisher: Nimbus", "publisher: §true", "SCH001"),
    ("entities/registry", r"\nid: registry", "\nid: §register", "IDS001"),
    ("entities/depeche", r"kind: news_organisation", "kind: §news_organization", "SCH004"),
    ("entities/aurora", r"(wikidata: )(Q[0-9]+)", r"\1§q123", "SCH005"),
    ("entities/gardener", r"part_of: aurora", "part_of: §aurorra", "REF001"),
    ("entities/green-fund", r"name:", "§Name:", "SYN006"),
    ("claims/nimbus-300m-now", r"value: 300000000", "value: §300_000_000", "SYN012"),
    ("claims/orbit-compute-contract", r"kind: factual", "kind: §fact", "SCH004"),
    ("claims/nimbus-1b-total", r"rating: confirmed", "rating: §confirmd", "REF001"),
    ("claims/robots-need-sun", r"short:\n    en: .*", "short:\n    en: §" + "long " * 20 + "indeed", "SCH006"),
]


def plant(folder: Path) -> list[tuple[str, int, str]]:
    """Make the mistakes; return file, line and code of each."""
    expected = []
    for name, old, new, code in MISTAKES:
        path = folder / "facts" / f"{name}.yml"
        before = path.read_text(encoding="utf-8")
        after = re.sub(old, new, before, count=1)
        assert after != before, name
        at = after.find("§")
        if at >= 0:
            line = after[:at].count("\n") + 1
        else:
            line = after[: after.find("access_level")].count("\n") + 1 if code == "SCH003" else 2
        path.write_text(after.replace("§", ""), encoding="utf-8", newline="\n")
        expected.append((f"facts/{name}.yml", line, code))
    return sorted(expected)


@pytest.fixture
def broken(tmp_path: Path) -> tuple[Path, list[tuple[str, int, str]]]:
    shutil.copytree(SAMPLE / "facts", tmp_path / "facts")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    return tmp_path, plant(tmp_path)


def test_thirty_mistakes_give_thirty_findings_at_their_places(
    broken: tuple[Path, list[tuple[str, int, str]]],
) -> None:
    folder, expected = broken
    assert len({name for name, _, _ in expected}) == len(MISTAKES) == 30
    run = subprocess.run(
        [sys.executable, ROOT / "scripts" / "validate_facts.py"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = re.findall(r"^(\S+):(\d+):\d+: \w+ ([A-Z]{3}\d{3}) ", run.stdout, re.MULTILINE)
    assert [(path, int(line), code) for path, line, code in found] == expected
    assert run.returncode == 1
    assert run.stderr == ""
    assert "Traceback" not in run.stdout
