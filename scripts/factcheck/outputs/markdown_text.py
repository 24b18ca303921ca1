r"""Texts, links and lists as Markdown (CommonMark 0.31), from which a parser gets back the very characters.

A punctuation mark that could mean something has a backslash before it. What a parser would take away or read as the end
of a line (line breaks, tabs, blanks at the ends) is a numeric reference, so a text is always one line.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_MEANING = re.compile(r"[\\`*_\[\]<>~|#]|&(?=[#A-Za-z])|:(?=//)|\A[-+=]")
"""What could begin emphasis, code, a link, HTML, a reference, a heading, a rule or a list, or a table on GitHub."""
_NUMBER = re.compile(r"\A([0-9]{1,9})([.)])")
"""What could begin a numbered list."""
_NO_BLANK = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_IN_ADDRESS = re.compile(r"[\\()<>]|&(?=[#A-Za-z])")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@lru_cache(maxsize=1 << 12)
def escaped(text: str) -> str:
    """Return a text of a record as Markdown, from which a parser gets back its very characters."""
    marked = _NUMBER.sub(r"\1\\\2", _MEANING.sub(_backslash, text))
    if marked.isprintable() and marked == marked.strip():
        return marked
    rest = marked.lstrip()
    core = rest.rstrip()
    inner = _NO_BLANK.sub(_reference, core)
    return f"{_references(marked[: len(marked) - len(rest)])}{inner}{_references(rest[len(core) :])}"


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _reference(match: re.Match[str]) -> str:
    return _references(match[0])


def _references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def link(words: str, address: str) -> str:
    """Return a link from `words`, which are Markdown, to an address."""
    return f"[{words}]({_IN_ADDRESS.sub(_backslash, address)})"


def strong(words: str) -> str:
    """Return Markdown that stands out; there must be blanks around it, or the ends of a line."""
    return f"**{words}**"


def quotation(words: str) -> str:
    """Return quoted words, a text of a record, as a block."""
    return f"> {escaped(words)}"


def listed(items: Iterable[str]) -> str:
    """Return a list of items, each of which is one line of Markdown."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[Iterable[str]]) -> str:
    """Return a numbered list of items, each of which has several blocks of one line; empty ones are left out."""
    marks = ((f"{number}. ", blocks) for number, blocks in enumerate(items, 1))
    return "\n\n".join(mark + f"\n\n{' ' * len(mark)}".join(filter(None, blocks)) for mark, blocks in marks)


def joined(blocks: Iterable[str]) -> str:
    """Return the text of a file from its blocks; empty ones are left out."""
    return "\n\n".join(filter(None, blocks)) + "\n"


def front_matter(fields: Mapping[str, str]) -> str:
    """Return fields as YAML between two lines of three hyphens, as many programs read it; empty ones are left out."""
    lines = (f"{name}: {_yaml(value)}" for name, value in fields.items() if value)
    return "\n".join(("---", *lines, "---"))


def _yaml(value: str) -> str:
    """Return a text in double quotation marks, which YAML 1.1 and 1.2 read alike."""
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
