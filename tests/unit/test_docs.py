"""What README and guides show of the program is what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, run

CLAIM = "facts/claims/google-preferred-cloud-provider.yml"
PAGES = ("README.md", "docs/en/contribute/index.md", "docs/fr/contribute/index.md")


def test_the_error_that_is_shown_to_beginners_is_a_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("facts", "schemas", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    claim = tmp_path / CLAIM
    text = claim.read_text(encoding="utf-8")
    claim.write_text(text.replace("article: lesechos-google-anthropic-2023", "article: lesechos-google-2023"), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    assert run("validate", CLAIM) == 1
    shown = capsys.readouterr().out.partition("\n\n")[0]
    assert shown.startswith(f"{CLAIM}:3:10: error REF001")
    for page in PAGES:
        assert shown in (ROOT / page).read_text(encoding="utf-8"), page
