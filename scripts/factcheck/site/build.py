"""Run MkDocs: for `factcheck build` beside the old site, which the new one replaces in the end, and for previews.

Whatever goes wrong, there is never half a site.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Thread
from typing import Any, NamedTuple

from factcheck.cache import Cache
from factcheck.errors import EXIT_SETUP, SetupError
from factcheck.languages import LANGUAGES, MAIN
from factcheck.loading.fact_files import line_reader
from factcheck.parallel import cores, end_with_parent
from factcheck.project import check_project, today
from factcheck.published_versions import LAST_BUILD, NO_VERSIONS
from factcheck.report import text
from factcheck.site.target_folder import LOCK, is_foreign, keep_times, locked, swap

_BUILDER = "FACTCHECK_BUILDER"
"""The environment variable that tells MkDocs which process builds the site by it."""
PREVIEW = "FACTCHECK_PREVIEW"
"""The environment variable that tells our hook the address of a preview, which fills the shells itself."""
_TRIES, _PAUSE = 100, 0.01
"""How often, and after how many seconds, it is looked whether killed processes are gone."""


def build_site(
    root: Path, target: Path, *, strict: bool, show: Callable[[str], object], with_versions: bool = True
) -> int:
    """Check the records and build the site in all languages into `target`.

    Without versions, its pages do not say what they said before.

    Returns:
        An exit code: 0; 1 if the records, the pages or the links have faults; 2 if MkDocs' set-up is broken, or the
        machine refuses. Then `target` is as it was.

    Raises:
        SetupError: `target` holds files that no build of ours wrote, another build is running, or MkDocs was killed.
        OSError: the site cannot be written beside `target`.
    """
    target = target.resolve()
    if is_foreign(target):
        message = f"{target} holds files that are not from a build of ours; remove it or choose another --site-dir"
        raise SetupError(message)
    with _readable_by_all():
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target):
            report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores(), with_corpus=False)
            show(text.render(report, line_reader(root)))
            code = 1 if report.fails(strict=strict) else _build(root, target, with_versions=with_versions)
            if code:
                show(f"No site was built: {target} {'is as it was' if target.exists() else 'is not there'}.")
            return code


@contextmanager
def _readable_by_all() -> Iterator[None]:
    """Let files and folders that are made have the rights that a web server needs, in child processes, too."""
    previous = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(previous)


def _build(root: Path, target: Path, *, with_versions: bool) -> int:
    """Build a site beside `target`, and exchange the two; return an exit code."""
    with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent, ignore_cleanup_errors=True) as name:
        fresh = Path(name)
        variables = {LAST_BUILD: str(target)} if with_versions else {NO_VERSIONS: "1"}
        if code := _run_mkdocs(root, fresh, variables):
            return code
        fresh.chmod(0o755)
        keep_times(fresh, target)
        swap(fresh, target)
    return 0


def _run_mkdocs(root: Path, folder: Path, variables: Mapping[str, str]) -> int:
    """Let MkDocs build all languages into a folder. If that fails or is stopped, all of its processes are ended.

    Args:
        root: the folder of the project.
        folder: the folder, which MkDocs empties.
        variables: variables to add to the environment, which say where versions are found.

    Returns:
        An exit code, as for :func:`build_site`.

    Raises:
        SetupError: MkDocs was killed.
    """
    mkdocs = start_mkdocs(root, MAIN, folder, "--strict", variables=variables, start_new_session=True)
    try:
        code = mkdocs.wait()
    finally:
        end_group(mkdocs)
    if code < 0:
        message = f"MkDocs was ended by {signal.Signals(-code).name}: was there too little memory?"
        raise SetupError(message)
    return code if code == EXIT_SETUP else min(code, 1)


def end_group(leader: subprocess.Popen[Any]) -> None:
    """End a process and all that it has started, unless it has ended well; it must lead a group of its own."""
    if leader.poll() == 0:
        return
    if sys.platform == "win32":
        leader.kill()
    else:
        for _ in range(_TRIES):
            with suppress(PermissionError):  # what macOS says of a group whose processes have ended
                try:
                    os.killpg(leader.pid, signal.SIGKILL)
                except ProcessLookupError:
                    break
            leader.poll()
            time.sleep(_PAUSE)
    leader.wait()


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

    While a build holds the lock of a folder, MkDocs holds it, too: it may go on when the build has been killed. Only on
    Linux can it be made to end then (:func:`end_with_builder`).
    """
    config = "mkdocs.yml" if language == MAIN else f"mkdocs.{language}.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", config, "--site-dir", str(target), *options]
    # Material prints a notice about MkDocs 2 and its own end of life on every start; both are in our docs.
    environment = {**os.environ, **(variables or {}), "NO_MKDOCS_2_WARNING": "1"}
    if LOCK in os.environ:
        process["pass_fds"] = (int(os.environ[LOCK]),)
        environment[_BUILDER] = str(os.getpid())
    return subprocess.Popen(command, cwd=root, env=environment, encoding="utf-8", errors="replace", **process)  # noqa: S603 - our own words


def end_with_builder() -> None:
    """In MkDocs: end when the build that has started this process is killed, if there is one."""
    if _BUILDER in os.environ:
        end_with_parent(int(os.environ[_BUILDER]))


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
