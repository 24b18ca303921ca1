"""The parser's own errors in plain words: what is wrong, where to look, and the way out.

libyaml says where it could not go on, in its own terms. The commonest mistakes are recognised by
looking at the line as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from factcheck.finding import Place
from factcheck.loading.characters import printable
from factcheck.loading.yaml_problem import Problem

_NO_SPACE = re.compile(r"\s*(?:- +)*([a-z][a-z0-9_]*):(\S.*)")
_VALUE = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_]* *: +(.+)")
_INDENT = "use the same number of spaces as the line that it belongs beside"
_QUOTE = "put the whole value between quotation marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """What libyaml says, and the text that it says it about. `start` is where the broken part begins."""

    problem: str
    context: str
    place: Place
    start: Place
    lines: list[str]

    @property
    def line(self) -> str:
        return self._line(self.place)

    @property
    def first_line(self) -> str:
        return self._line(self.start)

    @property
    def character(self) -> str:
        return self.line[self.place.column - 1 : self.place.column]

    @property
    def before(self) -> str:
        return self.line[: self.place.column - 1]

    def _line(self, place: Place) -> str:
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""


Explained = tuple[Place, str, str]
_Explain = Callable[[_Trouble], Explained]


def explain_error(error: YAMLError, text: str) -> Problem:
    """Return libyaml's `error` about `text` as a problem."""
    lines = text.split("\n")
    place = start = Place(1, 1)
    problem, context = str(error), ""
    if isinstance(error, MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        if mark := error.problem_mark:
            place = start = Place(mark.line + 1, mark.column + 1)
        if mark := error.context_mark:
            start = Place(mark.line + 1, mark.column + 1)
    trouble = _Trouble(problem=problem, context=context, place=place, start=start, lines=lines)
    for code, words, message, hint in _BY_CONTEXT:
        if words.search(f"{context}: {problem}"):
            return Problem(code, start, message, hint)
    where, message, hint = _EXPLAIN.get(problem, _other)(trouble)
    return Problem("SYN001", where, message, hint)


_BY_CONTEXT = (
    (
        "SYN005",
        re.compile("directive|incompatible YAML document"),
        "a directive: lines that begin with % are not allowed",
        "remove the line",
    ),
    (
        "SYN004",
        re.compile("a tag:|undefined tag handle|%TAG"),
        "a tag: values that begin with ! are not allowed",
        _QUOTE,
    ),
    (
        "SYN003",
        re.compile("an alias:|an anchor:"),
        "an anchor or alias: values that begin with & or * are not allowed",
        f"{_QUOTE} if it is text",
    ),
)


def _colon(trouble: _Trouble) -> Explained:
    value = _VALUE.match(trouble.before)
    if value and trouble.before.strip():
        return trouble.place, "a colon stands in a value that has no quotation marks", _QUOTE
    above = trouble.lines[trouble.place.line - 2].strip() if trouble.place.line > 1 else ""
    indent = Place(trouble.place.line, len(trouble.line) - len(trouble.line.lstrip()) + 1)
    return (
        indent,
        "this line is indented more than the line above, which already has a value",
        f"indent it like the lines around it; above stands: {printable(above)}",
    )


def _no_colon(trouble: _Trouble) -> Explained:
    if match := _NO_SPACE.match(trouble.first_line):
        key, value = match.groups()
        return (
            Place(trouble.start.line, match.end(1) + 1),
            "a space is missing after the colon",
            f"write: {printable(f'{key}: {value}')}",
        )
    return (
        trouble.start,
        "this line is neither a field nor an item of a list",
        "begin a field with its name and a colon, an item with - and a space; text that goes on is indented",
    )


def _no_key(trouble: _Trouble) -> Explained:
    if trouble.character == ":":
        return trouble.place, "a field has no name", "write the field's name before the colon"
    before = trouble.before.rstrip()
    if before.endswith(("'", '"', "]", "}")) and trouble.place.column > 1:
        kind = "closing bracket" if before[-1] in "]}" else "closing quotation mark"
        return trouble.place, f"something follows the {kind}", _after_quote(before[-1])
    if re.match("- |-$", trouble.line[trouble.place.column - 1 :]):
        return trouble.place, "an item of a list stands where a field is expected", _INDENT
    return trouble.place, "the indentation of this line fits no line above", _INDENT


def _after_quote(mark: str) -> str:
    if mark == "'":
        return "write an apostrophe inside '…' twice, or put the value between \"…\""
    if mark == '"':
        return 'write a quotation mark inside "…" as \\", or put the value between \'…\''
    return _QUOTE


def _bad_start(trouble: _Trouble) -> Explained:
    if trouble.line.startswith("..."):
        return trouble.place, "the mark ... ends a document, but none has begun", "remove it"
    if not trouble.character:
        return trouble.place, "a bracket [ or { is not closed", "close it, or write its items on lines of their own"
    return trouble.place, f"a value cannot begin with {printable(trouble.character)}", _QUOTE


def _unclosed_quote(trouble: _Trouble) -> Explained:
    return trouble.start, "this quotation mark is not closed", "close it where the text ends"


def _unclosed_bracket(trouble: _Trouble) -> Explained:
    pair = "[ is not closed with ]" if "sequence" in trouble.context else "{ is not closed with }"
    return trouble.start, pair, "close it; between two items stands a comma"


def _list_on_line(trouble: _Trouble) -> Explained:
    return (
        trouble.place,
        "a list cannot begin here",
        "begin each item, with - and a space, on a line of its own",
    )


def _not_an_item(trouble: _Trouble) -> Explained:
    return trouble.place, "this line stands in a list but does not begin with - and a space", _INDENT


def _block_header(trouble: _Trouble) -> Explained:
    return trouble.place, "text follows | or > on the same line", "begin the text on the next line, indented"


def _escape(trouble: _Trouble) -> Explained:
    message = 'after a backslash inside "…" only certain letters may follow, such as n or u00e9'
    return trouble.place, message, "put the value between '…', or write the backslash twice"


def _question_mark(trouble: _Trouble) -> Explained:
    return trouble.place, "a question mark and a space cannot begin a value", _QUOTE


def _second_content(trouble: _Trouble) -> Explained:
    return (
        trouble.place,
        "this stands outside of what came before",
        "begin all fields of the record in the same column",
    )


def _other(trouble: _Trouble) -> Explained:
    words = printable(f"{trouble.problem} {trouble.context}".strip(), 100)
    return (
        trouble.place,
        f"this is not YAML ({words})",
        "compare the line and the one above with another record",
    )


_EXPLAIN: dict[str, _Explain] = {
    "mapping values are not allowed in this context": _colon,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "found character that cannot start any token": _bad_start,
    "did not find expected node content": _bad_start,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "did not find expected ',' or ']'": _unclosed_bracket,
    "did not find expected ',' or '}'": _unclosed_bracket,
    "block sequence entries are not allowed in this context": _list_on_line,
    "did not find expected '-' indicator": _not_an_item,
    "did not find expected comment or line break": _block_header,
    "found unknown escape character": _escape,
    "did not find expected hexdecimal number": _escape,
    "found invalid Unicode character escape code": _escape,
    "mapping keys are not allowed in this context": _question_mark,
    "did not find expected <document start>": _second_content,
}
