"""The text of a YAML file before it is parsed: refused characters, and a text that is safe to look at without them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from factcheck.loading.characters import Refusal, find_not_nfc, find_refused
from factcheck.loading.yaml_problem import Problem, place_of
from factcheck.loading.yaml_refusal import MAX_PROBLEMS

_TAB_HINT = "indent with spaces"
_CRLF_HINT = "save it with line feeds only (LF); git does that with: * text=auto eol=lf"
_NFC_HINT = "retype the letter, or save the text in the composed form"
_CONSEQUENCES = {"SYN001", "SYN013"}
"""What may be wrong only because a refused character stood somewhere else."""


class Cleaned(NamedTuple):
    """A text with a space in place of each refused character, what was refused, and on which lines."""

    text: str
    problems: list[Problem]
    lines: frozenset[int]

    def keeps(self, problem: Problem) -> bool:
        """Return whether a problem that was found in the text is one of its own, and not our spaces' doing."""
        return not self.lines or (problem.code not in _CONSEQUENCES and problem.place.line not in self.lines)


def clean(text: str) -> Cleaned:
    """Return `text` without what is refused, every other character in its place.

    Only in such a text further mistakes may be looked for: a hidden line break would make a line of its own.
    """
    refusals = list(islice(find_refused(text), MAX_PROBLEMS))
    if not refusals:
        return Cleaned(text, list(_check_nfc(text)), frozenset())
    problems: list[Problem] = []
    if "\r\n" in text:
        place = place_of(text, text.index("\r\n"))
        problems.append(Problem("SYN010", place, "the lines end in CR LF, as on Windows", _CRLF_HINT))
        # A space at the end of each line leaves the number of characters as it was.
        text = text.replace("\r\n", " \n")
        refusals = list(islice(find_refused(text), MAX_PROBLEMS))
    found = [_explain(text, refusal) for refusal in refusals]
    if len(refusals) == MAX_PROBLEMS:
        return Cleaned("id: x\n", problems + found, frozenset())
    characters = list(text)
    for refusal in refusals:
        characters[refusal.at] = " "
    return Cleaned("".join(characters), problems + found, frozenset(problem.place.line for problem in found))


def is_clean(text: str) -> bool:
    """Return whether there is nothing to refuse in `text`."""
    return next(find_refused(text), None) is None and next(find_not_nfc(text), None) is None


def _explain(text: str, refusal: Refusal) -> Problem:
    place = place_of(text, refusal.at)
    if text[refusal.at] == "\t" and not text[refusal.at + 1 - place.column : refusal.at].strip(" "):
        return Problem("SYN001", place, "a tab stands in the indentation", _TAB_HINT)
    hint = "write a space instead" if text[refusal.at] == "\t" else "remove it; it often comes with copied text"
    return Problem("SYN010", place, f"{refusal.what}: {refusal.why}", hint)


def _check_nfc(text: str) -> Iterator[Problem]:
    message = "an accented letter is put together from pieces (not Unicode NFC)"
    for index in islice(find_not_nfc(text), MAX_PROBLEMS):
        yield Problem("SYN011", place_of(text, index), message, _NFC_HINT)
