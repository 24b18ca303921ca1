"""Work that several processes share gives what one process would give."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from multiprocessing import active_children

import pytest

from conftest import ROOT
from factcheck.errors import SetupError
from factcheck.parallel import parallel_map


def test_results_are_in_the_order_of_the_items() -> None:
    offset = 7  # a closure reaches the workers
    assert parallel_map(lambda item: item + offset, range(1000), jobs=3, least=2) == list(range(7, 1007))


@pytest.mark.parametrize(("jobs", "least"), [(1, 2), (3, 1000)])
def test_little_work_stays_in_this_process(jobs: int, least: int) -> None:
    assert set(parallel_map(lambda _: os.getpid(), range(10), jobs=jobs, least=least)) == {os.getpid()}


def test_beside_other_threads_nothing_is_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(parallel_map(lambda _: os.getpid(), range(10), jobs=2, least=2)) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_exception_of_a_worker_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == 5:
            message = "five"
            raise SetupError(message)
        return item

    with pytest.raises(SetupError, match="five"):
        parallel_map(work, range(10), jobs=2, least=2)


def test_work_of_a_killed_worker_is_done_again() -> None:
    parent = os.getpid()

    def work(item: int) -> int:
        if item == 5 and os.getpid() != parent:
            os._exit(9)
        return item

    assert parallel_map(work, range(10), jobs=2, least=2) == list(range(10))


def test_workers_end_at_once_if_this_process_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # it is put back
    parent = os.getpid()

    def work(_: int) -> None:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        time.sleep(600)

    with pytest.raises(KeyboardInterrupt):
        parallel_map(work, range(10), jobs=2, least=2)
    assert active_children() == []


ORPHANS = """
import os, time
from factcheck.parallel import parallel_map
parent = os.getpid()

def work(_):
    if os.getpid() == parent:
        time.sleep(1)
        os.kill(parent, 9)
    time.sleep(600)

parallel_map(work, range(10), jobs=3, least=2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there are workers on Linux only")
def test_workers_end_with_a_parent_that_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run([sys.executable, "-c", ORPHANS], env=environment, capture_output=True, check=False)
    assert done.returncode == -9  # and its output has ended, which workers would keep open
