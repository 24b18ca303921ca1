"""The loop of the preview: it reads, builds and checks again after every change, and publishes the results."""

import gc
import os
import shutil
import subprocess
import sys
import time
import traceback
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import NamedTuple

from factcheck.cache import Cache
from factcheck.corpus import Surroundings
from factcheck.errors import SetupError
from factcheck.finding import Severity
from factcheck.loading.fact_files import escape_name, line_reader
from factcheck.loading.snapshot import take_snapshot
from factcheck.project import CheckingStoppedError, check_reading, make_report, today
from factcheck.published_versions import history_of
from factcheck.reading import Reading, read_snapshot
from factcheck.records.version import History
from factcheck.report import text
from factcheck.report.report import Report
from factcheck.server.state import Built, Current, Edition
from factcheck.server.watcher import area_of
from factcheck.site.build import MkDocsResult, MkDocsRunner

PAUSE = 0.05
"""Seconds without another event after which a change is complete: switching a branch writes many files."""
PATIENCE = 2.0
"""Seconds after which events are handled even if more keep coming."""
PAUSE_BEFORE_CHECKS = 0.3
"""Seconds between the end of a reading and the beginning of the checks, in which browsers ask for the new pages."""
_NAMED = 3
"""How many changed files are named in the terminal."""
_TRIAL = "import factcheck.cli, factcheck.commands.serve_command"


class CheckResult(NamedTuple):
    """The report on a reading, or the traceback of a check that failed."""

    reading: Reading
    report: Report | str


PreviewEvent = Path | MkDocsResult | CheckResult
"""What the loop waits for: a changed file, the end of a build of MkDocs, the end of the checks."""


class Restart(Exception):  # noqa: N818 - nothing is wrong
    """The program has changed and must be started again."""


class Preview:
    """Handles `events` of the project at `root` in one thread, and publishes in `current` what there is to show.

    The checks run in another thread, and give way to all else: Python runs one thread at a time, and a thread that
    reads files has to wait for the other one after each of them. So they begin after a pause, and can be stopped.
    """

    def __init__(
        self,
        root: Path,
        current: Current,
        events: SimpleQueue[PreviewEvent],
        mkdocs: MkDocsRunner,
        show: Callable[[str], object],
    ) -> None:
        self._root, self._current, self._events, self._mkdocs, self._show = root, current, events, mkdocs, show
        self._cache = Cache.of(root)
        self._checks, self._stop = Thread(), Event()
        self._reading: Reading | None = None
        self._history = History()
        self._built: Built | None = None
        self._report: Report | None = None
        self._failures: dict[str, str] = {}
        self._touched: frozenset[str] = frozenset()

    def start(self, *, jobs: int = 1) -> None:
        """Read all records in `jobs` processes, which fork while there are no threads; then let MkDocs build."""
        self._read(jobs=jobs)
        self._build()

    def run(self) -> None:
        """Follow the project until interrupted.

        Raises:
            Restart: the program has changed.
        """
        self._read()  # what has changed since the start, when there was no watcher yet
        while True:
            self.step()

    def step(self) -> None:
        """Wait for events, and handle them.

        Raises:
            Restart: the program has changed.
        """
        events = self._next_events()
        try:
            self._handle(events)
        except Restart:
            raise
        except Exception:  # noqa: BLE001 - the preview goes on, and shows the bug until the records are read again
            self._reading = None
            self._fail("reading", traceback.format_exc())

    def _handle(self, events: list[PreviewEvent]) -> None:
        if paths := sorted({event for event in events if isinstance(event, Path)}):
            self._follow(paths)
        for event in events:
            if isinstance(event, MkDocsResult):
                self._take_pages(event)
            elif isinstance(event, CheckResult) and event.reading is self._reading:
                self._take_report(event.report)

    def _next_events(self) -> list[PreviewEvent]:
        """Wait for an event; return it with all that follow at once."""
        events = [self._events.get()]
        end = time.monotonic() + PATIENCE
        with suppress(Empty):
            while time.monotonic() < end:
                events.append(self._events.get(timeout=PAUSE))
        return events

    def _follow(self, paths: list[Path]) -> None:
        """Build and read again what depends on these changed files."""
        names = [escape_name(str(path).removeprefix(f"{self._root}{os.sep}")) for path in paths]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        self._show(f"{time.strftime('%H:%M:%S')} changed: {', '.join(names[:_NAMED])}{more}")
        self._touched |= frozenset(names)
        areas = {area_of(path, self._root) for path in paths}
        if "program" in areas:
            self._try_program()
        if "pages" in areas or "MkDocs" in self._failures:  # what failed may be fixed elsewhere, as a full disk is
            self._build()
        self._read(again="templates" in areas)

    def _try_program(self) -> None:
        """Raise :class:`Restart` if the changed program can be loaded; else show why it cannot."""
        command = [sys.executable, "-c", _TRIAL]
        trial = subprocess.run(command, cwd=self._root, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        if not trial.returncode:
            raise Restart
        self._fail("program", trial.stderr)

    def _build(self) -> None:
        """Let MkDocs build; it reports the end."""
        try:
            self._mkdocs.start()
        except OSError as error:
            self._fail("MkDocs", f"MkDocs cannot be started: {error}")

    def _read(self, *, jobs: int = 1, again: bool = False) -> None:
        """Read the project; if it differs from before, or is to be shown `again`, publish it and have it checked."""
        running = self._checks.is_alive()
        if running:
            self._stop.set()
            self._checks.join()
        try:
            snapshot = take_snapshot(self._root)
            if self._reading and self._reading.snapshot.key == snapshot.key and not again:
                if running:
                    self._start_checks(self._reading)
                return
            reading = read_snapshot(snapshot, Surroundings(today=today()), cache=self._cache, jobs=jobs)
        except Exception as error:  # noqa: BLE001 - files may disappear while they are read: the next event tells
            self._reading = None
            self._fail("reading", str(error) if isinstance(error, SetupError) else traceback.format_exc())
            return
        self._reading, self._report = reading, None
        self._history = history_of(self._root, reading.corpus)
        if any(finding.severity is Severity.ERROR for finding in reading.findings):  # known before the checks run
            self._report = replace(make_report(reading, (), ("the checks are running",)), skipped=())
        self._failures = {what: why for what, why in self._failures.items() if what not in {"reading", "checks"}}
        self._publish()
        self._start_checks(reading)

    def _start_checks(self, reading: Reading) -> None:
        """Let a thread run the checks; it reports unless it is stopped."""
        stop = Event()

        def check() -> None:
            stop.wait(PAUSE_BEFORE_CHECKS)
            try:
                self._events.put(CheckResult(reading, check_reading(reading, stopped=stop.is_set)))
            except CheckingStoppedError:
                return
            except Exception:  # noqa: BLE001 - the preview goes on, and shows the bug
                self._events.put(CheckResult(reading, traceback.format_exc()))

        self._stop, self._checks = stop, Thread(target=check, daemon=True)
        self._checks.start()

    def _take_report(self, report: Report | str) -> None:
        if isinstance(report, str):
            self._fail("checks", report)
            return
        self._report = report
        self._touched = self._touched if report.errors else frozenset()
        self._show(text.render(report, line_reader(self._root)))
        self._publish()
        gc.collect()  # older editions; quick, since the records that stay are frozen

    def _take_pages(self, result: MkDocsResult) -> None:
        if not result.folder:
            self._fail("MkDocs", result.output or "MkDocs has failed and printed nothing.")
            return
        try:
            self._built = Built.read(result.folder)
        except (SetupError, OSError, ValueError, TypeError) as error:
            self._fail("MkDocs", f"{result.output}\n{error}")
            return
        weakref.finalize(self._built, shutil.rmtree, result.folder, ignore_errors=True)
        self._failures.pop("MkDocs", None)
        if result.output:
            self._show(result.output)
        self._publish()

    def _fail(self, what: str, why: str) -> None:
        """Publish that a step has failed. Browsers see it until the step succeeds."""
        self._failures[what] = why
        self._show(why.strip())
        self._publish()

    def _publish(self) -> None:
        edition = self._current.state.edition
        if not (edition and edition.reading is self._reading and edition.built is self._built):
            edition = None
            if self._reading and self._built:
                edition = Edition(reading=self._reading, built=self._built, history=self._history)
        self._current.publish(edition, self._report, "\n\n".join(self._failures.values()), self._touched)
