"""Contenders are measured alike, and the peers get the pages that ours gets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import measuring
import publishing
from building import CONFIG, require_pages
from conftest import ROOT
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.report.report import Report
from hugo import make_layout, write_hugo
from measuring import Contender, Result, Role, growth, race, runs_for, save, table
from reading import Page, kind_of, pages, weights
from tree_memory import family


def contender(name: str, code: str, runs: int = 3) -> Contender:
    return Contender(name=name, command=[sys.executable, "-c", code], does="something", runs=runs)


def result(name: str, seconds: float, role: Role = "peer") -> Result:
    return Result(name=name, does="", role=role, seconds=seconds, slowest=seconds, memory=1, runs=1)


def test_race_runs_contenders_in_turn_and_measures_each(tmp_path: Path) -> None:
    note = "open('order', 'a').write({!r})"
    first, second = race([contender("a", note.format("a")), contender("b", note.format("b"), runs=2)], folder=tmp_path)
    assert (tmp_path / "order").read_text(encoding="utf-8") == "ababa"
    assert (first.runs, second.runs) == (3, 2)
    assert 0 < first.seconds <= first.slowest
    assert 1 < first.memory < 1000


def test_contender_that_fails_ends_the_race(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="a failed"):
        race([contender("a", "raise SystemExit('no')")], folder=tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells")
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "import time; held = b'x' * 50_000_000; time.sleep(0.8)"
    parent = f"import subprocess, sys; other = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; other.wait()"
    (found,) = race([contender("a", parent, runs=1)], folder=tmp_path)
    assert found.memory > 2 * 50_000_000 / 2**20


def test_family_of_a_process_that_has_ended_is_itself() -> None:
    assert list(family(2**22 + 1)) == [2**22 + 1]
    assert os.getpid() in family(os.getpid())


def test_pages_are_counted_and_the_time_of_each_is_shown(tmp_path: Path) -> None:
    write = "import os; os.makedirs('out/a', exist_ok=True); open('out/a/index.html', 'w'); open('out/b.html', 'w')"
    writing = replace(contender("a", write), site="out")
    first, second = race([writing, contender("b", "")], folder=tmp_path)
    assert (first.pages, second.pages) == (2, 0)
    shown = table([first, second], "b").splitlines()
    assert shown[-2].endswith(f"| 2 | {first.seconds / 2 * 1000:.2f} |")
    assert shown[-1].endswith("| – | – |")
    assert {line.count("|") for line in shown} == {9}


def test_table_gives_ratios_where_the_measure_ran(tmp_path: Path) -> None:
    results = race([contender("a", ""), contender("b", "")], folder=tmp_path)
    assert "| 1.00 |" in table(results, "b").splitlines()[-1]
    assert table(results, "not installed").count("| – |") == 2


def test_results_are_kept_with_their_ratios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measuring, "RESULTS", tmp_path)
    sections = {0: [result("a", 1, "ours"), result("b", 2)], 1000: [result("a", 3, "ours")]}
    save("some", sections, against="b")
    rows = json.loads((tmp_path / "some.json").read_text(encoding="utf-8"))["sections"]
    assert [row["ratio"] for row in rows["0 claims more"]] == [0.5, 1]
    assert [(row["ratio"], row["role"]) for row in rows["1,000 claims more"]] == [(None, "ours")]
    assert "- a, from 0 to 1,000 claims more: 2.00 ms a claim" in capsys.readouterr().out


def test_growth_is_that_beyond_the_fixed_part() -> None:
    linear, square = growth({0: 1, 1000: 2, 10_000: 11}), growth({0: 1, 1000: 2, 10_000: 101})
    assert linear[1].endswith("1.00 ms a claim; beyond the time at 0 it grows with the power 1.00 of the claims")
    assert square[1].endswith("the power 2.00 of the claims")
    assert growth({0: 1}) == []
    assert "power" not in "".join(growth({0: 2, 100: 1, 1000: 3}))  # noise


def test_programs_run_less_often_with_many_claims() -> None:
    assert [runs_for(claims) for claims in (0, 1000, 10_000, 100_000)] == [5, 5, 3, 1]


def test_hugo_gets_the_shell_of_a_page_of_material(tmp_path: Path) -> None:
    (tmp_path / "docs" / "claims").mkdir(parents=True)
    write_hugo(tmp_path, CONFIG)
    assert 'source = "docs/claims"' in (tmp_path / "hugo.toml").read_text(encoding="utf-8")
    layout = (tmp_path / "layouts/_default/single.html").read_text(encoding="utf-8")
    for variable in ("{{ .Title }}", "{{ .Content }}", "{{ .Permalink }}", "{{ .TableOfContents }}"):
        assert variable in layout
    assert "MARKED" not in layout
    assert 'data-md-component="search-query"' in layout
    assert list((tmp_path / "static/assets/javascripts").glob("bundle.*.js"))


def test_shell_without_a_place_for_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="canonical"):
        make_layout("<html></html>")


def test_peer_that_leaves_pages_out_is_noticed(tmp_path: Path) -> None:
    for name in ("docs/claims/one.md", "docs/claims/other.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    require_pages(tmp_path)  # nobody has built anything
    for name in ("one", "other"):
        page = tmp_path / "site-hugo/claims" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.touch()
    require_pages(tmp_path)
    page.unlink()
    with pytest.raises(SystemExit, match="site-hugo: 1 pages instead of 2"):
        require_pages(tmp_path)


def test_each_output_is_measured_and_pages_are_added_up_apart(sample: Report) -> None:
    made = publishing.renderers(sample.corpus, ROOT)
    chosen = [output for output in OUTPUTS if output.name in {"api", "markdown", "json lines"}]
    found = {item.name: item for output in chosen for item in publishing.cost(output, made)}
    assert found.keys() == {"api", "markdown (pages)", "json lines"}
    assert all(0 < item.packed <= item.size for item in found.values())
    sums = [
        [cell.strip() for cell in line.split("|")][1:4:2]
        for line in publishing.cost_table([*found.values()]).splitlines()
    ]
    assert sums[-2:] == [
        ["all pages", f"{found['markdown (pages)'].files:,}"],
        ["all but pages and the API", f"{found['json lines'].files:,}"],
    ]


def test_copy_without_outputs_publishes_the_api_and_minds_no_link(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copytree(ROOT / "scripts" / "factcheck", tmp_path / "scripts" / "factcheck")
    publishing.leave_out(tmp_path)
    code = """
from pathlib import Path
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.site.html_checks import check_pages
Path("index.html").write_text("<a href=nowhere/>")
print(*(output.name for output in OUTPUTS), *check_pages(Path(), "https://s.example/", ""))
"""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [*publishing.KEPT, "[]", "[]", "[]"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [(".", "home"), ("fr", "home"), ("claims", "claims"), ("claims/one", "claims/…"), ("fr/claims/one", "claims/…")],
)
def test_pages_are_told_apart_by_their_address(address: str, kind: str) -> None:
    assert kind_of(address) == kind


def test_pages_are_weighed_compressed(tmp_path: Path) -> None:
    for name, text in (("claims/one/index.html", "x" * 5000), ("404.html", "y")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(pages(tmp_path))
    assert [(page.kind, page.address, page.bare) for page in found] == [
        ("404.html", ".", 1),
        ("claims/…", "claims/one", 5000),
    ]
    assert all(page.compressed < 100 for page in found)


def test_heaviest_kind_of_pages_comes_first() -> None:
    found = [Page("a", "a/1", 1000, 100), Page("b", "b/1", 9000, 900), Page("b", "b/2", 7000, 700)]
    assert weights(found)[2:] == ["| b | 2 | 0.8 | 0.9 | 9 | b/1 |", "| a | 1 | 0.1 | 0.1 | 1 | a/1 |"]
