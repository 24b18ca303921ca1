"""The quick way to read a file in canonical form without comments. Nearly all files are like that.

A fast parser written in Rust (yaml12) turns the text into plain data. Nobody has to believe it: the data counts only if
our own writer makes exactly this text from it. The strict reader reads all other files and says what is wrong with
them. A test shows that the two never give different data.

The parser crashes on texts nested thousands of levels deep, and fills the memory with aliases of aliases. Neither can
be canonical, so it never gets to see them.
"""

from typing import Any

from factcheck.loading.yaml_refusals import MAX_BYTES, MAX_DEPTH, is_clean
from factcheck.records.canonical_writer import STEP, header, write_canonical
from factcheck.records.yaml_values import UnwritableError

# What the parser returns is not believed, so its type is not, either.
parse_yaml: Any
try:
    from yaml12 import parse_yaml
except ImportError:  # it has no wheel for this platform; the strict reader takes longer and says the same
    parse_yaml = None

_DEEP = "\n" + STEP * (MAX_DEPTH - 1)
"""How a line may begin that holds a collection below `MAX_DEPTH` others."""
_MAX_INDICATORS = 500
"""How many hyphens and question marks, which can nest a value on one line, a text may have. 7,000 crash the parser."""


def read_canonical(raw: bytes, kind: str) -> dict[str, Any] | None:
    """Return the data of a file of this kind if it is in canonical form and has no comments, else None.

    The data has JSON's types, and is what the strict reader would return.
    """
    try:
        text = raw.decode() if len(raw) <= MAX_BYTES else ""
        if parse_yaml is None or not text.startswith(header(kind)) or not is_harmless(text):
            return None
        data = parse_yaml(text)
        return data if type(data) is dict and write_canonical(data, kind) == text else None
    except (ValueError, UnwritableError):
        return None


def is_harmless(text: str) -> bool:
    """Return whether a text holds no refused character, not even as an escape, and cannot harm the parser."""
    return (
        "\\" not in text
        and _DEEP not in text
        and not ("&" in text and "*" in text)
        and text.count("- ") + text.count("? ") <= _MAX_INDICATORS
        and is_clean(text)
    )
