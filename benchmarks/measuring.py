"""Whole processes, run in turn with their peers: what each takes of time and memory, as medians and ratios."""

from __future__ import annotations

import json
import math
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
from itertools import pairwise
from pathlib import Path
from typing import Literal

from tree_memory import Watch

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "build" / "peers"
"""Where `make peers` installs the programs that we compare ourselves with."""
RESULTS = ROOT / "build" / "bench"

Role = Literal["ours", "peer", "part"]
"""What a program is to us: our own, one that is compared with it, or a part of the work by itself, to be subtracted."""


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
    role: Role = "peer"
    folder: Path | None = None
    """The folder that it runs in, if not the one of the race."""
    site: str = ""
    """The folder into which it writes pages, from the one that it runs in; nothing if it writes none."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a contender took: seconds, and the most memory of all its processes together in MiB, medians of all runs."""

    name: str
    does: str
    role: Role
    seconds: float
    slowest: float
    memory: float
    runs: int
    pages: int = 0
    """How many pages it has written."""


def runs_for(claims: int) -> int:
    """Return how often a program is run with so many claims, so that many of them do not take hours."""
    return next((runs for most, runs in ((2_000, 5), (20_000, 3)) if claims <= most), 1)


def race(contenders: Sequence[Contender], folder: Path) -> list[Result]:
    """Run contenders in turn in `folder`, so that a busy minute meets all of them; return what each took.

    Raises:
        SystemExit: one fails.
    """
    taken: dict[str, list[tuple[float, float]]] = {item.name: [] for item in contenders}
    pages = dict.fromkeys(taken, 0)
    for number in range(max(item.runs for item in contenders)):
        for item in contenders:
            if number < item.runs:
                where = item.folder or folder
                taken[item.name].append(_run(item, where))
                pages[item.name] = count_pages(where / item.site) if item.site else 0
    return [_result(item, taken[item.name], pages[item.name]) for item in contenders]


def count_pages(site: Path) -> int:
    """Return how many pages are in a site."""
    return sum(name.endswith(".html") for _, _, names in os.walk(site) for name in names)


def _result(item: Contender, taken: list[tuple[float, float]], pages: int) -> Result:
    seconds, memory = zip(*taken, strict=True)
    return Result(
        name=item.name,
        does=item.does,
        role=item.role,
        seconds=statistics.median(seconds),
        slowest=max(seconds),
        memory=statistics.median(memory),
        runs=len(taken),
        pages=pages,
    )


def _run(item: Contender, folder: Path) -> tuple[float, float]:
    """Return seconds and MiB of one run.

    The memory is what all processes held together, as far as it was seen, and no less than what the system says of the
    largest one.
    """
    item.before()
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            item.command, cwd=folder, env={**os.environ, **item.environment}, stdout=output, stderr=output
        )
        watch = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{item.name} failed:\n{output.read()[-2000:].decode(errors='replace')}")
    return seconds, max(watch.peak, usage.ru_maxrss / 1024)


def ratios(results: Sequence[Result], against: str) -> list[float | None]:
    """Return the ratio of each time to that of the contender `against`; None if that one did not run."""
    measure = next((item.seconds for item in results if item.name == against), None)
    return [item.seconds / measure if measure else None for item in results]


def table(results: Sequence[Result], against: str) -> str:
    """Return results as a Markdown table, with the ratio of each time to that of the contender `against`.

    If pages were written, the times a page are there, too.
    """
    paged = any(item.pages for item in results)
    lines = [
        f"| program | does | median (s) | slowest (s) | MiB | x {against} |" + " pages | ms a page |" * paged,
        "| --- | --- | ---: | ---: | ---: | ---: |" + " ---: | ---: |" * paged,
    ]
    for item, ratio in zip(results, ratios(results, against), strict=True):
        shown = "–" if ratio is None else f"{ratio:.2f}"
        a_page = f" {item.pages:,} | {item.seconds / item.pages * 1000:.2f} |" if item.pages else " – | – |"
        lines.append(
            f"| {item.name} | {item.does} | {item.seconds:.2f} | {item.slowest:.2f} | {item.memory:.0f} | {shown} |"
            + a_page * paged
        )
    return "\n".join(lines)


def growth(seconds: Mapping[int, float]) -> list[str]:
    """Return, from each size to the next, what a claim more takes, and how the time grows.

    Beyond the fixed part, which is the time t0 at the first size n0, it grows with a power of the claims:
    log((t2 - t0) / (t1 - t0)) / log((n2 - n0) / (n1 - n0)). That is 1 if twice the claims take twice the time.

    Args:
        seconds: the time with so many synthetic claims, in ascending order.
    """
    lines = []
    (first, fixed), *_ = seconds.items()
    for (size, taken), (larger, more) in pairwise(seconds.items()):
        line = f"from {size:,} to {larger:,} claims more: {(more - taken) / (larger - size) * 1000:.2f} ms a claim"
        if size > first and more > fixed < taken:
            exponent = math.log((more - fixed) / (taken - fixed)) / math.log((larger - first) / (size - first))
            line += f"; beyond the time at {first:,} it grows with the power {exponent:.2f} of the claims"
        lines.append(line)
    return lines


def machine() -> dict[str, str]:
    """Return when and on what machine this runs."""
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
    }


def save(name: str, sections: Mapping[int, Sequence[Result]], against: str) -> None:
    """Write results as JSON and as Markdown tables under `RESULTS`, and print the tables.

    Args:
        name: what was measured.
        sections: for each number of synthetic claims what each contender took. The first contender is the one whose
            growth is shown.
        against: the contender to whose times all others are shown as ratios.
    """
    RESULTS.mkdir(parents=True, exist_ok=True)
    about = machine()
    rows = {
        title(size): [
            asdict(item) | {"ratio": ratio} for item, ratio in zip(found, ratios(found, against), strict=True)
        ]
        for size, found in sections.items()
    }
    data = {**about, "against": against, "sections": rows}
    (RESULTS / f"{name}.json").write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    parts = [f"{', '.join(about.values())}. Whole processes, run in turn; medians."]
    parts += [f"### {title(size)}\n\n{table(found, against)}" for size, found in sections.items()]
    lines = growth({size: found[0].seconds for size, found in sections.items()})
    if lines:
        leader = next(iter(sections.values()))[0].name
        parts.append("\n".join(f"- {leader}, {line}" for line in lines))
    text = "\n\n".join(parts) + "\n"
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)


def title(size: int) -> str:
    """Return what a section of the results is called."""
    return f"{size:,} claims more"
