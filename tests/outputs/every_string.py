"""Every string in a file of any output, read by a program that others have written, each with the place where it is.

A text that has got out of its place, where it means something else, shows as a string in another place.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import html5lib
import vobject
import yaml
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt

from outputs.citation_readers import read_bibtex, read_ris

Strings = Iterator[tuple[str, str]]
"""Place and string."""
MARKS = re.compile(r"(?:\A|(?<=[;\n]))'")
"""The apostrophes that the documentation of the CSV files says to take away."""
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def every_string(path: str, raw: bytes) -> Strings:
    """Yield every string in the file at a path of the site, in order."""
    ending = path.rpartition(".")[2]
    yield from _OTHERS[path](raw) if path in _OTHERS else _READERS[ending](raw)


def _of_data(data: Any, place: str = "") -> Strings:
    """Yield every string in JSON or YAML; HTML in it is read, too."""
    if isinstance(data, Mapping):
        for name, item in data.items():
            yield place, str(name)
            is_html = name in {"content_html", "html"} and isinstance(item, str)
            yield from _of_html(item) if is_html else _of_data(item, f"{place}.{name}")
    elif isinstance(data, list):
        for item in data:
            yield from _of_data(item, f"{place}[]")
    else:
        yield place, str(data)


def _of_html(text: str) -> Strings:
    tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "comment", element.text
            continue
        yield "element", element.tag
        yield from ((f"{element.tag} {name}", unquote(value)) for name, value in sorted(element.attrib.items()))
        if element.get("type") == "application/ld+json":
            yield from _of_data(json.loads(element.text))
        else:
            yield element.tag, element.text or ""
        yield f"after {element.tag}", element.tail or ""


def _of_markdown(text: str) -> Strings:
    if text.startswith("---\n"):
        _, head, text = text.split("---\n", 2)
        yield from _of_data(yaml.safe_load(head))
    for block in _MARKDOWN.parse(text):
        yield "block", f"{block.type} {block.tag}"
        if block.type != "inline":
            yield block.type, block.content
            continue
        words = ""
        for part in block.children or []:
            if part.type in {"text", "softbreak", "hardbreak"}:  # how a text is written in parts is nobody's business
                words += part.content or "\n" * (part.type != "text")
                continue
            yield from (("words", words), (part.type, part.content))
            yield from ((part.type, unquote(f"{name}={value}")) for name, value in part.attrs.items())
            words = ""
        yield "words", words


def _of_atom(raw: bytes) -> Strings:
    for element in etree.fromstring(raw).iter():
        yield "element", element.tag
        yield from ((f"{element.tag} {name}", unquote(value)) for name, value in sorted(element.attrib.items()))
        yield from _of_html(element.text) if element.get("type") == "html" else _of_words(element)


def _of_words(element: Any) -> Strings:
    yield element.tag, element.text or ""


def _of_calendar(raw: bytes) -> Strings:
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    yield from (("component", str(part.name)) for part in Calendar.from_ical(raw).walk())
    calendar = vobject.readOne(raw.decode())
    for part in (calendar, *calendar.vevent_list) if "vevent" in calendar.contents else (calendar,):
        for line in part.lines():
            yield line.name, str(line.value)


def _of_csv(raw: bytes) -> Strings:
    names, *rows = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
    for row in rows:
        yield from ((name, MARKS.sub("", text)) for name, text in zip(names, row, strict=True))


def _of_zip(raw: bytes) -> Strings:
    with ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            yield "file", name
            if not name.endswith("SHA256SUMS"):
                yield from ((f"{name} {place}", text) for place, text in every_string(name, archive.read(name)))


def _of_database(raw: bytes) -> Strings:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(raw)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.row_factory = sqlite3.Row
        query = (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY 1"
        )
        for (table,) in connection.execute(query).fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield from ((f"{table}.{name}", str(text)) for name, text in dict(row).items())


def _of_lines(raw: bytes) -> Strings:
    for line in raw.decode().split("\n"):
        yield from _of_data(json.loads(line)) if line else [("end", "")]


def _of_json(raw: bytes) -> Strings:
    return _of_data(json.loads(raw))


def _of_yaml(raw: bytes) -> Strings:
    return _of_data(yaml.safe_load(raw))


def _of_text(raw: bytes) -> Strings:
    yield "text", raw.decode()


_READERS: Mapping[str, Callable[[bytes], Strings]] = {
    **dict.fromkeys(("json", "jsonld"), _of_json),
    **dict.fromkeys(("yml", "cff"), _of_yaml),
    **dict.fromkeys(("txt", "ts", "py"), _of_text),
    "jsonl": _of_lines,
    "gz": lambda raw: _of_lines(gzip.decompress(raw)),
    "sqlite": _of_database,
    "html": lambda raw: _of_html(raw.decode()),
    "md": lambda raw: _of_markdown(raw.decode()),
    "atom": _of_atom,
    "ics": _of_calendar,
    "csv": _of_csv,
    "zip": _of_zip,
    "bib": lambda raw: _of_data(read_bibtex(raw.decode())),
    "ris": lambda raw: _of_data(read_ris(raw.decode())),
}
"""The function that reads a file, by the ending of its name."""
_OTHERS = {"llms.txt": lambda raw: _of_markdown(raw.decode())}
"""The same for files whose endings do not say what they are, by their paths."""
_OTHERS |= {f"fr/{path}": read for path, read in _OTHERS.items()}
