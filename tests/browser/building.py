"""Build the site of the sample project, or of a changed copy of it, for the tests of this folder and of ``site``.

Copies hold this project's code, settings and hand-written pages with the sample's records. References to records in the
pages are made to lead to records of the sample, so the pages may refer to whatever they like. :func:`build_once` builds
a site for all of pytest's processes together: most tests share one of a few sites (``sites.py``).
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT, SAMPLE

PARTS = ("scripts", "schemas", "docs", "mkdocs.yml", "mkdocs.fr.yml")
"""What a site is built from besides its records."""
EXAMPLES = "tests/checks"
"""The examples of the checks, which the pages of the checks show if they are there: they take half of a build."""

REFERRED = {
    "article": "quotidien-aurora-2024",
    "claim": "nimbus-preferred-provider",
    "source": "aurora-post-2024",
    "entity": "aurora",
    "term": "primary",
    "rating": "analysis",
}
"""The record of the sample that references of each kind lead to in a copy."""
REFERENCE = re.compile(rf"(?m)(\(|<!-- records: [a-z-]+ |^)({'|'.join(REFERRED)})(: ?)[a-z0-9-]+(?=\)| -->|$)")

OWN_SETTINGS = ("SITE_URL", "SITE_URL_FR", "EDIT_URL", "CREATE_URL", "ISSUE_URL", "REPORT_URL")
"""Variables that change the addresses on the site; tests expect those of the configuration."""

Change = Callable[[Path], object]


class Build(NamedTuple):
    """What a build printed and returned, and where its site and its project are."""

    returncode: int
    stdout: str
    stderr: str
    site: Path
    root: Path

    @property
    def output(self) -> str:
        """Everything that it printed."""
        return self.stdout + self.stderr


def build(root: Path, site: Path, *, config: str = "mkdocs.yml", url: str = "") -> Build:
    """Build the project at `root` into `site`, as `make site` does, but without exchanging the old site for the new.

    Args:
        root: the folder of the project.
        site: the folder for the site; what was in it is removed.
        config: the configuration of the language to build.
        url: where the whole site will be served, if not at the address that the configuration names.
    """
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", str(site)]
    served = {"SITE_URL": url, "SITE_URL_FR": f"{url}fr/"} if url else {}
    environment = {**kept, **served, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Build(process.returncode, process.stdout, process.stderr, site, root)


def copy_project(target: Path, *, examples: bool = False) -> None:
    """Write the sample project, with everything that its site is built from, into the new folder `target`."""
    target.mkdir(parents=True)
    for name in (*PARTS, *([EXAMPLES] if examples else [])):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, target / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy(ROOT / name, target / name)
    shutil.copytree(SAMPLE / "facts", target / "facts")
    for page in (target / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        referred = REFERENCE.sub(lambda match: f"{match[1]}{match[2]}{match[3]}{REFERRED[match[2]]}", text)
        page.write_text(referred, encoding="utf-8")


def set_constant(root: Path, module: str, name: str, value: int) -> None:
    """Give a constant of the package in the project at `root`, a copy, another value."""
    path = root / "scripts" / "factcheck" / f"{module}.py"
    pattern = rf"(?m)^({name}\b[^=\n]*)= [\d_]+"
    text, count = re.subn(pattern, rf"\g<1>= {value}", path.read_text(encoding="utf-8"))
    assert count == 1, (module, name)
    path.write_text(text, encoding="utf-8")


def build_copy(folder: Path, change: Change, *, url: str = "", examples: bool = False) -> Build:
    """Copy the sample project into the new folder `folder`, change the copy, and build it into ``site`` there."""
    root = folder / "project"
    copy_project(root, examples=examples)
    change(root)
    return build(root, folder / "site", url=url)


def require_built(result: Build) -> Path:
    """Return the site of a build that went well; fail the test with what MkDocs said if it did not."""
    assert result.returncode == 0, result.output
    return result.site


def build_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Build]) -> Build:
    """Return what `make` builds in a new folder; of all processes of a run of pytest, the first one to ask builds it.

    Args:
        factory: pytest's, of any of the processes.
        name: what the build is called.
        make: builds something in the folder that it is given, which is not there yet.
    """
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"shared-{name}"
    done = folder.with_suffix(".json")
    with _locked(folder.with_suffix(".lock")):
        if not done.exists():
            made = make(folder)
            done.write_text(json.dumps([*made[:3], str(made.site), str(made.root)]), encoding="utf-8")
    returncode, stdout, stderr, site, root = json.loads(done.read_text(encoding="utf-8"))
    return Build(returncode, stdout, stderr, Path(site), Path(root))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes out meanwhile."""
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
