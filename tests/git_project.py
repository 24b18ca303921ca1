"""Projects in git repositories, for tests that compare revisions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

CLAIM = Path("facts/claims/first-claim.yml")
IDENTITY = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, independent of whoever runs the tests; return what it prints."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def commit(folder: Path) -> str:
    """Commit everything in a folder; return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "claim first-claim: change")
    return git(folder, "rev-parse", "HEAD")


def edit(project: Path, old: str, new: str) -> None:
    """Replace words in the claim of the small project."""
    path = project / CLAIM
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
