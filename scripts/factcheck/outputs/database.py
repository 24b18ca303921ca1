"""The tables as an SQLite database, with foreign keys, indexes, views and a full-text search that folds accents (FTS5).

It is made in memory, and depends on the records and the version of SQLite only. In the site it is compressed with xz:
without that, it would be seven times as large.
"""

import lzma
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from factcheck.outputs.database_views import VIEWS
from factcheck.outputs.output import Output
from factcheck.outputs.record_tables import record_tables
from factcheck.outputs.tables import BOOLEAN, INTEGER, NUMBER, Column, Table
from factcheck.pages import Renderer
from factcheck.pages.file_addresses import DATABASE

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

That of ``claims`` is ``claims_fts``, a name by which Datasette finds it.
"""
_LARGEST = 2**63
_PRESET = 1
"""How hard xz tries: more would take three times as long for 5% less."""


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
        for statement in (*_indexes(tables), *_views(), *_searches(tables)):
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


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES.get(column.type, "TEXT")}{" NOT NULL" if column.required else ""}'


def _names(names: Sequence[str] | Iterator[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _indexes(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make an index for each column of ids; a key has one for its first column."""
    for table in tables:
        for column in table.columns:
            if column.table and column is not table.key[0]:
                where = "" if column.required else f' WHERE "{column.name}" IS NOT NULL'
                yield f'CREATE INDEX {table.name}_by_{column.name} ON {table.name} ("{column.name}"){where}'


def _views() -> Iterator[str]:
    for name, query in VIEWS.items():
        yield f"CREATE VIEW {name} AS {query}"


def _searches(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make the full-text searches."""
    for table in (table for table in tables if table.name in SEARCHED):
        name = f"{table.name}_fts"
        wanted = SEARCHED[table.name]
        columns = _names(item.name for item in table.columns if item.field in wanted)
        yield f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content={table.name}, tokenize='{_TOKENS}')"
        yield f"INSERT INTO {name} ({name}) VALUES ('rebuild')"
        yield f"INSERT INTO {name} ({name}) VALUES ('optimize')"


SQLITE = Output(
    name="sqlite",
    files=lambda renderer: {DATABASE: lambda: lzma.compress(database(renderer), preset=_PRESET)},
    paths=(re.escape(DATABASE),),
)
