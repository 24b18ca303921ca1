"""How a single value is written: plain, between quotation marks, or as a block of lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from factcheck.records.yaml_scalars import WORDS, resolve

WIDTH = 100
"""How many characters a line has at most, unless it holds a word or a text that cannot be broken."""

_CONSTANTS = {True: "true", False: "false", None: "null"}
_DATE = re.compile(r"[0-9]{4}[-0-9/.~?]*\Z")
"""A date is text to our readers, and something else to others, so it is never without quotation marks."""
_STARTS = frozenset("-?:,[]{}#&*!|>'\"%@`=~<+.")
"""With one of these at its start, YAML, or some reader of it, would take a text for something else."""
_FIELD, _COMMENT = ": ", " #"
_NO_BLOCK = re.compile(r"\A\s|\s\Z|[ ]\n|\n[ ]")
"""What a literal block would not show, or not give back."""


def needs_marks(text: str) -> bool:
    """Return whether a text must stand between quotation marks to be the same text to every reader of YAML."""
    # Plain looks, not one pattern for all of it: they run for every value of every file.
    if not text or text[0] in _STARTS or text[0].isspace() or text[-1].isspace() or text[-1] == ":":
        return True
    if _FIELD in text or _COMMENT in text or "\n" in text or text in WORDS:
        return True
    return "0" <= text[0] <= "9" and (_DATE.match(text) is not None or resolve(text) is not text)


def write_value(value: object, column: int, indent: int) -> tuple[str, ...]:
    """Return a value that is no collection, as the rest of its line and perhaps further lines.

    Args:
        value: a text, whole number, truth value or null.
        column: how many characters stand before it on its line.
        indent: by how many blanks further lines are indented.
    """
    if not isinstance(value, str):
        return (_CONSTANTS[value] if value is None or isinstance(value, bool) else str(value),)
    if "\n" in value and not _NO_BLOCK.search(value):
        return ("|-", *_lines(value.split("\n"), indent))
    line = _quoted(value) if needs_marks(value) else value
    if column + len(line) > WIDTH and can_fold(value):
        return (">-", *_lines(fold(value, WIDTH - indent), indent))
    return (line,)


def is_long(text: str, column: int) -> bool:
    """Return whether a text behind so many characters does not fit on its line."""
    return column + len(text) > WIDTH or (needs_marks(text) and column + len(_quoted(text)) > WIDTH)


def can_fold(text: str) -> bool:
    """Return whether a folded block has more than one line of a text, and gives it back as it is."""
    return " " in text and not (text[0].isspace() or text[-1].isspace() or "  " in text or "\n" in text)


def write_key(key: str) -> str:
    """Return the name of a field, between quotation marks if it is a word like the language code ``no``."""
    return f'"{key}"' if key in WORDS else key


def fold(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` characters, broken between words; a longer word has its own line."""
    return _line(max(2, width)).findall(text)


@lru_cache(maxsize=64)
def _line(width: int) -> re.Pattern[str]:
    """Return the pattern of as many words as fit on a line, at least one."""
    return re.compile(rf"[^ ](?:.{{0,{width - 2}}}[^ ])?(?= |\Z)|[^ ]+")


def _lines(lines: list[str], indent: int) -> Iterator[str]:
    return (" " * indent + line if line else "" for line in lines)


def _quoted(text: str) -> str:
    """Return a text between quotation marks: double ones, or single ones if it holds a double one or a backslash."""
    if "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
