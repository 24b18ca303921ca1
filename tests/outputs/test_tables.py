"""The tables as CSV, in a Data Package, and in an SQLite database: other programs read in them what the records say."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from browser.hostile import PAYLOADS, TEXTS
from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, FOLDERS
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import output_files
from factcheck.outputs.api_description import LICENCE_OBJECT
from factcheck.outputs.citation_files import CFF_FILE
from factcheck.outputs.data_package import csv_files, defused, restored
from factcheck.outputs.database import NAME, QUERIES, SEARCHED, database, database_files
from factcheck.outputs.derived_tables import TABLES
from factcheck.outputs.json_lines import line_makers
from factcheck.outputs.llms_txt import LLMS
from factcheck.outputs.output import as_zip
from factcheck.outputs.record_tables import record_tables
from factcheck.pages.file_addresses import CLAIM_REVIEWS, CSV_BUNDLE, DATA_PACKAGE, DATABASE
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim
from factcheck.records.record import Withdrawal, Withdrawn
from factcheck.records.structure import parse, plain
from factcheck.records.version import DIRECTORY, History, Version, content_id

TRICKY = (
    *PAYLOADS,
    *TEXTS,
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'=1+1",
        "''",
        "＝1+1",
        "--",
        '"',
        '""',
        ",",
        ";",
        "a,b;c|d",
        "\\N",
        "NULL",
        "NA",
    ),
    *(
        "a\nb",
        "\n=1",
        " a ",
        "\u00a0a\u00a0",
        "l’été\u202f!",
        "😀",
        "e\u0301",
        "\ufb01",
        "تجربة",
        "0001",
        "1e5",
        "TRUE",
    ),
)
VIEWS, QUESTIONS = ([query.name for query in QUERIES if query.sort == sort] for sort in ("view", "question"))
CODE = re.compile("`([a-z_]{1,40})`")
SLOTS = (("claim", "short"), ("claim", "text"), ("review", "explanation"), ("review", "would_change"))
Published = Mapping[str, bytes]


@pytest.fixture(scope="module")
def csvs(published: Published) -> Mapping[str, bytes]:
    """Return the content of each file in the ZIP."""
    with zipfile.ZipFile(io.BytesIO(published[CSV_BUNDLE])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def records(published: Published) -> Iterator[sqlite3.Connection]:
    with closing(opened(unpacked(published)[f"{NAME}.sqlite"])) as connection:
        yield connection


def unpacked(published: Published) -> Mapping[str, bytes]:
    """Return the content of each file in the ZIP with the database."""
    with zipfile.ZipFile(io.BytesIO(published[DATABASE])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.row_factory = sqlite3.Row
    return connection


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(codecs.BOM_UTF8)  # without it, some spreadsheets take the text for another encoding
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def api(published: Published, kind: str) -> dict[str, Any]:
    """Return the records of a kind by id, as the API gives them."""
    files = {path: content for path, content in published.items() if path.startswith(f"api/v1/{FOLDERS[kind]}/")}
    found = (json.loads(content) for content in files.values())
    return {item["id"]: item for item in found if not {"moved_to", "withdrawn"} & item["record"].keys()}


def test_claims_say_in_each_form_what_their_records_say(
    published: Published, csvs: Mapping[str, bytes], records: sqlite3.Connection
) -> None:
    written = {row["id"]: row for row in rows(csvs["claims.csv"])}
    stored = {row["id"]: dict(row) for row in records.execute("SELECT * FROM claims")}
    claims = api(published, CLAIM)
    assert written.keys() == stored.keys() == claims.keys()
    for id_, claim in claims.items():
        said, review = claim["record"]["claim"], claim["record"]["review"]
        texts = {name: said[name] for name in ("short", "text")}
        for field, text in {**texts, "explanation": review["explanation"], "title": claim["title"]}.items():
            for language in LANGUAGES:
                name = f"{field}_{language}"
                assert restored(written[id_][name]) == text.get(language, "") == (stored[id_][name] or "")
        assert restored(written[id_]["quotation_exact"]) == said["quotation"]["exact"] == stored[id_]["quotation_exact"]
        values = (review["rating"], said["claimant"], claim["pages"][MAIN], review["checked"])
        names = ("rating", "claimant", f"page_{MAIN}", "checked")
        assert values == tuple(written[id_][name] for name in names) == tuple(stored[id_][name] for name in names)


def test_every_value_in_a_record_is_in_some_table(published: Published, records: sqlite3.Connection) -> None:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
    tables = [name for (name,) in records.execute(query)]
    cells = {str(cell) for name in tables for row in records.execute(f"SELECT * FROM '{name}'") for cell in row}
    every = (item["record"] for kind in FOLDERS for item in api(published, kind).values())
    values = {str(value) for record in every for value in leaves(record)}
    assert values - cells <= {"True"}  # which SQLite has as 1


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from leaves(part)
    else:
        yield data


def with_texts(renderer: Renderer, texts: tuple[str, ...]) -> Renderer:
    """Return a renderer of the same records with other texts of its claims, several in each."""
    entries, left = [], list(texts)
    for entry in renderer.corpus.entries:
        record = entry.record
        if isinstance(record, Claim):
            data = plain(record)
            for layer, field in SLOTS:
                data[layer][field] = {language: left.pop() if left else "x" for language in LANGUAGES}
            record = parse(Claim, data)
        entries.append(replace(entry, record=record))
    assert not left
    return replace(renderer, corpus=Corpus(entries=tuple(entries)))


def test_strange_texts_come_back_from_every_form(renderers: Mapping[str, Renderer], tmp_path: Path) -> None:
    renderer = with_texts(renderers[MAIN], TRICKY)
    names = [f"{field}_{language}" for _, field in SLOTS for language in LANGUAGES]
    content = csv_files(renderer)["claims.csv"]()
    (tmp_path / "claims.csv").write_bytes(content)
    by_pandas = pd.read_csv(io.BytesIO(content), keep_default_na=False, dtype=str)
    query = f"SELECT {', '.join(names)} FROM read_csv(?, all_varchar = true)"
    by_duckdb = duckdb.execute(query, [str(tmp_path / "claims.csv")]).fetchall()
    with closing(opened(database(renderer))) as records:
        stored = {row[name] for row in records.execute("SELECT * FROM claims") for name in names}
    assert set(TRICKY) <= stored
    assert set(TRICKY) <= {restored(text) for name in names for text in by_pandas[name]}
    assert set(TRICKY) <= {restored(text) for row in by_duckdb for text in row}
    assert not [text for name in names for text in by_pandas[name] if text[:1] in set("=+-@＝＋－＠\n\t\r")]


@given(st.text(st.one_of(st.sampled_from("=+-@＝＋－＠';\t\r\n \""), st.characters())))
def test_a_defused_text_is_no_formula_and_can_be_restored(text: str) -> None:
    assert restored(defused(text)) == text
    assert defused(text)[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(st.text("a=+-@＝＋－＠'; \n\"", max_size=8))
def test_no_field_is_a_formula_where_semicolons_are_taken_to_separate_fields(text: str) -> None:
    target = io.StringIO(newline="")
    csv.writer(target).writerow(["id", defused(text), "x"])
    cells = [cell for row in csv.reader(target.getvalue().splitlines(), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠")]


def test_the_description_is_a_valid_data_package_and_the_tables_are_what_it_says(
    published: Published, csvs: Mapping[str, bytes], tmp_path: Path
) -> None:
    for path, content in published.items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    # In a process of its own: frictionless warns of what it uses itself.
    program = "import sys, frictionless\nreport = frictionless.validate(sys.argv[1], type='package')\n"
    program += "print(report.flatten(['title', 'message']), len(report.tasks))"
    command = [sys.executable, "-c", program, str(tmp_path / DATA_PACKAGE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    package = json.loads(published[DATA_PACKAGE])
    assert told.split() == ["[]", str(len(package["resources"]))]
    assert all((tmp_path / "data" / item["path"]).is_file() for item in package["resources"])
    inside = json.loads(csvs["datapackage.json"])
    tables = [item for item in package["resources"] if item.get("type") == "table"]
    assert {item["type"] for item in package["resources"] if "type" in item} == {"table"}  # version 2 knows no other
    assert [item["path"] for item in inside["resources"]] == [item["innerpath"] for item in tables]
    assert [item["schema"] for item in inside["resources"]] == [item["schema"] for item in tables]
    assert csvs.keys() == {"datapackage.json", *(item["path"] for item in inside["resources"])}


def test_every_column_is_explained(renderers: Mapping[str, Renderer]) -> None:
    tables = record_tables(renderers[MAIN])
    assert [table.name for table in tables if not table.description] == []
    columns = [(table.name, column) for table in tables for column in table.columns]
    assert [(name, item.name) for name, item in columns if not (item.title and item.description)] == []
    for table in tables:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_tables_need_no_schemas(renderers: Mapping[str, Renderer]) -> None:
    with_schemas, without = record_tables(renderers[MAIN]), record_tables(replace(renderers[MAIN], schemas={}))
    assert [list(table.rows()) for table in with_schemas] == [list(table.rows()) for table in without]


def test_the_database_is_sound(records: sqlite3.Connection) -> None:
    assert [tuple(row) for row in records.execute("PRAGMA integrity_check")] == [("ok",)]
    assert records.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = [row[0] for row in records.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    keys = {name: records.execute(f"PRAGMA foreign_key_list('{name}')").fetchall() for name in tables}
    assert {row["table"] for row in keys["claim_evidence"]} == {"claims", "sources"}


def test_views_name_each_claim_with_its_title(records: sqlite3.Connection) -> None:
    titles = {(row["id"], row[f"title_{MAIN}"]) for row in records.execute("SELECT * FROM claims")}
    for view in VIEWS:
        found = records.execute(f"SELECT * FROM {view}").fetchall()
        assert found, view
        assert {(row["claim"], row[f"title_{MAIN}"]) for row in found} <= titles, view
    (amounts,) = records.execute("SELECT count(*) FROM payloads WHERE amount_currency IS NOT NULL").fetchone()
    assert len(records.execute("SELECT * FROM amounts").fetchall()) == amounts
    assert len(records.execute("SELECT * FROM claim_overview").fetchall()) == len(titles)
    said = {tuple(row) for row in records.execute("SELECT id, claimant, rating FROM claims")}
    assert {tuple(row) for row in records.execute("SELECT claim_id, claimant, rating FROM payloads")} == said


def test_what_a_withdrawn_claim_said_stays(renderers: Mapping[str, Renderer]) -> None:
    before = next(iter(renderers[MAIN].corpus.claims.values()))
    reason = dict.fromkeys(LANGUAGES, "=gone")
    stone = Withdrawn(id=before.id, withdrawn=Withdrawal(title=before.claim.short, date="2026-11-20", reason=reason))
    entries = [
        replace(entry, record=stone) if (entry.kind, entry.stem) == (CLAIM, before.id) else entry
        for entry in renderers[MAIN].corpus.entries
    ]
    said = Version(date="2026-11-01", content=content_id(b"x"), data=plain(before))
    history = History(records={(CLAIM, before.id): (said,)})
    renderer = replace(renderers[MAIN], corpus=Corpus(entries=tuple(entries)), history=history)
    with closing(opened(database(renderer))) as records:
        row = dict(records.execute("SELECT * FROM retired WHERE kind = 'claim' AND id = ?", [before.id]).fetchone())
    assert (row["id"], row["type"], row["date"], row[f"reason_{MAIN}"]) == (
        before.id,
        "withdrawn",
        "2026-11-20",
        "=gone",
    )
    assert json.loads(row["said"]) == plain(before)
    written = next(row for row in rows(csv_files(renderer)["retired.csv"]()) if row["id"] == before.id)
    assert {name: restored(text) for name, text in written.items()} == {name: text or "" for name, text in row.items()}
    lines = [json.loads(line) for line in line_makers(renderer)["retired"]().splitlines()]
    assert next(line["said"] for line in lines if line["id"] == before.id) == plain(before)


def test_search_finds_words_with_other_accents(renderers: Mapping[str, Renderer]) -> None:
    renderer = with_texts(renderers[MAIN], ("Le fournisseur privilégié d’Été", "ﬁn"))
    search = "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH ?"
    with closing(opened(database(renderer))) as records:
        for words in ("privilegie", "PRIVILÉGIÉ ete", '"d\'été"'):
            assert records.execute(search, [words]).fetchone()[0] == 1, words


def test_a_number_that_is_too_large_for_sqlite_stops_nothing(renderers: Mapping[str, Renderer]) -> None:
    entries = list(renderers[MAIN].corpus.entries)
    place, data = next(
        (place, plain(entry.record))
        for place, entry in enumerate(entries)
        if isinstance(entry.record, Claim) and "value" in plain(entry.record)["claim"]["payload"].get("amount", {})
    )
    data["claim"]["payload"]["amount"]["value"] = 10**30
    entries[place] = replace(entries[place], record=parse(Claim, data))
    renderer = replace(renderers[MAIN], corpus=Corpus(entries=tuple(entries)))
    with closing(opened(database(renderer))) as records:
        assert records.execute("SELECT max(amount_value) FROM amounts").fetchone()[0] == pytest.approx(1e30)
    assert str(10**30).encode() in csv_files(renderer)["payloads.csv"]()


def test_datasette_opens_the_database_and_answers_its_own_questions(published: Published, tmp_path: Path) -> None:
    file, guide = tmp_path / f"{NAME}.sqlite", tmp_path / "metadata.json"
    for name, content in unpacked(published).items():
        (tmp_path / name).write_bytes(content)
    told = json.loads(guide.read_bytes())["databases"][NAME]
    asked = [f"/{NAME}/{name}.json?words=the&day=2100-01-01" for name in QUESTIONS]
    words = [quote(text) for text in ("a-b", "don't", '"', "AND", "(", "*", "")]
    asked += [f"/{NAME}/{name}.json?words={text}" for text in words for name in QUESTIONS if "search" in name]
    asked += [f"/{NAME}/claims.json?_search=the&_labels=on&_facet=rating", f"/{NAME}.json"]
    program = "import asyncio, sys, json\nfrom datasette.app import Datasette\nasync def ask():\n"
    program += " ds = Datasette([sys.argv[1]], metadata=json.load(open(sys.argv[2])))\n"
    program += " answers = [await ds.client.get(path) for path in sys.argv[3:]]\n"
    program += " print(json.dumps([[a.status_code, a.json()] for a in answers]))\nasyncio.run(ask())"
    # In a process of its own: Datasette warns of what it uses itself.
    command = [sys.executable, "-W", "ignore", "-c", program, str(file), str(guide), *asked]
    answers = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [code for code, _ in answers] == [200] * len(asked)
    assert [answer.get("error") for _, answer in answers] == [None] * len(asked)
    assert [name for name, (_, answer) in zip(QUESTIONS, answers, strict=False) if not answer["rows"]] == []
    *_, (_, claims), (_, whole) = answers
    assert claims["rows"]
    assert claims["rows"][0]["rating"]["label"]
    tables = {item["name"]: set(item["columns"]) for item in whole["tables"]}
    found = {item["name"]: item["fts_table"] for item in whole["tables"] if not item["hidden"] and item["fts_table"]}
    assert found == {name: f"{name}_fts" for name in SEARCHED}  # without these, _search finds everything
    views = {item["name"] for item in whole["views"]}
    assert told["tables"].keys() <= {*tables, *views}
    for name, about in told["tables"].items():
        assert about.get("columns", {}).keys() <= tables.get(name, set()), name


def test_wherever_the_records_are_taken_they_name_licence_version_and_day(renderers: Mapping[str, Renderer]) -> None:
    version = f"{DIRECTORY}{40 * 'a'}"
    files = output_files(replace(renderers[MAIN], history=History(whole=version)))
    cited = yaml.safe_load(files[CFF_FILE]())
    day = cited["date-released"]
    assert cited["version"] == version
    with zipfile.ZipFile(io.BytesIO(files[CSV_BUNDLE]())) as archive:
        described = [files[DATA_PACKAGE](), archive.read("datapackage.json")]
    for package in map(json.loads, described):
        assert (package["version"], package["created"][:10]) == (version, day)
        assert package["licenses"][0]["name"] == cited["license"]
    with zipfile.ZipFile(io.BytesIO(files[DATABASE]())) as archive:
        guide = json.loads(archive.read("metadata.json"))
        assert version in guide["description"]
        assert (guide["license"], guide["source_url"]) == (LICENCE_OBJECT["name"], renderers[MAIN].site.url)
        with closing(opened(archive.read(f"{NAME}.sqlite"))) as records:
            about = dict(tuple(row) for row in records.execute("SELECT name, value FROM about"))
    assert (about["version"], about["updated"], about["licence"]) == (version, day, LICENCE_OBJECT["name"])
    index = json.loads(files["api/v1/index.json"]())
    assert (index["content"], index["updated"], index["licence"]) == (version, day, LICENCE_OBJECT)
    assert json.loads(files[CLAIM_REVIEWS]())["version"] == version
    assert version.encode() in files[LLMS]()


def test_files_are_the_same_whenever_they_are_made(renderers: Mapping[str, Renderer], published: Published) -> None:
    again = replace(renderers[MAIN])
    assert as_zip(csv_files(again)) == published[CSV_BUNDLE]
    assert as_zip(database_files(again)) == published[DATABASE]
    with zipfile.ZipFile(io.BytesIO(published[CSV_BUNDLE])) as archive:
        found = {(item.date_time, item.external_attr) for item in archive.infolist()}
    assert found == {((1980, 1, 1, 0, 0, 0), 0o100644 << 16)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_the_tables_names_tables_and_views_that_are_there(
    renderers: Mapping[str, Renderer], language: str
) -> None:
    tables = {table.name for table in record_tables(renderers[MAIN])}
    page = (ROOT / f"docs/{language}/data/tables.md").read_text(encoding="utf-8")
    listed = {name for line in page.splitlines() if line.startswith("| `") for name in CODE.findall(line.split("|")[1])}
    searches = {f"{name}_fts" for name in SEARCHED}
    assert listed <= tables | set(VIEWS)
    assert listed >= {*VIEWS, *TABLES.values(), "payloads", "claim_evidence", "retired"}
    assert searches <= {*CODE.findall(page)}
