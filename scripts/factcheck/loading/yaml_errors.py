"""What is wrong with a YAML file, and libyaml's errors in plain words: what is wrong, where, and the way out.

libyaml says where it could not go on, in its own terms. The commonest mistakes are recognised by their line as well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

from yaml import MarkedYAMLError, YAMLError

from factcheck.finding import Finding, Location, Place, Related, Severity
from factcheck.languages import LANGUAGES
from factcheck.loading.characters import printable
from factcheck.records.yaml_values import CURLY


class Problem(NamedTuple):
    """A finding without the path of its file; `first` is where the same thing came before."""

    code: str
    place: Place
    message: str
    hint: str
    first: Place | None = None

    def within(self, text: str) -> Self:
        """Return the problem with a place that exists: what is missing after `text`, behind its last line."""
        last = max(1, text.count("\n"))
        if self.place.line <= last:
            return self
        return self._replace(place=Place(last, len(text.split("\n")[last - 1]) + 1))

    def finding(self, path: str) -> Finding:
        """Return the problem as a finding in the file `path`."""
        related = (Related(location=Location(path, *self.first), message="it is here first"),) if self.first else ()
        return Finding(
            location=Location(path, *self.place),
            code=self.code,
            severity=Severity.ERROR,
            message=self.message,
            hint=self.hint,
            related=related,
        )


def place_of(text: str, index: int) -> Place:
    """Return line and column of a character of `text`; only line feeds end a line."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


TEXT_FIELDS = ("exact", "prefix", "suffix", "wording", "title", *LANGUAGES)
"""Fields that never hold a list: what begins with a hyphen there is text."""
_NO_SPACE = re.compile(r"\s*(?:- +)*([a-z][a-z0-9_]*):(\S.*)")
_VALUE = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_]* *: +(.+)")
_KEY = re.compile(r"\s*(?:- +)*([a-z][a-z0-9_]*) *: +")
_MOST_SHOWN = 80
_INDENT = "indent it by as many spaces as the fields or items it belongs with"
_QUOTE = "put quotation marks around the whole value"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """What libyaml says, where it could not go on, where the broken part begins, and the lines of the text."""

    problem: str
    context: str
    place: Place
    start: Place
    lines: list[str]

    def line(self, place: Place) -> str:
        """Return the line of a place; an empty one behind the last line."""
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""

    @property
    def before(self) -> str:
        """What is on the line before the place."""
        return self.line(self.place)[: self.place.column - 1]

    @property
    def after(self) -> str:
        """What is on the line from the place on."""
        return self.line(self.place)[self.place.column - 1 :]


_Explained = tuple[Place, str, str]


def explain_error(error: YAMLError, text: str) -> Problem:
    """Return libyaml's `error` about `text` as a problem."""
    trouble = _read_error(error, text)
    for code, words, message, hint in _REFUSED:
        if words.search(f"{trouble.context}: {trouble.problem}"):
            return Problem(code, trouble.start, message, hint)
    if simple := _SIMPLE.get(trouble.problem):
        return Problem("SYN001", trouble.place, *simple)
    return Problem("SYN001", *_EXPLAIN.get(trouble.problem, _other)(trouble))


def _read_error(error: YAMLError, text: str) -> _Trouble:
    place = start = Place(1, 1)
    problem, context = str(error), ""
    if isinstance(error, MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        if mark := error.problem_mark:
            place = start = Place(mark.line + 1, mark.column + 1)
        if mark := error.context_mark:
            start = Place(mark.line + 1, mark.column + 1)
    return _Trouble(problem=problem, context=context, place=place, start=start, lines=text.split("\n"))


_DIRECTIVE = "a directive: lines that begin with % are not allowed"
_TAG = "a tag: values that begin with ! are not allowed"
_ANCHOR = "an anchor or alias: values that begin with & or * are not allowed"
_REFUSED = (
    ("SYN005", re.compile("directive|incompatible YAML document"), _DIRECTIVE, "remove the line"),
    ("SYN004", re.compile("a tag:|undefined tag handle|%TAG"), _TAG, _QUOTE),
    ("SYN003", re.compile("an alias:|an anchor:"), _ANCHOR, f"{_QUOTE} if it is text"),
)
"""What libyaml cannot read, and we would not accept: the code, words of the error, message and hint."""

_ESCAPE = (
    'after a backslash inside "…" only certain letters may follow, such as n or u00e9',
    "put '…' around the value, or write the backslash twice",
)
_SIMPLE = {
    "did not find expected '-' indicator": (
        "this line is in a list, but does not begin with - and a space",
        _INDENT,
    ),
    "did not find expected comment or line break": (
        "text follows | or > on the same line",
        "start the text on the next line, indented",
    ),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "mapping keys are not allowed in this context": ("a question mark and a space cannot begin a value", _QUOTE),
    "did not find expected <document start>": (
        "this line does not belong to the fields above",
        "begin all fields of the record in the same column",
    ),
}
"""A message and a hint for errors that always mean the same."""


def _list_on_line(trouble: _Trouble) -> _Explained:
    key, quoted = _KEY.fullmatch(trouble.before), _quoted(trouble.after)
    if key and key[1] in TEXT_FIELDS:
        return trouble.place, "this text begins with - and a space, which mark an item of a list", quoted
    hint = "begin each item, with - and a space, on a line of its own"
    return trouble.place, "a list cannot begin here", f"{hint}; if it is text, {quoted}" if key else hint


def _quoted(value: str) -> str:
    """Say how a value is written with quotation marks, and how it looks then, if it fits and has no comment."""
    value = curly[1] if (curly := CURLY.fullmatch(value.rstrip())) else value.rstrip()
    mark = "'" if '"' in value else '"'
    if len(value) > _MOST_SHOWN or " #" in value or "\\" in value or ("'" in value and mark == "'"):
        return _QUOTE
    return f"{_QUOTE}: {mark}{printable(value, _MOST_SHOWN)}{mark}"


def _colon(trouble: _Trouble) -> _Explained:
    line = trouble.line(trouble.place)
    if (match := _VALUE.match(trouble.before)) and trouble.before.strip():
        value = line[match.start(1) :]
        if value[0] in "“„‘":
            message = "this value has a colon in it, and curly quotation marks do not count for YAML"
            return (
                Place(trouble.place.line, match.start(1) + 1),
                message,
                _quoted(value).replace("quotation marks", "straight quotation marks", 1),
            )
        return trouble.place, "this value has a colon in it, but no quotation marks around it", _quoted(value)
    above = trouble.lines[trouble.place.line - 2].strip() if trouble.place.line > 1 else ""
    return (
        Place(trouble.place.line, len(line) - len(line.lstrip()) + 1),
        "this line is indented more than the line above, which already has a value",
        f"indent it like the lines around it; the line above is: {printable(above)}",
    )


def _no_colon(trouble: _Trouble) -> _Explained:
    if match := _NO_SPACE.match(trouble.line(trouble.start)):
        key, value = match.groups()
        place = Place(trouble.start.line, match.end(1) + 1)
        return place, "a space is missing after the colon", f"write: {printable(f'{key}: {value}')}"
    return (
        trouble.start,
        "this line is neither a field nor an item of a list",
        "begin a field with its name and a colon, an item with - and a space; indent the further lines of a text",
    )


def _no_key(trouble: _Trouble) -> _Explained:
    if trouble.after.startswith(":"):
        return trouble.place, "a field has no name", "write the field's name before the colon"
    last = trouble.before.rstrip()[-1:]
    if last and last in "'\"]}":
        kind = "closing bracket" if last in "]}" else "closing quotation mark"
        return trouble.place, f"something follows the {kind}", _AFTER.get(last, _QUOTE)
    if re.match("- |-$", trouble.after):
        return trouble.place, "there is an item of a list where a field is expected", _INDENT
    return trouble.place, "the indentation of this line does not match any line above", _INDENT


_AFTER = {
    "'": "write an apostrophe inside '…' twice, or put \"…\" around the value",
    '"': 'write a quotation mark inside "…" as \\", or put \'…\' around the value',
}


def _bad_start(trouble: _Trouble) -> _Explained:
    if trouble.line(trouble.place).startswith("..."):
        return trouble.place, "three dots end a document, but none has begun", "remove them"
    if not trouble.after:
        return trouble.place, "a bracket [ or { is not closed", "close it, or write its items on lines of their own"
    return trouble.place, f"a value cannot begin with {printable(trouble.after[0])}", _quoted(trouble.after)


def _unclosed_quote(trouble: _Trouble) -> _Explained:
    return trouble.start, "this quotation mark is not closed", "close it where the text ends"


def _unclosed_bracket(trouble: _Trouble) -> _Explained:
    pair = "[ is not closed with ]" if "sequence" in trouble.context else "{ is not closed with }"
    return trouble.start, pair, "close it, and put a comma between the items"


def _other(trouble: _Trouble) -> _Explained:
    words = printable(f"{trouble.problem} {trouble.context}".strip(), 100)
    return trouble.place, f"this is not valid YAML ({words})", "compare this line and the one above with another record"


_EXPLAIN: dict[str, Callable[[_Trouble], _Explained]] = {
    "mapping values are not allowed in this context": _colon,
    "block sequence entries are not allowed in this context": _list_on_line,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "found character that cannot start any token": _bad_start,
    "did not find expected node content": _bad_start,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "did not find expected ',' or ']'": _unclosed_bracket,
    "did not find expected ',' or '}'": _unclosed_bracket,
}
"""What explains the other errors, which may mean several things."""
