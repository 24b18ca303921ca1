"""How much memory a process and all that it has started hold at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
INTERVAL = 0.05
"""Seconds between two looks."""
SHARE = 20
"""Looking takes at most one part in so many of the time: a large process is looked at less often."""


class Watch:
    """Looks at a process and its descendants every 50 ms, where Linux tells; `peak` is the most they held, in MiB.

    What counts is the proportional set size (PSS): of a page that several processes share, each holds its part, so that
    the sum is what the machine has to give. A peak between two looks is missed; so is a process that starts and ends
    between them.
    """

    def __init__(self, process: int) -> None:
        """Begin to look at a process."""
        self._process = process
        self._peak = 0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def peak(self) -> float:
        """The most that was seen, in MiB; 0 where the system does not say."""
        return self._peak / 1024

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = INTERVAL
        while not self._over.wait(pause):
            start = time.perf_counter()
            self._peak = max(self._peak, sum(map(_held, family(self._process))))
            pause = max(INTERVAL, (time.perf_counter() - start) * SHARE)


def family(process: int) -> Iterator[int]:
    """Yield the numbers of a process and of all its descendants that are running."""
    yield process
    for task in _entries(Path(f"/proc/{process}/task")):
        for child in _read(task / "children").split():
            yield from family(int(child))


def _held(process: int) -> int:
    """Return the KiB that a process holds; 0 if it has ended."""
    found = _PSS.search(_read(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) if found else 0


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended, or this is not Linux
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # the same
        return ""
