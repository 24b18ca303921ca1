"""Projects in git repositories, for tests that compare revisions."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

CLAIM = Path("facts/claims/first-claim.yml")
TITLE = "Example raised $2 million"
"""The title of that claim in English."""
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


def commit_on(project: Path, day: str) -> str:
    """Commit everything in a folder at noon of a day; return the commit."""
    git(project, "add", "--all")
    time = f"{day}T12:00:00+00:00"
    environment = {**os.environ, "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": time}
    command = ["git", "-C", str(project), *IDENTITY, "commit", "--quiet", "--allow-empty", "--message", "change"]
    subprocess.run(command, check=True, env=environment)
    return git(project, "rev-parse", "HEAD")


def change_twice(project: Path) -> Path:
    """Let the claim of the small project be made on 22 November, committed on the 24th, changed twice on the 26th."""
    git(project, "init", "--quiet", "--initial-branch=main")
    path = project / CLAIM
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(created|checked): "[0-9-]+"', r'\1: "2026-11-22"', text)
    path.write_text(re.sub(r'review_by: "[0-9-]+"', 'review_by: "2027-05-22"', text), encoding="utf-8")
    commit_on(project, "2026-11-24")
    edit(project, TITLE, "Example was given $2 million")
    commit_on(project, "2026-11-26")
    edit(project, "Example was given $2 million", "Example got $2 million")
    commit_on(project, "2026-11-26")
    return project
