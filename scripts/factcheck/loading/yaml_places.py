"""Where everything stands in a YAML file: recorded as plain numbers, looked up only when somebody asks.

Hardly any file has a finding, so the tables are made on first use; until then a file's places are an
array with one number for each key and value, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from factcheck.finding import Place, Pointer

_COLUMN_BITS = 20
"""A file has at most 64 KiB, so neither lines nor columns come near the limit of a million."""
COLUMN_LIMIT = 1 << _COLUMN_BITS


class Spot(NamedTuple):
    """One value of the data: what holds it, how to get there, and the packed places of its key and itself."""

    parent: Any
    pointer: Pointer
    key: int | None
    value: int


def unpack(position: int) -> Place:
    """Return the place that ``line * COLUMN_LIMIT + column``, both counted from 0, stands for."""
    return Place((position >> _COLUMN_BITS) + 1, position % COLUMN_LIMIT + 1)


def walk(data: Any, positions: Iterable[int]) -> Iterator[Spot]:
    """Yield every value of `data` except itself, in the order of the file. `positions` belong to the same file."""
    rest = iter(positions)
    next(rest, None)
    yield from _walk(data, (), rest)


def _walk(parent: Any, pointer: Pointer, rest: Iterator[int]) -> Iterator[Spot]:
    is_mapping = isinstance(parent, dict)
    for key, value in parent.items() if is_mapping else enumerate(parent):
        here = (*pointer, key)
        yield Spot(parent, here, next(rest) if is_mapping else None, next(rest))
        if isinstance(value, dict | list):
            yield from _walk(value, here, rest)


class PlaceTable:
    """The places of one file's keys and values. Its data must not be changed before they are looked up."""

    def __init__(self, data: dict[str, Any], positions: Iterable[int]) -> None:
        """Keep what is needed to make the tables later."""
        self._data = data
        self._positions = positions

    @cached_property
    def of(self) -> tuple[dict[Pointer, Place], dict[Pointer, Place]]:
        """The places of the values, and those of the keys."""
        values: dict[Pointer, Place] = {(): unpack(next(iter(self._positions)))}
        keys: dict[Pointer, Place] = {}
        for spot in walk(self._data, self._positions):
            values[spot.pointer] = unpack(spot.value)
            if spot.key is not None:
                keys[spot.pointer] = unpack(spot.key)
        return values, keys


class Places(Mapping[Pointer, Place]):
    """One of the two tables of a file, made when it is first looked at."""

    def __init__(self, table: PlaceTable, *, of_keys: bool) -> None:
        """Stand for the places of the keys, or for those of the values."""
        self._table = table
        self._side = int(of_keys)

    def __getitem__(self, pointer: Pointer) -> Place:
        """Return where `pointer` stands."""
        return self._table.of[self._side][pointer]

    def __iter__(self) -> Iterator[Pointer]:
        """Yield every pointer, in the order of the file."""
        return iter(self._table.of[self._side])

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._table.of[self._side])
