"""What a preview does beside its loop: MkDocs builds in processes, the checks run in a thread."""

import os
import shutil
import subprocess
import sys
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, STDOUT
from threading import Event, Thread
from typing import NamedTuple

from factcheck.languages import LANGUAGES
from factcheck.pages.page import PAGES
from factcheck.project import CheckingStoppedError, Reading, check_reading
from factcheck.report.report import Report
from factcheck.server.state import Built
from factcheck.site.hook import PREVIEW, read_about
from factcheck.site.shells import ID, Shell

PAUSE = 0.3
"""Seconds between the end of a reading and the beginning of the checks."""
Processes = list[subprocess.Popen[bytes]]


class MkDocsResult(NamedTuple):
    """What a build has given, None if it failed; and what MkDocs has printed."""

    built: Built | None
    output: str


class MkDocsRunner:
    """Lets MkDocs build the hand-written pages and the shells, in a process for each language.

    It builds into new folders below `folder`, for a preview at `address`, and calls `done` when a build has ended.
    """

    def __init__(self, root: Path, folder: Path, address: str, done: Callable[[MkDocsResult], object]) -> None:
        self._root, self._folder, self._address, self._done = root, folder, address, done
        self._number = 0
        self._processes: Processes = []

    def start(self) -> None:
        """Start a build, and give up the one that is running."""
        self.close()
        self._number += 1
        target = self._folder / str(self._number)
        target.mkdir()
        self._processes = [self._build(target, language) for language in LANGUAGES]
        Thread(target=self._wait, args=(self._processes, target), daemon=True).start()

    def close(self) -> None:
        """Give up the build that is running, if there is one."""
        processes, self._processes = self._processes, []
        for process in processes:
            process.kill()
            process.wait()

    def _build(self, target: Path, language: str) -> subprocess.Popen[bytes]:
        config = "mkdocs.yml" if language == LANGUAGES[0] else f"mkdocs.{language}.yml"
        site = str(target / language)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", site]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", PREVIEW: self._address}
        # In a session of its own, so that Ctrl+C reaches only us.
        return subprocess.Popen(  # noqa: S603 - our own words
            command, cwd=self._root, env=environment, stdout=PIPE, stderr=STDOUT, start_new_session=True
        )

    def _wait(self, processes: Processes, target: Path) -> None:
        """Wait for a build, and report how it has ended unless it was given up."""
        # What both languages say is shown once.
        printed = dict.fromkeys(process.communicate()[0].decode(errors="replace").strip() for process in processes)
        output, built = "\n".join(printed).strip(), None
        if processes is self._processes:
            try:
                built = None if any(process.returncode for process in processes) else _read(target)
            except (OSError, ValueError, TypeError) as error:
                output += f"\n{error}"
            self._done(MkDocsResult(built, output or ("" if built else "MkDocs has failed and printed nothing.")))
        if built:  # its folder lasts as long as a page may need it
            weakref.finalize(built, shutil.rmtree, target, ignore_errors=True)
        else:
            shutil.rmtree(target, ignore_errors=True)


def _read(target: Path) -> Built:
    """Return what MkDocs has built in `target`.

    Raises:
        OSError, ValueError, TypeError: a file is missing or is not as expected.
    """
    folders = {language: target / language for language in LANGUAGES}
    shells = {
        language: {kind: Shell.parse(_text(folder / name / ID / "index.html")) for kind, name in PAGES.items()}
        for language, folder in folders.items()
    }
    return Built(
        folders=folders, shells=shells, sites={language: read_about(folder) for language, folder in folders.items()}
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class CheckResult(NamedTuple):
    """The report on a reading, or the traceback of a check that failed."""

    reading: Reading
    report: Report | str


class CheckRunner:
    """Runs all checks in a thread, and calls `done` with the result.

    The checks give way to all else: Python runs one thread at a time, and a thread that reads files has to wait for the
    other one after each of them. So they begin after a pause, and can be stopped.
    """

    def __init__(self, done: Callable[[CheckResult], object]) -> None:
        self._done = done
        self._stop, self._thread = Event(), Thread()

    def start(self, reading: Reading) -> None:
        """Start the checks of a reading. Those of another one have been stopped before."""
        self._stop = Event()
        self._thread = Thread(target=self._run, args=(reading, self._stop), daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """Stop the checks as soon as one of them ends; return whether they were running."""
        running = self._thread.is_alive()
        self._stop.set()
        if running:
            self._thread.join()
        return running

    def _run(self, reading: Reading, stop: Event) -> None:
        stop.wait(PAUSE)  # in which browsers ask for the new pages
        try:
            self._done(CheckResult(reading, check_reading(reading, stopped=stop.is_set)))
        except CheckingStoppedError:
            return
        except Exception:  # noqa: BLE001 - the preview goes on, and shows the bug
            self._done(CheckResult(reading, traceback.format_exc()))
