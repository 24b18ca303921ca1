"""Pieces of a line that tells a change, each with its style.

The words of strangers are kept apart from ours by their style, so that each format can make sure that they stay text.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from factcheck.analysis.field_changes import FieldChange
from factcheck.changes.word_changes import ELLIPSIS, Fate, word_changes

LONGEST = 800
"""How many characters of a text are shown."""
_PLAIN_LABEL = re.compile(r"[a-z ]+( \([a-z]{2}\))?")
_DIGESTS = ("sha256", "fingerprint")
"""Fields whose values tell people nothing."""


class Style(StrEnum):
    """What a piece of a line is."""

    OWN = "own"
    """Words of ours."""
    SAID = "said"
    """Words from a record, a page or a name of a file: anybody may have written them."""
    GONE = "gone"
    """Such words that are there no more."""
    NEW = "new"
    """Such words that are new."""


class Span(NamedTuple):
    """A piece of a line."""

    style: Style
    text: str


Line = tuple[Span, ...]


def own(text: str) -> Span:
    """Return words of ours."""
    return Span(Style.OWN, text)


def said(text: str) -> Span:
    """Return words of others."""
    return Span(Style.SAID, text)


def field_line(change: FieldChange) -> Line:
    """Return the line about a field that differs: texts word by word, lists by what came and went."""
    before, after = change.before, change.after
    # The name of an item may be anybody's words, that of a field is not.
    label = own(f"{change.label}:") if _PLAIN_LABEL.fullmatch(change.label) else said(change.label)
    if change.place[-1] in _DIGESTS and before and after:
        return label, own("differs")
    if isinstance(before, str) and isinstance(after, str):
        return label, *word_spans(before, after)
    if isinstance(before, list) and isinstance(after, list):
        gone, new = _only_in(before, after), _only_in(after, before)
        if gone or new:
            before, after = gone or None, new or None
    changed = ((Style.GONE, before), (Style.NEW, after))
    return label, *(Span(style, shorten(in_words(value))) for style, value in changed if value is not None)


def word_spans(before: str, after: str) -> Iterator[Span]:
    """Yield what differs between two texts, with a few words around it, up to a length."""
    styles = {Fate.SAME: Style.SAID, Fate.GONE: Style.GONE, Fate.NEW: Style.NEW}
    left = LONGEST
    for fate, text in word_changes(before, after):
        if left <= 0:
            yield own(ELLIPSIS)
            return
        yield Span(styles[fate], shorten(text, left))
        left -= len(text)


def _only_in(values: list[Any], others: list[Any]) -> list[Any]:
    known = set(map(repr, others))  # a list may have thousands of items
    return [value for value in values if repr(value) not in known]


def in_words(value: object) -> str:
    """Return a value of a record as text: a list with commas, a mapping field by field."""
    if isinstance(value, dict):
        fields = ((key.replace("_", " "), inner) for key, inner in value.items() if key not in _DIGESTS)
        return "; ".join(f"{key}: {in_words(inner)}" for key, inner in fields)
    if isinstance(value, list):
        return ", ".join(map(in_words, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def shorten(text: str, most: int = LONGEST) -> str:
    """Return the beginning of a text that is too long to be shown."""
    return text if len(text) <= most else f"{text[:most].rstrip()} {ELLIPSIS}"


def first_lines(lines: Iterable[Line], most: int) -> Iterator[Line]:
    """Yield at most so many lines, and say if there are more. The others are not even made."""
    every = iter(lines)
    yield from islice(every, most)
    if next(every, None):
        yield (own("and more"),)
