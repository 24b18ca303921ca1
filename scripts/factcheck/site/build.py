"""Run MkDocs, which builds a site beside the old one; the new one replaces it when it is complete.

Whatever goes wrong, there is never half a site. Only one build at a time writes to a folder, and files that have not
changed keep the time of their last change: programs that copy a site to a server go by it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import Any

from factcheck.cache import Cache
from factcheck.errors import SetupError
from factcheck.pages.page import language_folder
from factcheck.parallel import cores, parallel_map
from factcheck.project import check_project, today
from factcheck.report import text
from factcheck.report.printers import line_reader
from factcheck.site.write_site import MARK

try:
    import fcntl
except ImportError:  # Windows
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

LIVE = "FACTCHECK_LIVE"
"""The environment variable by which `mkdocs serve` tells the builds of other languages that pages get its script."""


def build_site(root: Path, target: Path, *, strict: bool, show: Callable[[str], object]) -> int:
    """Check the records and build the site in all languages into `target`.

    Returns:
        An exit code: 0, or 1 if the records, the pages or the links have faults; then `target` is as it was.

    Raises:
        SetupError: `target` is a folder of somebody else's, or another build is running.
    """
    report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores(), with_corpus=False)
    show(text.render(report, line_reader(root)))
    if report.fails(strict=strict):
        return 1
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        message = f"{target} holds files that are not from a build of ours; remove it or choose another --site-dir"
        raise SetupError(message)
    with locked(target.parent / f".{target.name}.lock"), _beside(target) as fresh:
        if _mkdocs(root, "build", "--strict", "--site-dir", str(fresh)):
            return 1
        fresh.chmod(0o755)
        keep_times(fresh, target)
        swap(fresh, target)
    return 0


def _mkdocs(root: Path, *arguments: str) -> int:
    """Run MkDocs and return its exit code."""
    # Material prints a notice about MkDocs 2 and its own end of life on every start; both are in our docs.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode  # noqa: S603 - our own words


def start_language(settings: Mapping[str, Any], language: str, *, quiet: bool) -> subprocess.Popen[str]:
    """Start MkDocs as a process of its own that builds another language into its folder of the site.

    Args:
        settings: the configuration of the main language; the other one has a file of its own.
        language: the other language.
        quiet: whether MkDocs is to report problems only.
    """
    folder = language_folder(language)
    environment = {**os.environ, f"SITE_URL_{language.upper()}": f"{settings['site_url'] or ''}{folder}"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", **({LIVE: "1"} if settings["extra"]["preview"] else {})}
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", f"mkdocs.{language}.yml"]
    command += ["--site-dir", str(Path(settings["site_dir"], folder).absolute())]
    command += [*(["--strict"] if settings["strict"] else []), *(["--quiet"] if quiet else [])]
    root = Path(settings["config_file_path"]).parent
    return subprocess.Popen(  # noqa: S603 - our own words
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. The system releases it even if this process is killed. Windows has no such lock.

    Raises:
        SetupError: another process holds it.
    """
    if not HAS_LOCKS:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another build is running (it holds {path})"
            raise SetupError(message) from error
        yield


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give an empty folder next to `target`, on the same file system, and remove it at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_times(fresh: Path, target: Path) -> None:
    """Give each file in `fresh` that is the same in `target` the time of that one."""
    names = [Path(path, name).relative_to(fresh) for path, _, names in os.walk(fresh) for name in names]
    parallel_map(lambda name: _keep_time(fresh / name, target / name), names if target.exists() else [], jobs=cores())


def _keep_time(new: Path, old: Path) -> None:
    try:
        before = old.lstat()
        if S_ISREG(before.st_mode) and before.st_size == new.lstat().st_size and old.read_bytes() == new.read_bytes():
            os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    except OSError:  # there was no such file, or none that we may read
        return


def swap(fresh: Path, target: Path) -> None:
    """Make `fresh` the new `target`; the old one, if there was one, is then at `fresh`.

    Between two renames there is no `target` for some microseconds. If the second one fails, the old site goes back.
    """
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(fresh)
