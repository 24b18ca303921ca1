"""Run MkDocs: for `factcheck build` beside the old site, which the new one replaces in the end, and for previews.

Whatever goes wrong, there is never half a site. Only one build at a time writes to a folder, and files that have not
changed keep the time of their last change: programs that copy a site to a server go by it.
"""

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Thread
from typing import Any, NamedTuple

from factcheck.cache import Cache
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES, MAIN
from factcheck.parallel import cores, parallel_map
from factcheck.project import check_project, today
from factcheck.report import text
from factcheck.report.printers import line_reader
from factcheck.site.write_site import MARK

if sys.platform != "win32":
    import fcntl

PREVIEW = "FACTCHECK_PREVIEW"
"""The environment variable that tells our hook the address of a preview, which fills the shells itself."""


def build_site(root: Path, target: Path, *, strict: bool, show: Callable[[str], object]) -> int:
    """Check the records and build the site in all languages into `target`.

    Returns:
        An exit code: 0, or 1 if the records, the pages or the links have faults; then `target` is as it was.

    Raises:
        SetupError: `target` holds files that no build of ours wrote, or another build is running.
    """
    report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores(), with_corpus=False)
    show(text.render(report, line_reader(root)))
    if report.fails(strict=strict):
        return 1
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        message = f"{target} holds files that are not from a build of ours; remove it or choose another --site-dir"
        raise SetupError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        locked(target.with_name(f".{target.name}.lock")),
        TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent, ignore_cleanup_errors=True) as name,
    ):
        fresh = Path(name)
        with start_mkdocs(root, MAIN, fresh, "--strict") as mkdocs:
            if mkdocs.wait():
                return 1
        fresh.chmod(0o755)
        keep_times(fresh, target)
        swap(fresh, target)
    return 0


def start_mkdocs(
    root: Path, language: str, target: Path, *options: str, variables: Mapping[str, str] | None = None, **process: Any
) -> subprocess.Popen[str]:
    """Start MkDocs, which builds the pages of one language into a folder.

    Args:
        root: the folder of the project, where each language has a configuration file.
        language: the language.
        target: the folder, which MkDocs empties.
        options: further options of `mkdocs build`.
        variables: variables to add to the environment.
        process: further arguments of :class:`subprocess.Popen`.
    """
    config = "mkdocs.yml" if language == MAIN else f"mkdocs.{language}.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", config, "--site-dir", str(target), *options]
    # Material prints a notice about MkDocs 2 and its own end of life on every start; both are in our docs.
    environment = {**os.environ, **(variables or {}), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(command, cwd=root, env=environment, encoding="utf-8", errors="replace", **process)  # noqa: S603 - our own words


class MkDocsResult(NamedTuple):
    """The folder of a build, with a folder for each language; None if it failed. And what MkDocs has printed."""

    folder: Path | None
    output: str


class MkDocsRunner:
    """Builds the hand-written pages and the shells for `factcheck serve`, in a process for each language.

    It builds into new folders below `folder`, for a preview at `address`, and calls `done` when a build has ended.
    """

    def __init__(self, root: Path, folder: Path, address: str, done: Callable[[MkDocsResult], object]) -> None:
        self._root, self._folder, self._address, self._done = root, folder, address, done
        self._processes: list[subprocess.Popen[str]] = []

    def start(self) -> None:
        """Start a build, and give up the one that is running."""
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)  # systems tidy up their temporary folders
        target, variables = Path(mkdtemp(dir=self._folder)), {PREVIEW: self._address}
        # In sessions of their own, so that Ctrl+C reaches only us.
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": True}
        self._processes = [
            start_mkdocs(self._root, language, target / language, "--quiet", variables=variables, **pipes)
            for language in LANGUAGES
        ]
        Thread(target=self._wait, args=(self._processes, target), daemon=True).start()

    def close(self) -> None:
        """Give up the build that is running, if there is one."""
        processes, self._processes = self._processes, []
        for process in processes:
            process.kill()
            process.wait()

    def _wait(self, processes: list[subprocess.Popen[str]], target: Path) -> None:
        """Wait for a build, and report how it has ended unless it was given up."""
        # What both languages say is shown once.
        printed = dict.fromkeys(process.communicate()[0].strip() for process in processes)
        built = not any(process.returncode for process in processes)
        if not built:
            shutil.rmtree(target, ignore_errors=True)
        if processes is self._processes:
            self._done(MkDocsResult(target if built else None, "\n".join(printed).strip()))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. The system releases it even if this process is killed. Windows has no such lock.

    Raises:
        SetupError: another process holds it.
    """
    with path.open("w") as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                message = f"another build is running (it holds {path})"
                raise SetupError(message) from error
        yield


def keep_times(fresh: Path, target: Path) -> None:
    """Give each file in `fresh` that is the same in `target` the time of that one."""
    names = [Path(path, name).relative_to(fresh) for path, _, names in os.walk(fresh) for name in names]
    parallel_map(lambda name: _keep_time(fresh / name, target / name), names if target.exists() else [], jobs=cores())


def _keep_time(new: Path, old: Path) -> None:
    with suppress(OSError):  # there was no such file, or none that we may read
        if filecmp.cmp(new, old, shallow=False):
            before = old.stat()
            os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))


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
