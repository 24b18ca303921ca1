"""Reading a file that is in canonical form already, as nearly all are: faster than to parse it and then compare.

Nobody needs to believe this reader. Of each key, value and mapping it asks what the writer would write in its place,
and where something else stands in the file, it gives up: a comment, a mistake, or YAML of another style is for the
loader, which knows them all and says what is wrong. So what is read here is what the loader would read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import Any

from factcheck.canonical.order import Hint, is_free, item_hint, ordered, root_hint
from factcheck.canonical.values import WIDTH, can_fold, fold, is_long, needs_marks, write_key, write_value
from factcheck.canonical.writer import STEP, header
from factcheck.folders import LANGUAGES
from factcheck.load.yaml_refusal import MAX_DEPTH
from factcheck.load.yaml_scalar import resolve
from factcheck.load.yaml_source import MAX_BYTES
from factcheck.load.yaml_text import is_clean

_ENTRY = re.compile(
    r"""
    ((?:[ ]{2})*+)                                                   # a margin
    (-[ ])?                                                          # the hyphen of an item
    (?: ([a-z][a-z0-9_]{0,79}+ | "[a-z]{1,5}") : )?                  # the name of a field
    (?: (?(3)[ ]) >-\n
          ( (?: \1 [ ]{2} (?(2)(?(3)[ ]{2})) [^ \n][^\n]*+\n )++ )   # a folded text
      | (?(3)[ ]) ([^\n]++) \n                                       # a value
      | (?(3)\n|(?!))                                                # a collection, which begins on the next line
    )
    | ([^\n]*\n|[^\n]+)                                              # anything else, up to the end of its line
    """,
    re.VERBOSE,
)


_SHORT = 48
"""Texts of so few characters, ids and dates mostly, stand in many files: in memory each is kept once."""
_TEXT = None
"""The type of what has no fields of its own: a text in several languages, mostly."""


class _OtherForm(Exception):  # noqa: N818 - not an error: the loader reads it
    """What stands in the file is not in canonical form."""


def read_canonical(raw: bytes, kind: str) -> dict[str, Any] | None:
    """Return what stands in a file if it is in canonical form and has no comments; None sends it to the loader.

    Args:
        raw: the file, or a beginning of it that is too large for a file.
        kind: the kind of its records.
    """
    first = header(kind) + "\n"
    if len(raw) > MAX_BYTES:
        return None
    try:
        text = raw.decode()
        if not text.startswith(first) or not is_clean(text):
            return None
        data = _read(text, len(first))
        _check_order(data, root_hint(kind, data))
    except (UnicodeDecodeError, _OtherForm):
        return None
    return data


def _read(text: str, position: int) -> dict[str, Any]:  # noqa: C901, PLR0912 - see below
    # One long loop, because it runs for every line of thousands of files. `at` holds the collection that is open at
    # each level, `level` is the innermost one, `owner` a field of it that waits for a collection on the next line.
    root: dict[str, Any] = {}
    at: list[Any] = [root, *[None] * MAX_DEPTH]
    current: Any
    inner: dict[str, Any]
    level, owner = 0, ""
    for margin, hyphen, field, block, written, other in _ENTRY.findall(text, position):
        if other:
            raise _OtherForm
        indent = column = len(margin)
        here = indent // STEP
        if owner:
            if here != level + 1 or here >= MAX_DEPTH:
                raise _OtherForm
            at[here] = at[level][owner] = [] if hyphen else {}
            owner = ""
        elif here > level:
            raise _OtherForm
        level, current, key = here, at[here], ""
        if type(current) is not (list if hyphen else dict):
            raise _OtherForm
        if hyphen:
            column += STEP
            if field:
                level, indent = level + 1, column
                if level >= MAX_DEPTH:
                    raise _OtherForm
                at[level] = inner = {}
                at[here].append(inner)
                current = inner
        if field:
            key = _name(field)
            if key in current:
                raise _OtherForm
            if not block and not written:
                owner = key
                continue
            column += len(field) + 2
        value = _folded(block, column, indent + STEP) if block else _single(written, column)
        if key:
            current[key] = value
        elif hyphen:
            current.append(value)
        else:
            raise _OtherForm
    if owner or not root:
        raise _OtherForm
    return root


@lru_cache(maxsize=1024)
def _name(written: str) -> str:
    """Return the name of a field."""
    name = written.strip('"')
    if write_key(name) != written:
        raise _OtherForm
    return name


def _single(written: str, column: int) -> object:
    """Return the value that stands on one line behind so many characters."""
    if column + len(written) <= WIDTH and not needs_marks(written):
        return intern(written) if len(written) <= _SHORT else written
    value: object
    if written[0] == '"':
        value = written[1:-1]
    elif written[0] == "'":
        value = written[1:-1].replace("''", "'")
    else:
        value = resolve(written)
    if write_value(value, column, 0) != (written,):
        raise _OtherForm
    return intern(value) if type(value) is str and len(value) <= _SHORT else value


def _folded(block: str, column: int, indent: int) -> str:
    """Return the text of a block of lines that are indented by so many blanks."""
    lines, margin = block[indent:-1], "\n" + " " * indent
    value = lines.replace(margin, " ")
    if not is_long(value, column) or not can_fold(value) or margin.join(fold(value, WIDTH - indent)) != lines:
        raise _OtherForm
    return value


def _check_order(data: Mapping[str, Any], hint: Hint) -> None:
    """See whether the fields of a mapping, and of all in it, stand in their order."""
    type_ = data.get("type")
    for value, child in zip(data.values(), _children(hint, tuple(data), str(type_) if type_ else None), strict=True):
        kind = type(value)
        if kind is dict:
            if child is not _TEXT or tuple(value) != LANGUAGES:  # most are a text in all languages
                _check_order(value, child)
        elif kind is list and type(value[0]) is dict:
            item = item_hint(child)
            for part in value:
                if type(part) is dict:
                    _check_order(part, item)


@lru_cache(maxsize=4096)
def _children(hint: Hint, keys: tuple[str, ...], type_: str | None) -> tuple[Hint, ...]:
    """Return the types of the fields of a mapping, which are to stand in their order."""
    fields = ordered(hint, keys, type_)
    if keys != tuple(key for key, _ in fields):
        raise _OtherForm
    return tuple(_TEXT if is_free(child) else child for _, child in fields)
