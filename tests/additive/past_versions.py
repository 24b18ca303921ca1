"""The published versions of schemas and API that are kept in ``past/``, and how the present one is added to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.languages import MAIN
from factcheck.outputs.api_description import describe
from factcheck.outputs.database import database
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.schema.releases import API_VERSION, SCHEMA_VERSION
from factcheck.schema.rules import SUFFIX
from factcheck.schema.schemas import read_schemas

PAST = Path(__file__).parent / "past"
SCHEMAS, API, TABLES = PAST / "schemas", PAST / "api", PAST / "tables"
GOOD = ROOT / "tests" / "schemas" / "good"
TEXTS = ("title", "description", "summary", "patternErrorMessage")
"""The keywords for people: they may change at any time."""

CHANGED = (
    "{kept} does not say the same as the present version {number}. If {number} was published, add a version to "
    "scripts/factcheck/schema/releases.py; if not, remove {kept}. Then run `make freeze` again."
)


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def schemas_in(folder: Path) -> dict[str, Any]:
    """Return the schemas in a folder by the names of their files."""
    return {path.name: read_json(path) for path in sorted(folder.glob(f"*{SUFFIX}"))}


def present_api() -> Any:
    """Return the description of the API as it is now, as JSON has it."""
    return json.loads(json.dumps(describe("https://factcheck.example/api/v1/", "Word for Word")))


def present_tables() -> dict[str, dict[str, str]]:
    """Return the columns of all tables and views of the database, with their types, by the names of the tables."""
    schemas = read_schemas(ROOT / "schemas")
    renderer = Renderer(Corpus(entries=()), MAIN, Site(url="https://factcheck.example/", name=""), (), schemas=schemas)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(renderer))
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
        return {name: columns_of(connection, name) for (name,) in names.fetchall() if "_fts_" not in name}


def kept_tables() -> list[Any]:
    """Return the columns of all tables and views, as they were each time that they were kept."""
    return [read_json(path) for path in TABLES.iterdir()]


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    columns = connection.execute(f"PRAGMA table_info('{table}')").fetchall()
    return {name: type_ + " NOT NULL" * needed + " KEY" * bool(key) for _, name, type_, needed, _, key in columns}


def major(number: str) -> str:
    return number.partition(".")[0]


def same_major(folder: Path, present: str) -> list[Path]:
    """Return what is kept of each version that the present one must not break."""
    return [path for path in sorted(folder.iterdir()) if major(path.name) == major(present)]


def without_texts(value: Any) -> Any:
    """Return a schema or a description of an API without the words for people."""
    if isinstance(value, list):
        return [without_texts(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {key: without_texts(item) for key, item in value.items() if not (key in TEXTS and isinstance(item, str))}


def freeze() -> None:
    """Keep the present schemas and API, where their number is not kept yet, and the tables, if they have changed.

    Raises:
        SystemExit: what is kept under its number is something else.
    """
    folder, file = SCHEMAS / SCHEMA_VERSION, API / f"{API_VERSION}.json"
    here, api = schemas_in(ROOT / "schemas"), present_api()
    for number, path, then, now in (
        (SCHEMA_VERSION, folder, schemas_in(folder), here),
        (API_VERSION, file, read_json(file) if file.exists() else {}, api),
    ):
        if then and without_texts(then) != without_texts(now):
            message = CHANGED.format(number=number, kept=path.relative_to(ROOT))
            raise SystemExit(message)
    if not folder.exists():
        _keep_schemas(folder, here)
    if not file.exists():
        _write(file, json.dumps(api, ensure_ascii=False, indent=1))
    if (tables := present_tables()) not in kept_tables():
        earlier = len([*TABLES.glob(f"{SCHEMA_VERSION}*.json")])
        name = f"{SCHEMA_VERSION}-{earlier + 1}" if earlier else SCHEMA_VERSION
        _write(TABLES / f"{name}.json", json.dumps(tables, indent=1))
    print(f"Schemas {SCHEMA_VERSION} and API {API_VERSION} are kept.")


def _keep_schemas(folder: Path, schemas: Mapping[str, Any]) -> None:
    """Keep schemas with the records that are good by them."""
    for name, schema in schemas.items():
        _write(folder / name, json.dumps(schema, ensure_ascii=False, indent=1))
    for path in sorted(GOOD.iterdir()):
        text = path.read_text(encoding="utf-8").replace("../../../schemas/", "../")
        _write(folder / "records" / path.name, text.removesuffix("\n"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    print(path.relative_to(ROOT))
