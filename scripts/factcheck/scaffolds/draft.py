"""A record that is being begun, and what it is made from: the records that are there, the schemas, the day, a name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.finding import Issue, Pointer, did_you_mean
from factcheck.kinds import ENTITY, FOLDERS, RATING, TERM, file_path
from factcheck.loading.yaml_reader import read_text, read_yaml
from factcheck.records.canonical_writer import write_canonical
from factcheck.records.yaml_values import UnwritableError
from factcheck.scaffolds.guesses import free_id
from factcheck.scaffolds.skeleton import (
    Data,
    Known,
    drop_other_languages,
    explain_name,
    fill,
    find_field,
    items,
    put_value,
)
from factcheck.schema.fields import Field
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import CODE, is_to_do, places_to_do

_OF_PROGRAMS = ("text", "passages")
"""What programs have written, and rely on."""
_LAYERS = ("claim", "review", "record")


@dataclass(kw_only=True)
class Draft:
    """A new record.

    What is left to do is worked out again whenever a value is typed, because one field decides which others there are.
    """

    schemas: Schemas
    kind: str
    known: Known
    """For each kind of thing that is chosen from a short list, the ids in the list."""
    taken: Mapping[str, frozenset[str]]
    """For each kind of record, the ids that it may refer to."""
    begun: Data
    """What is known of the record without asking."""
    typed: dict[Pointer, str] = field(default_factory=dict)
    follow: Callable[["Draft"], None] = lambda _: None
    """Changes what is known without asking after something was typed on which it depends."""
    only: str | None = None
    """The language in which it is written; None for all."""

    @property
    def data(self) -> Data:
        """The record with everything that its schema demands."""
        whole = deepcopy(self.begun)
        for pointer, text in self.typed.items():
            put_value(whole, pointer, text, partial(self.schemas.field, self.kind, whole))
        whole = fill(self.schemas, self.kind, whole, self.known)
        if self.only:
            drop_other_languages(whole, self.only, partial(self.schemas.field, self.kind, whole))
        return whole

    def describe(self, pointer: Pointer) -> Field:
        """Return what the schemas say of a place in the record."""
        return self.schemas.field(self.kind, self.data, pointer)

    def has(self, name: str) -> bool:
        """Return whether the record has, or may have, a field of this name."""
        data = self.data
        return find_field(data, name, partial(self.schemas.field, self.kind, data)) is not None

    def put(self, fields: Mapping[str, str]) -> None:
        """Put in values that were typed, by the names of their fields, in any order.

        Raises:
            SetupError: a name is that of no field.
        """
        waiting = dict(fields)
        while waiting:
            data = self.data
            describe = partial(self.schemas.field, self.kind, data)
            found = {name: place for name in waiting if (place := find_field(data, name, describe))}
            if not found:
                raise SetupError(explain_name(data, next(iter(waiting)), describe))
            self.typed |= {place: waiting.pop(name) for name, place in found.items()}
            self.follow(self)

    def answer(self, place: Pointer, text: str) -> Issue | None:
        """Put in a value that was typed, unless it is wrong; return what is wrong with it."""
        self.typed[place] = text
        fault = next((issue for issue in self.faults() if issue.pointer[: len(place)] == place), None)
        if fault:
            del self.typed[place]
        self.follow(self)
        return fault

    def take_out_wrong(self) -> Mapping[str, str]:
        """Leave to do what was typed and is wrong; return it, by the names of its fields."""
        wrong = {}
        for place, text in list(self.typed.items()):
            fault = self.answer(place, text)
            if fault:
                wrong[".".join(map(str, place))] = f"{text} ({fault.message})"
        return wrong

    def to_do(self) -> dict[Pointer, str]:
        """Return the places where something is left to do, in the order of the file, and what is said there."""
        return dict(places_to_do(read_text(write_canonical(self.data, self.kind), self.path)[0].data))

    def faults(self) -> Iterator[Issue]:
        """Yield what is wrong with the record, but for what is left to do."""
        yield from (issue for code, issue in self.schemas.issues(self.kind, self.data) if code != CODE)
        yield from self._unknown()

    def _unknown(self) -> Iterator[Issue]:
        """Yield an issue for each id that was typed and names nothing."""
        for pointer, text in self.typed.items():
            field = self.describe(pointer)
            kind = field.refers_to or self.describe((*pointer, 0)).refers_to
            if kind:
                ids = self.taken.get(kind) or self.known.get(kind, ())
                named = items(text, self.describe((*pointer, 0))) if field.type == "array" else [text]
                unknown = (id_ for id_ in named if id_ not in ids)
                yield from (Issue(pointer, f"there is no {kind} {id_!r}", _hint(kind, id_, ids)) for id_ in unknown)

    @property
    def path(self) -> str:
        """The path of its file, relative to the project."""
        return file_path(self.kind, str(self.data["id"]))

    def text(self) -> str:
        """Return the record in canonical form.

        Raises:
            SetupError: a value is wrong.
        """
        faults = [
            f"{'.'.join(map(str, issue.pointer))}: {issue.message}{f' ({issue.hint})' * bool(issue.hint)}"
            for issue in self.faults()
        ]
        if faults:
            raise SetupError("\n".join(["this cannot be written:", *faults]))
        try:
            text = write_canonical(self.data, self.kind)
        except UnwritableError as error:
            message = f"{error} cannot be written in a file"
            raise SetupError(message) from error
        for finding in read_yaml(text.encode("utf-8", "surrogateescape"), self.path)[1]:
            message = (
                f"this cannot be written: {finding.message} (line {finding.location.line} of the file it would be)"
            )
            raise SetupError(message)
        return text


def _is_name(value: object) -> bool:
    return isinstance(value, str) and not is_to_do(value)


def _hint(kind: str, id_: str, ids: Collection[str]) -> str:
    """Return the way out if an id names nothing."""
    begin = f"begin it first: factcheck new {kind}" if kind in FOLDERS else f"there are {', '.join(ids)}"
    return did_you_mean(id_, sorted(ids)) or begin


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is known before anybody is asked."""

    schemas: Schemas
    corpus: Corpus
    """The records that have the right shape."""
    taken: Mapping[str, frozenset[str]]
    """For each kind of record, the ids of all its files, whatever is in them."""
    today: date
    author: str | None = None
    """Who writes the record, if that is known."""
    unfinished: Mapping[str, Sequence[Data]] = field(default_factory=dict)
    """For each kind of record, what is in the files that have something to do, or mistakes."""
    only: str | None = None
    """The language in which the record is written; None for all."""

    @property
    def names(self) -> Mapping[str, Collection[str]]:
        """For each entity its names, also if something is left to do in its record."""
        begun = ((data["id"], data.get("name")) for data in self.unfinished.get(ENTITY, ()))
        names = {id_: tuple(filter(_is_name, name.values())) for id_, name in begun if isinstance(name, dict)}
        return names | {entity.id: tuple(entity.name.values()) for entity in self.corpus.entities.values()}

    def draft(self, kind: str, begun: Data) -> Draft:
        """Return a new record of which something is known."""
        known = {item: tuple(self.corpus.tables[item]) for item in (RATING, TERM)}
        return Draft(schemas=self.schemas, kind=kind, known=known, taken=self.taken, begun=begun, only=self.only)

    def choose_id(self, kind: str, given: str | None, proposed: str) -> str:
        """Return the id of a new record: the one that is given, or else the proposed one, with a number if need be.

        Raises:
            SetupError: the given id is taken, or there is none and nothing to make one from.
        """
        taken = self.taken.get(kind, frozenset())
        if given in taken:
            message = f"{file_path(kind, str(given))} is there already; choose another --id"
            raise SetupError(message)
        if not (given or proposed):
            message = "no id can be made from this; choose one with --id"
            raise SetupError(message)
        return given or free_id(proposed, taken)

    def require_shape(self, kind: str, data: Data) -> None:
        """Make sure that a record has the right shape, but for what is left to do in it outside of its text.

        Raises:
            SetupError: it has not.
        """
        wrong = any(code != CODE for code, _ in self.schemas.issues(kind, data))
        left = (place for place, _ in places_to_do(data))
        if wrong or any(place[0] in _OF_PROGRAMS or (len(place) == 1 and place[0] in _LAYERS) for place in left):
            path = file_path(kind, str(data.get("id")))
            message = f"{path} has mistakes, or its text is to do; factcheck validate {path} shows them"
            raise SetupError(message)
