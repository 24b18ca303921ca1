"""Build the site of the sample project, or of a changed copy of it, for the tests of this folder and of ``site``.

Copies hold this project's code, settings and hand-written pages with the sample's records. References to records in the
pages are made to lead to records of the sample, so the pages may refer to whatever they like.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT, SAMPLE

PARTS = ("scripts", "schemas", "docs", "tests/checks", "mkdocs.yml", "mkdocs.fr.yml")
"""What a site is built from besides its records. The examples of the checks are shown on it."""

REFERRED = {
    "article": "quotidien-aurora-2024",
    "claim": "nimbus-preferred-provider",
    "source": "aurora-post-2024",
    "entity": "aurora",
    "term": "primary",
    "rating": "analysis",
}
"""The record of the sample that references of each kind lead to in a copy."""
REFERENCE = re.compile(rf"\(({'|'.join(REFERRED)}):[a-z0-9-]+")

OWN_SETTINGS = ("SITE_URL", "SITE_URL_FR", "EDIT_URL", "REPORT_URL")
"""Variables that change the addresses on the site; tests expect those of the configuration."""

Change = Callable[[Path], object]


class Build(NamedTuple):
    """What a build printed and returned, and where its site is."""

    process: subprocess.CompletedProcess[str]
    site: Path
    root: Path


def build(root: Path, site: Path, *, config: str = "mkdocs.yml", url: str = "") -> Build:
    """Build the project at `root` into `site`, as `make site` does, but without exchanging the old site for the new.

    Args:
        root: the folder of the project.
        site: the folder for the site; what was in it is removed.
        config: the configuration of the language to build.
        url: where the site will be served, if not at the address that the configuration names.
    """
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", str(site)]
    served = {"SITE_URL": url} if url else {}
    environment = {**kept, **served, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Build(process, site, root)


def copy_project(target: Path) -> None:
    """Write the sample project, with everything that its site is built from, into the new folder `target`."""
    target.mkdir(parents=True)
    for name in PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, target / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy(ROOT / name, target / name)
    shutil.copytree(SAMPLE / "facts", target / "facts")
    for page in (target / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(REFERENCE.sub(lambda match: f"({match[1]}:{REFERRED[match[1]]}", text), encoding="utf-8")


def cut_lists(root: Path, entries: int) -> None:
    """Let no page of the project at `root`, a copy, show more than so many entries of a list."""
    path = root / "scripts" / "factcheck" / "render" / "environment.py"
    text, count = re.subn(r"(?m)^LISTED, MOST = \d+", f"LISTED, MOST = {entries}", path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")


def divide_search(root: Path) -> None:
    """Let the index of the project at `root`, a copy, be one of a large site: in two parts, and cut finely."""
    folder = root / "scripts" / "factcheck" / "assemble"
    for path, name in ((folder / "search_parts.py", "MANY"), (folder / "pagefind_fine.py", "FINE")):
        text, count = re.subn(rf"(?m)^{name} = [\d_]+", f"{name} = 10", path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(text, encoding="utf-8")


def build_copy(folder: Path, change: Change, *, url: str = "") -> Build:
    """Copy the sample project into the new folder `folder`, change the copy, and build it into ``site`` there."""
    root = folder / "project"
    copy_project(root)
    change(root)
    return build(root, folder / "site", url=url)


def require_built(result: Build) -> Path:
    """Return the site of a build that went well; fail the test with what MkDocs said if it did not."""
    assert result.process.returncode == 0, result.process.stdout + result.process.stderr
    return result.site
