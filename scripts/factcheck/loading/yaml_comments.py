"""The comments of a YAML file, which no event tells of: what stands between the values and begins with #."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml.events import ScalarEvent, StreamEndEvent

from factcheck.loading.yaml_events import CParser

_COMMENT = re.compile(r"#[^\n]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ ]+(#[^\n]*)")


class Comment(NamedTuple):
    """A comment from its # on, where it stands (line and column from 0), and whether only it stands there."""

    line: int
    column: int
    text: str
    alone: bool


def read_comments(text: str) -> list[Comment]:
    """Return the comments of a file in their order. The file is one that the loader accepts, with line feeds."""
    if "#" not in text:
        return []
    if text.find("#", 1) < 0:
        return [_comment(text, 0, text.partition("\n")[0])] if text[0] == "#" else []
    return [_comment(text, match.start(), match[0]) for match in _matches(text)]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what begins with # between two values, or behind the sign of a block."""
    parser, end = CParser(text), 0
    while True:
        event = parser.get_event()
        start, stop = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent | StreamEndEvent):
            yield from _COMMENT.finditer(text, end, start)
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, ScalarEvent):
            end = stop
            if event.style in {"|", ">"} and (header := _BLOCK_HEADER.match(text, start)):
                yield from _COMMENT.finditer(text, header.start(1), header.end(1))


def _comment(text: str, start: int, found: str) -> Comment:
    begin = text.rfind("\n", 0, start) + 1
    return Comment(text.count("\n", 0, start), start - begin, found.rstrip(), not text[begin:start].strip(" -"))
