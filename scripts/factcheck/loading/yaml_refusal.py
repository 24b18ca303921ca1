"""What is refused in a YAML file although a parser would take it, event by event.

Each function is called only where something may be wrong, so that a good file hardly ever comes here.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import Any

from factcheck.finding import Place
from factcheck.loading.characters import find_not_nfc, find_refused, printable
from factcheck.loading.yaml_problem import Problem
from factcheck.records.yaml_scalars import AMBIGUOUS, WORDS, Ambiguous, Scalar, explain, resolve

MAX_DEPTH = 12
MAX_PROBLEMS = 100
"""After so many problems in one file the rest of it is not looked at."""

known_keys: set[str] = set()
"""Good keys met before. There are few: the schemas know some two hundred."""
_MAX_KNOWN_KEYS = 2000
_REST_OF_LINE = re.compile(r" *(?:\n| #)")
_NO_SPACE = re.compile(r"[a-z][a-z0-9_]*:[^ ]")
EMPTY = "the file is empty or holds only comments"
_KEY = re.compile(r"[a-z][a-z0-9_]*\Z")


class Stop(Exception):  # noqa: N818 - not an error: there is no sense in reading on
    """The rest of the file is not looked at."""


@dataclass(slots=True)
class Reading:
    """What was read from a file: data that is whole only if there are no problems, and the places in it."""

    data: Any = None
    positions: array[int] = field(default_factory=lambda: array("Q"))
    problems: list[Problem] = field(default_factory=list)
    repeated: list[tuple[Any, str, Place]] = field(default_factory=list)
    """Keys that their mapping had before: the mapping, the key and its place."""

    def add(self, code: str, event: Any, message: str, hint: str) -> None:
        """Note a problem at the beginning of an event."""
        self.note(Problem(code, place(event), message, hint))

    def note(self, problem: Problem) -> None:
        """Note a problem."""
        self.problems.append(problem)
        self.stop_if_many()

    def stop_if_many(self) -> None:
        """Stop reading a file that has had its share of findings."""
        if len(self.problems) + len(self.repeated) >= MAX_PROBLEMS:
            raise Stop


def place(event: Any) -> Place:
    """Return where an event begins."""
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def resolve_plain(event: Any, reading: Reading) -> Scalar | Ambiguous:
    """Return what an unquoted value is; report it if YAML readers differ about it."""
    value = resolve(event.value)
    if value is AMBIGUOUS:
        reading.add("SYN012", event, *explain(event.value))
    return value


def check_properties(event: Any, reading: Reading) -> None:
    """Refuse an anchor or a tag before a key or a value."""
    if event.anchor is not None:
        reading.add("SYN003", event, f"an anchor, &{printable(event.anchor)}, is not allowed", "remove it")
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        reading.add(
            "SYN004",
            event,
            f"a tag, {printable(tag)}, is not allowed",
            "remove it; quote the value if it is text",
        )


def check_key(event: Any, reading: Reading) -> None:
    """Refuse a key that is not a field's name, or that some YAML readers take for a truth value."""
    key = event.value
    if key in WORDS and event.implicit[0]:
        message = f"the key {key} is not read as text by every YAML reader"
        reading.add("SYN006", event, message, f'put it between quotation marks: "{key}"')
    elif key == "<<":
        reading.add("SYN003", event, "a merge key, <<, is not allowed", "write the fields out")
    elif not _KEY.match(key):
        message = f"{printable(key)} is not a field's name" if key else "a field has no name"
        reading.add("SYN006", event, message, "use a to z, 0 to 9 and _, beginning with a letter")
    elif key not in WORDS and len(known_keys) < _MAX_KNOWN_KEYS:
        known_keys.add(key)


def note_repeated(event: Any, mapping: dict[Any, Any], reading: Reading) -> object:
    """Note a key that stands twice; return a stand-in, so that data and positions stay in step."""
    reading.repeated.append((mapping, event.value, place(event)))
    reading.stop_if_many()
    return object()


def check_decoded(event: Any, reading: Reading) -> None:
    """Refuse, in a value between double quotation marks, what an escape put there."""
    if event.style != '"':
        return
    refusals = list(find_refused(event.value))
    for refusal in refusals:
        reading.add("SYN010", event, f"{refusal.what} in this value: {refusal.why}", "remove the escape")
    if not refusals and next(find_not_nfc(event.value), None) is not None:
        hint = "write the accented letter itself instead of a letter and an escape"
        reading.add("SYN011", event, "this value is not in the composed form of Unicode (NFC)", hint)


def refuse_complex_key(event: Any, reading: Reading) -> None:
    """Refuse a list or a mapping as a key; what follows would be guesswork."""
    reading.add("SYN006", event, "a list or mapping cannot be a field's name", "put the value between quotation marks")
    raise Stop


def refuse_depth(event: Any, reading: Reading) -> None:
    """Refuse what stands too deep; nobody reads what is deeper still."""
    reading.add(
        "SYN007",
        event,
        f"nested more than {MAX_DEPTH} levels deep",
        "compare the indentation with another record",
    )
    raise Stop


def refuse_alias(event: Any, reading: Reading, *, is_key: bool) -> None:
    """Refuse an alias. As a value it counts as null, so that reading can go on."""
    reading.add(
        "SYN003",
        event,
        f"an alias, *{printable(event.anchor)}, is not allowed",
        "write the value out, or put it between quotation marks if it is text",
    )
    if is_key:
        raise Stop


def check_root(value: Any, event: Any, reading: Reading) -> Any:
    """Return the top of a document; refuse anything but a mapping."""
    if type(value) is dict:
        return value
    # Whatever else was wrong with the value does not matter now.
    reading.problems.clear()
    hint = "write each field as its name, a colon, a space and its value"
    if type(value) is list:
        reading.add("SYN013", event, "the file holds a list instead of fields", hint)
    elif value is AMBIGUOUS and not event.value:
        reading.add("SYN013", event, EMPTY, hint)
    else:
        if isinstance(value, str) and event.implicit[0] and _NO_SPACE.match(value):
            hint = "write a space after the colon"
        reading.add("SYN013", event, "the file holds a value instead of fields", hint)
    raise Stop


def check_document_start(event: Any, reading: Reading, text: str) -> None:
    """Refuse directives, a further document, and ``---`` with anything but a comment after it."""
    if event.version or event.tags:
        reading.add(
            "SYN005",
            event,
            "a directive: lines that begin with % are not allowed",
            "remove it and the --- after it",
        )
    if reading.data is not None:
        reading.add("SYN005", event, "a second document begins here", "put it into a file of its own")
        raise Stop
    if event.explicit and not _REST_OF_LINE.match(text, event.end_mark.index):
        reading.add("SYN005", event, "something follows --- on its line", "remove the ---")


def check_document_end(event: Any, reading: Reading) -> None:
    """Refuse ``...``, after which only another document could follow."""
    if event.explicit:
        reading.add("SYN005", event, "the mark ... ends a document", "remove it")
        raise Stop
