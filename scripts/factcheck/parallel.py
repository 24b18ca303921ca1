"""Work shared between processes, on top of :mod:`concurrent.futures`.

Workers are forked, so they see the memory of this process and only results are sent. Forking is safe while there are no
threads, and is used on Linux only; elsewhere this process does all the work.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST = 500
"""With fewer items, a second process costs more time than it saves."""
_CHUNKS = 16
"""How many chunks of work there are for each process: the one that is done first takes the next."""
_PR_SET_PDEATHSIG = 1
"""How Linux (prctl) is asked to send a signal when the parent has ended."""

_work: Callable[[Sequence[Any]], Any]
"""What forked workers do. It is inherited, not sent, so it may be a closure."""


def cores() -> int:
    """Return how many processes can run at the same time; 1 where this module would not start any."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def parallel_map(work: Callable[[T], R], items: Sequence[T], *, jobs: int, least: int = LEAST) -> list[R]:
    """Return ``[work(item) for item in items]``, calculated by several processes if that is worthwhile.

    Args:
        work: a function whose results can be pickled. Exceptions it raises are raised here.
        items: the arguments, which are not sent and need not be picklable.
        jobs: how many processes to use at most.
        least: with fewer items than this, only this process works.
    """
    jobs = min(jobs, len(items))
    if jobs < 2 or len(items) < least or not can_fork():  # noqa: PLR2004 - one job needs no other process
        return [work(item) for item in items]
    global _work  # noqa: PLW0603 - how a closure reaches forked workers
    _work = lambda numbers: [work(items[number]) for number in numbers]  # noqa: E731 - see `_work`
    size = max(1, len(items) // (jobs * _CHUNKS))
    chunks = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    results: dict[int, list[R]] = {}
    context = get_context("fork")
    with ProcessPoolExecutor(jobs - 1, context, _begin, (os.getpid(),)) as pool, _children_end():
        futures: dict[int, Future[list[R]]] = {}
        with suppress(BrokenProcessPool):  # a worker was killed, for want of memory perhaps: this process does its work
            futures.update((number, pool.submit(_run, chunk)) for number, chunk in enumerate(chunks))
        # This process works, too: it begins at the end, and takes what no worker has begun.
        for number in reversed(range(len(chunks))):
            if number not in futures or futures[number].cancel():
                results[number] = _work(chunks[number])
        for number in range(len(chunks)):
            if number not in results:
                with suppress(BrokenProcessPool):
                    results[number] = futures[number].result()
    return [result for number, chunk in enumerate(chunks) for result in results.get(number) or _work(chunk)]


def can_fork() -> bool:
    """Return whether this process may fork: on Linux, without other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _children_end() -> Iterator[None]:
    """End all workers at once if this process is stopped: nobody needs what they do any more."""
    try:
        yield
    except Exception:
        raise  # the workers end when they have done what they have begun
    except BaseException:
        threading.excepthook = lambda _: None  # the pool would say that its workers were killed
        for child in active_children():
            child.kill()
            child.join()
        raise


def _begin(parent: int) -> None:
    """Let a worker end with its parent, even if that is killed, and at once when it is told to."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent(parent)


def end_with_parent(parent: int) -> None:
    """Let this process end when its parent, which has this number, has ended; on Linux only."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - start fast

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _run(numbers: Sequence[int]) -> Any:
    return _work(numbers)
