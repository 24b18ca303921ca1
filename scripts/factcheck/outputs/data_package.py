"""All tables as CSV (RFC 4180) in one ZIP, and ``datapackage.json``: what each column means, and what else there is.

The description is a Data Package of version 2 (datapackage.org), and that of the tables a Table Schema. It is in the
ZIP, and beside it. The CSV files are for spreadsheets, too: in UTF-8 with a byte order mark, without which some take it
for another encoding, and without a text that they would take for a formula (:func:`defused`).
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from factcheck.outputs.json_lines import NAMES
from factcheck.outputs.output import Content, Make, Output, as_json, as_zip
from factcheck.outputs.record_tables import record_tables
from factcheck.outputs.tables import Table, TableColumn, Value
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import (
    BULK,
    CLAIM_REVIEWS,
    CSV_BUNDLE,
    DATA_PACKAGE,
    DATABASE,
    MEDIA_TYPES,
    PYTHON_TYPES,
    TYPESCRIPT_TYPES,
    json_lines,
)
from factcheck.pages.page import LICENCE
from factcheck.pages.renderer import Renderer

MARK = "'"
_FORMULA = re.compile("(?:\\A(?=[\t\r\n])|(?:\\A|(?<=[;\n]))(?=\"*[=+\\-@＝＋－＠']))")
"""Before what a spreadsheet may take for a formula (OWASP, "CSV injection"), or before the mark itself.

That is at the beginning of a text, and wherever a field begins for a spreadsheet that expects semicolons between
fields, as French ones do. Such a one takes the quotation marks before a sign for those around a field.
"""
_MARKED = re.compile(rf"(?:\A|(?<=[;\n])){MARK}")


def defused(text: str) -> str:
    """Return a text in which a spreadsheet can find no formula: with an apostrophe before what begins like one.

    An apostrophe in such a place gets another one, so :func:`restored` always gives back what it was.
    """
    return _FORMULA.sub(MARK, text)


def restored(text: str) -> str:
    """Return the text from which :func:`defused` made this one: without the apostrophes that it put in."""
    return _MARKED.sub("", text)


def csv_table(table: Table) -> bytes:
    """Return a table as a CSV file, with the names of the columns in the first line. An empty field is no value."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows())
    return target.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    return defused(value) if isinstance(value, str) else value


def csv_files(renderer: Renderer) -> Mapping[str, Make]:
    """Return a function for each table that makes its CSV file, and one for their description, by name."""
    tables = record_tables(renderer)
    described = {"datapackage.json": lambda: as_json(package_of_tables(renderer, tables))}
    return {**described, **{f"{table.name}.csv": partial(csv_table, table) for table in tables}}


_LICENCE = {"name": LICENCE.spdx, "path": LICENCE.url, "title": LICENCE.name}
_PROFILES = "https://datapackage.org/profiles/2.0/"
_RULE = "A title says who claims what, and our rating: show no claim without both."
_ABOUT = (
    "An empty field means that there is no value. In the CSV files, there is an apostrophe before each "
    "= + - @ and each apostrophe at the beginning of a text, of a line, or after a semicolon, so that no spreadsheet "
    "takes what follows for a formula: take away one apostrophe in each such place to get the text."
)


def about_records(renderer: Renderer) -> dict[str, str]:
    """Return what is to be known of all records, wherever they are taken: their licence, and which version they are.

    `version` is their content id together, as a citation of the whole site has it; `updated` is their last day.
    """
    site, whole = renderer.site, cite_whole(renderer.view, renderer.site)
    return {
        "title": site.name,
        "description": f"{site.description} {_RULE}".strip(),
        "site": site.url,
        "licence": LICENCE.name,
        "licence_url": LICENCE.url,
        "version": whole.content,
        "updated": whole.version,
    }


def package_of_tables(renderer: Renderer, tables: Sequence[Table], *, within: str = "") -> Content:
    """Return the description of the tables as CSV files.

    Args:
        renderer: that of the main language.
        tables: the tables.
        within: the ZIP that holds the files; nothing if they are beside the description.
    """
    return {**_head(renderer), "resources": [_resource(table, within) for table in tables]}


def _head(renderer: Renderer) -> Content:
    about = about_records(renderer)
    title, site, updated = about["title"], about["site"], about["updated"]
    head = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": renderer.site.slug,
        "title": title,
        "description": f"{about['description']} {_ABOUT}",
        "version": about["version"] or updated,
        "created": updated and f"{updated}T00:00:00Z",
        "licenses": [_LICENCE],
        "sources": [{"title": title, "path": site}] if site else [],
        "homepage": site,
    }
    return {name: value for name, value in head.items() if value}


def _resource(table: Table, within: str) -> Content:
    """Return the description of a table as a CSV file."""
    name = f"{table.name}.csv"
    path = {"path": within, "compression": "zip", "innerpath": name} if within else {"path": name}
    links = [
        {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.named)}}
        for key in table.foreign_keys
    ]
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": table.name,
        "type": "table",
        **path,
        "scheme": "file",
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.description,
        "schema": {
            "$schema": f"{_PROFILES}tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "primaryKey": [column.name for column in table.key],
            **({"foreignKeys": links} if links else {}),
        },
    }


def _field(column: TableColumn) -> Content:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        rules["enum"] = list(column.values)
    found = {"name": column.name, "type": column.type, "title": column.title, "description": column.description}
    return {key: value for key, value in {**found, "constraints": rules}.items() if value}


def catalogue(renderer: Renderer) -> Content:
    """Return the description of everything that can be downloaded as a whole: tables, JSON Lines, and the database."""
    tables = package_of_tables(renderer, record_tables(renderer), within=_beside(CSV_BUNDLE))
    lines = [_file(f"{name}-jsonl", json_lines(name), _LINES.format(name.capitalize())) for name in NAMES]
    others = [_file(*other) for other in _OTHERS]
    return {**tables, "resources": [*tables["resources"], *lines, *others]}


_LINES = "{}: all of them, complete, one on each line, as the API gives them."


def _file(name: str, address: str, description: str) -> Content:
    """Return the description of a file that is no table."""
    path = _beside(address)
    _, *endings = path.split(".")
    whole = ".".join(endings)  # frictionless would take a file of the format "jsonl" for a table
    packed = {"compression": endings.pop()} if endings[-1] in {"gz", "zip"} else {}
    media = MEDIA_TYPES[endings[-1] if endings else name]
    head = {"name": name, "path": path, "scheme": "file", "format": whole, "mediatype": media}
    return {**head, **packed, "encoding": "utf-8", "description": description}


def _beside(address: str) -> str:
    """Return the way to a file from the description, which is in the same folder."""
    return address.removeprefix(BULK)


_SQLITE = "The tables as an SQLite database, with views and a full-text search, and what Datasette shows about it."
_OTHERS = (
    ("sqlite", DATABASE, _SQLITE),
    (
        "claimreview",
        CLAIM_REVIEWS,
        "Claims whose rating says how true they are, as ClaimReviews: a DataFeed of schema.org.",
    ),
    ("typescript", TYPESCRIPT_TYPES, "The types of records and of the answers of the API, for TypeScript."),
    ("python", PYTHON_TYPES, "The same types, for Python."),
)
"""The names of the other files, their addresses, and what they hold."""


CSV = Output(
    name="csv",
    files=lambda renderer: {CSV_BUNDLE: lambda: as_zip(csv_files(renderer))},
    paths=(re.escape(CSV_BUNDLE),),
)
PACKAGE = Output(
    name="data package",
    files=lambda renderer: {DATA_PACKAGE: lambda: as_json(catalogue(renderer))},
    paths=(re.escape(DATA_PACKAGE),),
)
