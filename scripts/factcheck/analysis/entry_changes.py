"""What an entry under `corrections` says was changed, written from two versions of a claim and held against them.

An entry names each field that differs. Of a text it quotes the sentences that differ, so that the old text with the
words before replaced by those after is the new text: whoever has one version can verify the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.analysis.field_changes import (
    ORDER,
    FieldChange,
    ItemName,
    Place,
    is_text,
    whole_changes,
)
from factcheck.analysis.passages import sentence_spans

Data = Mapping[str, Any]
Words = Mapping[str, str]

DAYS = ("checked", "review_by")
"""The fields of the days of a check."""
_ADDED_FREELY = (("record", "reviewers"), ("record", "corrections"))
"""Lists whose entries say themselves what is new, and when."""
_AROUND = ("prefix", "suffix")
"""Words around a quotation, which help to find it: they may be added without an entry."""
_ALSO_AT = ("archive_url", "read_at")
"""Further addresses of a source, which may be added without an entry."""
_OLD_FORM = ("before", "after")
"""Fields that an entry had once; what they said is in its changes."""


def needed_changes(before: Data, now: Data) -> Iterator[FieldChange]:
    """Yield what differs between two versions of a claim and needs an entry, as :func:`whole_changes` does.

    Nothing is needed for a translation, a reviewer or words around a quotation that were added, or for the days of a
    further check. What is under `corrections` may grow; a change of what it says needs another entry.
    """
    days = [change.place for change in days_of_check(before, now)]
    for change in map(_without_translations, whole_changes(before, now)):
        if change.before != change.after and change.place not in days and not _is_free(change):
            yield change


def days_of_check(before: Data, now: Data) -> list[FieldChange]:
    """Return the changes of the days on which a claim was checked, and is to be, if it was checked again.

    They need no entry of their own. An entry may tell them, as one does where nothing else has changed.
    """
    was, is_ = (version.get("review", {}) for version in (before, now))
    if was.get("checked", "") >= is_.get("checked", ""):
        return []
    places = (("review", name) for name in DAYS)
    found = (
        FieldChange(place=place, before=was.get(place[1]), after=is_.get(place[1]), pointer=place) for place in places
    )
    return [change for change in found if change.before != change.after]


def _without_translations(change: FieldChange) -> FieldChange:
    """Return the change of a text without languages that it did not have."""
    if not (is_text(change.before) and is_text(change.after)):
        return change
    kept = {language: words for language, words in change.after.items() if language in change.before}
    return FieldChange(place=change.place, before=change.before, after=kept or change.after, pointer=change.pointer)


def _is_free(change: FieldChange) -> bool:
    place, lists = change.place, change.place[:2]
    if place == ("id",):  # which has its tombstone
        return True
    if place[0] == "source" and place[-1] in _ALSO_AT and change.before is None:
        return True
    if place[0] == "source" and place[-1] == "quotations":  # more of the same source was read
        return set(change.before or ()) <= set(change.after or ())
    if lists == ("record", "corrections") and place[-1] in _OLD_FORM:
        return change.after is None
    return change.before is None and (place[-1] in _AROUND or lists in _ADDED_FREELY)


def field_of(place: Place) -> tuple[str, str | None]:
    """Return the way to a field without positions, and what names the item of a list that it is in."""
    items = [step for step in place if isinstance(step, ItemName)]
    names = [step for step in place if not isinstance(step, ItemName) and step != ORDER]
    return ".".join(names), items[0] if items else None


@dataclass(frozen=True, kw_only=True)
class OpenChange:
    """A change of a field that entries do not tell, or not to its end: `said` is how far they tell it."""

    change: FieldChange
    said: Any

    def entry(self) -> dict[str, Any]:
        """Return what an entry has to say of it, as plain data."""
        field, item = field_of(self.change.place)
        told = _difference(self.said, self.change)
        return {"field": field, **({"item": str(item)} if item else {}), **told}


@dataclass(frozen=True, kw_only=True)
class EntryReading:
    """What entries tell of the changes of a claim: what they leave open, and which of their changes fit nothing."""

    open: Sequence[OpenChange]
    wrong: Sequence[int]
    """The positions, from 0, of the changes that are none, or not as they are told."""


def read_changes(before: Data, now: Data, told: Sequence[Data]) -> EntryReading:
    """Hold what entries tell against two versions of a claim.

    Args:
        before: the claim as it was, as plain data.
        now: the claim as it is.
        told: the changes in the new entries, in their order: each begins where the one before it ended.
    """
    steps: dict[tuple[str, str | None], list[tuple[int, Data]]] = defaultdict(list)
    for index, step in enumerate(told):
        steps[step["field"], step.get("item")].append((index, step))
    used, left = set[int](), []
    for change in days_of_check(before, now):
        used |= _follow(change, steps.get(field_of(change.place), ()))[1]
    for change in needed_changes(before, now):
        state, fits = _follow(change, steps.get(field_of(change.place), ()))
        used |= fits
        if not _is_told(change, state, fits):
            left.append(OpenChange(change=change, said=state))
    return EntryReading(open=left, wrong=[index for index in range(len(told)) if index not in used])


def _follow(change: FieldChange, steps: Iterable[tuple[int, Data]]) -> tuple[Any, set[int]]:
    """Return how far the changes that entries tell of a field lead, and the positions of those that do."""
    state, fits = change.before, set[int]()
    for index, step in steps:
        if _fits(step, change, state):
            state = _after(step, change, state)
            fits.add(index)
    return state, fits


def _is_told(change: FieldChange, state: Any, fits: Iterable[int]) -> bool:
    return state == change.after if _has_words(change) else bool(set(fits))


def _has_words(change: FieldChange) -> bool:
    """Return whether an entry gives the value itself: that of a text, or of a value without parts."""
    values = [value for value in (change.before, change.after) if value is not None]
    plain = not any(isinstance(value, Mapping | list) for value in values)
    return change.place[-1] != ORDER and (plain or all(map(is_text, values)))


def _fits(step: Data, change: FieldChange, state: Any) -> bool:
    """Return whether a change that an entry tells can be the next one of a field."""
    if not _has_words(change):
        return step.get("how") == _how(change)
    if not change.is_text:
        return step.get("was") == as_word(state) and ("was" in step or "now" in step)
    was, now = step.get("before", {}), step.get("after", {})
    return bool(was or now) and all(_replaces(language, was, now, state or {}) for language in {**was, **now})


def _replaces(language: str, was: Words, now: Words, state: Words) -> bool:
    """Return whether words can be put in the place of others in the text of a language."""
    if language not in was:
        return language not in state
    there = state.get(language, "")
    return was[language] in there if language in now else was[language] == there


def _after(step: Data, change: FieldChange, state: Any) -> Any:
    """Return what a field holds after a change that an entry tells; of a plain value, the new one if it is that."""
    if not _has_words(change):
        return state
    if not change.is_text:
        return change.after if step.get("now") == as_word(change.after) else step.get("now")
    texts = dict(state or {})
    was, now = step.get("before", {}), step.get("after", {})
    for language in {**was, **now}:
        if language not in now:
            del texts[language]
        else:
            texts[language] = texts.get(language, "").replace(was.get(language, ""), now[language], 1)
    return texts or None


def as_word(value: Any) -> str | None:
    """Return a value without parts as an entry gives it; None if there is none."""
    return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)


def _how(change: FieldChange) -> str:
    if change.place[-1] == ORDER:
        return "reordered"
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def _difference(said: Any, change: FieldChange) -> dict[str, Any]:
    """Return what an entry has to say of a change of which `said` is known already."""
    if not _has_words(change):
        return {"how": _how(change)}
    if not change.is_text:
        values = {"was": as_word(said), "now": as_word(change.after)}
        return {name: value for name, value in values.items() if value is not None}
    was, now = dict[str, str](), dict[str, str]()
    old, new = said or {}, change.after or {}
    for language in {**old, **new}:
        if language in old and language in new and old[language] != new[language]:
            was[language], now[language] = differing_sentences(old[language], new[language])
        elif language not in new:
            was[language] = old[language]
        elif language not in old:
            now[language] = new[language]
    return {name: words for name, words in (("before", was), ("after", now)) if words}


def differing_sentences(before: str, after: str) -> tuple[str, str]:
    """Return the sentences of two texts from the first that differs to the last one, neither of them empty.

    The first text with the one replaced by the other is the second text.
    """
    old, new = ([text[start:end] for start, end in sentence_spans(text)] for text in (before, after))
    least = min(len(old), len(new))
    same = next((index for index in range(least) if old[index] != new[index]), least)
    ends = next((index for index in range(least - same) if old[-1 - index] != new[-1 - index]), least - same)
    if same + ends == least and same:  # sentences were only added or taken out: one beside them is quoted, too
        same -= 1
    elif same + ends == least:
        ends = max(0, ends - 1)
    was, now = (_slice(text, same, ends) for text in (before, after))
    exact = before.count(was) == 1 and before.replace(was, now, 1) == after
    return (was, now) if exact else (before, after)


def _slice(text: str, same: int, ends: int) -> str:
    """Return a text without some sentences at its beginning and at its end."""
    spans = list(sentence_spans(text))
    return text[spans[same][0] : spans[len(spans) - 1 - ends][1]]
