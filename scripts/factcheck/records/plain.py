"""The way back from a record to plain data: what its file holds, in the order of the canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, cast


def plain(value: Any) -> Any:
    """Return a record, or a part of one, as the data that :func:`factcheck.records.structure.parse` has made it from.

    What may be missing and is missing stays out of it.
    """
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if not is_dataclass(value):
        return value
    parts = ((name, getattr(value, name), default) for name, default in _plan(cast("Any", type(value))))
    return {name: plain(part) for name, part, default in parts if part != default}


@cache
def _plan(record: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a dataclass, each with what it is when it is missing."""
    return tuple((item.name, _default(item)) for item in fields(record))


def _default(item: Field[Any]) -> Any:
    if item.default_factory is not MISSING:
        return item.default_factory()
    return item.default  # MISSING is equal to no value
