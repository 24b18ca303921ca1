"""How long checking and building take as the claims grow: whole processes, medians, and the cost of one more claim.

    python benchmarks/build.py [CLAIMS ...]

Prints a Markdown table. The last column is the time per claim beyond the smallest size: proportional
growth keeps it level.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import make_project

RUNS = 3


def seconds(project: Path, *command: str) -> float:
    """Return the median wall-clock time of a command in a project, in seconds."""
    environment = {**os.environ, "PYTHONPATH": "scripts", "NO_MKDOCS_2_WARNING": "1"}
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", *command], cwd=project, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(claims: int) -> tuple[float, float]:
    """Return how long it takes to check, and to build one language, with so many more claims."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make_project(project, claims)
        check = seconds(project, "factcheck", "validate", "--no-cache")
        build = seconds(project, "mkdocs", "build", "--config-file", "mkdocs.fr.yml")
        return check, build


def main(sizes: list[int]) -> None:
    """Measure each size and print the table."""
    print("| claims more | check (s) | build, one language (s) | per claim beyond the first row (ms) |")
    print("| ---: | ---: | ---: | ---: |")
    base: tuple[int, float] | None = None
    for size in sizes:
        check, build = measure(size)
        each = f"{(build - base[1]) / (size - base[0]) * 1000:.2f}" if base else "–"
        base = base or (size, build)
        print(f"| {size} | {check:.2f} | {build:.2f} | {each} |", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [0, 250, 500, 1000, 2000])
