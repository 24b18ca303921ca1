"""All records as JSON Lines (jsonlines.org), compressed with gzip: each line is the record's file in the API.

Lines are in the order of ids, which also brings together what is alike.
Programs that work with tables of JSON open them as they are, by their address: pandas, DuckDB, jq after gunzip.
"""

import gzip
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from factcheck.kinds import FOLDERS, VOCABULARIES
from factcheck.outputs.json_api import Api
from factcheck.outputs.output import Content, Make, Output, as_json
from factcheck.pages.file_addresses import json_lines
from factcheck.pages.renderer import Renderer

NAMES = (*FOLDERS.values(), "corrections", *(file.name for file in VOCABULARIES.values()), "retired")
"""The names of the files."""
_SEPARATORS = {character: f"\\u{ord(character):04x}".encode() for character in "\u0085\u2028\u2029"}
"""What some readers take for the end of a line, and how JSON writes it otherwise."""


def line_makers(renderer: Renderer) -> Mapping[str, Make]:
    """Return a function for each list that makes its lines: a JSON object on each, in UTF-8."""
    found = Api(renderer).complete()
    return {name: partial(_lines, found[name]) for name in NAMES}


def _lines(items: Iterable[Callable[[], Content]]) -> bytes:
    return b"".join(as_line(make()) for make in items)


def as_line(content: Content) -> bytes:
    """Return a JSON object on a line of its own, whatever a reader takes for the end of a line."""
    line = as_json(content)
    for character, escaped in _SEPARATORS.items():
        line = line.replace(character.encode(), escaped)
    return line


def _compressed(make: Make) -> bytes:
    # mtime=0: the same records give the same bytes on every day.
    return gzip.compress(make(), mtime=0)


JSON_LINES = Output(
    name="json lines",
    files=lambda renderer: {
        json_lines(name): partial(_compressed, make) for name, make in line_makers(renderer).items()
    },
    paths=(json_lines(f"(?:{'|'.join(NAMES)})").replace(".", r"\."),),
)
