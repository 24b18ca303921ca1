"""Make mutants, let the checks judge each as a pull request, and count what should not have happened."""

from __future__ import annotations

import faulthandler
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from conftest import TODAY
from factcheck.errors import SetupError
from factcheck.project import check_project
from hostile.docs_judge import judge_docs
from hostile.docs_mutants import docs_mutant
from hostile.facts_judge import judge_facts
from hostile.facts_mutants import facts_mutant
from hostile.project import Mutant, changed, contents, make_project
from hostile.schema_judge import judge_schemas
from hostile.schema_mutants import schema_mutant

SLOW = 0.5
"""Seconds of CPU that judging a project with one mutant may take."""
PATIENCE = 10.0
"""Seconds of CPU after which a mutant is given up."""
LONGEST_MESSAGE = 1_000
"""How many characters a message about a broken set-up may have: a sentence, and no traceback."""
AREAS: Mapping[str, Callable[[random.Random, Mapping[str, bytes]], Mutant]] = {
    "docs": docs_mutant,
    "schemas": schema_mutant,
    "facts": facts_mutant,
}
FileJudge = Callable[[Path, str, Mapping[str, bytes]], str]
JUDGES: Mapping[str, FileJudge] = {"docs": judge_docs, "schemas": judge_schemas, "facts": judge_facts}
"""For each area, who says why a file should not have been accepted."""
SHARES = ("docs", "docs", "docs", "schemas", "schemas", "facts", "facts")


class Verdict(NamedTuple):
    """Whether a project was accepted, what went wrong, and how many seconds of CPU it took."""

    accepted: bool
    fault: str
    seconds: float


class GivenUpError(Exception):
    """It took far too long."""


@dataclass
class Tally:
    """What was tried at one area, and what came of it."""

    tried: int = 0
    refused: int = 0
    accepted: int = 0
    wrong: list[str] = field(default_factory=list)
    """Mutants that were accepted and should not have been, with the reason."""
    tracebacks: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    slowest: float = 0.0
    ways: Counter[str] = field(default_factory=Counter)
    """How many were accepted of each way."""

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.wrong, *self.tracebacks, *self.slow]


Tallies = dict[str, Tally]


def attack(folder: Path, numbers: Iterable[int], seed: int, tell: Callable[[str], object] = lambda _: None) -> Tallies:
    """Try the mutants of these numbers on new projects in `folder`; return what came of them, by their area.

    Raises:
        ValueError: the projects themselves are refused.
    """
    large, small = make_project(folder / "large"), make_project(folder / "small", small=True)
    for root in (large, small):
        if not (clean := judge(root)).accepted:
            message = f"the project is refused as it is: {clean.fault}"
            raise ValueError(message)
    roots = {"docs": small, "schemas": small, "facts": large}
    originals = {area: contents(root, area) for area, root in roots.items()}
    tallies = {area: Tally() for area in AREAS}
    for number in numbers:
        random_ = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
        area = random_.choice(SHARES)
        mutant = AREAS[area](random_, originals[area])
        before = len(tallies[area].faults)
        count(roots[area], mutant, originals[area], tallies[area], JUDGES[area])
        for fault in tallies[area].faults[before:]:
            tell(f"{seed}/{number} {fault}")
    return tallies


def count(root: Path, mutant: Mutant, originals: Mapping[str, bytes], tally: Tally, judge_file: FileJudge) -> None:
    """Judge one mutant, and add what comes of it to a tally."""
    try:
        with changed(root, mutant):
            verdict = judge(root)
            if verdict.seconds > SLOW:  # something else may have taken the time
                verdict = min(verdict, judge(root), judge(root), key=lambda one: one.seconds)
            why = _opinion(root, mutant, originals, judge_file) if verdict.accepted else ""
    except OSError as error:
        if error.filename and str(root) in str(error.filename):
            return  # this system takes no such name, or file in the place of a folder
        raise
    tally.tried += 1
    tally.accepted += verdict.accepted
    tally.refused += not verdict.accepted and not verdict.fault
    tally.slowest = max(tally.slowest, verdict.seconds)
    if verdict.accepted:
        tally.ways[mutant.way] += 1
    if why:
        tally.wrong.append(f"accepted: {mutant}: {why}")
    if verdict.fault:
        tally.tracebacks.append(f"broken: {mutant}: {verdict.fault}")
    if verdict.seconds > SLOW:
        tally.slow.append(f"slow: {mutant}: {verdict.seconds:.2f} s")


def judge(root: Path) -> Verdict:
    """Let the checks judge the project at `root`, as `factcheck validate` does, without a cache."""
    start, fault, accepted = time.process_time(), "", False
    try:
        with limited():
            report = check_project(root, today=TODAY)
        accepted = not report.errors
    except SetupError as error:
        if len(str(error)) > LONGEST_MESSAGE or "Traceback" in str(error):
            fault = f"a message that nobody reads: {str(error)[:200]!r}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
        fault = f"{type(error).__name__}: {str(error)[:200]}"
    return Verdict(accepted, fault, time.process_time() - start)


def _opinion(root: Path, mutant: Mutant, originals: Mapping[str, bytes], judge_file: FileJudge) -> str:
    try:
        with limited():
            return "; ".join(filter(None, (judge_file(root, name, originals) for name in mutant.files)))
    except GivenUpError:
        return f"what others do with it takes more than {PATIENCE:.0f} s"


@contextmanager
def limited() -> Iterator[None]:
    """Stop what is done here when it takes far too long; if it cannot be stopped, show where it is and end."""

    def give_up(*_: object) -> None:
        raise GivenUpError

    previous = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    faulthandler.dump_traceback_later(30 * PATIENCE, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
