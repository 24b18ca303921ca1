"""Attack the program in all ways, and print one table of figures: ``make attack``. It ends with 1 if any is wrong."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hostile.caches import damage_caches
from hostile.in_browser import visit_accepted
from hostile.kills import Builder, Losses, kill_builds, take_disks_away, terminate_builds
from hostile.mutating import Tallies, Tally, attack


class Row(NamedTuple):
    """A line of the table: what was counted, how much that was, and whether it must be none."""

    what: str
    figure: str | int
    must_be_none: bool = False


class Options(NamedTuple):
    """How much is tried, from which seed, by how many processes, in which folder."""

    folder: Path
    seed: int
    jobs: int
    mutants: int
    sites: int
    kills: int
    caches: int


def tell(line: str) -> None:
    """Print a line at once, beside the table."""
    print(line, file=sys.stderr, flush=True)


def mutants(options: Options) -> Iterator[Row]:
    """Let the checks judge mutants of all that a pull request can bring."""
    parts = [range(start, options.mutants, options.jobs) for start in range(options.jobs)]
    with ProcessPoolExecutor(options.jobs) as pool:
        found = list(pool.map(partial(_attack, options), parts))
    for area in found[0]:
        yield from _count(area, [tallies[area] for tallies in found])


def _attack(options: Options, numbers: range) -> Tallies:
    return attack(options.folder / f"mutants-{numbers.start}", numbers, options.seed, tell)


def _count(area: str, tallies: list[Tally]) -> Iterator[Row]:
    tried, refused, accepted = (
        sum(getattr(tally, name) for tally in tallies) for name in ("tried", "refused", "accepted")
    )
    yield Row(f"{area}/: mutants tried, refused, accepted", f"{tried}, {refused}, {accepted}")
    for what in ("wrong", "tracebacks", "slow"):
        names = {
            "wrong": "accepted that should not be",
            "tracebacks": "tracebacks",
            "slow": "slower than half a second",
        }
        yield Row(f"{area}/: {names[what]}", sum(len(getattr(tally, what)) for tally in tallies), must_be_none=True)
    yield Row(f"{area}/: the slowest, in seconds of CPU", f"{max(tally.slowest for tally in tallies):.2f}")


def browser(options: Options) -> Iterator[Row]:
    """Build what was accepted although it holds something to run, and open every page of it."""
    visit = visit_accepted(options.folder / "browser", options.sites, options.seed, tell)
    for fault in visit.faults:
        tell(fault)
    yield Row("accepted pages and records with something to run", visit.payloads)
    yield Row("of them refused by the build, for any reason", visit.refused_by_build)
    yield Row("of them refused by the build: for what no page may have", len(visit.breaches), must_be_none=True)
    yield Row("pages opened in Chromium without their policy", visit.pages)
    yield Row("scripts that ran or could run", len(visit.scripts), must_be_none=True)
    yield Row("pages that led elsewhere", len(visit.navigations), must_be_none=True)
    yield Row("requests to other hosts", len(visit.requests), must_be_none=True)
    yield Row("links to secrets planted", visit.canaries)
    yield Row("secrets published", len(visit.published), must_be_none=True)
    yield Row("bad pages and secrets of our own that were not noticed", len(visit.control_failed), must_be_none=True)


def kills(options: Options) -> Iterator[Row]:
    """Kill builds, end them, and take their disks away."""
    builder, random_ = Builder(options.folder / "kills"), random.Random(options.seed)  # noqa: S311 - not for secrets
    yield from _losses("builds killed", kill_builds(builder, options.kills, random_))
    yield from _losses("builds ended by SIGTERM", terminate_builds(builder, options.kills // 2, random_))
    yield from _losses("builds on bad disks", take_disks_away(builder))


def _losses(what: str, losses: Losses) -> Iterator[Row]:
    for fault in losses.faults:
        tell(fault)
    yield Row(f"{what}, of them before their end", f"{losses.tried}, {losses.stopped}")
    yield Row(f"{what}: site changed", len(losses.site_changed), must_be_none=True)
    yield Row(f"{what}: folders left", len(losses.folders_left), must_be_none=True)
    yield Row(f"{what}: processes left", len(losses.children_left), must_be_none=True)
    yield Row(f"{what}: tracebacks and wrong exit codes", len(losses.wrong_ends), must_be_none=True)


def caches(options: Options) -> Iterator[Row]:
    """Damage caches, and compare the answers with those that are given without one."""
    answers = damage_caches(options.folder / "caches", options.caches, random.Random(options.seed))  # noqa: S311 - not for secrets
    for fault in answers.faults:
        tell(fault)
    yield Row("damaged caches", answers.tried)
    yield Row("damaged caches: wrong answers", len(answers.wrong), must_be_none=True)
    yield Row("damaged caches: failed runs", len(answers.failed), must_be_none=True)


PARTS: dict[str, Callable[[Options], Iterator[Row]]] = {
    "mutants": mutants,
    "browser": browser,
    "kills": kills,
    "caches": caches,
}


def main() -> None:
    """Run the attacks that are asked for, and print the table.

    Raises:
        SystemExit: something is wrong.
    """
    parser = argparse.ArgumentParser(prog="make attack", description="Attack the program, and count what is wrong.")
    parser.add_argument("parts", nargs="*", help=f"which attacks, of {', '.join(PARTS)}; all of them without this")
    for name, number, what in SIZES:
        parser.add_argument(f"--{name}", type=int, default=number, help=f"{what} ({number})")
    values = vars(parser.parse_args())
    chosen = values.pop("parts") or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        parser.error(f"there is no attack {unknown[0]!r}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory(prefix="attack-") as name:
        options, start = Options(folder=Path(name), **values), time.monotonic()
        rows = [row for part in chosen for row in _run(part, options)]
    print(f"seed {options.seed}, {time.monotonic() - start:.0f} seconds")
    for row in rows:
        print(f"{row.figure!s:>22}  {row.what}{'  WRONG' if row.must_be_none and row.figure else ''}")
    sys.exit(any(row.must_be_none and row.figure for row in rows))


def _run(part: str, options: Options) -> list[Row]:
    tell(f"{part} ...")
    return list(PARTS[part](options))


SIZES = (
    ("seed", 1, "where the random numbers begin"),
    ("jobs", 2, "how many processes try mutants"),
    ("mutants", 20_000, "how many mutants"),
    ("sites", 2, "how many sites are built of what was accepted"),
    ("kills", 20, "how many builds are killed; half as many are ended by SIGTERM"),
    ("caches", 200, "how many caches are damaged"),
)

if __name__ == "__main__":
    main()
