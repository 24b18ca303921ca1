"""No-break spaces on hand-written pages, in menus and titles: the program puts them, so that nobody must type them."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

from factcheck.languages.language import Language

_SETTINGS = ("site_name", "site_description", "copyright", "nav")
_APART = re.compile(r"(<(pre|code)\b.*?</\2>|<[^>]*>)", re.DOTALL)
"""Code, and tags with the addresses in them."""
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
    parts = _APART.split(html)  # text, what is kept apart, the name of an element of code, text, …
    texts = (language.bound(text) for text in parts[::3])
    kept = (_READ_OUT.sub(lambda found: language.bound(found[0]), part) for part in (*parts[1::3], ""))
    return "".join(text + part for text, part in zip(texts, kept, strict=True))
