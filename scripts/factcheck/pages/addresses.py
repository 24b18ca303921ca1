"""The addresses of all pages and files of the site, relative to the root of their language.

Templates write links from that root, with :data:`ROOT` in front; filling a shell replaces it by the way from the page
to the root. Text from records is escaped, so it can never contain ``ROOT`` inside an attribute.
"""

from collections.abc import Iterable, Mapping

from factcheck.kinds import CLAIM, FOLDERS, VOCABULARIES
from factcheck.languages import LANGUAGES

ROOT = "~/"
"""Means the root of the language's site, at the beginning of an ``href`` or ``src``."""

PAGES = {
    **FOLDERS,
    **{item: file.folder for item, file in VOCABULARIES.items() if file.folder},
    "check": "contribute/checks",
    "as_of": "as-of",
    "list": "lists",
}
"""The folder of each kind of page. `as_of` says what was known on a day; `list` continues a long list."""
ANCHORED = {item: file.anchor for item, file in VOCABULARIES.items() if file.anchor}
"""Things that have an anchor on a page, not a page of their own: that page and the beginning of the anchor."""
PICTURES = "assets/previews/"
"""The folder of the pictures that other sites show beside a link to a page."""
SITE_PICTURE = f"{PICTURES}site.png"
"""The picture of all pages that have none of their own."""
API = "api/v1/"
"""The folder of the API. A version that breaks clients needs another folder."""
SCHEMAS = "schemas/"
"""The folder of the JSON Schemas."""


def claim_picture(id_: str) -> str:
    """Return the address of the picture of a claim's page."""
    return f"{PICTURES}{FOLDERS[CLAIM]}/{id_}.png"


def address(kind: str, id_: str) -> str:
    """Return the address of a record, rating or term, such as ``claims/amazon-up-to-4b/``."""
    return f"{ANCHORED[kind]}{id_}" if kind in ANCHORED else f"{PAGES[kind]}/{id_}/"


def data_file(kind: str, id_: str) -> str:
    """Return the path of a record's JSON below the folder of the API."""
    return f"{FOLDERS[kind]}/{id_}.json"


def kind_at(page: str) -> tuple[str, str] | None:
    """Return which kind of page has an address, and its id: the inverse of :func:`address`; None for other pages."""
    folder, _, id_ = page.removesuffix("/").rpartition("/")
    kind = next((kind for kind, name in PAGES.items() if name == folder), None)
    return (kind, id_) if kind and page.endswith("/") else None


def root_from(page: str) -> str:
    """Return the way from a page, given by its address, to the root: ``../../`` from ``claims/x/``."""
    return "../" * page.count("/") or "./"


def language_folder(language: str) -> str:
    """Return the folder of a language's site: nothing for the main language, else ``CODE/``."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def alternates(languages: Iterable[Mapping[str, str]], site_url: str, language: str, page: str) -> list[dict[str, str]]:
    """Return the addresses of a page in every language.

    Args:
        languages: ``name`` and ``lang`` of each language.
        site_url: absolute address of the site in the page's own language.
        language: the page's own language.
        page: its address in it, the same in all languages.

    Returns:
        For each language ``name`` and ``lang``, ``link`` (absolute) and ``path`` (relative to the page).
    """
    page = page.removeprefix("./")
    own = language_folder(language)
    found = []
    for item in languages:
        rest = language_folder(item["lang"]) + page
        up = root_from(page) + "../" * own.count("/")
        names = {"name": item["name"], "lang": item["lang"]}
        found.append({**names, "link": site_url.removesuffix(own) + rest, "path": up + rest})
    return found
