"""The canonical form of a file, and the first place where a file differs from it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import NamedTuple

from factcheck.finding import Document, Place, Pointer
from factcheck.loading.yaml_reader import read_text
from factcheck.loading.yaml_refusals import read_gaps
from factcheck.records.canonical_writer import header, write_canonical

_SCHEMA = "# yaml-language-server:"
_COMMENT = re.compile(r"#[^\n]*")


class Comment(NamedTuple):
    """A comment from its # on, where it begins, and whether nothing else is on its line."""

    place: Place
    text: str
    alone: bool


class Difference(NamedTuple):
    """The first line that is not canonical: where, and what is to be changed."""

    place: Place
    message: str


def canonical_form(text: str, kind: str, document: Document) -> str:
    """Return a file in canonical form.

    Args:
        text: the file, which the strict reader accepts.
        kind: the kind of its records.
        document: what it holds.
    """
    written = write_canonical(document.data, kind)
    comments = read_comments(text)
    return _put_back(comments, document, written) if comments else written


def read_comments(text: str) -> list[Comment]:
    """Return the comments of a file in their order, without the line that names the schema: it is always written anew.

    The file is one that the strict reader accepts.
    """
    if "#" not in text.removeprefix(_SCHEMA):
        return []
    found = (_comment(text, match) for start, stop in read_gaps(text) for match in _COMMENT.finditer(text, start, stop))
    return [comment for comment in found if not (comment.alone and comment.text.startswith(_SCHEMA))]


def _comment(text: str, match: re.Match[str]) -> Comment:
    line_start = text.rfind("\n", 0, match.start()) + 1
    place = Place(text.count("\n", 0, line_start) + 1, match.start() - line_start + 1)
    return Comment(place, match[0].rstrip(), not text[line_start : match.start()].strip(" -"))


def _put_back(comments: list[Comment], document: Document, written: str) -> str:
    """Return the `written` form of a document with the comments of its file, each at the line that it is about."""
    starts = _starts(document)
    lines = {pointer: place.line for place, pointer in _starts(read_text(written, document.path)[0])}
    above: dict[int, list[tuple[int, str]]] = defaultdict(list)
    beside: dict[int, list[str]] = defaultdict(list)
    below: list[str] = []
    for comment in comments:
        owner = None if comment.alone else _owner(comment, starts)
        after = bisect_right(starts, comment.place, key=itemgetter(0))
        if owner is not None:
            beside[lines[owner]].append(comment.text)
        elif after < len(starts):
            _, pointer = starts[after]
            above[lines[pointer]].append((len(pointer), comment.text))
        else:
            below.append(comment.text)
    result: list[str] = []
    for number, line in enumerate(written.removesuffix("\n").split("\n"), start=1):
        margin = line[: _depth(line)]
        result += (margin + text for _, text in sorted(above[number], key=itemgetter(0)))
        result.append(" ".join([line, *beside[number]]))
    return "\n".join([*result, *below, ""])


def _owner(comment: Comment, starts: list[tuple[Place, Pointer]]) -> Pointer | None:
    """Return what a comment behind something is about: the first field of its line, or else the nearest item or field.

    None if only a bracket comes before it.
    """
    first = bisect_left(starts, Place(comment.place.line, 0), key=itemgetter(0))
    end = bisect_left(starts, comment.place, key=itemgetter(0))
    on_line = [pointer for _, pointer in starts[first:end]]
    fields = [pointer for pointer in on_line if isinstance(pointer[-1], str)]
    return next(iter([*fields, *on_line, *(pointer for _, pointer in starts[max(0, end - 1) : end])]), None)


def _starts(document: Document) -> list[tuple[Place, Pointer]]:
    """Return where each field and item begins, in the order of the file."""
    return [(document.key_places.get(pointer, place), pointer) for pointer, place in document.places.items() if pointer]


def first_difference(text: str, kind: str, document: Document) -> Difference | None:
    """Return the first line of a file that is not in canonical form; arguments as for :func:`canonical_form`."""
    wanted = canonical_form(text, kind, document)
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
        return f"the first line should be '{header(kind)}'"
    if not found.strip():
        return "an empty line between fields"
    if found.rstrip() == wanted:
        return "spaces at the end of a line"
    if found.strip() == wanted.strip():
        return f"this line is indented by {_depth(found)} spaces instead of {_depth(wanted)}"
    if found in there[line:] and wanted in here[line:]:
        first = next(text.strip() for text in there[line:] if not text.lstrip().startswith("#"))
        return f"the fields are in another order: '{first[:60]}' belongs here, and this line below it"
    return f"this line should be: {wanted.strip()}"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
