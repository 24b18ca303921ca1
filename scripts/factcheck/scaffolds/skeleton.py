"""Fill a record with all that its schema demands: what is not known yet is left to do, and says what belongs there."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from factcheck.finding import Pointer
from factcheck.schema.fields import Field, description_at
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import to_do

Data = dict[str, Any]
Known = Mapping[str, tuple[str, ...]]
"""The ids of the ratings and terms, which are few enough to be listed where one is to be chosen."""

_BRIEF = re.compile(r"[^.:;(]*")


def fill(schemas: Schemas, kind: str, data: Data, known: Known) -> Data:
    """Return a record with every field that its schema demands.

    Args:
        schemas: all schemas.
        kind: the kind of the record.
        data: what is known of it. A mapping or list in it that is empty is filled, too, and None is replaced.
        known: for each kind of thing that is chosen from a short list, the ids in the list.
    """
    whole = deepcopy(data)

    def describe(pointer: Pointer) -> Field:
        return schemas.field(kind, whole, pointer)

    def complete(value: Any, pointer: Pointer) -> None:
        """Add what is missing in a mapping or a list."""
        field = describe(pointer)
        if isinstance(value, dict):
            wanted = field.names if field.is_text and not value else field.required
            value |= {name: begin((*pointer, name)) for name in wanted if name not in value}
            wanted = describe(pointer).required  # a new field may need others
            value |= {name: begin((*pointer, name)) for name in wanted if name not in value}
        elif isinstance(value, list):
            value += [begin((*pointer, number)) for number in range(len(value), max(field.least, not value))]
        for step in list(value) if isinstance(value, dict) else range(len(value)):
            if value[step] is None:
                value[step] = begin((*pointer, step))
            if isinstance(value[step], dict | list):
                complete(value[step], (*pointer, step))

    def begin(pointer: Pointer) -> Any:
        """Return a value that is still to be filled, or to be written by hand."""
        field = describe(pointer)
        if field.type in {"object", "array"}:
            return {} if field.type == "object" else []
        return to_do(_ask(field, description_at(describe, pointer), known))

    complete(whole, ())
    return whole


def _ask(field: Field, description: str | None, known: Known) -> str:
    """Return what belongs in a field, in a few words."""
    choices = field.values or known.get(field.refers_to or "", ())
    if choices:
        return ", ".join(choices)
    match = _BRIEF.match(description or "")
    said = match[0].strip() if match else ""
    return f"{said} (the id of one)" if field.refers_to and "The id of" not in said else said
