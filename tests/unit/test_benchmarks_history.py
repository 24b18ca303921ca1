"""The history of the benchmarks keeps ratios, and warns where one got worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import history
from history import Run, annotation, main, read_history, read_results, table, warnings


def run(ratio: float, name: str = "building, 0 claims more: ours / Hugo", date: str = "2026-11-26") -> Run:
    return Run(date=date, commit="87c84ae5f0", machine="2 cores", ratios={name: ratio})


def write_result(folder: Path, seconds: float) -> None:
    row = {"does": "pages", "slowest": 9, "memory": 9, "runs": 3, "ratio": 1}
    rows = [
        {"name": "ours", "role": "ours", "seconds": seconds} | row,
        {"name": "ours, anew", "role": "ours", "seconds": 2 * seconds} | row,
        {"name": "Hugo", "role": "peer", "seconds": 2.0} | row,
        {"name": "Pagefind alone", "role": "part", "seconds": 0.5} | row,
    ]
    data = {"date": "2026-11-26", "machine": "2 cores", "python": "3.11", "sections": {"0 claims more": rows}}
    folder.mkdir(exist_ok=True)
    (folder / "building.json").write_text(json.dumps(data), encoding="utf-8")


def test_results_become_ratios_of_each_of_ours_to_each_peer(tmp_path: Path) -> None:
    write_result(tmp_path, seconds=3)
    found = read_results(tmp_path, "87c84ae")
    assert found.ratios == {
        "building, 0 claims more: ours / Hugo": 1.5,
        "building, 0 claims more: ours, anew / Hugo": 3.0,
    }
    assert (found.date, found.machine, found.commit) == ("2026-11-26", "2 cores", "87c84ae")


def test_without_results_there_is_nothing_to_keep(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make bench"):
        read_results(tmp_path, "")


@pytest.mark.parametrize(
    ("before", "now", "warned"),
    [
        ([2.0, 2.0, 2.0], 2.6, True),
        ([2.0, 2.0, 2.0], 2.5, False),  # 25 % exactly
        ([2.0, 2.0, 2.0], 1.0, False),
        ([2.0, 9.0, 2.0], 2.6, True),  # one slow run does not hide another
        ([2.0, 2.0], 9.0, False),  # too few to tell
        ([], 9.0, False),
        ([1.0] * 9 + [3.0] * 8, 3.1, False),  # only the last runs count
    ],
)
def test_warns_of_a_ratio_far_above_the_median(before: list[float], now: float, *, warned: bool) -> None:
    assert bool(list(warnings([run(ratio) for ratio in before], run(now)))) is warned


def test_a_new_comparison_is_not_compared() -> None:
    assert list(warnings([run(1.0)] * 5, run(9.0, name="building, 0 claims more: ours / Other"))) == []


def test_warning_says_what_and_how_much() -> None:
    (message,) = warnings([run(2.0)] * 4, run(3.0))
    assert message == "building, 0 claims more: ours / Hugo: 3, and 2 in the median of 4 runs before"
    assert annotation("100 %\nno") == "::warning title=Slower beside a peer::100 %25%0Ano"


def test_table_shows_the_newest_run_first() -> None:
    first, last = run(1.0, date="2026-11-19"), run(2.0)
    lines = table([first, last]).splitlines()
    assert lines[0] == "| times as long as the peer | 2026-11-26 `87c84ae` | 2026-11-19 `87c84ae` |"
    assert lines[2:] == ["| building, 0 claims more: ours / Hugo | 2 | 1 |"]
    assert "| 1 | – |" in table([run(1.0, name="other"), run(1.0)])


def test_each_run_adds_a_line_and_a_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(history, "RESULTS", tmp_path / "bench")
    monkeypatch.setenv("GITHUB_SHA", "87c84ae5f0")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    file = tmp_path / "history.jsonl"
    for seconds in (1, 1, 1, 2):
        write_result(tmp_path / "bench", seconds)
        main(file)
    assert [kept.ratios["building, 0 claims more: ours / Hugo"] for kept in read_history(file)] == [0.5, 0.5, 0.5, 1]
    assert capsys.readouterr().out.count("::warning") == 2
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").count("| times as long") == 4


def test_without_github_the_table_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(history, "RESULTS", tmp_path / "bench")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    write_result(tmp_path / "bench", 1)
    main(tmp_path / "history.jsonl")
    assert "| building, 0 claims more: ours / Hugo | 0.5 |" in capsys.readouterr().out
