"""Work on several cores gives what one core gives, in the same order, whatever happens to a child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT
from factcheck.examples import lay
from factcheck.spread import Aside, cores, spread

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
def test_whoever_is_free_takes_what_is_left(tmp_path: Path) -> None:
    code = """
import time
done = Path(sys.argv[1])

def work(part):
    if os.getpid() == PARENT:  # busy until the child has done all the rest
        while len(list(done.iterdir())) < len(NUMBERS) - 1:
            time.sleep(0.01)
    else:
        for number in part:
            (done / str(number)).touch()
    return [2 * number for number in part]

print(spread(work, NUMBERS, processes=2) == [2 * number for number in NUMBERS])
"""
    assert run_alone(code, tmp_path) == "True"


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


# Beside us

ASIDE = """
from factcheck.setup_error import SetupError
from factcheck.spread import Aside, cores
os.sched_getaffinity = lambda _: {0, 1}
"""


@on_linux
def test_work_aside_is_done_by_a_child_and_what_it_prints_is_shown_when_it_is_waited_for(tmp_path: Path) -> None:
    code = """
def work(path):
    Path(path).write_text(str(os.getpid()))
    print("said by the child")
    print("and in other words", file=sys.stderr)
    os.system("echo and by a program of its own")

sys.stderr = sys.stdout
assert cores() == 2
aside = Aside(work, sys.argv[1])
assert cores() == 1
print("before", flush=True)
aside.finish()
assert cores() == 2
assert int(Path(sys.argv[1]).read_text()) != PARENT
"""
    said = run_alone(ASIDE + code, tmp_path / "pid").splitlines()
    assert said[0] == "before"
    assert sorted(said[1:]) == ["and by a program of its own", "and in other words", "said by the child"]


@on_linux
def test_what_work_aside_raises_is_raised_where_it_is_waited_for() -> None:
    code = """
def work():
    print("a word before it failed")
    raise LookupError("what was wrong")

sys.stderr = sys.stdout
try:
    Aside(work).finish()
except LookupError as error:
    print(error, "in work" in error.__notes__[0])
"""
    assert run_alone(ASIDE + code) == "a word before it failed\nwhat was wrong True"


@on_linux
def test_death_of_a_child_is_no_success() -> None:
    code = """
try:
    Aside(os._exit, 0).finish()
except SetupError as error:
    print(error)
"""
    assert "died" in run_alone(ASIDE + code)


@on_linux
def test_child_is_ended_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    code = """
import time
aside = Aside(time.sleep, 1000)
Path(sys.argv[1]).write_text(str(aside._process.pid))
raise SystemExit
"""
    run_alone(ASIDE + code, tmp_path / "pid")
    assert ends(int((tmp_path / "pid").read_text()))


@on_linux
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("work", ["Aside(time.sleep, 1000)", "spread(rest, NUMBERS, processes=2)"])
def test_child_ends_with_its_parent(tmp_path: Path, blow: signal.Signals, work: str) -> None:
    code = f"""
import signal, time

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this in the background has set it to be ignored

def rest(part):
    if os.getpid() != PARENT:
        time.sleep(1000)
    Path(sys.argv[1]).touch()
    time.sleep(1000)
    return list(part)

os.register_at_fork(after_in_child=lambda: Path(sys.argv[1] + "-pid").write_text(str(os.getpid())))
aside = {work}
Path(sys.argv[1]).touch()
time.sleep(1000)
"""
    command = [sys.executable, "-c", START + ASIDE + code, str(tmp_path / "begun")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        child = tmp_path / "begun-pid"
        assert soon(lambda: (tmp_path / "begun").exists() and child.exists() and child.read_text() != "")
        process.send_signal(blow)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()
    assert ends(int(child.read_text()))


def test_work_aside_is_done_here_if_there_are_threads_or_no_other_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.spread.cores", lambda: 1)
    done: list[int] = []
    aside = Aside(lambda: done.append(os.getpid()))
    assert done == []
    aside.finish()
    assert done == [os.getpid()]
    aside.stop()


def soon(is_so: Callable[[], bool]) -> bool:
    """Return whether something becomes true within some seconds."""
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def ends(pid: int) -> bool:
    """Return whether a process ends within some seconds, or is only kept by its parent's parent."""

    def gone() -> bool:
        try:
            return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:
            return True

    return soon(gone)
