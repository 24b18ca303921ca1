"""Work on several cores gives what one core gives, in the same order, whatever happens to a child."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT
from factcheck.examples import lay
from factcheck.spread import cores, spread

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
NUMBERS = list(range(11))
START = """
import os, sys
from pathlib import Path
from factcheck import pipeline
from factcheck.pipeline import today, validate
from factcheck.spread import spread

NUMBERS = list(range(11))
PARENT = os.getpid()
"""


def run_alone(code: str, *arguments: object) -> str:
    """Return what Python code prints in a process of its own: beside the threads of other tests nothing is forked."""
    command = [sys.executable, "-W", "error", "-c", START + code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def doubled(part: Sequence[int]) -> list[int]:
    return [2 * number for number in part]


def whose(part: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in part]


@on_linux
@pytest.mark.parametrize("processes", [1, 2, 3, 20])
def test_results_are_in_the_order_of_the_items_and_children_do_their_share(processes: int) -> None:
    code = """
processes = int(sys.argv[1])
for length in (0, 1, 2, 11):
    found = spread(lambda part: [(2 * number, os.getpid()) for number in part], NUMBERS[:length], processes=processes)
    assert [double for double, _ in found] == [2 * number for number in NUMBERS[:length]]
print(len({pid for _, pid in found}))
"""
    assert run_alone(code, processes) == str(min(processes, 11))


@on_linux
def test_what_a_child_sends_is_brought_home() -> None:
    code = """
found = spread(
    lambda part: [(number, os.getpid()) for number in part],
    NUMBERS,
    processes=2,
    away=lambda part: [f"{number} {os.getpid()}" for number in part],
    home=lambda item, text: tuple(map(int, text.split())),
)
assert [number for number, _ in found] == NUMBERS
print(len({pid for _, pid in found}))
"""
    assert run_alone(code) == "2"


@on_linux
def test_part_of_a_child_that_dies_is_done_here() -> None:
    code = """
def dying(part):
    if os.getpid() != PARENT:
        os._exit(9)
    return [2 * number for number in part]

print(spread(dying, NUMBERS, processes=2) == [2 * number for number in NUMBERS])
"""
    assert run_alone(code) == "True"


def test_nothing_is_forked_beside_a_thread() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert spread(doubled, NUMBERS, processes=3) == doubled(NUMBERS)
        assert set(spread(whose, NUMBERS, processes=3)) == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


COMPARE = """
root, name = Path(sys.argv[1]), sys.argv[2]
alone = validate(root, today=today())
forks = []
os.register_at_fork(after_in_parent=lambda: forks.append(1))
pipeline.MANY = 1
together = validate(root, today=today(), processes=2)
assert len(forks) == 2, forks  # one to read, one to check
assert (together.findings, together.skipped, together.looked_at) == (alone.findings, alone.skipped, alone.looked_at)
assert [entry.record for entry in together.corpus.entries] == [entry.record for entry in alone.corpus.entries]
assert not name or name in {finding.code for finding in alone.findings}
"""


@on_linux
@pytest.mark.parametrize("code", ["TRM002", "SYN002", "SCH001", "STY004", "REF001"])
def test_two_processes_find_what_one_finds(project: Path, code: str) -> None:
    (folder,) = (path for path in CHECKS.iterdir() if path.name.startswith(code))
    lay(project, folder / "bad")
    run_alone(COMPARE, project, code)


@on_linux
def test_two_processes_read_the_real_records_alike() -> None:
    run_alone(COMPARE, ROOT, "")
