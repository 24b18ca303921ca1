"""What a machine can mend in the text of a file without guessing: line ends, tabs, invisible characters, quotes.

Nothing is lost: a mend changes only what no reader of YAML could read as a value, and each says what it did. The number
of lines stays the same. A text that has two readings is left alone.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent

from factcheck.loading.characters import find_not_nfc, find_refused
from factcheck.loading.yaml_errors import TEXT_FIELDS, Problem, explain_error, place_of
from factcheck.loading.yaml_reader import read_text
from factcheck.loading.yaml_refusals import MAX_DEPTH, CParser
from factcheck.records.yaml_values import CURLY

MAX_MENDS = 30
"""After so many mends of one kind the rest of a file is left as it is."""
TAB_STOPS = (2, 4, 8)
"""How wide tabs may be meant."""
_INVISIBLE = "\u200b\ufeff\u2060\xad"
"""Characters that come with copied text, show nothing, and are a part of no word."""
_FIELD = re.compile(r"( *(?:- +)*)([a-z][a-z0-9_]*):(?: +| *\Z)")
_CLOSE_FIELD = re.compile(r"( *(?:- +)*[a-z][a-z0-9_]*):(?=[^\s:])")
_ITEM = re.compile(r"( *- +)(?=[^\s-])")
_OPENS_OTHERWISE = re.compile(r"[\"'|>\[{&*!]")
"""How a value begins that YAML reads in a way of its own: with quotation marks, as a block or a collection."""


Faults = Callable[[Any], int]


class Mend(NamedTuple):
    """What was wrong, and what was done about it; the problem is None where no reader of YAML minds."""

    line: int
    done: str
    problem: Problem | None = None


class Mended(NamedTuple):
    """A text that may be better than it was, and what was done."""

    text: str
    mends: list[Mend]


def mend_text(text: str, faults: Faults = lambda _: 0) -> Mended:
    """Return a text, which ends with a line feed, with all that can be mended without guessing.

    Args:
        text: the text.
        faults: counts the faults of what a file holds, by which the width of tabs can be told.
    """
    mends: list[Mend] = []
    for step in (_mend_line_ends, _mend_characters, lambda given: _mend_tabs(given, faults), _mend_values):
        text, done = step(text)
        mends += done
    return Mended(text, sorted(mends, key=lambda mend: mend.line))


def _mend_line_ends(text: str) -> Mended:
    if "\r\n" not in text:
        return Mended(text, [])
    line = place_of(text, text.index("\r\n")).line
    return Mended(text.replace("\r\n", "\n"), [Mend(line, "the lines end in a line feed now, not in CR LF")])


def _mend_characters(text: str) -> Mended:
    mends: list[Mend] = []
    if any(character in text for character in _INVISIBLE):
        found = [refusal for refusal in find_refused(text) if text[refusal.at] in _INVISIBLE]
        mends = [Mend(place_of(text, item.at).line, f"{item.what} was removed") for item in found[:MAX_MENDS]]
        text = re.sub(f"[{_INVISIBLE}]", "", text)
    if next(find_refused(text.replace("\t", " ")), None) is None:
        lines = [place_of(text, index).line for index in find_not_nfc(text)]
        mends += [Mend(line, "accented letters were composed (Unicode NFC)") for line in lines]
        text = unicodedata.normalize("NFC", text) if lines else text
    return Mended(text, mends)


def _mend_tabs(text: str, faults: Faults) -> Mended:
    """Replace tabs by spaces. How wide one in the indentation is meant follows from what the file then holds.

    If two widths lead to different contents that are equally good, nothing is replaced.
    """
    if "\t" not in text:
        return Mended(text, [])
    before = text.split("\n")
    found: dict[str, Any] = {}
    for width in TAB_STOPS:
        lines = [_without_tabs(line, width) for line in before]
        candidate = "\n".join(lines)
        document, problems = read_text(_mend_values(candidate).text, "")
        if not any(problem.code == "SYN001" for problem in problems):
            found[candidate] = document.data
    counts = {candidate: faults(data) for candidate, data in found.items()}
    best = [candidate for candidate, count in counts.items() if count == min(counts.values())]
    if not best or any(found[candidate] != found[best[0]] for candidate in best):
        return Mended(text, [])
    mends = [Mend(number, "tabs were replaced by spaces") for number, line in enumerate(before, 1) if "\t" in line]
    return Mended(best[0], mends)


def _without_tabs(line: str, width: int) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(width) + rest.replace("\t", " ")


def _mend_values(text: str) -> Mended:
    """Mend the lines at which libyaml cannot go on, one after the other, as long as it gets further each time."""
    mends: list[Mend] = []
    problem = find_error(text)
    while problem and len(mends) < MAX_MENDS:
        mended = mend_value(text, problem.place.line)
        if mended is None:
            break
        after = find_error(mended.text)
        if after and after.place.line <= problem.place.line:
            break
        mends += [mend._replace(problem=problem) for mend in mended.mends]
        text, problem = mended.text, after
    return Mended(text, mends)


def find_error(text: str) -> Problem | None:
    """Return where and why libyaml cannot read on; None if it reads all, or as far as records may be nested."""
    next_event, depth = CParser(text).get_event, 0
    try:
        while (event := next_event()) is not None and depth <= MAX_DEPTH:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
    except YAMLError as error:
        return explain_error(error, text)
    return None


def mend_value(text: str, number: int) -> Mended | None:
    """Return a text in which the value that begins on a line can be read; None if it is not plain what is meant."""
    lines = text.split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    if (close := _CLOSE_FIELD.match(line)) and not _FIELD.match(line):
        lines[number - 1] = f"{line[: close.end()]} {line[close.end() :]}"
        return Mended("\n".join(lines), [Mend(number, "a space was put behind the colon")])
    start = _FIELD.match(line) or _ITEM.match(line)
    if not start:
        return None
    last = _last_line(lines, number - 1, len(start[1]))
    value = line[start.end() :].rstrip()
    block = [value, *(part.strip() for part in lines[number : last + 1])]
    if not value or any(" #" in part or "\\" in part for part in block):
        return None
    quoted = _quoted(block, start[2] if start.re is _FIELD else "")
    if quoted is None:
        return None
    margin = " " * (len(start[1]) + 2)
    lines[number - 1 : last + 1] = [line[: start.end()] + quoted[0], *(margin + part for part in quoted[1:])]
    return Mended("\n".join(lines), [Mend(number, "quotation marks were put around the value")])


def _last_line(lines: list[str], first: int, margin: int) -> int:
    """Return the last line of a text that begins on a line and goes on on lines that are indented more."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip() or len(line) - len(line.lstrip(" ")) <= margin or _FIELD.match(line) or _ITEM.match(line):
            break
        last = number
    return last


def _quoted(block: list[str], field: str) -> list[str] | None:
    """Return the lines of a value with quotation marks around them; None if another reading is possible."""
    whole = " ".join(block)
    if curly := CURLY.fullmatch(whole):
        block = [*block[:-1], block[-1][:-1]]
        block[0] = block[0][1:]
        whole = curly[1]
    elif _OPENS_OTHERWISE.match(whole) or (whole.startswith("- ") and field not in TEXT_FIELDS):
        return None
    mark = "'" if '"' in whole else '"'
    block = [part.replace("'", "''") for part in block] if mark == "'" else list(block)
    block[0], block[-1] = mark + block[0], block[-1] + mark if len(block) > 1 else mark + block[0] + mark
    return block if len(block) > 1 else [block[-1]]
