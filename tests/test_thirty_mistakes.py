"""Thirty mistakes of different kinds in thirty files: thirty findings in one run, each at its place, no traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

MISTAKES: list[tuple[str, str, str, str]] = [
    # Where, what stands there (a regular expression), what a hurried person writes (§: the place), code.
    ("sources/anthropic-amazon-2023", r"tier: primary", "tier: §primery", "SCH004"),
    ("sources/anthropic-google-2023", r"access: full", "access: full\naccess_level: full", "SCH003"),
    ("sources/anthropic-series-c", r"lang: en", "lang: §english", "SCH005"),
    ("sources/anthropic-rsp-2023", r'retrieved: "2026-11-23"', 'retrieved: §"2026-11-31"', "SCH005"),
    ("sources/anthropic-tpu-2025", r"url: https", "url: §http", "SCH005"),
    ("sources/anthropic-core-views-2023", r"kind: announcement", "kind: §NO", "SYN012"),
    ("sources/anthropic-introducing-claude", r"(published: .*)", r'\1\n§published: "2023"', "SYN002"),
    ("sources/axios-2023-10-30", r"tier: secondary", "tier:§secondary", "SYN001"),
    ("sources/cnbc-2023-10-27", r"publisher: CNBC", "publisher: §[CNBC]", "SCH001"),
    ("sources/fastmode-2023-02", r"lang: en\n", "§\tlang: en\n", "SYN001"),
    ("sources/finyear-2023-10", r"lang: fr", "lang: §&fr fr", "SYN003"),
    ("sources/ft-2023-02", r"lang: en", "lang: §!!str en", "SYN004"),
    ("sources/ftc-2024-01", r'published: "2024-01"', "published: §1.10", "SYN012"),
    ("sources/ftc-2025-01", r'published: "2025-01-17"', 'published: §"17/01/2025"', "SCH005"),
    ("sources/gizmodo-copy-2023-11", r"publisher: Gizmodo", "publisher: Gizmodo§\u202e", "SYN010"),
    ("sources/hansindia-2023-02", r"publisher: The Hans India", "publisher: The Hans Indi§a\u0308", "SYN011"),
    ("sources/lemonde-2024-03-28", r"publisher: Le Monde", 'publisher: §""', "SCH005"),
    ("sources/livemint-2023-10-28", r"wsj-2023-10-27", "§wsj-2023-10-28", "REF001"),
    ("sources/mediapost-2023-02", r"\Z", "§--- \nid: second\n", "SYN005"),
    ("sources/pymnts-2023-10", r"\nkind: [a-z]+", "", "SCH002"),
    ("sources/qz-2024-11", r"publisher: Quartz", "publisher: §true", "SCH001"),
    ("sources/techcrunch-2023-10-27", r"\nid: techcrunch-2023-10-27", "\nid: §techcrunch", "IDS001"),
    ("entities/anthropic", r"kind: company", "kind: §compnay", "SCH004"),
    ("entities/microsoft", r"(wikidata: )(Q[0-9]+)", r"\1§q2283", "SCH005"),
    ("entities/chatgpt", r"part_of: openai", "part_of: §open-ai", "REF001"),
    ("entities/spark-capital", r"name:", "§Name:", "SYN006"),
    ("claims/google-500m-first-tranche", r"value: 500000000", "value: §500_000_000", "SYN012"),
    ("claims/google-in-series-c", r"kind: factual", "kind: §fact", "SCH004"),
    ("claims/series-c-450m-spark-capital", r"rating: confirmed", "rating: §confirmd", "REF001"),
    ("claims/amazon-up-to-4b", r"order: 11", "order: §0", "SCH006"),
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
    for name in ("facts", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
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
