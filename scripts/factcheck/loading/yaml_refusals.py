"""What is refused in a YAML file although a parser would accept it: bytes, characters, and kinds of YAML.

Every function takes a part of the file and yields what is wrong with it.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from yaml.events import ScalarEvent, SequenceStartEvent, StreamEndEvent

from factcheck.finding import Place
from factcheck.loading.characters import Refusal, find_not_nfc, find_refused, printable
from factcheck.loading.yaml_errors import Problem, place_of
from factcheck.records.yaml_values import CURLY, DECIMAL, FIELD_NAME, WORDS, is_ambiguous, number_meant

# The stubs of PyYAML do not know what its events hold, so events are of the type Any here.
CParser: Any
try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
MAX_PROBLEMS = 100
"""After so many problems the rest of a file is not read."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "save it as UTF-8 without a byte order mark"
_REST_OF_LINE = re.compile(r" *(?:\n| #)")
_NO_SPACE = re.compile(r"[a-z][a-z0-9_]*:[^ ]")
_COMMENT = re.compile(r"#.*")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*([^\n]*)")
_EMPTY = "the file is empty, or contains only comments"


def check_bytes(raw: bytes) -> Iterator[Problem]:
    """Refuse a file that is too large or not UTF-8."""
    start = Place(1, 1)
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024} KiB"
        yield Problem("SYN008", start, message, "split it, or shorten its texts")
    elif raw.startswith(_UTF16) or b"\0" in raw[:4]:
        yield Problem("SYN009", start, "the file is in UTF-16 or UTF-32, not in UTF-8", _SAVE_AS)
    elif raw.startswith(b"\xef\xbb\xbf"):
        yield Problem("SYN009", start, "the file begins with a byte order mark", _SAVE_AS)
    else:
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode()
            message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
            yield Problem("SYN009", place_of(before, len(before)), message, _SAVE_AS)


def is_clean(text: str) -> bool:
    """Return whether a text holds no refused character and is in Unicode's composed form."""
    return next(find_refused(text), None) is None and next(find_not_nfc(text), None) is None


def clean(text: str) -> tuple[str, list[Problem], set[int]]:
    """Return a text with a space in place of each refused character, what was refused, and on which lines.

    Only the cleaned text may be parsed to find more mistakes: a hidden line break would make a line of its own. It is
    empty if too much was refused.
    """
    refusals = list(islice(find_refused(text), MAX_PROBLEMS))
    if not refusals:
        return text, list(islice(_check_composed(text), MAX_PROBLEMS)), set()
    problems: list[Problem] = []
    if "\r\n" in text:
        hint = "'make format' fixes it; for git, write * text=auto eol=lf into .gitattributes"
        place = place_of(text, text.index("\r\n"))
        problems.append(Problem("SYN010", place, "the lines end in CR LF, as on Windows", hint))
        # A space at the end of each line leaves the number of characters as it was.
        text = text.replace("\r\n", " \n")
        refusals = list(islice(find_refused(text), MAX_PROBLEMS))
    found = [_refuse_character(text, refusal) for refusal in refusals]
    characters = list(text)
    for refusal in refusals:
        characters[refusal.at] = " "
    cleaned = "" if len(refusals) == MAX_PROBLEMS else "".join(characters)
    return cleaned, problems + found, {problem.place.line for problem in found}


def _refuse_character(text: str, refusal: Refusal) -> Problem:
    place = place_of(text, refusal.at)
    if text[refusal.at] == "\t" and not text[refusal.at + 1 - place.column : refusal.at].strip(" "):
        return Problem("SYN001", place, "there is a tab in the indentation", "indent with spaces")
    hint = "write a space instead" if text[refusal.at] == "\t" else "remove it; it often comes with copied text"
    return Problem("SYN010", place, f"{refusal.what}: {refusal.why}", hint)


def _check_composed(text: str) -> Iterator[Problem]:
    message = "an accented letter is made of separate parts (not Unicode NFC)"
    for index in find_not_nfc(text):
        hint = "retype the letter, or save the text in the composed form"
        yield Problem("SYN011", place_of(text, index), message, hint)


def place_of_event(event: Any) -> Place:
    """Return where an event begins."""
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def problem_at(event: Any, code: str, message: str, hint: str) -> Problem:
    """Return a problem at the beginning of an event."""
    return Problem(code, place_of_event(event), message, hint)


def check_document_start(event: Any, text: str) -> Iterator[Problem]:
    """Refuse directives, and ``---`` with anything but a comment after it."""
    if event.version or event.tags:
        message = "a directive: lines that begin with % are not allowed"
        yield problem_at(event, "SYN005", message, "remove it and the --- after it")
    if event.explicit and not _REST_OF_LINE.match(text, event.end_mark.index):
        yield problem_at(event, "SYN005", "something follows --- on its line", "remove the ---")


def check_properties(event: Any) -> Iterator[Problem]:
    """Refuse an anchor or a tag before a key or a value."""
    if event.anchor is not None:
        yield problem_at(event, "SYN003", f"an anchor, &{printable(event.anchor)}, is not allowed", "remove it")
    if event.tag is not None:
        message = f"a tag, {printable(event.tag.replace('tag:yaml.org,2002:', '!!'))}, is not allowed"
        yield problem_at(event, "SYN004", message, "remove it; quote the value if it is text")


def check_key(event: Any) -> Iterator[Problem]:
    """Refuse a key that is not a field's name, or that some YAML readers take for a truth value."""
    key = event.value
    if key in WORDS and event.implicit[0]:
        message = f"some YAML readers do not read the name {key} as text"
        yield problem_at(event, "SYN006", message, f'put quotation marks around it: "{key}"')
    elif key == "<<":
        yield problem_at(event, "SYN003", "a merge key, <<, is not allowed", "write the fields out")
    elif not FIELD_NAME.match(key):
        message = f"{printable(key)} is not a field's name" if key else "a field has no name"
        hint, meant = "use a to z, 0 to 9 and _, beginning with a letter", re.sub("[^a-z0-9]", "_", key.casefold())
        if FIELD_NAME.match(meant):
            hint = f"{hint}: {printable(meant)}"
        if " " in key:
            hint = (
                "put quotation marks around the whole line if it is text with a colon in it; or else correct the name"
            )
        yield problem_at(event, "SYN006", message, hint)


def check_scalar(event: Any) -> Iterator[Problem]:
    """Refuse a word that YAML readers differ about, and characters that an escape hides."""
    if event.implicit[0] and is_ambiguous(event.value):
        yield problem_at(event, "SYN012", *_explain_ambiguous(event.value))
    elif event.style == '"':
        refusals = list(find_refused(event.value))
        for refusal in refusals:
            message = f"{refusal.what} in this value: {refusal.why}"
            yield problem_at(event, "SYN010", message, "remove the escape")
        if not refusals and next(find_not_nfc(event.value), None) is not None:
            hint = "write the accented letter itself instead of a letter and an escape"
            yield problem_at(event, "SYN011", "this value is not in the composed form of Unicode (NFC)", hint)


def refuse_root(event: Any) -> Problem:
    """Return what is wrong with a document that is no mapping."""
    hint = "write each field as its name, a colon, a space and its value"
    if isinstance(event, SequenceStartEvent):
        return problem_at(event, "SYN013", "the file contains a list instead of fields", hint)
    if isinstance(event, ScalarEvent) and event.implicit[0]:
        if not event.value:
            return problem_at(event, "SYN013", _EMPTY, hint)
        if _NO_SPACE.match(event.value):
            hint = "write a space after the colon"
    return problem_at(event, "SYN013", "the file contains a single value instead of fields", hint)


def refuse_empty() -> Problem:
    """Return what is wrong with a file without a document."""
    return Problem("SYN013", Place(1, 1), _EMPTY, "begin with the ID of the record, such as id: its-name")


def refuse_alias(event: Any) -> Problem:
    """Return what is wrong with an alias."""
    hint = "write the value out, or put quotation marks around it if it is text"
    return problem_at(event, "SYN003", f"an alias, *{printable(event.anchor)}, is not allowed", hint)


def _explain_ambiguous(word: str) -> tuple[str, str]:  # noqa: PLR0911 - one for each kind of word
    """Return a message and a hint about a word that must be quoted."""
    if not word:
        return "there is no value here", "write the value, or leave the field out"
    if curly := CURLY.fullmatch(word):
        message = "this value is between curly quotation marks, which YAML takes for a part of the text"
        hint = (
            f'write straight ones: "{printable(curly[1])}"; or, if they belong to the text, put straight ones around it'
        )
        return message, hint
    shown, lower = printable(word), word.lower()
    hint = f'put quotation marks around it: "{shown}"'
    if lower in {"true", "false", "null"}:
        return f"some YAML readers read {shown} as text", f"write {lower}, or {hint} if it is text"
    if lower in WORDS:
        return f"some YAML readers read {shown} as true or false", f"{hint}, or write true or false"
    if word == "~":
        return "some YAML readers read ~ as null", f"write null, or {hint} if it is text"
    if re.fullmatch(r"[-+]?[0-9]{16,}", word):
        return f"{shown} has more digits than some YAML readers keep", f"write at most 15, or {hint} if it is text"
    if (number := number_meant(word)) is not None:
        hint = f"write digits only if it is a number: {number}; {hint} if it is text"
    elif DECIMAL.fullmatch(word):
        hint = f"write a whole number, 1500000000 for 1.5 billion; {hint} if it is text"
    return f"YAML readers differ about what {shown} is", hint


def read_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each stretch of an acceptable text that belongs to no scalar.

    These hold the comments. The rest of the line behind the sign of a block, ``|`` or ``>``, is one of them.
    """
    next_event, end = CParser(text).get_event, 0
    while True:
        event = next_event()
        start, stop = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent | StreamEndEvent):
            yield end, start
            end = stop
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, ScalarEvent) and (sign := _BLOCK_SIGN.match(text, start)):
            yield sign.span(1)


def check_gaps(text: str) -> Iterator[Problem]:
    """Refuse what libyaml misreads, or accepts although YAML forbids it, between two scalars.

    A key marked with ``?`` is legal, but of ``{ ?foo: bar }`` libyaml makes the key ``foo``. A comment needs a space
    before it, which libyaml forgets after a quotation mark and after the ``|`` of a block.
    """
    if "?" not in text and "#" not in text[1:]:
        return
    for start, stop in read_gaps(text):
        gap = _COMMENT.sub(lambda match: " " * len(match[0]), text[start:stop])
        if "?" in gap:
            message = "a question mark that marks a key is not allowed"
            hint = "write the field as its name, a colon, a space and its value; quote text that begins with ?"
            yield Problem("SYN006", place_of(text, start + gap.index("?")), message, hint)
        if start and text[start : start + 1] == "#" and not text[start - 1].isspace():
            message = "a comment needs a space before it"
            yield Problem("SYN001", place_of(text, start), message, "write a space before #")
