"""The addresses and the story in MkDocs' configuration: as they must be, and where a page's own links lead."""

import re
from collections.abc import Mapping, MutableMapping
from html import escape
from pathlib import Path
from typing import Any

from factcheck.analysis.stories import FOLDER
from factcheck.errors import SetupError
from factcheck.kinds import SHELL
from factcheck.languages import BY_CODE, LANGUAGES, MAIN
from factcheck.loading.other_files import SITE_VARIABLE, checked_address
from factcheck.pages.page import alternates, language_folder
from factcheck.site.shells import FILE

_PLACE = re.compile(r"\{(?:path|folder|title|text)\}")
"""Something that is filled in by the form for records."""
_TAG = re.compile(r"tag:(?:[a-z0-9-]{1,63}\.){1,9}[a-z0-9-]{2,63},[0-9]{4}(?:-[0-9]{2}){0,2}:[A-Za-z0-9._~/-]{0,80}")


EXAMPLE = "https://factcheck.example/"
"""What a hand-written page says where it means the address of the site: in commands that readers copy."""


def with_own_address(html: str, settings: Mapping[str, Any]) -> str:
    """Return a hand-written page in which :data:`EXAMPLE` is the address of the site, that of the main language."""
    address = (settings["site_url"] or EXAMPLE).removesuffix(language_folder(settings["extra"]["language"]))
    return html.replace(EXAMPLE, escape(address))


def check_addresses(settings: MutableMapping[str, Any]) -> None:
    """Write the addresses of the configuration as they must be written.

    Raises:
        SetupError: one of them can be no address, or what names entries of feeds is no beginning of a tag URI.
    """
    extra = settings["extra"]
    tag = str(extra.get("tag") or "")
    if not _TAG.fullmatch(tag):
        wrong = f"in mkdocs.yml is {tag!r}" if tag else "is missing in mkdocs.yml"
        message = f"extra.tag {wrong}; write a domain and a year, as in tag:example.org,2026:"
        raise SetupError(message)
    if address := settings["site_url"]:
        language = extra["language"]
        variable = SITE_VARIABLE if language == MAIN else f"{SITE_VARIABLE}_{language.upper()}"
        settings["site_url"] = checked_address(address, variable)
    for name in ("edit_url", "report_url"):  # without them the pages have no such buttons
        address = str(extra[name] or "")
        folder = name == "edit_url" and "?" not in address
        extra[name] = address and checked_address(address, name.upper(), folder=folder)
    for name in ("create_url", "issue_url"):
        extra[name] = str(extra.get(name) or "")
        if extra[name]:  # as it is, with {path} in it, it is no address yet
            checked_address(_PLACE.sub("x", extra[name]), name.upper(), folder=False)


def check_story(settings: Mapping[str, Any], root: Path) -> None:
    """Look for the page of the story that the start page is to feature.

    Raises:
        SetupError: it is in no language.
    """
    story = settings["extra"].get("story")
    files = [f"docs/{language}/{FOLDER}/{story}.md" for language in LANGUAGES]
    if story and not any(Path(root, file).is_file() for file in files):
        message = f"extra.story in mkdocs.yml is {str(story)!r}, but there is no page {' or '.join(files)}"
        raise SetupError(message)


def starting_pages(language: str) -> list[dict[str, str]]:
    """Return where the site begins in every language, for the pages of one language that have no twins of their own."""
    up = "../" * language_folder(language).count("/")
    return [
        {"name": about.name, "lang": code, "link": "./" if code == language else up + language_folder(code)}
        for code, about in BY_CODE.items()
    ]


def page_context(settings: Mapping[str, Any], source: str, address: str) -> tuple[str, list[dict[str, str]]]:
    """Return where a page's edit button leads, if it has one, and where the page is in every language.

    A language that does not have the page yet has its starting page there, without `path`.

    Args:
        settings: the configuration of the page's language.
        source: path of the page's Markdown below its language's folder.
        address: address of the page from the root of its language.
    """
    extra = settings["extra"]
    is_shell = source.rpartition("/")[2] == SHELL
    file = FILE if is_shell else f"docs/{extra['language']}/{source}"
    edit = extra["edit_url"] and extra["edit_url"] + file
    found = alternates(extra["twins"], settings["site_url"] or "", extra["language"], address)
    having = languages_with(Path(settings["docs_dir"]).parent, address)
    return edit, [
        twin if is_shell or twin["lang"] in having else start for twin, start in zip(found, extra["twins"], strict=True)
    ]


def languages_with(docs: Path, address: str) -> set[str]:
    """Return the languages that have a hand-written page at an address, such as ``contribute/style/``.

    Args:
        docs: the folder with a folder of pages for each language.
        address: from the root of a language; "" or ``./`` is its starting page.
    """
    name = address.removeprefix("./")
    files = (f"{name}index.md", f"{name.removesuffix('/')}.md")
    return {language for language in LANGUAGES if any((docs / language / file).is_file() for file in files)}
