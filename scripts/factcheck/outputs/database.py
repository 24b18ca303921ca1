"""The tables as an SQLite database, with foreign keys, views and a full-text search that folds accents (FTS5).

It is made in memory, and depends on the records and the version of SQLite only. In the site it is in a ZIP, which every
system opens: as it is, it would be five times as large. With it is ``metadata.json``, which explains it to readers of
Datasette.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.data_package import about_records
from factcheck.outputs.output import Content, Make, Output, as_json, as_zip
from factcheck.outputs.record_tables import record_tables
from factcheck.outputs.tables import BOOLEAN, INTEGER, NUMBER, Table, TableColumn
from factcheck.pages.file_addresses import BULK, DATABASE
from factcheck.pages.page import language_folder
from factcheck.pages.renderer import Renderer

NAME = "records"
"""The name of the database in Datasette: that of its file, without the ending."""


class _Query(NamedTuple):
    """A view or a question: which of these, its name, what it is about, and its statement."""

    sort: str
    name: str
    about: str
    statement: str


_HEAD = re.compile(r"^-- (view|question) ([a-z_]{1,30}): (.{1,200})\n", re.MULTILINE)
_EACH = re.compile(r"\b([a-z])\.([a-z_]{1,30}_)\*(?: AS ([a-z_]{1,30}_)\*)?")


def _in_each_language(column: re.Match[str]) -> str:
    """Return a column in each language; a text that is not translated is in another one."""
    table, name, shown = column[1], column[2], column[3] or column[2]
    texts = {language: [language, *(other for other in LANGUAGES if other != language)] for language in LANGUAGES}
    return ", ".join(
        f"coalesce({', '.join(f'{table}.{name}{code}' for code in order)}, NULL) AS {shown}{language}"
        for language, order in texts.items()
    )


def _read_queries() -> Iterator[_Query]:
    """Yield the views and questions in ``database.sql``."""
    _, *parts = _HEAD.split(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    for sort, name, about, statement in zip(*(parts[place::4] for place in range(4)), strict=True):
        yield _Query(sort, name, about, _EACH.sub(_in_each_language, statement).strip().removesuffix(";"))


QUERIES = tuple(_read_queries())
"""The views and the questions."""

_TYPES = {INTEGER: "INTEGER", BOOLEAN: "INTEGER", NUMBER: "NUMERIC"}
"""The types of SQLite; all others are TEXT."""
_PAGE_SIZE = 4096
_TOKENS = "unicode61 remove_diacritics 2"
"""Words are found without regard to accents: ``economique`` finds ``économique``."""
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "claims": ("short", "text", "quotation_exact", "explanation"),
    "claim_evidence": ("quotation_exact", "note"),
    "articles": ("title", "summary"),
    "sources": ("title", "publisher"),
    "entities": ("name", "description"),
    "terms": ("label", "meaning"),
}
"""The tables with a full-text search, and the fields that it looks in, in all languages.

That of ``claims`` is ``claims_fts``. Datasette finds it by ``content=[claims]``, with these brackets.
"""
_LARGEST = 2**63


def database(renderer: Renderer) -> bytes:
    """Return the database, as the content of its file."""
    tables = record_tables(renderer)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(_definition(table))
            places = ", ".join("?" * len(table.columns))
            rows = ([_stored(value) for value in row] for row in table.rows())
            connection.executemany(f"INSERT INTO {table.name} VALUES ({places})", rows)
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        known = ((name, value) for name, value in about_records(renderer).items() if value)
        connection.executemany("INSERT INTO about VALUES (?, ?)", known)
        for statement in (*_views(), *_searches(tables)):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return connection.serialize()


def _stored(value: object) -> object:
    """Return a value that SQLite can hold: a number that is too large for an integer becomes an approximate one."""
    return str(value) if isinstance(value, int) and abs(value) >= _LARGEST else value


def _definition(table: Table) -> str:
    """Return the statement that makes a table."""
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(column.name for column in table.key)})")
    parts += [
        f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {key.table} ({_names(key.named)})"
        for key in table.foreign_keys
    ]
    # A search needs the number that SQLite gives each row; without it, a table has its key only once.
    return f"CREATE TABLE {table.name} ({', '.join(parts)}){'' if table.name in SEARCHED else ' WITHOUT ROWID'}"


def _column(column: TableColumn) -> str:
    return f'"{column.name}" {_TYPES.get(column.type, "TEXT")}{" NOT NULL" if column.required else ""}'


def _names(names: Sequence[str] | Iterator[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _views() -> Iterator[str]:
    for query in QUERIES:
        if query.sort == "view":
            yield f"CREATE VIEW {query.name} AS {query.statement}"


def _searches(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make the full-text searches."""
    for table in (table for table in tables if table.name in SEARCHED):
        name = f"{table.name}_fts"
        wanted = SEARCHED[table.name]
        columns = _names(item.name for item in table.columns if item.field in wanted)
        yield f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content=[{table.name}], tokenize='{_TOKENS}')"
        yield f"INSERT INTO {name} ({name}) VALUES ('rebuild')"
        yield f"INSERT INTO {name} ({name}) VALUES ('optimize')"


_LABELS = {
    "articles": "title",
    "claims": f"title_{MAIN}",
    "sources": "title",
    "entities": f"name_{MAIN}",
    "ratings": f"label_{MAIN}",
    "terms": f"label_{MAIN}",
}
"""The column that says what a row is, wherever another row names it."""
_FACETS = {
    "claims": ("rating", "kind", "article"),
    "claim_evidence": ("stance",),
    "sources": ("kind", "tier", "access"),
    "entities": ("kind",),
    "payloads": ("place", "type", "status"),
    "claim_overview": ("rating", "article"),
    "amounts": ("place", "status", "amount_currency"),
    "labels": ("place", "term"),
    "corrections": ("type",),
}
"""The columns by which a table or view is best counted and narrowed."""
_NEWEST_FIRST = {"corrections": "date", "retired": "date"}


def guide(renderer: Renderer) -> Content:
    """Return what Datasette (0.65) shows about the database: licence, source, and what tables and columns mean."""
    tables, about = record_tables(renderer), about_records(renderer)
    told = {
        table.name: {
            "description": table.description,
            "columns": {item.name: item.description for item in table.columns if item.description},
        }
        for table in tables
    }
    told |= {query.name: {"description": query.about} for query in QUERIES if query.sort == "view"}
    for name, item in told.items():
        more = {"label_column": _LABELS.get(name), "facets": _FACETS.get(name), "sort_desc": _NEWEST_FIRST.get(name)}
        item |= {key: value for key, value in more.items() if value}
    return {
        "title": about["title"],
        "description": f"{about['description']} Version: {about['version'] or about['updated']}.",
        "license": about["licence"],
        "license_url": about["licence_url"],
        "source": about["title"],
        "source_url": about["site"],
        "about": "What the data are, and how to use them",
        "about_url": f"{about['site']}{language_folder(MAIN)}{BULK}",
        "databases": {
            NAME: {
                "tables": told,
                "queries": {
                    query.name: {"title": query.about, "sql": query.statement}
                    for query in QUERIES
                    if query.sort == "question"
                },
            }
        },
    }


def database_files(renderer: Renderer) -> Mapping[str, Make]:
    """Return a function for the database and one for what Datasette shows about it, by the names of the files."""
    return {f"{NAME}.sqlite": lambda: database(renderer), "metadata.json": lambda: as_json(guide(renderer))}


SQLITE = Output(
    name="sqlite",
    files=lambda renderer: {DATABASE: lambda: as_zip(database_files(renderer))},
    paths=(re.escape(DATABASE),),
)
