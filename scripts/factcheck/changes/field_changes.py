"""What differs between two versions of a record, field by field, whatever its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.languages import LANGUAGES

Place = tuple[str, ...]
"""The names of the fields that lead to a place in the data; an item of a list by what tells it from the others."""

_IDENTITIES = (
    ("source", "quotation"),
    ("date", "sources"),
    ("id",),
    ("source",),
    ("type", "claim"),
    ("asked",),
    ("date",),
    ("first",),
    ("who",),
    ("code", "file"),
)
"""The fields that tell an item of a list from the others: the first ones that items of both versions share."""
_NAMES = ("id", "source", "claim", "asked", "who", "date", "file", "first")
"""The fields of which one names an item for readers."""
_LAYERS = ("claim", "review", "record")
"""The layers of a claim, which say nothing to readers."""
_CALLED = {
    "short": "short text",
    "would_change": "what would change the rating",
    "checked": "last check",
    "review_by": "next review",
    "recorded": "what the source says",
    "to_check": "sources not read",
    "completeness": "key sources read",
    "needs": "what is missing",
}
"""What readers call a field, where its name does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A value that differs: as it was and as it is, as plain data; None where there was or is none."""

    place: Place
    before: Any
    after: Any

    @property
    def key(self) -> str:
        """The same text for the same change of the same field in any record."""
        return repr((self.place, self.before, self.after))

    @property
    def label(self) -> str:
        """The place in words: ``evidence › first-source › stance``, ``explanation (fr)``."""
        return label(self.place)


def label(place: Place) -> str:
    """Return a place in words."""
    steps = place[1:] if len(place) > 1 and place[0] in _LAYERS else place
    *outer, last = [_CALLED.get(step, step.replace("_", " ")) for step in steps]
    if outer and last in LANGUAGES:
        last = f"{outer.pop()} ({last})"
    return " › ".join([*outer, last])


def field_changes(before: Any, after: Any, place: Place = ()) -> Iterator[FieldChange]:
    """Yield the fields that differ between two versions of a record as plain data, in the order of the newer one."""
    if before == after:
        return
    if before is None and _is_text(after):
        before = {}
    if after is None and _is_text(before):
        after = {}
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in (*after, *(key for key in before if key not in after)):
            yield from field_changes(before.get(key), after.get(key), (*place, key))
    elif isinstance(before, list | None) and isinstance(after, list | None) and _holds_mappings(before, after):
        yield from _item_changes(before or [], after or [], place)
    else:
        yield FieldChange(place=place, before=before, after=after)


def _is_text(value: Any) -> bool:
    """Return whether a value is a text in one or more languages."""
    return isinstance(value, Mapping) and bool(value) and all(key in LANGUAGES for key in value)


def _holds_mappings(*lists: list[Any] | None) -> bool:
    items = [item for items in lists for item in items or ()]
    return bool(items) and all(isinstance(item, Mapping) for item in items)


def _item_changes(before: list[Any], after: list[Any], place: Place) -> Iterator[FieldChange]:
    """Compare each item with the one that is the same by its identity; the others were taken out or are new."""
    pairs = _pairs(before, after)
    for index, item in enumerate(after):
        old = pairs.get(index)
        yield from field_changes(None if old is None else before[old], item, (*place, _name(item, index)))
    kept = set(pairs.values())
    for index, item in enumerate(before):
        if index not in kept:
            yield FieldChange(place=(*place, _name(item, index)), before=item, after=None)
    if list(pairs.values()) != sorted(pairs.values()):
        yield FieldChange(place=(*place, "order"), before="as it was", after="changed")


def _pairs(before: list[Any], after: list[Any]) -> dict[int, int]:
    """Return the position in `before` of each item of `after` that was there, by its position in `after`."""
    pairs: dict[int, int] = {}
    # Equal items first; then those with the same identity, from the strictest one to the loosest.
    for fields in (None, *_IDENTITIES):
        left: dict[str, list[int]] = {}
        taken = set(pairs.values())
        for index, item in enumerate(before):
            if index not in taken and (key := _identity(item, fields)):
                left.setdefault(key, []).append(index)
        for index, item in enumerate(after):
            key = _identity(item, fields)
            if index not in pairs and key and left.get(key):
                pairs[index] = left[key].pop(0)
    return dict(sorted(pairs.items()))


def _identity(item: Mapping[str, Any], fields: tuple[str, ...] | None) -> str:
    """Return what tells an item from others: the values of these fields, or of all; nothing if it lacks one."""
    if fields is None:
        return repr(item)
    return repr([item[field] for field in fields]) if all(field in item for field in fields) else ""


def _name(item: Mapping[str, Any], index: int) -> str:
    return next((str(item[field]) for field in _NAMES if field in item), str(index + 1))
