"""All records as JSON Lines (jsonlines.org), compressed with gzip: each line is the record's file in the API.

Lines are in the order of ids, which also brings together what is alike.
Programs that work with tables of JSON open them as they are, by their address: pandas, DuckDB, jq after gunzip.
"""

import gzip
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS, VOCABULARIES
from factcheck.outputs.json_records import JsonRecords
from factcheck.outputs.output import Content, Make, Output, as_json
from factcheck.pages.file_addresses import json_lines
from factcheck.pages.renderer import Renderer
from factcheck.records.structure import plain

NAMES = (*FOLDERS.values(), "corrections", *(file.name for file in VOCABULARIES.values()), "retired")
"""The names of the files."""
_SEPARATORS = {character: f"\\u{ord(character):04x}".encode() for character in "\u0085\u2028\u2029"}
"""What some readers take for the end of a line, and how JSON writes it otherwise."""


def line_makers(renderer: Renderer) -> Mapping[str, Make]:
    """Return a function for each list that makes its lines: a JSON object on each, in UTF-8."""
    found = _complete(renderer.corpus, JsonRecords(renderer))
    return {name: partial(_lines, found[name]) for name in NAMES}


def _complete(corpus: Corpus, made: JsonRecords) -> Mapping[str, Iterable[Callable[[], Content]]]:
    """Return functions that make all items of each list, in order of ids; corrections are claim by claim."""
    records = {
        name: [partial(made.record, kind, record) for _, record in sorted(corpus.tables[kind].items())]
        for kind, name in FOLDERS.items()
    }
    corrections = [
        partial(made.correction, claim, position, item)
        for _, claim in sorted(corpus.claims.items())
        for position, item in enumerate(claim.record.corrections, 1)
    ]
    words = {
        file.name: [partial(plain, thing) for thing in corpus.tables[item].values()]
        for item, file in VOCABULARIES.items()
    }
    gone: list[Callable[[], Content]] = [partial(dict, entry) for entry in made.retired()]
    return {**records, "corrections": corrections, **words, "retired": gone}


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
