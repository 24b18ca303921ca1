"""Where the state of a preview hangs: one thread puts up a new one, the others read it or wait for the next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from factcheck.server.state import State


class Board:
    """Holds the newest state, and counts the pages that are being made."""

    def __init__(self) -> None:
        # A browser that knew an earlier run of the program must see that this one's numbers are others.
        self._state = State(number=time.time_ns() // 1_000_000)
        self._condition = Condition()
        self._making = 0

    @property
    def state(self) -> State:
        """The newest state."""
        return self._state

    def put(self, state: State) -> None:
        """Put up a new state, and wake up all who wait for one."""
        with self._condition:
            self._state = state
            self._condition.notify_all()

    def wait_for_other(self, number: int, timeout: float) -> State:
        """Return the newest state: at once if its number is not `number`, else when it changes or the time is up."""
        with self._condition:
            self._condition.wait_for(lambda: self._state.number != number, timeout)
            return self._state

    @contextmanager
    def making(self) -> Iterator[None]:
        """Say that a page is being made, for which others should wait."""
        with self._condition:
            self._making += 1
        try:
            yield
        finally:
            with self._condition:
                self._making -= 1
                self._condition.notify_all()

    @contextmanager
    def no_pages(self, timeout: float = 0.1) -> Iterator[bool]:
        """Wait until no page is being made, and let none be; give whether that came about in so many seconds."""
        with self._condition:
            yield self._condition.wait_for(lambda: not self._making, timeout)
