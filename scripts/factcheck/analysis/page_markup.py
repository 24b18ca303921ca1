"""What a hand-written page may hold: Markdown without HTML, with links to known kinds of addresses.

Markdown passes HTML through, and reads a text in many ways that nobody expects. So no attempt is made to read it as
Markdown does: whatever could become HTML, a link or a picture must be written in one plain way, or is a fault. Only
fenced blocks are taken out before; code between backticks is judged as text, because Markdown may see it otherwise.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from factcheck.analysis.page_syntax import KINDS, SLOT, without_fences

MARKUP, LINK = "PAG001", "PAG003"
"""The codes of what is wrong with the markup of a page, and with its links."""
MOST_LINKS = 1000
"""How many opening brackets a page may have: Markdown takes time that grows with their square."""
MOST_HEADINGS = 500
"""How many headings a page may have, for the same reason."""
MOST_EMPHASIS = 500
"""How many runs of asterisks or underscores may be between two empty lines: Markdown nests them without a limit."""
MOST_DEFINITIONS = 200
"""How many definitions (lines that begin with a colon) may be between two empty lines, for the same reason."""
MOST_LEVELS = 8
"""How many signs of lists and quotations a line may begin with, for the same reason."""
MOST_BLANKS = 40
"""How many blanks a line may begin with: each four are a level."""

_HERE = r"(?!/)[A-Za-z0-9._~/#%?=-]{1,500}"
_WEB = r"https://[A-Za-z0-9.-]{1,250}(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9._~/?#@!$*+,;=%&:-]{0,2000})?"
_MAIL = r"mailto:[A-Za-z0-9._%+-]{1,100}@[A-Za-z0-9.-]{1,100}"
_RECORD = rf"(?:{KINDS}):[^)\s<>&\\`'\"(]{{0,100}}"
_ANCHOR = rf'<a href="(?:{_WEB}|{_HERE})">(?:`[^`<>|\n]{{1,300}}`|[^`<>|\n]{{1,300}})</a>'
_HTML = re.compile(rf"(?m)^{SLOT} *$|{_ANCHOR}|<{_WEB}>|(?P<fault><[A-Za-z/!?][^\s<>]{{0,30}})")
_INLINE = re.compile(rf"\]\((?!(?:{_WEB}|{_MAIL}|{_RECORD}|{_HERE})\))")
_DEFINITION = re.compile(rf"\[\^[\w-]{{1,100}}\]:|(?P<fault>\]:(?! *(?:{_WEB}|[^\s:&\\`</][^\s:&\\`<]*)(?:[ \n]|\Z)))")
_ADDRESS = re.compile(r" *([^\s)]{0,40})")
_PICTURE = re.compile(rf"!\[(?![^\[\]\n`<>]{{0,300}}\]\({_HERE}\)|\^[\w-]{{1,100}}\](?![(\[]))")
_HEADING = re.compile(r"(?m)^[ >*+:0-9.-]*(?:#|=|-(?= *$))")
_DEFINED = re.compile(r"(?m)^[ >*+0-9.-]*:")
_CONTENTS = "[TOC]"
"""Markdown replaces it by a table of contents."""
_NOTE = re.compile(
    r"(?m)\[\^(?![\w-]{1,100}\])|^(?:[ >*+:0-9.-]{1,200}|\[\^[\w-]{1,100}\]:[ >*+:0-9.-]{0,200})"
    r"(?=\[\^[\w-]{1,100}\]:)"
)
"""A note whose name is no word, or that is defined inside another one or a list: Markdown could fail at it."""
_EMPHASIS = re.compile(r"\*+|_+")
_LEVELS = re.compile(
    rf"(?m)^(?: {{{MOST_BLANKS + 1},}}[^ \n]| *(?:(?:[-+*:>]|[0-9]{{1,9}}\.) *){{{MOST_LEVELS + 1}}})[^\n]*"
)
_RULE = re.compile(r" *(?:(?:- *)+|(?:\* *)+|:?-+:? *(?:\| *:?-+:? *)+\|?)")
"""A line across the page, or the line below the head of a table."""

_NO_HTML = "write Markdown; a plain < is written &lt;, and code goes between two lines of ```"
_NO_COMMENT = (
    "a list is written <!-- records: claims --> or <!-- records: labels article:its-id -->, on a line of its own;"
    " other comments are not allowed"
)
_PLAIN_ANCHOR = (
    'write [words](address) or, to a file of the site that is no page, <a href="../api/v1/index.json">words</a>'
)
_PLAIN_NOTE = "write [^name] in the text, and the note at the beginning of a line of its own: [^name]: The note."
_PLAIN_FENCE = "put code between two lines of ``` at the beginning of the line, the first with at most a word after it"
_PLAIN_LINK = "write [words](address) with https://…, mailto:…, page.md or claim:the-id, other signs as in %28 for ("
_PLAIN_PICTURE = "write ![words](images/name.png); a picture is a file of this site, in the folder images/"
_SPLIT = "split it"


class PageFault(NamedTuple):
    """Something wrong in a page's text: at which character, with the code of a check, a message and the way out."""

    offset: int
    code: str
    message: str
    hint: str


def markup_faults(text: str) -> Iterator[PageFault]:
    """Yield what is wrong with a page's Markdown, in the time of one reading."""
    plain, fences = without_fences(text)
    for offset in fences:
        yield PageFault(
            offset, MARKUP, "a block of code is not written in the one way allowed, or does not end", _PLAIN_FENCE
        )
    for match in _NOTE.finditer(plain):
        yield PageFault(match.end(), MARKUP, "a note is not written in the one way allowed", _PLAIN_NOTE)
    yield from chain(_find_html(plain), _find_links(plain), _find_too_much(plain))


def _find_html(text: str) -> Iterator[PageFault]:
    end_of_line = 0
    for match in _HTML.finditer(text):
        shown = match["fault"]
        if shown and match.start() >= end_of_line:  # the end tag on the same line needs no finding of its own
            end_of_line = text.find("\n", match.start()) % (len(text) + 1)
            is_anchor = re.match(r"</?a\b", shown)
            hint = _NO_COMMENT if shown.startswith("<!") else _PLAIN_ANCHOR if is_anchor else _NO_HTML
            yield PageFault(match.start(), MARKUP, f"{shown} reads as HTML, which is not allowed on a page", hint)


def _find_links(text: str) -> Iterator[PageFault]:
    definitions = (match for match in _DEFINITION.finditer(text) if match["fault"])
    for match in chain(_INLINE.finditer(text), definitions):
        address = _ADDRESS.match(text, match.end())
        shown = address[1] if address else ""
        yield PageFault(match.end(), LINK, f"a page may not link to the address {shown!r}", _PLAIN_LINK)
    for match in _PICTURE.finditer(text):
        yield PageFault(match.start(), LINK, "this is not a picture of this site", _PLAIN_PICTURE)


def _find_too_much(text: str) -> Iterator[PageFault]:
    """Yield what Markdown would need too long for, or too many levels of calls."""
    for most, number, what in (
        (MOST_LINKS, text.count("["), "links, pictures and notes"),
        (MOST_HEADINGS, len(_HEADING.findall(text)), "headings"),
        (1, text.count(_CONTENTS), "table of contents"),
    ):
        if number > most:
            yield PageFault(0, MARKUP, f"the page has more than {most} {what}", _SPLIT)
    offset = 0
    for block in text.split("\n\n"):
        if len(block) > MOST_DEFINITIONS:
            yield from _find_too_much_in_block(block, offset)
        offset += len(block) + 2
    for match in _LEVELS.finditer(text):
        if not _RULE.fullmatch(match[0]):
            message = (
                f"a line begins with more than {MOST_LEVELS} signs of lists or quotations, or {MOST_BLANKS} blanks"
            )
            yield PageFault(match.start(), MARKUP, message, "write it with fewer levels")


def _find_too_much_in_block(block: str, offset: int) -> Iterator[PageFault]:
    """Yield what there is too much of in a block, the text between two empty lines, which begins at a character."""
    for most, number, what in (
        (MOST_EMPHASIS, len(_EMPHASIS.findall(block)), "signs of emphasis"),
        (MOST_DEFINITIONS, len(_DEFINED.findall(block)), "definitions"),
    ):
        if number > most:
            yield PageFault(offset, MARKUP, f"more than {most} {what} are between two empty lines", _SPLIT)
