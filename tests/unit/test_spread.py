"""Work on several cores gives what one core gives, in the same order, whatever happens to a child."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT
from factcheck import pipeline
from factcheck.examples import lay
from factcheck.pipeline import Report, validate
from factcheck.spread import cores, spread

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
NUMBERS = list(range(11))
TODAY = datetime(2026, 11, 25, tzinfo=UTC).date()


def doubled(part: Sequence[int]) -> list[int]:
    return [2 * number for number in part]


def whose(part: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in part]


@pytest.mark.parametrize("processes", [1, 2, 3, 20])
@pytest.mark.parametrize("length", [0, 1, 2, 11])
def test_results_are_in_the_order_of_the_items(processes: int, length: int) -> None:
    assert spread(doubled, NUMBERS[:length], processes=processes) == doubled(NUMBERS[:length])


@on_linux
def test_children_do_their_share() -> None:
    assert len(set(spread(whose, NUMBERS, processes=3))) == 3
    assert set(spread(whose, NUMBERS, processes=1)) == {os.getpid()}


@on_linux
def test_what_a_child_sends_is_brought_home() -> None:
    found = spread(
        doubled,
        NUMBERS,
        processes=2,
        away=lambda part: [str(number) for number in part],
        home=lambda item, text: item + int(text),
    )
    assert found == doubled(NUMBERS)


@on_linux
def test_part_of_a_child_that_dies_is_done_here() -> None:
    parent = os.getpid()

    def dying(part: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(9)
        return doubled(part)

    assert spread(dying, NUMBERS, processes=2) == doubled(NUMBERS)


def test_nothing_is_forked_beside_a_thread() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(spread(whose, NUMBERS, processes=3)) == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


@on_linux
@pytest.mark.parametrize("example", ["TRM002-exclusive-conflict", "SYN002-repeated-field", "STY004-canonical-form"])
def test_two_processes_find_what_one_finds(project: Path, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = next(path for path in CHECKS.iterdir() if path.name.startswith(example[:6]))
    lay(project, folder / "bad")
    alone = validate(project, today=TODAY)
    monkeypatch.setattr(pipeline, "MANY", 1)
    together = validate(project, today=TODAY, processes=2)
    assert alone.findings
    assert (together.findings, together.skipped) == (alone.findings, alone.skipped)
    assert {entry.stem: entry.record for entry in together.corpus.entries} == {
        entry.stem: entry.record for entry in alone.corpus.entries
    }


@on_linux
def test_two_processes_read_the_real_records_alike(real: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MANY", 1)
    together = validate(ROOT, today=pipeline.today(), processes=2)
    assert together.findings == real.findings
    assert [entry.record for entry in together.corpus.entries] == [entry.record for entry in real.corpus.entries]
