"""Changes that several records have in common, as after a new wording of what they all say: they are told once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.changes.field_changes import FieldChange
from factcheck.changes.record_changes import RecordChange

_FEWEST = 3
"""How many records must have a change in common."""


@dataclass(frozen=True, kw_only=True)
class SharedChange:
    """A change of a field, and the paths of the records that have it."""

    field: FieldChange
    paths: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the change."""
        return self.field.key


def shared_changes(records: Iterable[RecordChange]) -> list[SharedChange]:
    """Return the changes that several records have in common."""
    found: dict[str, list[tuple[FieldChange, str]]] = defaultdict(list)
    for record in records:
        for field in record.fields:
            found[field.key].append((field, record.path))
    return [
        SharedChange(field=uses[0][0], paths=tuple(path for _, path in uses))
        for uses in found.values()
        if len(uses) >= _FEWEST
    ]
