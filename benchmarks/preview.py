"""How fast `factcheck serve` shows an edit of one claim, as the claims grow: medians, and the memory of the server.

    python benchmarks/preview.py [CLAIMS ...]

Prints a Markdown table. A claim's file is saved with another word in it, and its page is asked for again and again
until the word is there; a second connection waits as the script in an open page does. A mistake that only the checks
across all records can find then shows how long these take.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

from sizes import sizes
from synthetic import make_project

RUNS = 5
PATIENCE = 300
"""Seconds after which something is taken for broken."""
CLAIM = "amazon-up-to-4b"
WORD = "jointly"
"""A word of its explanation, which is nowhere else in its file."""
STATE = re.compile(r'data-state="([0-9]+)"')


class Times(NamedTuple):
    """Seconds: until the first page is there, until an edit is told and shown, until a mistake is; and megabytes."""

    start: float
    told: float
    shown: float
    found: float
    memory: int


def free_port() -> int:
    """Return the number of a port of this machine that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def fetch(url: str) -> str:
    """Return what is at an address, be it a page of mistakes; nothing if nobody answers."""
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
            return text
    except HTTPError as error:
        return error.read().decode()
    except OSError:
        return ""


def seconds_until(is_there: Callable[[], bool]) -> float:
    """Return how long it takes until something is there."""
    start = time.perf_counter()
    while not is_there():
        if time.perf_counter() - start > PATIENCE:
            sys.exit("the preview did not show it")
        time.sleep(0.01)
    return time.perf_counter() - start


@contextmanager
def preview(project: Path) -> Iterator[tuple[str, int]]:
    """Give the address of a preview of a project, and the number of its process."""
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": "scripts"}
    command = [sys.executable, "-m", "factcheck", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield f"http://127.0.0.1:{port}/", process.pid
        finally:
            process.terminate()


def told(url: str, number: str, seconds: list[float]) -> Thread:
    """Wait for a change as an open page does, in a thread; add to `seconds` how long it took."""

    def wait() -> None:
        start = time.perf_counter()
        while fetch(f"{url}_preview/state/{number}") == number:
            pass
        seconds.append(time.perf_counter() - start)

    thread = Thread(target=wait)
    thread.start()
    return thread


def edit(url: str, path: Path, old: str, new: str) -> tuple[float, float]:
    """Save a file with other words; return how long it takes until browsers are told, and until the page has them."""
    page = f"{url}claims/{CLAIM}/"
    state = STATE.search(fetch(page))
    times: list[float] = []
    waiting = told(url, state[1] if state else "0", times)
    time.sleep(0.2)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="\n")
    shown = seconds_until(lambda: new in fetch(page))
    waiting.join()
    return times[0] - 0.2, shown


def mistake(url: str, path: Path) -> float:
    """Save a file that names an unknown article; return how long until the page says so. Then fix it."""
    page, good = f"{url}claims/{CLAIM}/", path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^article: .*$", "article: nowhere", good), encoding="utf-8", newline="\n")
    found = seconds_until(lambda: "unknown article" in fetch(page))
    path.write_text(good, encoding="utf-8", newline="\n")
    seconds_until(lambda: 'id="record"' in fetch(page))
    return found


def memory(process: int) -> int:
    """Return how much memory a process holds, in megabytes; 0 where the system does not say so."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


def measure(claims: int) -> Times:
    """Return the times of a preview with so many more claims."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make_project(project, claims)
        path = project / "facts/claims" / f"{CLAIM}.yml"
        with preview(project) as (url, process):
            start = seconds_until(lambda: 'id="record"' in fetch(f"{url}claims/{CLAIM}/"))
            words = [WORD + "x" * number for number in range(RUNS + 1)]
            edits = [edit(url, path, words[run], words[run + 1]) for run in range(RUNS)]
            found = [mistake(url, path) for _ in range(RUNS)]
            return Times(
                start,
                statistics.median(seconds for seconds, _ in edits),
                statistics.median(seconds for _, seconds in edits),
                statistics.median(found),
                memory(process),
            )


def main(sizes: list[int]) -> None:
    """Measure each size and print the table."""
    print("| claims more | first page (s) | browser told (s) | edit shown (s) | mistake shown (s) | memory (MB) |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        times = measure(size)
        print(f"| {size} |", " | ".join(f"{seconds:.2f}" for seconds in times[:4]), f"| {times.memory} |", flush=True)


if __name__ == "__main__":
    main(sizes(0, 1000, 10000))
