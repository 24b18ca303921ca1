"""The strict reader of YAML: bytes to plain data with the place of every value, or findings that say what to correct.

It accepts the part of YAML that every reader reads alike, in UTF-8, without characters that deceive the eye. `true`,
`false`, `null` and whole numbers of up to 15 digits are typed; every other value is text, or refused. Some decisions:

- a line ``---`` before the fields is accepted, because many editors write it; ``...`` is not;
- flow style, ``[a, b]`` and ``{en: text}``, is accepted, but no key may be marked with ``?``;
- ``no: text`` as a key (Norwegian) is refused, ``"no": text`` is accepted;
- tabs are refused everywhere: YAML readers differ about them.

The events come from libyaml's C parser; the one that PyYAML has in Python accepts other texts and is never used. No
YAML library makes objects of them, so no tag can run code and no alias can grow.
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from factcheck.errors import SetupError
from factcheck.finding import Document, Finding, Location, Place, Pointer
from factcheck.loading import yaml_refusals as refusals
from factcheck.loading.yaml_errors import Problem, explain_error
from factcheck.loading.yaml_refusals import MAX_DEPTH, MAX_PROBLEMS, CParser, place_of_event, problem_at
from factcheck.records.yaml_values import resolve

_CONSEQUENCES = {"SYN001", "SYN013"}
"""The codes of what may be wrong only because a refused character was taken out on another line."""


class _StopReading(Exception):  # noqa: N818 - not an error: there is no sense in reading on
    """The rest of the file is not read."""


def read_yaml(raw: bytes, path: str) -> tuple[Document | None, list[Finding]]:
    """Return the YAML in `raw` as a document; None if there is anything to find.

    Args:
        raw: the bytes of the file; of a large file the first `MAX_BYTES` + 1 are enough.
        path: how findings call the file.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    document, problems = None, list(refusals.check_bytes(raw))
    if not problems:
        text = raw.decode()
        # libyaml misreads a last line of spaces that no line feed ends.
        document, problems = read_text(text if text.endswith("\n") else f"{text}\n", path)
    findings = sorted((problem.finding(path) for problem in problems), key=order)
    return (None, findings) if findings else (document, [])


def order(finding: Finding) -> tuple[Location, str, str]:
    """Return by what the findings of a file are sorted."""
    return finding.location, finding.code, finding.message


def read_text(text: str, path: str) -> tuple[Document, list[Problem]]:
    """Return the document in a text, which ends with a line feed, as far as it can be read; and what is wrong with it.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    if CParser is None:
        message = "PyYAML lacks its C parser (libyaml): install a binary wheel of PyYAML, or libyaml before building it"
        raise SetupError(message)
    cleaned, problems, damaged = refusals.clean(text)
    reader = _Reader(cleaned)
    data = reader.read()
    for problem in reader.problems:
        if not damaged or (problem.code not in _CONSEQUENCES and problem.place.line not in damaged):
            problems.append(problem.within(text))
    return (
        Document(
            path=path,
            data=data,
            places=reader.places,
            key_places=reader.key_places,
            incomplete=(*reader.unfinished, *reader.just_ended),
        ),
        problems,
    )


class _Reader:
    """Makes plain data of libyaml's events, and collects what is wrong. The data is whole if nothing is."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.places: dict[Pointer, Place] = {}
        self.key_places: dict[Pointer, Place] = {}
        self.unfinished: dict[Pointer, Any] = {}
        """The mappings and lists whose end has not been read, each with what it holds so far, the outer ones first."""
        self.just_ended: list[Pointer] = []
        """What ended last: if reading stops there, the next line may have been meant for it."""
        self._whole: dict[str, Any] | None = None
        self._text = text
        self._next = CParser(text).get_event

    def read(self) -> dict[str, Any]:
        """Return the fields of the text, as far as it can be read."""
        try:
            data = self._read_stream()
            self._add(refusals.check_gaps(self._text))
            self.just_ended.clear()
        except _StopReading:
            data = self._read_so_far()
        except YAMLError as error:
            self.problems.append(explain_error(error, self._text))
            data = self._read_so_far()
        return data

    def _read_so_far(self) -> dict[str, Any]:
        """Return the fields that were read before the end, each of the unfinished ones in the one that it is in."""
        for pointer, value in self.unfinished.items():
            parent = self.unfinished.get(pointer[:-1]) if pointer else None
            if isinstance(parent, list):
                parent.append(value)
            elif isinstance(parent, dict):
                parent[str(pointer[-1])] = value
        found = self._whole or self.unfinished.get(())
        return found if isinstance(found, dict) else {}

    def _read_stream(self) -> dict[str, Any]:
        data: dict[str, Any] | None = None
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if data is not None:
                    hint = "put it in a file of its own"
                    self._stop(problem_at(event, "SYN005", "a second document begins here", hint))
                self._add(refusals.check_document_start(event, self._text))
            elif isinstance(event, DocumentEndEvent):
                if event.explicit:
                    self._stop(problem_at(event, "SYN005", "the mark ... ends a document", "remove it"))
            elif isinstance(event, MappingStartEvent):
                data = self._whole = self._value(event, ())
            elif not isinstance(event, StreamStartEvent):
                self.problems.clear()  # what else is wrong does not matter now
                self.unfinished.clear()
                self._stop(refusals.refuse_root(event))
        if data is None:
            self._stop(refusals.refuse_empty())
        return data

    def _value(self, event: Any, pointer: Pointer) -> Any:
        """Return the value that begins with an event."""
        self.places[pointer] = place_of_event(event)
        self.just_ended[:] = [pointer]
        if isinstance(event, AliasEvent):
            self._add([refusals.refuse_alias(event)])
            return None
        if event.anchor is not None or event.tag is not None:
            self._add(refusals.check_properties(event))
        if isinstance(event, ScalarEvent):
            self._add(refusals.check_scalar(event))
            return resolve(event.value) if event.implicit[0] else event.value
        if len(pointer) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            self._stop(problem_at(event, "SYN007", message, "compare the indentation with another record"))
        return self._fields(pointer) if isinstance(event, MappingStartEvent) else self._items(pointer)

    def _fields(self, pointer: Pointer) -> dict[str, Any]:
        """Return the rest of a mapping."""
        fields: dict[str, Any] = {}
        self.unfinished[pointer] = fields
        while not isinstance(event := self._next(), MappingEndEvent):
            key, place = self._key(event), place_of_event(event)
            here = (*pointer, key)
            if key in fields:
                message, first = f"the field {key} is given twice here", self.key_places[here]
                self._add([Problem("SYN002", place, message, "remove one of the two", first)])
            else:
                self.key_places[here] = place
            fields[key] = self._value(self._next(), here)
        self._end(pointer)
        return fields

    def _key(self, event: Any) -> str:
        if isinstance(event, AliasEvent):
            self._stop(refusals.refuse_alias(event))
        self._add(refusals.check_properties(event))
        if not isinstance(event, ScalarEvent):
            message = "a list or mapping cannot be a field's name"
            self._stop(problem_at(event, "SYN006", message, "put quotation marks around the value"))
        self._add(refusals.check_key(event))
        return event.value

    def _items(self, pointer: Pointer) -> list[Any]:
        """Return the rest of a list."""
        items: list[Any] = []
        self.unfinished[pointer] = items
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._value(event, (*pointer, len(items))))
        self._end(pointer)
        return items

    def _end(self, pointer: Pointer) -> None:
        del self.unfinished[pointer]
        self.just_ended.append(pointer)

    def _add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.problems.append(problem)
            if len(self.problems) >= MAX_PROBLEMS:
                raise _StopReading

    def _stop(self, problem: Problem) -> NoReturn:
        self.problems.append(problem)
        raise _StopReading
