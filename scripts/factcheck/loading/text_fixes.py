"""What a machine can fix in the text of a file without guessing: line ends, tabs, invisible characters, quotes.

Nothing is lost: a fix changes only what no reader of YAML could read as a value, and each says what it did. The number
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

MAX_FIXES = 30
"""After so many fixes of one kind the rest of a file is left as it is."""
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


class Fix(NamedTuple):
    """What was wrong, and what was done about it; the problem is None where no reader of YAML minds."""

    line: int
    done: str
    problem: Problem | None = None


class Fixed(NamedTuple):
    """A text that may be better than it was, and what was done."""

    text: str
    fixes: list[Fix]


def fix_text(text: str, faults: Faults = lambda _: 0) -> Fixed:
    """Return a text, which ends with a line feed, with all that can be fixed without guessing.

    Args:
        text: the text.
        faults: counts the faults of what a file holds, by which the width of tabs can be told.
    """
    fixes: list[Fix] = []
    for step in (_fix_line_ends, _fix_characters, lambda given: _fix_tabs(given, faults), _fix_values):
        text, done = step(text)
        fixes += done
    return Fixed(text, sorted(fixes, key=lambda fix: fix.line))


def _fix_line_ends(text: str) -> Fixed:
    if "\r\n" not in text:
        return Fixed(text, [])
    line = place_of(text, text.index("\r\n")).line
    return Fixed(text.replace("\r\n", "\n"), [Fix(line, "the lines end in a line feed now, not in CR LF")])


def _fix_characters(text: str) -> Fixed:
    fixes: list[Fix] = []
    if any(character in text for character in _INVISIBLE):
        found = [refusal for refusal in find_refused(text) if text[refusal.at] in _INVISIBLE]
        fixes = [Fix(place_of(text, item.at).line, f"{item.what} was removed") for item in found[:MAX_FIXES]]
        text = re.sub(f"[{_INVISIBLE}]", "", text)
    if next(find_refused(text.replace("\t", " ")), None) is None:
        lines = [place_of(text, index).line for index in find_not_nfc(text)]
        fixes += [Fix(line, "accented letters were composed (Unicode NFC)") for line in lines]
        text = unicodedata.normalize("NFC", text) if lines else text
    return Fixed(text, fixes)


def _fix_tabs(text: str, faults: Faults) -> Fixed:
    """Replace tabs by spaces. How wide one in the indentation is meant follows from what the file then holds.

    If two widths lead to different contents that are equally good, nothing is replaced.
    """
    if "\t" not in text:
        return Fixed(text, [])
    before = text.split("\n")
    found: dict[str, Any] = {}
    for width in TAB_STOPS:
        lines = [_without_tabs(line, width) for line in before]
        candidate = "\n".join(lines)
        document, problems = read_text(_fix_values(candidate).text, "")
        if not any(problem.code == "SYN001" for problem in problems):
            found[candidate] = document.data
    counts = {candidate: faults(data) for candidate, data in found.items()}
    best = [candidate for candidate, count in counts.items() if count == min(counts.values())]
    if not best or any(found[candidate] != found[best[0]] for candidate in best):
        return Fixed(text, [])
    fixes = [Fix(number, "tabs were replaced by spaces") for number, line in enumerate(before, 1) if "\t" in line]
    return Fixed(best[0], fixes)


def _without_tabs(line: str, width: int) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(width) + rest.replace("\t", " ")


def _fix_values(text: str) -> Fixed:
    """Fix the lines at which libyaml cannot go on, one after the other, as long as it gets further each time."""
    fixes: list[Fix] = []
    problem = find_error(text)
    while problem and len(fixes) < MAX_FIXES:
        fixed = fix_value(text, problem.place.line)
        if fixed is None:
            break
        after = find_error(fixed.text)
        if after and after.place.line <= problem.place.line:
            break
        fixes += [fix._replace(problem=problem) for fix in fixed.fixes]
        text, problem = fixed.text, after
    return Fixed(text, fixes)


def find_error(text: str) -> Problem | None:
    """Return where and why libyaml cannot read on; None if it reads all, or as far as records may be nested."""
    next_event, depth = CParser(text).get_event, 0
    try:
        while (event := next_event()) is not None and depth <= MAX_DEPTH:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
    except YAMLError as error:
        return explain_error(error, text)
    return None


def fix_value(text: str, number: int) -> Fixed | None:
    """Return a text in which the value that begins on a line can be read; None if it is not plain what is meant."""
    lines = text.split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    if (close := _CLOSE_FIELD.match(line)) and not _FIELD.match(line):
        lines[number - 1] = f"{line[: close.end()]} {line[close.end() :]}"
        return Fixed("\n".join(lines), [Fix(number, "a space was put behind the colon")])
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
    return Fixed("\n".join(lines), [Fix(number, "quotation marks were put around the value")])


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
