"""Work on several cores: a part of it is done by child processes, which see our memory as it was.

Children are forked, since only then nothing need be sent to them. That is safe while there are no threads, and on
Linux; elsewhere everything is done in this process. A child never outlives us.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, ClassVar, Generic, TypeVar

from factcheck.setup_error import SetupError

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], list[R]]
MANY = 500
"""From so many files or pages on, a second process saves more time than it costs."""
PIECES = 64
"""Into so many pieces for each process work is cut. Whoever is done takes the next one, as some take longer."""
_PR_SET_PDEATHSIG = 1
_ROOM = 1024 * 1024  # bytes: what a child has sent waits in its pipe, and the child goes on
_WIDTH = 4  # bytes of a number in a pipe, which holds at least a thousand of them


def cores() -> int:
    """Return how many processes can work at the same time for this one: what :class:`Aside` keeps busy is left out."""
    return max(1, len(os.sched_getaffinity(0)) // (1 + Aside.running)) if sys.platform == "linux" else 1


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
    size = max(1, len(items) // (processes * PIECES))
    pieces = [items[start : start + size] for start in range(0, len(items), size)]
    if min(processes, len(pieces)) < 2 or not _safe():  # noqa: PLR2004 - one is no other
        return work(items)
    gc.freeze()  # a search for garbage would write into memory that is shared until somebody writes to it
    children: list[_Child[T]] = []
    queue = _queue(range(processes, len(pieces)))
    try:
        children += (_Child(away or work, pieces, number, queue) for number in range(1, min(processes, len(pieces))))
        found: dict[int, list[R]] = {}
        for number in _numbers(0, queue):
            found[number] = work(pieces[number])
            for child in children:
                found |= child.results(home, wait=False)
        for child in children:
            found |= child.results(home, wait=True)
    finally:
        os.close(queue)
        gc.unfreeze()
        for child in children:
            child.stop()
    # What a child that died had taken is done here.
    return [result for number, piece in enumerate(pieces) for result in found.get(number) or work(piece)]


def _queue(numbers: Iterable[int]) -> int:
    """Return a pipe that holds numbers, to be read by whoever is free: nobody can die and keep others from it."""
    reader, writer = os.pipe()
    os.write(writer, b"".join(number.to_bytes(_WIDTH) for number in numbers))
    os.close(writer)
    return reader


def _numbers(first: int, queue: int) -> Iterator[int]:
    """Yield the numbers of the pieces that this process does: the first one is its own, the others it takes."""
    yield first
    while taken := os.read(queue, _WIDTH):
        yield int.from_bytes(taken)


def _safe() -> bool:
    """Return whether we may fork."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start(target: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    """Start a child, which is given our process id, the end of a pipe to send to, and `arguments`."""
    import fcntl  # noqa: PLC0415 - Windows has none, and no fork

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    with suppress(OSError):  # too many large pipes: this one stays small
        fcntl.fcntl(sender.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)
    process = context.Process(target=target, args=(os.getpid(), sender, *arguments))
    process.start()
    sender.close()  # ours; the child has its own, and when that is closed we are told
    return process, receiver


def _end_with(parent: int) -> None:
    """Let the system end this process when its parent ends, however that happens."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before we asked
        os._exit(1)


class _Child(Generic[T]):
    """A process that does a part of the work: the piece of this number, and others for as long as there are any."""

    def __init__(self, work: Work[T, Any], pieces: Sequence[Sequence[T]], number: int, queue: int) -> None:
        self._pieces = pieces
        self._process, self._receiver = _start(_send, work, pieces, number, queue)

    def results(self, home: Callable[[T, Any], R] | None, *, wait: bool) -> dict[int, list[R]]:
        """Return what the child has made of each piece since we asked last; if we `wait`, of all that it does.

        What it has not sent when it dies (for want of memory, say) is left out.
        """
        found: dict[int, list[Any]] = {}
        with suppress(EOFError):
            while wait or self._receiver.poll():
                number, made = self._receiver.recv()
                found[number] = list(map(home, self._pieces[number], made)) if home else made
        return found

    def stop(self) -> None:
        """End the child, if it has not ended."""
        self._process.kill()
        self._process.join()


def _send(parent: int, sender: Connection, work: Work[T, Any], pieces: Sequence[Sequence[T]], *which: int) -> None:
    _end_with(parent)
    for number in _numbers(*which):
        sender.send((number, work(pieces[number])))
    sender.close()


class Aside:
    """A piece of work that a child does while we do something else; where we cannot fork, we do it at the end.

    What the child prints is shown when it is waited for, as if the work had been done then.
    """

    running: ClassVar[int] = 0
    """How many of them share the cores with us now."""

    def __init__(self, work: Callable[..., object], *arguments: Any) -> None:
        self._work, self._process = partial(work, *arguments), None
        if cores() > 1 and _safe():
            Aside.running += 1
            self._process, self._receiver = _start(_do, self._work)
            atexit.register(self.stop)

    def finish(self) -> None:
        """Wait until the work is done, or do it now; raise what it raises.

        Raises:
            SetupError: the child died.
        """
        if not self._process:
            self._work()
            return
        try:
            printed, error = self._receiver.recv()
        except EOFError:
            printed, error = "", SetupError("a process that did a part of the work died; was there enough memory?")
        self._process.join()
        self.stop()
        sys.stderr.write(printed)
        if error:
            raise error

    def stop(self) -> None:
        """End the child, if it has not been waited for."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._process = None
            Aside.running -= 1
            atexit.unregister(self.stop)


def _do(parent: int, sender: Connection, work: Callable[[], object]) -> None:
    _end_with(parent)
    failed = None
    with tempfile.TemporaryFile("w+", errors="replace") as printed:
        for stream in (1, 2):
            os.dup2(printed.fileno(), stream)
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where the work is waited for
            failed = error
            failed.add_note("".join(traceback.format_exception(error)))
        sys.stdout.flush()
        printed.seek(0)
        sender.send((printed.read(), failed))
    sender.close()
