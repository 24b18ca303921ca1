"""JSON Lines hold what the API holds, and other programs read them as they are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import duckdb
import jq
import pandas as pd
import pytest

from conftest import run
from factcheck.commands.export_command import EXPORTS
from factcheck.kinds import FOLDERS
from factcheck.languages import MAIN
from factcheck.outputs.json_lines import NAMES, as_line
from factcheck.pages.file_addresses import json_lines
from factcheck.pages.renderer import Renderer

Published = Mapping[str, bytes]


def items(published: Published, name: str) -> list[dict[str, object]]:
    text = gzip.decompress(published[json_lines(name)]).decode()
    return [json.loads(line) for line in text.splitlines()]  # which ends a line at U+2028, too


@pytest.mark.parametrize("kind", FOLDERS)
def test_each_record_is_a_line_as_in_its_file(published: Published, kind: str) -> None:
    paths = (path for path in published if path.startswith(f"api/v1/{FOLDERS[kind]}/"))
    files = {item["id"]: item for item in (json.loads(published[path]) for path in paths)}
    lines = {str(item["id"]): item for item in items(published, FOLDERS[kind])}
    gone = {str(item["id"]) for item in items(published, "retired") if item["kind"] == kind}
    assert lines == {id_: item for id_, item in files.items() if id_ not in gone}
    assert gone <= files.keys()


def test_corrections_and_what_is_gone_are_those_of_the_lists(published: Published) -> None:
    listed = json.loads(published["api/v1/corrections.json"])
    corrections = items(published, "corrections")
    assert sorted(corrections, key=repr) == sorted(listed["items"], key=repr)
    assert (claims := [item["claim"] for item in corrections]) == sorted(claims, key=str)
    assert items(published, "retired") == listed["retired"]
    assert items(published, "ratings") == json.loads(published["api/v1/ratings.json"])["ratings"]


def test_pandas_duckdb_and_jq_read_the_same_titles(published: Published, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl.gz"
    file.write_bytes(published[json_lines("claims")])
    titles = [item["title"][MAIN] for item in items(published, "claims")]  # type: ignore[index]
    assert [title[MAIN] for title in pd.read_json(file, lines=True)["title"]] == titles
    assert duckdb.execute(f"SELECT title.{MAIN} FROM read_json(?)", [str(file)]).fetchall() == [
        (title,) for title in titles
    ]
    text = gzip.decompress(file.read_bytes()).decode()
    assert jq.compile(f".title.{MAIN}").input_text(text).all() == titles


def test_no_line_ends_within_a_text() -> None:
    text = "a\u2028b\u2029c\u0085d"
    content = {"x": text}
    line = as_line(content)
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line) == content


def test_the_command_writes_the_same_as_the_site_has(published: Published, renderers: Mapping[str, Renderer]) -> None:
    assert set(EXPORTS) == {"jsonl", "csv", "sqlite", "claimreview"}
    lines = EXPORTS["jsonl"](renderers[MAIN])
    assert {name: make() for name, make in lines.items()} == {
        f"{name}.jsonl": gzip.decompress(published[json_lines(name)]) for name in NAMES
    }


def test_the_command_says_what_it_wrote_and_refuses_records_with_errors(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert run("export", "--to", "sqlite", "--output", "out") == 0
    assert capsys.readouterr().out == "wrote out/records.sqlite\nwrote out/metadata.json\n"
    assert (project / "out/records.sqlite").read_bytes().startswith(b"SQLite format 3")
    for taken in ("facts", "out/metadata.json"):
        assert run("export", "--to", "sqlite", "--output", taken) == 2
        assert "--output" in capsys.readouterr().err
    next((project / "facts/claims").iterdir()).write_text("id: [", encoding="utf-8")
    assert run("export", "--to", "csv", "--output", "other") == 1
    assert not (project / "other").exists()


def test_what_is_not_exported_stays_as_it_is(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    mine, data = project / "out/mine.txt", project / "out/claimreview.json"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    data.symlink_to(mine)
    assert run("export", "--to", "claimreview", "--output", "out") == 0
    assert (mine.read_text(encoding="utf-8"), data.is_symlink()) == ("mine", False)
