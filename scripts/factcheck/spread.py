"""Long lists on several cores: a part of the work is done by child processes, which see our memory as it was.

Children are forked, since only then nothing need be sent to them. That is safe while there are no threads, and on
Linux; elsewhere everything is done in this process.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], list[R]]
MANY = 500
"""From so many files or pages on, a second process saves more time than it costs."""


def cores() -> int:
    """Return how many processes can work at the same time."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def spread(
    work: Work[T, R],
    items: Sequence[T],
    *,
    processes: int,
    away: Work[T, Any] | None = None,
    home: Callable[[T, Any], R] | None = None,
) -> list[R]:
    """Return what `work` makes of each of `items`, in their order.

    Args:
        work: makes a list of results, as long as the list of items that it is given.
        items: what there is to be done.
        processes: how many take part; with 1, and where it is not safe to fork, this one does it all.
        away: what a child does instead, whose results are quicker to send; they must be fit to be pickled.
        home: makes of an item, and what `away` made of it, what `work` would have made.
    """
    if processes < 2 or sys.platform != "linux" or threading.active_count() > 1:  # noqa: PLR2004 - one is no other
        return work(items)
    gc.freeze()  # a search for garbage would write into memory that is shared until somebody writes to it
    try:
        children = [_Child(away or work, items[number::processes]) for number in range(1, processes)]
        parts = [work(items[::processes]), *(child.results(home) for child in children)]
    finally:
        gc.unfreeze()
    return [parts[number % processes][number // processes] for number in range(len(items))]


class _Child(Generic[T]):
    """A process that does a part of the work."""

    def __init__(self, work: Work[T, Any], part: Sequence[T]) -> None:
        self._work, self._part = work, part
        context = get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, work, part))
        self._process.start()
        sender.close()  # ours; the child has its own, and when that is closed we are told

    def results(self, home: Callable[[T, Any], R] | None) -> list[R]:
        """Return what the child found; if it died (of its memory, say), do its part here."""
        try:
            found = self._receiver.recv()
        except EOFError:
            found = self._work(self._part)
        self._process.join()
        if not home:
            return list(found)
        found.reverse()  # so that each can go as soon as it is home
        return [home(item, found.pop()) for item in self._part]


def _send(sender: Connection, work: Work[T, Any], part: Sequence[T]) -> None:
    sender.send(work(part))
    sender.close()
