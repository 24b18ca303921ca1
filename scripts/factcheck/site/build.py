"""Build the site: MkDocs runs as a process of its own, into a folder beside the old site.

``factcheck build`` never leaves half a site behind: the new one is built and checked in a temporary
folder next to the old one, and the two are exchanged at the end, under a lock. Files that have not changed keep their
time, so that a copy of the site elsewhere can be brought up to date by copying what has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.cache import Cache
from factcheck.errors import SetupError
from factcheck.parallel import cores
from factcheck.project import check_project, today
from factcheck.report import text
from factcheck.report.printers import line_reader
from factcheck.site.exchange import exchange, keep_times, locked
from factcheck.site.writer import MARK


def _mkdocs(root: Path, *arguments: str) -> int:
    """Run MkDocs and return its exit code."""
    # Material prints a notice about MkDocs 2 and its own end of life on every start; both are in our docs.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode  # noqa: S603 - our own words


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give an empty folder next to `target`, on the same file system, and remove it at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _passes(root: Path, *, strict: bool, show: Callable[[str], object]) -> bool:
    """Show what the checks say, and return whether the site may be built; the records are not kept in memory."""
    report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores(), with_corpus=False)
    show(text.render(report, line_reader(root)))
    return not report.fails(strict=strict)


def build_site(root: Path, target: Path, *, strict: bool, show: Callable[[str], object]) -> int:
    """Check the records and build the site in all languages into `target`.

    Returns:
        An exit code: 0, or 1 if the records, the pages or the links have faults; then `target` is as it was.

    Raises:
        SetupError: `target` is a folder of somebody else's, or another build is running.
    """
    if not _passes(root, strict=strict, show=show):
        return 1
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        message = f"{target} holds files that are not from a build of ours; remove it or choose another --site-dir"
        raise SetupError(message)
    with locked(target.parent / f".{target.name}.lock"), _beside(target) as fresh:
        if _mkdocs(root, "build", "--strict", "--site-dir", str(fresh)):
            return 1
        fresh.chmod(0o755)
        keep_times(fresh, target)
        exchange(fresh, target)
    return 0
