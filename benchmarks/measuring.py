"""Whole processes, run in turn with their peers: what each takes of time and memory, as medians and ratios."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "build" / "peers"
"""Where `make peers` installs the programs that we compare ourselves with."""
RESULTS = ROOT / "build" / "bench"


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A program that does the job, or a part of it."""

    name: str
    command: Sequence[str]
    does: str
    """What it does of the job: the others may do more."""
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    """What is done before each run, untimed: changing a file, say."""
    runs: int = 5


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a contender took: seconds and the largest memory of its first process in MiB, medians of all runs."""

    name: str
    does: str
    seconds: float
    slowest: float
    memory: float
    runs: int


def race(contenders: Sequence[Contender], folder: Path) -> list[Result]:
    """Run contenders in turn in `folder`, so that a busy minute meets all of them; return what each took.

    Raises:
        SystemExit: one fails.
    """
    taken: dict[str, list[tuple[float, float]]] = {item.name: [] for item in contenders}
    for number in range(max(item.runs for item in contenders)):
        for item in contenders:
            if number < item.runs:
                taken[item.name].append(_run(item, folder))
    return [_result(item, taken[item.name]) for item in contenders]


def _result(item: Contender, taken: list[tuple[float, float]]) -> Result:
    seconds, memory = zip(*taken, strict=True)
    return Result(
        name=item.name,
        does=item.does,
        seconds=statistics.median(seconds),
        slowest=max(seconds),
        memory=statistics.median(memory),
        runs=len(taken),
    )


def _run(item: Contender, folder: Path) -> tuple[float, float]:
    """Return seconds and MiB of one run."""
    item.before()
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            item.command, cwd=folder, env={**os.environ, **item.environment}, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{item.name} failed:\n{output.read()[-2000:].decode(errors='replace')}")
    return seconds, usage.ru_maxrss / 1024


def table(results: Sequence[Result], against: str) -> str:
    """Return results as a Markdown table, with the ratio of each time to that of the contender `against`."""
    measure = next((item.seconds for item in results if item.name == against), None)
    lines = [
        f"| program | does | median (s) | slowest (s) | MiB | x {against} |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for item in results:
        ratio = f"{item.seconds / measure:.2f}" if measure else "–"
        lines.append(
            f"| {item.name} | {item.does} | {item.seconds:.2f} | {item.slowest:.2f} | {item.memory:.0f} | {ratio} |"
        )
    return "\n".join(lines)


def machine() -> dict[str, str]:
    """Return when and on what machine this runs."""
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
    }


def save(name: str, sections: Mapping[str, Sequence[Result]], against: str) -> None:
    """Write results as JSON and as Markdown tables under `RESULTS`, and print the tables."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    about = machine()
    data = {**about, "sections": {title: [asdict(item) for item in found] for title, found in sections.items()}}
    (RESULTS / f"{name}.json").write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    parts = [f"{', '.join(about.values())}. Whole processes, run in turn; medians."]
    parts += [f"### {title}\n\n{table(found, against)}" for title, found in sections.items()]
    text = "\n\n".join(parts) + "\n"
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)
