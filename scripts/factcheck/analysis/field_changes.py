"""What differs between two versions of a record, field by field, whatever its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.finding import Pointer
from factcheck.languages import LANGUAGES

Place = tuple[str, ...]
"""The names of the fields that lead to a place in the data; an item of a list by its :class:`ItemName`."""


class ItemName(str):
    """What tells an item of a list from the others, among the names of fields: the id of a source, a day."""

    __slots__ = ()


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
ORDER = "(order)"
"""The last step of a place if only the order of a list has changed. No field can have this name."""
_CALLED = {
    ORDER: "order",
    "short": "short text",
    "would_change": "what would change the rating",
    "checked": "last check",
    "review_by": "next check",
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
    pointer: Pointer = field(default=(), compare=False)
    """Where it is in the newer version; what is gone, where it would be."""

    @property
    def key(self) -> str:
        """The same text for the same change of the same field in any record."""
        return repr((self.place, self.before, self.after))

    @property
    def is_text(self) -> bool:
        """Whether it is a text in one or more languages, as a whole."""
        return is_text(self.before) or is_text(self.after)

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
    """Yield the fields that differ between two versions of a record as plain data, in the order of the newer one.

    A text is a field in each of its languages.
    """
    for change in whole_changes(before, after, place):
        if not change.is_text:
            yield change
            continue
        was, now = change.before or {}, change.after or {}
        for language in (*now, *(language for language in was if language not in now)):
            if was.get(language) != now.get(language):
                yield replace(
                    change,
                    place=(*change.place, language),
                    before=was.get(language),
                    after=now.get(language),
                    pointer=(*change.pointer, language) if language in now else change.pointer,
                )


def whole_changes(before: Any, after: Any, place: Place = (), pointer: Pointer = ()) -> Iterator[FieldChange]:
    """Yield the fields that differ as :func:`field_changes` does, but a text with all its languages."""
    if before == after:
        return
    pair = (before, after)
    if isinstance(before, Mapping) and isinstance(after, Mapping) and not any(map(is_text, pair)):
        for key in (*after, *(key for key in before if key not in after)):
            inner = (*pointer, key) if key in after else pointer
            yield from whole_changes(before.get(key), after.get(key), (*place, key), inner)
    elif isinstance(before, list | None) and isinstance(after, list | None) and holds_mappings(before, after):
        yield from _item_changes(before or [], after or [], place, pointer)
    else:
        yield FieldChange(place=place, before=before, after=after, pointer=pointer)


def is_text(value: Any) -> bool:
    """Return whether a value is a text in one or more languages."""
    return isinstance(value, Mapping) and bool(value) and all(key in LANGUAGES for key in value)


def holds_mappings(*lists: list[Any] | None) -> bool:
    """Return whether all items of these lists are mappings, and there are some."""
    items = [item for items in lists for item in items or ()]
    return bool(items) and all(isinstance(item, Mapping) for item in items)


def _item_changes(before: list[Any], after: list[Any], place: Place, pointer: Pointer) -> Iterator[FieldChange]:
    """Compare each item with the one that is the same by its identity; the others were taken out or are new."""
    pairs = same_items(before, after)
    for index, item in enumerate(after):
        old = pairs.get(index)
        was = None if old is None else before[old]
        yield from whole_changes(was, item, (*place, item_name(item, index)), (*pointer, index))
    kept = set(pairs.values())
    for index, item in enumerate(before):
        if index not in kept:
            yield FieldChange(place=(*place, item_name(item, index)), before=item, after=None, pointer=pointer)
    if list(pairs.values()) != sorted(pairs.values()):
        yield FieldChange(place=(*place, ORDER), before="as it was", after="changed", pointer=pointer)


def same_items(before: list[Any], after: list[Any]) -> dict[int, int]:
    """Return the position in `before` of each item of `after` that was there, by its position in `after`.

    Items are mappings: the same one is that which is equal, or else that which names the same source, day or the like.
    """
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
    values = [item.get(field) for field in fields]
    # The words around a quotation may change: the same words are the same quotation.
    exact = [value.get("exact", value) if isinstance(value, Mapping) else value for value in values]
    return repr(exact) if all(field in item for field in fields) else ""


def item_name(item: Any, index: int) -> ItemName:
    """Return what names an item of a list for readers: a field that tells it from the others, or its number.

    Args:
        item: the item, as plain data or as a part of a record.
        index: its position in the list, from 0.
    """
    found = (value for name in _NAMES if (value := value_in(item, name)) is not None)
    return ItemName(next(found, index + 1))


def value_in(data: Any, name: str) -> Any:
    """Return a field of plain data or of a part of a record; None if it is not there."""
    return data.get(name) if isinstance(data, Mapping) else getattr(data, name, None)
