"""The syntax of hand-written pages beyond Markdown: references to records, and slots for lists of them.

``[its words](claim:amazon-up-to-4b)`` is a link to a record, ``[](claim:amazon-up-to-4b)`` takes the
record's own name, and ``<!-- records: claims -->`` on a line of its own is replaced by that list. Both
survive any Markdown processor, so they are resolved in the finished HTML; here they are found in the
Markdown, to be checked.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.kinds import FOLDERS, TITLES, VOCABULARIES

SLOTS = tuple(
    sorted(
        (
            *FOLDERS.values(),
            *(file.name for file in VOCABULARIES.values()),
            "checks",
            "corrections",
            "designations",
            "independence",
            "labels",
            "latest",
            "latest-corrections",
            "money",
            "search",
            "side-by-side",
            "summary",
            "timeline",
        )
    )
)
"""The lists that a page may ask for. Its template in ``templates/slots/`` has its name, or is ``records.html``."""

_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$|`[^`\n]*`")
_REFERENCE = re.compile(rf"\]\(({'|'.join(TITLES)}):([^)\s]*)\)")
_SLOT = re.compile(r"<!--\s*records:\s*(.*?)\s*-->", re.DOTALL)


class PageMark(NamedTuple):
    """A reference or a slot in a page's text: at which character, of which kind, with which name."""

    offset: int
    kind: str
    name: str


def _without_code(text: str) -> str:
    """Blank out code, in which the syntax is only shown; all other characters keep their places."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def find_references(text: str) -> Iterator[PageMark]:
    """Yield the references to records in a page's Markdown."""
    for match in _REFERENCE.finditer(_without_code(text)):
        yield PageMark(match.start(1), match[1], match[2])


def find_slots(text: str) -> Iterator[PageMark]:
    """Yield the slots in a page's Markdown."""
    for match in _SLOT.finditer(_without_code(text)):
        yield PageMark(match.start(), "slot", match[1])
