"""Two versions of a text, word by word: what stayed, what is gone, what is new."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

CONTEXT = 6
"""How many words are shown before and after a change."""
ELLIPSIS = "…"
_MOST_PAIRS = 250_000
"""More words (or lines) than these, those of one text times those of the other, are not compared with each other."""
_NO_BREAK = re.compile("[\u00a0\u202f]")
_WORD = re.compile("\\S+[\u00a0\u202f]*")
"""A word, with what keeps it beside the next one."""


class Fate(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Words(NamedTuple):
    """Some words in a row with the same fate."""

    fate: Fate
    text: str


def word_changes(before: str, after: str) -> list[Words]:
    """Return what differs between two texts, with a few words around it; blanks and line breaks count as one blank.

    No-break spaces are shown by their code if they are the only difference.
    """
    lines = _changed_lines(before.split("\n"), after.split("\n"))
    found = _join([words for old, new in lines for words in _compare(old, new)])
    gone, new = ("".join(text for fate, text in found if fate is wanted) for wanted in (Fate.GONE, Fate.NEW))
    return [_show_blanks(words) for words in found] if gone.split() == new.split() else found


def _join(every: Iterable[Words]) -> list[Words]:
    """Return words with the ends of one line and the beginning of the next, if they stayed, as one piece."""
    joined: list[Words] = []
    for words in every:
        if joined and words.fate is joined[-1].fate is Fate.SAME:
            text = f"{joined.pop().text} {words.text}".replace(f"{ELLIPSIS} {ELLIPSIS}", ELLIPSIS)
            joined.append(Words(Fate.SAME, text))
        else:
            joined.append(words)
    return joined


def _changed_lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ, as they were and as they are; of a text of one line, the line."""
    for tag, start, end, new_start, new_end in _steps(before, after):
        if tag != "equal":
            yield " ".join(before[start:end]), " ".join(after[new_start:new_end])


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the steps from one sequence to the other; one step for all if both are too long to be compared."""
    if len(before) * len(after) > _MOST_PAIRS:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after).get_opcodes()


def _compare(before: str, after: str) -> Iterator[Words]:
    steps = _steps(before.split(), after.split())
    old, new = _WORD.findall(before), _WORD.findall(after)
    # `split()` takes no-break spaces for blanks: where only these differ, words are what is between plain ones.
    if before.split() == after.split():
        old, new = before.split(" "), after.split(" ")
        steps = _steps(old, new)
    for number, (tag, start, end, new_start, new_end) in enumerate(steps):
        if tag == "equal":
            yield Words(Fate.SAME, _shorten(old[start:end], first=number == 0, last=number == len(steps) - 1))
        elif start < end:
            yield Words(Fate.GONE, _in_line(old[start:end]))
        if tag != "equal" and new_start < new_end:
            yield Words(Fate.NEW, _in_line(new[new_start:new_end]))


def _in_line(words: Sequence[str]) -> str:
    """Return words in a row; what is behind a no-break space stays beside it."""
    return "".join(word if _NO_BREAK.fullmatch(word[-1:]) else f"{word} " for word in words).strip()


def _shorten(words: list[str], *, first: bool, last: bool) -> str:
    """Return words that stayed: only those near a change, which is behind the first words and before the last ones."""
    before = [] if first else words[:CONTEXT]
    after = [] if last else words[-CONTEXT:]
    if len(words) <= len(before) + len(after) + 1:
        return _in_line(words)
    return _in_line([*before, ELLIPSIS, *after])


def _show_blanks(words: Words) -> Words:
    """Return words with their no-break spaces shown, unless they stayed."""
    if words.fate is Fate.SAME:
        return words
    return words._replace(text=_NO_BREAK.sub(lambda found: f"<U+{ord(found[0]):04X}>", words.text))
