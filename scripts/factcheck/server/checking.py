"""The checks of a preview: they run while the pages are shown already, and give way to these.

On Linux a child process runs them, which sees our memory as it was. Forking is safe here although there are threads:
it is done while no page is being made, so that no other thread holds a lock. Elsewhere, and if the child is lost, a
thread runs them.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.finding import Finding
from factcheck.parallel import cores
from factcheck.project import Reading, make_report, run_checks
from factcheck.report.report import Report
from factcheck.server.part import concerned

START = 0.3
"""Seconds that browsers are given to ask for the new pages before the checks begin."""
FORKS = sys.platform == "linux"
_NICE = 10
PATIENCE = 60
"""Seconds after which a child that has said nothing is taken for lost."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Checks that are going on: where their result comes from, what to set to end them, and their process, if any."""

    receiver: Connection
    stop: Event
    process: BaseProcess | None = None
    lost_at: float = 0.0

    def result(self) -> Report | str | None:
        """Return what they have sent; None if there is nothing yet.

        Raises:
            EOFError: the process is lost: it was killed, for want of memory say, or has not answered in time.
        """
        if self.receiver.poll():
            found: Report | str = self.receiver.recv()
            return found
        if self.process and time.monotonic() > self.lost_at:
            raise EOFError
        return None

    def end(self) -> None:
        """End them. What a thread is at is done first."""
        self.stop.set()
        if self.process:
            if self.process.pid:  # its group is its own as soon as it runs; before, there is only itself
                with suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.join()
        self.receiver.close()


@dataclass(frozen=True, slots=True)
class _Checked:
    """Records that have been checked, and the files that something was found in."""

    corpus: Corpus
    touched: frozenset[str]


class Checking:
    """Runs all checks on the newest reading of the project at `root`, and on no other.

    Once all records have been checked, only what a change can concern is checked again.

    `no_pages` is a context in which no page is made; it gives whether that could be had.
    """

    def __init__(self, root: Path, *, no_pages: Callable[[], AbstractContextManager[bool]]) -> None:
        self._root, self._no_pages = root, no_pages
        self._reading: Reading | None = None
        self._last: _Checked | None = None
        self._due = 0.0
        self._run: _Run | None = None

    def start(self, reading: Reading) -> None:
        """Let what was read be checked, in place of what was being checked."""
        self.stop()
        self._reading, self._due = reading, time.monotonic() + START

    def stop(self) -> None:
        """End the checks that are going on."""
        if self._run:
            self._run.end()
        self._run = self._reading = None

    def take(self) -> Report | str | None:
        """Return the report, once; what went wrong, if a check failed; None while there is nothing new.

        To be called often: it is also what begins.
        """
        reading = self._reading
        if reading and not self._run and time.monotonic() >= self._due:
            self._run = self._in_process(reading) if FORKS else self._in_thread(reading)
        if not reading or not self._run:
            return None
        try:
            found = self._run.result()
        except EOFError:
            self._run.end()
            self._run = self._in_thread(reading)
            return None
        if isinstance(found, Report):
            self._last = _Checked(reading.corpus, found.touched)
        if found:
            self.stop()
        return replace(found, corpus=reading.corpus) if isinstance(found, Report) else found

    def _in_thread(self, reading: Reading) -> _Run:
        receiver, sender = get_context().Pipe(duplex=False)
        run = _Run(receiver, Event())
        Thread(target=_work, args=(sender, self._root, reading, self._last, run.stop), daemon=True).start()
        return run

    def _in_process(self, reading: Reading) -> _Run | None:
        """Let a child begin, or nobody if pages are being made just now."""
        with self._no_pages() as nobody_else, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forking beside threads
            if not nobody_else:
                return None
            receiver, sender = get_context().Pipe(duplex=False)
            stop = Event()
            process = get_context("fork").Process(
                target=_work_away, args=(sender, self._root, reading, self._last, stop)
            )
            process.start()
        sender.close()  # ours; the child has its own, and when that is closed we are told
        return _Run(receiver, stop, process, time.monotonic() + PATIENCE)


def _work_away(sender: Connection, root: Path, reading: Reading, last: _Checked | None, stop: Event) -> None:
    """Run the checks as a process that is polite, and that can be ended with all its helpers."""
    os.setsid()
    os.nice(_NICE)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _work(sender, root, reading, last, stop, processes=cores())


def _work(  # noqa: PLR0913 - what a process is given
    sender: Connection, root: Path, reading: Reading, last: _Checked | None, stop: Event, *, processes: int = 1
) -> None:
    """Run the checks; send the report without its corpus, or what went wrong."""
    try:
        part = concerned(reading.corpus, last.corpus, last.touched) if last else reading.corpus
        found = _report(root, replace(reading, corpus=part), stop, processes)
        result: Report | str = replace(found, corpus=Corpus(entries=()))
    except Exception:  # noqa: BLE001 - the preview goes on, and says what happened
        result = traceback.format_exc()
    with suppress(OSError):
        sender.send(result)
    sender.close()


def _report(root: Path, reading: Reading, stop: Event, processes: int) -> Report:
    """Return the report. Without other processes the checks run one by one, so that they can be stopped."""
    checks, found, skipped = list(REGISTRY.values()), list[Finding](), list[str]()
    for part in [checks] if processes > 1 else [[check] for check in checks]:
        if not stop.is_set():
            some, left_out = run_checks(reading.corpus, part, complete=reading.complete, processes=processes)
            found += some
            skipped += left_out
    return make_report(root, reading, found, skipped)
