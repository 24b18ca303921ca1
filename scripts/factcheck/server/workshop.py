"""What happens after a change: files are read again, pages built again, checks run again, and browsers told."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from factcheck.errors import SetupError
from factcheck.finding import Severity
from factcheck.project import Reading, make_report
from factcheck.report import text
from factcheck.report.formats import line_reader
from factcheck.report.report import Report
from factcheck.server.board import Board
from factcheck.server.checking import Checking
from factcheck.server.handwritten import Handwritten
from factcheck.server.look import Look, look, settled
from factcheck.server.records import Records
from factcheck.server.state import Built, Edition, changed, judged

INTERVAL = 0.2
"""Seconds between two looks at the files; more if a look takes long."""
SHARE = 5
"""A look may take one in so many parts of the time."""
PAUSE = 0.05
"""Seconds without another change after which a change is complete."""
_SHOWN = 3
"""How many changed files are named in the terminal."""
_TRIAL = "import factcheck.cli, factcheck.server.serve"


class Restart(Exception):  # noqa: N818 - nothing is wrong
    """The program has changed, and must be started anew."""


class Workshop:
    """Follows the project at `root`, and puts on `board` what there is to show. For one thread."""

    def __init__(self, root: Path, board: Board, handwritten: Handwritten, show: Callable[[str], object]) -> None:
        self._root, self._board, self._handwritten, self._show = root, board, handwritten, show
        self._records = Records(root)
        self._checking = Checking(root, no_pages=board.no_pages)
        self._seen: Look = look(root)
        self._reading: Reading | None = None
        self._built: Built | None = None
        self._report: Report | None = None
        self._failures: dict[str, str] = {}
        self._touched: frozenset[str] = frozenset()

    def start(self, *, processes: int = 1) -> None:
        """Begin: let MkDocs build, and read all records, with so many processes (1 if there are threads)."""
        self._handwritten.start()
        self._read(processes=processes)

    def run(self) -> None:
        """Follow the project until interrupted.

        Raises:
            Restart: the program has changed.
        """
        while True:
            took = self.step()
            time.sleep(max(INTERVAL, SHARE * took))

    def step(self) -> float:
        """See what has changed, and what has become ready; return how long the look took, in seconds.

        Raises:
            Restart: the program has changed.
        """
        start = time.perf_counter()
        now = look(self._root)
        took = time.perf_counter() - start
        if now != self._seen:
            self._follow(settled(lambda: look(self._root), lambda: time.sleep(PAUSE), now))
        self._take_pages()
        self._take_report()
        return took

    def stop(self) -> None:
        """End all that is going on."""
        self._checking.stop()
        self._handwritten.stop()

    def _follow(self, now: Look) -> None:
        """Do what a change asks for."""
        before, self._seen = self._seen, now
        self._name(now.changed(before))
        if now.program != before.program:
            self._try_program()
        if now.schemas != before.schemas:
            self._records.forget()
        if now.pages != before.pages:
            self._handwritten.start()
        self._read(anew=now.templates != before.templates)

    def _name(self, paths: list[str]) -> None:
        """Name what has changed in the terminal, and keep it in mind while there are mistakes."""
        names = [path.removeprefix(f"{self._root}/") for path in paths]
        self._touched |= frozenset(names)
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        self._show(f"{time.strftime('%H:%M:%S')} changed: {', '.join(names[:_SHOWN])}{more}")

    def _try_program(self) -> None:
        """Start anew if the changed program can be loaded; else say why it cannot."""
        trial = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", _TRIAL], cwd=self._root, capture_output=True, text=True, check=False
        )
        if not trial.returncode:
            raise Restart
        self._fail("program", trial.stderr)
        self._publish()

    def _read(self, *, processes: int = 1, anew: bool = False) -> None:
        """Read what has changed; if it differs from before, or is to be shown `anew`, show it and let it be checked."""
        try:
            reading = self._records.read(self._seen, processes=processes)
        except SetupError as error:
            self._checking.stop()
            self._reading = None
            self._fail("set-up", str(error))
            self._publish()
            return
        if reading == self._reading and not anew:
            return
        self._failures.pop("set-up", None)
        self._failures.pop("checks", None)
        self._reading, self._report = reading, self._known_at_once(reading)
        _ = reading.corpus.uses  # what nearly every page asks for, worked out once
        self._publish()
        self._checking.start(reading)

    def _known_at_once(self, reading: Reading) -> Report | None:
        """Return a report if files have errors by themselves, which are known before the checks run."""
        if all(finding.severity is not Severity.ERROR for finding in reading.findings):
            return None
        return replace(make_report(self._root, reading, (), ("the checks are running",)), skipped=())

    def _take_pages(self) -> None:
        found = self._handwritten.take()
        if not found:
            return
        built, said = found
        if built:
            self._built = built
            self._failures.pop("MkDocs", None)
            if said:
                self._show(said)
        else:
            self._fail("MkDocs", said)
        self._publish()

    def _take_report(self) -> None:
        found = self._checking.take()
        if isinstance(found, str):
            self._fail("checks", found)
            self._publish()
        elif found:
            self._report = found
            self._touched = self._touched if found.errors else frozenset()
            self._show(text.render(found, line_reader(self._root)))
            self._board.put(judged(self._board.state, found))

    def _fail(self, what: str, why: str) -> None:
        self._failures[what] = why
        self._show(why.strip())

    def _publish(self) -> None:
        """Put up what there is, and remove what no page needs any more."""
        edition = Edition(reading=self._reading, built=self._built) if self._reading and self._built else None
        failure = "\n\n".join(self._failures.values())
        state = changed(self._board.state, edition, self._report, failure)
        self._board.put(replace(state, touched=self._touched))
        self._handwritten.keep_only(self._built, state.good.built if state.good else None)
