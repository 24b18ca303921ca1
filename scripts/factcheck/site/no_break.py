"""No-break spaces on hand-written pages, in menus and titles: the program puts them, so that nobody must type them."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

from factcheck.languages.language import Language

_SETTINGS = ("site_name", "site_description", "copyright", "nav")
_TAG = re.compile(r"(<[^<>]*>)")
_CODE = re.compile(r"<(/?)(?:pre|code)\b")
"""The beginning or the end of an element of code."""
_READ_OUT = re.compile(r'(?<= )(?:alt|title)="[^"]*"')


def bind_settings(settings: MutableMapping[str, Any], language: Language) -> None:
    """Bind the words of MkDocs' configuration: name and description of the site, copyright and menu."""
    for name in (name for name in _SETTINGS if name in settings):
        settings[name] = _bound(settings[name], language)


def _bound(value: Any, language: Language) -> Any:
    """Return a text or a menu with no-break spaces. Names of files have no blanks, and stay as they are."""
    if isinstance(value, list):
        return [_bound(item, language) for item in value]
    if isinstance(value, dict):
        return {_bound(title, language): _bound(item, language) for title, item in value.items()}
    return language.bound(value) if isinstance(value, str) else value


def bound_page(html: str, contents: Iterable[Any], language: Language) -> str:
    """Return the content of a page with no-break spaces, but for its code and addresses.

    Args:
        html: what Markdown has made of the page.
        contents: MkDocs' table of contents, in which the titles are bound, too.
        language: the language of the page.
    """
    for entry in contents:
        entry.title = language.bound(entry.title)
        bound_page("", entry.children, language)
    depth, bound = 0, []
    for place, part in enumerate(_TAG.split(html)):  # text, tag, text, …
        if place % 2:
            depth += {"": 1, "/": -1}[found[1]] if (found := _CODE.match(part)) else 0
            bound.append(_READ_OUT.sub(lambda words: language.bound(words[0]), part))
        else:
            bound.append(part if depth else language.bound(part))
    return "".join(bound)
