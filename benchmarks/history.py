"""Keep the ratios of each run of the benchmarks, and warn where one got worse.

    python benchmarks/history.py HISTORY

Adds what is in `build/bench/*.json` to the file HISTORY, one line of JSON for each run, and writes the last runs as
a Markdown table, on GitHub into the summary of the job. Seconds depend on the machine; so what is kept is how many
times as long ours takes as each peer in the same run. If that is more than 25 % above the median of the runs before, it
prints a warning as GitHub shows them.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measuring import RESULTS

RECENT = 8
"""How many runs before are compared with, and shown."""
ENOUGH = 3
"""From how many runs on their median means something."""
WORSE = 1.25


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one run has measured."""

    date: str
    commit: str
    machine: str
    ratios: Mapping[str, float]
    """For each comparison, how many times as long ours takes."""


def read_results(folder: Path, commit: str) -> Run:
    """Return what the benchmarks have left in a folder.

    Raises:
        SystemExit: they have not run.
    """
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    if not found:
        sys.exit(f"{folder}: no results; run `make bench` first")
    first = next(iter(found.values()))
    compared = {name: ratio for benchmark, data in found.items() for name, ratio in _ratios(benchmark, data)}
    return Run(date=first["date"], commit=commit, machine=first["machine"], ratios=compared)


def _ratios(benchmark: str, data: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield the ratio of each time of ours to each of a peer, of the same number of claims."""
    for title, rows in data["sections"].items():
        for ours in (row for row in rows if row["role"] == "ours"):
            for peer in (row for row in rows if row["role"] == "peer"):
                name = f"{benchmark}, {title}: {ours['name']} / {peer['name']}"
                yield name, float(f"{ours['seconds'] / peer['seconds']:.4g}")


def read_history(file: Path) -> list[Run]:
    """Return the runs that were kept, the oldest first; none if there is no such file yet."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Run(**json.loads(line)) for line in lines if line]


def warnings(before: Sequence[Run], now: Run) -> Iterator[str]:
    """Yield a message for each ratio that is clearly worse than it was."""
    for name, ratio in now.ratios.items():
        earlier = [run.ratios[name] for run in before[-RECENT:] if name in run.ratios]
        if len(earlier) < ENOUGH:
            continue
        usual = statistics.median(earlier)
        if ratio > usual * WORSE:
            yield f"{name}: {ratio:.3g}, and {usual:.3g} in the median of {len(earlier)} runs before"


def annotation(message: str) -> str:
    """Return a message as a command that GitHub shows as a warning."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::warning title=Slower beside a peer::{escaped}"


def table(runs: Sequence[Run]) -> str:
    """Return the last runs as a Markdown table, the newest first: a row for each comparison that it made."""
    shown = list(reversed(runs[-RECENT - 1 :]))
    lines = [
        _row(["times as long as the peer", *(f"{run.date} `{run.commit[:7] or '–'}`" for run in shown)]),
        _row(["---", *("---:" for _ in shown)]),
    ]
    for name in shown[0].ratios:
        cells = (f"{run.ratios[name]:.3g}" if name in run.ratios else "–" for run in shown)
        lines.append(_row([name, *cells]))
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def main(file: Path) -> None:
    """Add the results to the history; show what it says."""
    before, now = read_history(file), read_results(RESULTS, os.environ.get("GITHUB_SHA", ""))
    with file.open("a", encoding="utf-8", newline="\n") as history:
        history.write(json.dumps(asdict(now), ensure_ascii=False) + "\n")
    for message in warnings(before, now):
        print(annotation(message))
    text, summary = table([*before, now]), os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as page:
            page.write(text)
    else:
        print(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - itself and a file
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
