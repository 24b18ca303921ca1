"""The fields between two lines ``---`` at the top of a hand-written page: title, description, and how it is shown.

MkDocs gives them to templates that do not escape, and some of its fields choose a template or a file of the theme. So
the fields are a closed list. MkDocs also takes lines such as ``title: x`` at the top of a page without ``---``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from factcheck.analysis.stories import FOLDER, story_at
from factcheck.finding import Document, Place
from factcheck.loading.yaml_errors import Problem
from factcheck.loading.yaml_reader import read_text

MAX_CHARACTERS = 4096
CODE = "PAG002"

_FRONT = re.compile(r"---\n((?:(?!---|\.\.\.)[^\n]*\n)+)---\n")
_BARE_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_ID = re.compile(r"[a-z0-9-]{1,80}")
_UNSAFE = re.compile(r'[<>"]')
_PARTS = {"navigation", "toc", "path", "footer"}
"""The parts of a page that it may hide."""
_OF_STORY = ("title", "description", "article")
"""The fields of a story, all of them required."""
_SHARING = {"type": {"article", "website"}, "image": {"RECORDIMAGE"}, "alt": {"RECORDALT"}}
"""What a shell may say about the pages that are made from it, for sites that show links to them."""


def split_front_matter(text: str) -> tuple[str, str]:
    """Return the YAML at the top of a page, which may be empty, and the text below it.

    Raises:
        ValueError: MkDocs would read the top of the page in another way; the message says what is wrong.
    """
    found = _FRONT.match(text)
    if found:
        return found[1], text[found.end() :]
    if text.startswith("---"):
        message = "the fields at the top of the page have no line --- below them, or there are none"
        raise ValueError(message)
    if _BARE_FIELD.match(text):
        message = "the page begins with a word and a colon, which MkDocs reads as a field"
        raise ValueError(message)
    return "", text


def read_front_matter(front: str, path: str, *, shell: bool) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return the fields at the top of a page, and what is wrong with them.

    Args:
        front: the YAML between the lines ``---``.
        path: the path of the page.
        shell: whether it is a shell, whose fields hold markers.
    """
    if len(front) > MAX_CHARACTERS:
        message = f"the fields at the top of the page have more than {MAX_CHARACTERS} characters"
        return {}, [Problem(CODE, Place(1, 1), message, "shorten them")]
    # The line feed replaces the line ---, so that lines are counted right.
    document, problems = (
        read_text(f"\n{front}", path) if front else (Document(path=path, data={}, places={}, key_places={}), [])
    )
    if problems:
        return {}, problems
    story = story_at(path) is not None
    rules = {**_RULES, **({"sharing": _sharing} if shell else {"article": _id} if story else {})}
    found = list(_check_fields(document, rules))
    if story and (missing := [name for name in _OF_STORY if name not in document.data]):
        message = f"a story needs the field {missing[0]!r}"
        found.append(Problem(CODE, Place(1, 1), message, f"a page in {FOLDER}/ has {', '.join(_OF_STORY)}"))
    return document.data, found


def _check_fields(document: Document, rules: Mapping[str, Callable[[Any], str]]) -> Iterator[Problem]:
    for name, value in document.data.items():
        if name not in rules:
            place = document.key_places[(name,)]
            hint = f"a page may have {', '.join(rules)}"
            yield Problem(CODE, place, f"a page cannot have the field {name!r}", hint)
        elif hint := rules[name](value):
            yield Problem(CODE, document.places[(name,)], f"{name} cannot have this value", hint)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return "write a text; put quotation marks around it if it looks like a number or another value"
    return 'write it without <, > and "; typographic quotation marks are allowed' if _UNSAFE.search(value) else ""


def _id(value: Any) -> str:
    return "" if isinstance(value, str) and _ID.fullmatch(value) else "write the id of an article"


def _truth(value: Any) -> str:
    return "" if isinstance(value, bool) else "write true or false"


def _hide(value: Any) -> str:
    good = isinstance(value, list) and all(isinstance(part, str) and part in _PARTS for part in value)
    return "" if good else f"write a list of {', '.join(sorted(_PARTS))}"


def _search(value: Any) -> str:
    good = isinstance(value, dict) and set(value) == {"exclude"} and isinstance(value["exclude"], bool)
    return "" if good else "write {exclude: true}, or leave the field out"


def _sharing(value: Any) -> str:
    good = isinstance(value, dict) and all(
        isinstance(word, str) and word in _SHARING.get(name, ()) for name, word in value.items()
    )
    return "" if good else "write {type: article, image: RECORDIMAGE, alt: RECORDALT} or a part of it"


_RULES: dict[str, Callable[[Any], str]] = {
    "title": _text,
    "description": _text,
    "hide": _hide,
    "search": _search,
    "own_search": _truth,
}
"""The fields of a page. Each function returns how to write the value, or nothing if it is good."""
