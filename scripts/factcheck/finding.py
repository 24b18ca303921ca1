"""Findings: what is wrong with the data, and where. Every stage from a file to a report yields them.

This module imports nothing of ours, and all others may import it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, Self

Pointer = tuple[str | int, ...]
"""A place in the data: the keys and list positions that lead there; () is the whole document."""


def walk(data: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Yield every value in `data`, which is at `pointer`, with its place: itself, and whatever is in it."""
    yield pointer, data
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from walk(value, (*pointer, step))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a hint that names the known word most like `word`; None if none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - start fast

    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else None


class Severity(StrEnum):
    """What a finding means for readers.

    An error keeps the record off the site and stops the build; a warning is shown and stops it
    only under ``--strict``; an info informs.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """What people read: what is only a request is a note."""
        return "note" if self is Severity.INFO else self.value


class Place(NamedTuple):
    """A position in a file: line and column, both counted from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the project, with forward slashes; line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def to_plain(self) -> list[Any]:
        """Return the place as plain data, fit for JSON."""
        return [self.path, self.line, self.column]

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Return the place from the result of :meth:`to_plain`.

        Raises:
            ValueError: it is no such result.
        """
        match plain:
            case [str(path), int(line), int(column)] if line > 0 and column > 0:
                return cls(path, line, column)
        raise ValueError(plain)


class Locatable(Protocol):
    """A file in which a place of the data can be turned into line and column."""

    @property
    def path(self) -> str:
        """The path relative to the project."""

    def locate(self, pointer: Pointer, *, on_key: bool = False, words: str = "") -> Location:
        """Return the place of `pointer` in the file; with `on_key`, of its key instead of its value.

        With `words`, that of the first place in its value where these are, if it can be told.
        """


@dataclass(frozen=True, slots=True)
class FixedPlace:
    """A file of which only one place is known, because it is gone or was not read as YAML."""

    location: Location

    @property
    def path(self) -> str:
        """The path relative to the project."""
        return self.location.path

    def locate(self, pointer: Pointer, *, on_key: bool = False, words: str = "") -> Location:  # noqa: ARG002 - as for YAML files
        """Return the place."""
        return self.location


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem at a place in the data, as a check sees it.

    The runner turns it into a :class:`Finding` by adding code, severity, line and column.
    """

    pointer: Pointer
    message: str
    hint: str | None = None
    _: KW_ONLY
    on_key: bool = False
    """Whether it is in the key itself, not in its value."""
    words: str = ""
    """The words of the value that are at fault, if it is a text of many."""
    related: tuple[tuple[Locatable, Pointer, str], ...] = ()
    """Other places that matter: the file, the place in it, and what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that a finding refers to, and what is there."""

    location: Location
    message: str

    def to_plain(self) -> list[Any]:
        """Return the place and what is there as plain data, fit for JSON."""
        return [self.location.to_plain(), self.message]

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Return what :meth:`to_plain` was called on.

        Raises:
            ValueError: `plain` is no such result.
        """
        match plain:
            case [place, str(message)]:
                return cls(location=Location.from_plain(place), message=message)
        raise ValueError(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of one check."""

    location: Location
    code: str
    severity: Severity
    message: str
    hint: str | None = None
    related: tuple[Related, ...] = ()
    by_time: bool = False
    """Whether the passing of time alone caused it, as with an overdue review."""
    pointer: Pointer = ()
    """Its place in the data of its file."""
    known: bool = False
    """Whether the revision that records are compared with has it, too: then it does not make a run fail."""

    def to_plain(self) -> list[Any]:
        """Return the finding as plain data, fit for JSON; not whether it is known, which another revision decides."""
        related = [item.to_plain() for item in self.related]
        return [
            self.location.to_plain(),
            self.code,
            self.severity.value,
            self.message,
            self.hint,
            related,
            self.by_time,
            self.pointer,
        ]

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Return the finding from the result of :meth:`to_plain`.

        Raises:
            ValueError: it is no such result.
        """
        match plain:
            case [
                place,
                str(code),
                str(severity),
                str(message),
                None | str() as hint,
                list(related),
                bool(by_time),
                list(pointer),
            ] if all(type(step) in {str, int} for step in pointer):
                return cls(
                    location=Location.from_plain(place),
                    code=code,
                    severity=Severity(severity),
                    message=message,
                    hint=hint,
                    related=tuple(Related.from_plain(item) for item in related),
                    by_time=by_time,
                    pointer=tuple(pointer),
                )
        raise ValueError(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML file as plain data, with the place of every key and value.

    ``places`` maps a pointer to where its value starts; ``key_places`` to where its key starts. ``incomplete`` has the
    mappings and lists that could not be read to their end.
    """

    path: str
    data: dict[str, Any]
    places: Mapping[Pointer, Place]
    key_places: Mapping[Pointer, Place]
    incomplete: Collection[Pointer] = ()

    def value(self, pointer: Pointer) -> Any:
        """Return the value at a place; None if nothing is there."""
        value: Any = self.data
        for step in pointer:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return None
        return value

    def locate(self, pointer: Pointer, *, on_key: bool = False, words: str = "") -> Location:  # noqa: ARG002
        """Return the place of `pointer`, or of its nearest parent if it does not exist; the text itself is not kept."""
        while pointer:
            place = (self.key_places.get(pointer) if on_key else None) or self.places.get(pointer)
            if place:
                return Location(self.path, *place)
            pointer, on_key = pointer[:-1], False
        return Location(self.path, *self.places.get((), Place(1, 1)))
