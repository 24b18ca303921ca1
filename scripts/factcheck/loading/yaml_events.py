"""From libyaml's events to plain data: the loop that every file goes through.

Nothing is constructed by a YAML library, so no tag can run code, no alias can grow, and nobody else's idea
of a number decides what a value is. The events come from libyaml's C parser: PyYAML's parser written in
Python differs from it in what it accepts, and is never used.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from factcheck.errors import SetupError
from factcheck.finding import Place
from factcheck.loading import yaml_refusal as refusal
from factcheck.loading.yaml_places import COLUMN_LIMIT, unpack, walk
from factcheck.loading.yaml_problem import Problem, place_of
from factcheck.loading.yaml_refusal import MAX_DEPTH, Reading, Stop
from factcheck.loading.yaml_syntax import explain_error
from factcheck.records.yaml_scalars import FIRST_CHARACTERS, WORDS

# What an event holds depends on its type, which the loop below compares: the type stubs are of no help there.
CParser: Any
try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None

_ODD = re.compile(r"""^[ ?:-]*\?|[\[{,:][ \n]*\?|['"|>0-9+-]\#""", re.MULTILINE)
_COMMENT = re.compile(r"#.*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*#")


def read_events(text: str, raw: bytes) -> Reading:
    """Return what stands in `text`, which ends with a line feed; `raw` is the same in UTF-8.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    if CParser is None:
        message = "PyYAML lacks its C parser (libyaml): install a binary wheel of PyYAML, or libyaml before building it"
        raise SetupError(message)
    reading = Reading()
    try:
        _read(raw, reading, text)
        _check_empty(reading)
        _check_oddities(text, raw, reading)
    except Stop:
        pass
    except YAMLError as error:
        reading.problems.append(explain_error(error, text))
    reading.problems += [_repeated(*repeated, reading) for repeated in reading.repeated]
    return reading


def _read(raw: bytes, reading: Reading, text: str) -> None:  # noqa: C901, PLR0912, PLR0915 - see below
    # One long function that looks nothing up twice, because it runs for a hundred events of each of thousands
    # of files. `current` is the collection being filled, `key` the key in it that waits for its value.
    next_event, record = CParser(raw).get_event, reading.positions.append
    known_keys, first_characters, words = refusal.known_keys, FIRST_CHARACTERS, WORDS
    marked, escaped = b"&" in raw or b"!" in raw, b"\\" in raw
    stack: list[Any] = []
    current: Any = None
    key: Any = None
    value: Any
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            mark = event.start_mark
            record(mark.line * COLUMN_LIMIT + mark.column)
            value = event.value
            if marked:
                refusal.check_properties(event, reading)
            if key is None and type(current) is dict:
                if value not in known_keys:
                    refusal.check_key(event, reading)
                key = value if value not in current else refusal.note_repeated(event, current, reading)
                continue
            if event.implicit[0]:
                if value[:1] in first_characters or value in words:
                    value = refusal.resolve_plain(event, reading)
            elif escaped:
                refusal.check_decoded(event, reading)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current = stack.pop()
            key = None
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            record(mark.line * COLUMN_LIMIT + mark.column)
            value = {} if kind is MappingStartEvent else []
            if marked:
                refusal.check_properties(event, reading)
            if key is None and type(current) is dict:
                refusal.refuse_complex_key(event, reading)
            if len(stack) >= MAX_DEPTH:
                refusal.refuse_depth(event, reading)
        elif kind is StreamEndEvent:
            return
        elif kind is AliasEvent:
            refusal.refuse_alias(event, reading, is_key=key is None and type(current) is dict)
            record(0)
            value = None
        else:
            if kind is DocumentStartEvent:
                refusal.check_document_start(event, reading, text)
            elif kind is DocumentEndEvent:
                refusal.check_document_end(event, reading)
            continue
        if key is not None:
            current[key] = value
            key = None
        elif current is not None:
            current.append(value)
        else:
            reading.data = refusal.check_root(value, event, reading)
        if kind is not ScalarEvent and kind is not AliasEvent:
            stack.append(current)
            current = value


def _check_empty(reading: Reading) -> None:
    if reading.data is None and not reading.problems:
        hint = "begin with the record's id, as in id: its-name"
        reading.problems.append(Problem("SYN013", Place(1, 1), refusal.EMPTY, hint))


def _repeated(mapping: Any, key: str, place: Place, reading: Reading) -> Problem:
    spots = walk(reading.data, reading.positions)
    first = next(spot.key for spot in spots if spot.parent is mapping and spot.pointer[-1] == key)
    return Problem("SYN002", place, f"the field {key} stands twice here", "remove one of the two", unpack(first or 0))


def _check_oddities(text: str, raw: bytes, reading: Reading) -> None:
    """Refuse what libyaml misreads, or accepts although YAML forbids it, between two events.

    A key marked with ``?`` is legal, but of ``{ ?foo: bar }`` libyaml makes the key ``foo``. A comment needs a
    space before it, which libyaml forgets after a quotation mark and after the ``|`` of a block.
    """
    # Two quick looks keep nearly every file from the search: a question mark, a # beyond the comment on top.
    if (b"?" not in raw and raw.find(b"#", 1) < 0) or not _ODD.search(text):
        return
    parser, end = CParser(raw), 0
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        start = event.start_mark.index
        gap = _COMMENT.sub(lambda match: " " * len(match[0]), text[end:start])
        if "?" in gap:
            hint = "write the field as its name, a colon, a space and its value; quote text that begins with ?"
            place = place_of(text, end + gap.index("?"))
            reading.note(Problem("SYN006", place, "a question mark that marks a key is not allowed", hint))
        end = max(end, start)
        if isinstance(event, ScalarEvent):
            end = max(end, event.end_mark.index)  # type: ignore[union-attr]
            header = _BLOCK_HEADER.match(text, start) if event.style in {"|", ">"} else None
            sharp = header.end() - 1 if header else end
            if (header or event.style in {"'", '"'}) and text[sharp : sharp + 1] == "#":
                place = place_of(text, sharp)
                reading.note(Problem("SYN001", place, "a comment needs a space before it", "write a space before #"))
