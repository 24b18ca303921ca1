"""The syntax of hand-written pages beyond Markdown: references to records, and slots for lists of them.

``[its words](claim:amazon-up-to-4b)`` is a link to a record, ``[](claim:amazon-up-to-4b)`` takes the
record's own name, and ``<!-- records: claims -->`` on a line of its own is replaced by that list. Both
survive any Markdown processor, so they are resolved in the finished HTML; here they are found in the
Markdown, to be checked. Some lists can be limited to one article: ``<!-- records: labels article:its-id -->``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.kinds import ARTICLE, FOLDERS, TITLES, VOCABULARIES

SLOTS = tuple(
    sorted(
        (
            *FOLDERS.values(),
            *(file.name for file in VOCABULARIES.values()),
            "awaited",
            "checks",
            "cite",
            "corrections",
            "designations",
            "due",
            "fields",
            "find",
            "independence",
            "labels",
            "latest",
            "latest-articles",
            "latest-corrections",
            "money",
            "propose",
            "releases",
            "search",
            "side-by-side",
            "stories",
            "story",
            "summary",
            "timeline",
            "unread",
            "versions",
        )
    )
)
"""The lists that a page may ask for. Its template in ``templates/slots/`` has its name, or is ``records.html``."""
OF_ARTICLES = ("labels", "latest", "latest-corrections", "money", "side-by-side", "summary", "timeline")
"""Those that can be limited to one article."""
SLOT = "<!-- records: ([a-z-]{1,40})(?: article:([a-z0-9-]{1,80}))? -->"
"""The pattern of a slot: its name and, if it is limited to an article, the id of that."""
KINDS = "|".join(TITLES)
"""The pattern of the kinds that a reference may name."""

_FENCE = re.compile(r"(```|~~~)[a-z0-9+-]{0,40} *")
_CODE = re.compile(r"`[^`\n]*`")
_REFERENCE = re.compile(rf"\]\(({KINDS}):([^)\s]{{0,100}})\)")
_SLOT = re.compile(SLOT)
_ARTICLE = re.compile(r"---\n(?:[^\n]{0,500}\n){0,10}?article: *[\"']?([a-z0-9-]{1,80})")
"""The field of a story that names its article."""


class PageMark(NamedTuple):
    """A reference or a slot in a page's text: at which character, of which kind, with which name.

    A slot that is limited to an article has its id, too.
    """

    offset: int
    kind: str
    name: str
    article: str = ""


class FencedText(NamedTuple):
    """A page's text with blanks in the place of its blocks of code, and the characters at which a fence is wrong."""

    text: str
    faults: list[int]


def without_fences(text: str) -> FencedText:
    """Blank out the blocks between lines of ``` or ~~~; all other characters keep their places.

    Only fences at the beginning of a line count, of three characters, with at most a plain word after them: about these
    Markdown is of one mind with us. All others are faults.
    """
    lines, faults = text.split("\n"), []
    offset, opened, fence = 0, 0, ""
    for number, line in enumerate(lines):
        if fence or line.startswith(("```", "~~~")):
            begins = None if fence else _FENCE.fullmatch(line)
            if begins:
                opened, fence = offset, begins[1]
            elif not fence:
                faults.append(offset)
            elif line.rstrip(" ") == fence:
                fence = ""
            lines[number] = " " * len(line)
        offset += len(line) + 1
    return FencedText("\n".join(lines), [*faults, opened] if fence else faults)


def _without_code(text: str) -> str:
    """Blank out code, in which the syntax is only shown; all other characters keep their places."""
    return _CODE.sub(lambda match: " " * len(match[0]), without_fences(text).text)


def find_references(text: str) -> Iterator[PageMark]:
    """Yield the references to records in a page's Markdown, also those of slots and of a story to their articles."""
    plain = _without_code(text)
    if found := _ARTICLE.match(text):
        yield PageMark(found.start(1), ARTICLE, found[1])
    for match in _REFERENCE.finditer(plain):
        yield PageMark(match.start(1), match[1], match[2])
    for match in _SLOT.finditer(plain):
        if match[2]:
            yield PageMark(match.start(2), ARTICLE, match[2])


def find_slots(text: str) -> Iterator[PageMark]:
    """Yield the slots in a page's Markdown."""
    for match in _SLOT.finditer(_without_code(text)):
        yield PageMark(match.start(), "slot", match[1], match[2] or "")
