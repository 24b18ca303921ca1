"""`factcheck preview` on a branch shows what the branch changes, whatever the main branch has got since."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from browser.building import copy_project
from factcheck.site.disk_preview import PAGES, make_preview

OURS, THEIRS = "orbit-up-to-2b", "nimbus-1b-total"
IDENTITY = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, independent of whoever runs the tests."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(folder), *IDENTITY, *arguments], check=True, capture_output=True, env=environment)


def change(root: Path, claim: str) -> None:
    """Change a text that only the page of a claim shows."""
    path = root / f"facts/claims/{claim}.yml"
    before, after = path.read_text(encoding="utf-8").split("  would_change:\n    en: ", 1)
    path.write_text(f"{before}  would_change:\n    en: {after.replace('.', ', or a letter.', 1)}", encoding="utf-8")


def test_preview_has_the_pages_that_a_branch_changes(tmp_path: Path) -> None:
    root = tmp_path / "project"
    copy_project(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "first")
    git(root, "branch", "ours")
    change(root, THEIRS)
    git(root, "commit", "--quiet", "--all", "--message", "theirs")
    git(root, "checkout", "--quiet", "ours")
    change(root, OURS)
    said: list[str] = []
    assert make_preview(root, "main", root / "build/preview", show=said.append) == 0
    pages = {
        path.relative_to(root / "build/preview" / PAGES)
        for path in (root / "build/preview").rglob("index.html")
        if PAGES in path.relative_to(root / "build/preview").parts
    }
    assert {page.as_posix() for page in pages} == {"index.html", "fr/index.html", f"claims/{OURS}/index.html"}
    assert said[-1].startswith("1 page differs from main")
    assert sorted(path.name for path in (root / "build").iterdir()) == ["preview"]
