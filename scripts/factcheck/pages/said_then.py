"""What a record said on earlier days, in words: plain data of any time, field by field, and what differs between two.

No schema judges such data any more. A field that is not known today is called by its name, and a value that is not
known is shown as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape

from factcheck.analysis.field_changes import (
    ORDER,
    FieldChange,
    ItemName,
    Place,
    holds_mappings,
    is_text,
    item_name,
    whole_changes,
)
from factcheck.changes.word_changes import Fate
from factcheck.pages.changed_fields import difference, field_titles, marked, without_long_words
from factcheck.pages.formats import isolated

if TYPE_CHECKING:
    from factcheck.pages.view import View

Data = Mapping[str, Any]
_UNSEEN = (("id",), ("text", "fingerprint"), ("text", "sha256"))
"""Fields that say nothing to readers: the page has an address, and a fingerprint is for programs."""
_CORRECTIONS = ("record", "corrections")
_SAID_OF_CORRECTIONS = "text"
"""The field of a correction that is shown: what it says was changed can be seen beside it."""
_NAMING = ("source", "claim", "id", "asked", "who")
"""Fields of an item of a list that say again what names it."""
_MOST_VALUES = 4096
"""How many values are remembered as HTML."""


class SaidValue(NamedTuple):
    """A value, with the rest of the way to it in words if it is one of several in the same place."""

    label: Markup
    words: Markup


@dataclass(frozen=True, kw_only=True)
class SaidPart:
    """The values in one place: a field, or an item of a list."""

    label: Markup
    lines: tuple[SaidValue, ...]


class VersionDifference(NamedTuple):
    """What differs between two versions for readers of a language, and which fields differ in other languages only."""

    passages: tuple[SaidPart, ...]
    elsewhere: tuple[Markup, ...]


Known = dict[Place, tuple[Any, SaidPart]]
"""What was shown before, by its place: the value as data, and as it is shown."""


class SaidThen:
    """Shows plain data of records in the language of a view."""

    def __init__(self, view: "View") -> None:
        self._view = view
        # Two versions of a record have most values in common.
        self._value = lru_cache(maxsize=_MOST_VALUES)(self._show_value)
        self._words = lru_cache(maxsize=_MOST_VALUES)(self._show_text)
        self._named = lru_cache(maxsize=_MOST_VALUES)(self._name)

    def words(self, data: Data, known: Known) -> tuple[SaidPart, ...]:
        """Return all that a version of a record says; `known` has the parts of other versions, and gets these."""
        parts = (self._part(head, value, known) for head, value in _heads(self._credited(data), ()))
        return tuple(part for part in parts if part.lines)

    def _part(self, head: Place, value: Any, known: Known) -> SaidPart:
        """Return the part in one place; most are the same as in another version."""
        if head not in known or known[head][0] != value:
            leaves = _leaves(value, head) if _is_seen(head) else ()
            lines = ((place, self._shown(place, leaf)) for place, leaf in leaves if _is_seen(place))
            said = tuple(SaidValue(self._rest(place[len(head) :]), words) for place, words in lines if words)
            known[head] = value, SaidPart(label=self._label(head), lines=said)
        return known[head][1]

    def difference(self, before: Data, after: Data) -> VersionDifference:
        """Return what differs between two versions of a record. What was corrected comes first."""
        every = whole_changes(self._credited(before), self._credited(after))
        changes = [change for change in every if _is_seen(change.place)]
        changes.sort(key=lambda change: change.place[:2] != _CORRECTIONS)
        lines = [(place, words) for change in changes for place, words in self._differing(change)]
        own = [(place, words) for place, words in lines if words]
        elsewhere = dict.fromkeys(self._label(place) for place, words in lines if not words)
        return VersionDifference(self._passages(own), tuple(elsewhere))

    def _credited(self, data: Data) -> Data:
        """Return a version in which the words of a claim come after the name of who claims it."""
        said = data.get("claim")
        if not isinstance(said, Mapping) or not is_text(said.get("short")):
            return data
        short = self._view.credited(str(said.get("claimant", "")), said["short"])
        return {**data, "claim": {**said, "short": short}}

    def _differing(self, change: FieldChange) -> Iterator[tuple[Place, Markup]]:
        """Yield place and difference of each value that a change is about; no words if only other languages differ."""
        before, after = change.before, change.after
        if change.place[-1] == ORDER:
            yield change.place[:-1], escape(self._view.word("reordered", "how"))
        elif is_text(before) or is_text(after):
            yield from self._text_differing(change.place, self._as_text(before), self._as_text(after))
        elif _has_parts(before) or _has_parts(after):
            for fate, value in ((Fate.GONE, before), (Fate.NEW, after)):
                for place, leaf in _leaves(value, change.place):
                    if _is_seen(place) and (words := self._shown(place, leaf)):
                        yield place, marked(fate, words, self._view.language)
        elif isinstance(before, list) and isinstance(after, list):
            yield from ((change.place, words) for words in self._items_differing(change.place, before, after))
        else:
            yield from self._values_differing(change.place, before, after)

    def _items_differing(self, place: Place, before: list[Any], after: list[Any]) -> list[Markup]:
        """Return the items that a list of values without parts lost or got, or that only their order is another."""
        lists = ((Fate.GONE, before, set(map(str, after))), (Fate.NEW, after, set(map(str, before))))
        items = [(fate, item) for fate, items, others in lists for item in items if str(item) not in others]
        shown = [marked(fate, self._shown(place, item), self._view.language) for fate, item in items]
        return shown or [escape(self._view.word("reordered", "how"))]

    def _values_differing(self, place: Place, before: Any, after: Any) -> Iterator[tuple[Place, Markup]]:
        """Yield how a value without parts differs, unless only its blanks do: words as words, all else as a whole."""
        texts = [value for value in (before, after) if isinstance(value, str) and " " in value]
        if texts and str(before or "").split() != str(after or "").split():
            old, new = (without_long_words(str(value or "")) for value in (before, after))
            yield place, difference(old, new, self._view.language)
        elif not texts:
            shown = ((fate, self._shown(place, value)) for fate, value in ((Fate.GONE, before), (Fate.NEW, after)))
            marks = (marked(fate, words, self._view.language) for fate, words in shown if words)
            yield place, Markup(" → ").join(marks)

    def _as_text(self, value: Any) -> Mapping[str, Any]:
        """Return a value as a text: in other times the field may have held something else."""
        if value is None:
            return {}
        return value if isinstance(value, Mapping) else {self._view.language: value}

    def _text_differing(
        self, place: Place, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[tuple[Place, Markup]]:
        """Yield how a text differs in the language of the page, unless only its blanks do."""
        old, new = (str(text.get(self._view.language, "")) for text in (before, after))
        if old.split() != new.split():
            yield place, difference(without_long_words(old), without_long_words(new), self._view.language)
        elif any(str(before.get(code)).split() != str(after.get(code)).split() for code in {**before, **after}):
            yield place, Markup()

    def _shown(self, place: Place, value: Any) -> Markup:
        """Return a value without parts, or a text in the language of the page, as HTML."""
        if is_text(value):
            return self._words(tuple((language, str(words)) for language, words in value.items()))
        if isinstance(value, list):
            between = " · " if any(" " in str(item) for item in value) else ", "
            return escape(between).join(self._shown(place, item) for item in value)
        if value is None:
            return Markup()
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return self._value(next((step for step in reversed(place) if not isinstance(step, ItemName)), ""), text)

    def _show_text(self, words: tuple[tuple[str, str], ...]) -> Markup:
        return self._view.text({language: without_long_words(text) for language, text in words})

    def _show_value(self, name: str, text: str) -> Markup:
        shown = self._view.changed.value(name, text)
        return shown if isinstance(shown, Markup) else isolated(without_long_words(shown))

    def _passages(self, lines: Iterable[tuple[Place, Markup]]) -> tuple[SaidPart, ...]:
        """Return lines that are in the same item of a list, one after the other, together."""
        groups = groupby(lines, key=lambda line: _head(line[0]))
        return tuple(
            SaidPart(
                label=self._label(head),
                lines=tuple(SaidValue(self._rest(place[len(head) :]), words) for place, words in group),
            )
            for head, group in groups
        )

    def _label(self, place: Place) -> Markup:
        """Return a field in words, with the item of the list if it is in one."""
        item = next((step for step in place if isinstance(step, ItemName)), None)
        return self._named(tuple(step for step in place if not isinstance(step, ItemName)), item)

    def _rest(self, place: Place) -> Markup:
        return self._named(tuple(step for step in place if not isinstance(step, ItemName)), None) if place else Markup()

    def _name(self, names: tuple[str, ...], item: str | None) -> Markup:
        label = Markup(" › ").join(field_titles(names, self._view.language))
        return Markup("{} ({})").format(label, self._view.changed.item(names, item)) if item else label


def _heads(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield place and value of what is shown together: each item of a list, and each field that is in none."""
    if isinstance(value, Mapping) and not is_text(value):
        for name, inner in value.items():
            yield from _heads(inner, (*place, name))
    elif isinstance(value, list) and holds_mappings(value):
        yield from (((*place, item_name(item, index)), item) for index, item in enumerate(value))
    else:
        yield place, value


def _head(place: Place) -> Place:
    """Return the place of the item of a list that a place is in; if it is in none, the place."""
    return next((place[: at + 1] for at, step in enumerate(place) if isinstance(step, ItemName)), place)


def _is_seen(place: Place) -> bool:
    if place[:2] == _CORRECTIONS and len(place) > 3:  # noqa: PLR2004 - a field of an entry
        return place[3] == _SAID_OF_CORRECTIONS
    names_item = len(place) > 1 and isinstance(place[-2], ItemName) and place[-1] in _NAMING
    return place not in _UNSEEN and not names_item


def _has_parts(value: Any) -> bool:
    return (isinstance(value, Mapping) and not is_text(value)) or (isinstance(value, list) and holds_mappings(value))


def _leaves(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield place and value of everything without parts in plain data; a text is one value."""
    if not _has_parts(value):
        if place:
            yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*place, name))
    else:
        for index, item in enumerate(value):
            yield from _leaves(item, (*place, item_name(item, index)))
