"""Every text that readers see, wherever it stands in a record, in each language that it is given in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast

from factcheck.corpus import Corpus, Entry
from factcheck.finding import Pointer
from factcheck.model.ids import Text
from factcheck.model.structure import hints, union_members


@dataclass(frozen=True, slots=True)
class Written:
    """A text in its languages, and where it stands."""

    entry: Entry
    pointer: Pointer
    text: Text

    @property
    def field(self) -> str:
        """The name of its field."""
        return str(self.pointer[-1])


def texts(corpus: Corpus) -> Iterator[Written]:
    """Yield the texts of all records and vocabularies."""
    for entry in corpus.entries:
        for pointer, text in _texts(entry.record, ()):
            yield Written(entry, pointer, text)


def _texts(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Text]]:
    for name, is_text in _plan(cast("Any", type(value))):
        part = getattr(value, name)
        if part is None:
            continue
        if is_text:
            yield (*pointer, name), part
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                if is_dataclass(item):
                    yield from _texts(item, (*pointer, name, index))
        elif is_dataclass(part):
            yield from _texts(part, (*pointer, name))


@cache
def _plan(record: Any) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record, and of each whether it is a text."""
    types = hints(record)
    return tuple((field.name, union_members(types[field.name])[0] == Text) for field in fields(record))
