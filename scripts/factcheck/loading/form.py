"""A file and its canonical form: the one from the other, and the first place where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from factcheck.finding import Document, Place, Pointer
from factcheck.loading.yaml_comments import Comment, read_comments
from factcheck.records.writer import Kept, header, write

_SCHEMA = "# yaml-language-server:"


class Difference(NamedTuple):
    """The first line that is not canonical: where, and what is to be changed."""

    place: Place
    message: str


def canonical(text: str, kind: str, document: Document) -> str:
    """Return a file in canonical form.

    Args:
        text: the file, which the loader accepts.
        kind: the kind of its records.
        document: what stands in it.
    """
    comments = own_comments(text)
    return write(document.data, kind, _attach(comments, document) if comments else Kept())


def own_comments(text: str) -> list[Comment]:
    """Return the comments of a file without the line that names the schema, which is always written anew."""
    return [item for item in read_comments(text) if not (item.alone and item.text.startswith(_SCHEMA))]


def first_difference(text: str, kind: str, document: Document) -> Difference | None:
    """Return the first line of a file that is not in canonical form; arguments as for :func:`canonical`."""
    wanted = canonical(text, kind, document)
    if text == wanted:
        return None
    here, there = text.split("\n"), wanted.split("\n")
    line = next((n for n, (mine, right) in enumerate(zip(here, there, strict=False)) if mine != right), -1)
    if line < 0:
        return Difference(Place(min(len(here), len(there)), 1), "the file does not end with exactly one line feed")
    column = next((n for n, (mine, right) in enumerate(zip(here[line], there[line], strict=False)) if mine != right), 0)
    return Difference(Place(line + 1, column + 1), _explain(here, there, line, kind))


def _explain(here: list[str], there: list[str], line: int, kind: str) -> str:
    """Say what is wrong with a line that differs from the canonical one."""
    found, wanted = here[line], there[line]
    if not line:
        return f"the first line is not '{header(kind)}'"
    if not found.strip():
        return "an empty line between fields"
    if found.rstrip() == wanted:
        return "blanks at the end of a line"
    if found.strip() == wanted.strip():
        return f"indented by {_depth(found)} instead of {_depth(wanted)}"
    if found in there[line:] and wanted in here[line:]:
        first = next(text.strip() for text in there[line:] if not text.lstrip().startswith("#"))
        return f"the order of the fields: '{first[:60]}' belongs here, and this line below it"
    return f"this line should be: {wanted.strip()}"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _attach(comments: Iterable[Comment], document: Document) -> Kept:
    """Return which field or item each comment goes with.

    What stands alone belongs to what comes after it, what stands behind something to the field of that line.
    """
    starts = _starts(document)
    above: dict[Pointer, list[str]] = {}
    beside: dict[Pointer, str] = {}
    below: list[str] = []
    for comment in comments:
        here = (comment.line, comment.column)
        if comment.alone:
            after = next((pointer for start, pointer in starts if start > here), None)
            (below if after is None else above.setdefault(after, [])).append(comment.text)
        else:
            owner = _owner(here, starts)
            beside[owner] = f"{beside[owner]} {comment.text}" if owner in beside else comment.text
    return Kept(above, beside, tuple(below))


def _owner(here: tuple[int, int], starts: list[tuple[tuple[int, int], Pointer]]) -> Pointer:
    """Return the field or item that a comment stands beside: the first field of its line, or else the nearest one."""
    before = [(start, pointer) for start, pointer in starts if start < here]
    on_line = [pointer for start, pointer in before if start[0] == here[0]]
    fields = [pointer for pointer in on_line if isinstance(pointer[-1], str)]
    return next(iter([*fields, *on_line]), before[-1][1])


def _starts(document: Document) -> list[tuple[tuple[int, int], Pointer]]:
    """Return where each field and item begins (line and column from 0), in the order of the file."""
    found: list[tuple[tuple[int, int], Any]] = []
    for pointer, place in document.places.items():
        if pointer:
            start = document.key_places.get(pointer, place)
            found.append(((start.line - 1, start.column - 1), pointer))
    return found
