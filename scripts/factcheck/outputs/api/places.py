"""Where the resources of the API stand, and where the pages that show the same."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.pages.addresses import address, language_folder

FOLDER = "api/v1/"
"""Where it stands below the root of the site. What is there stays; what would break a client goes to another folder."""
SCHEMAS = "schemas/"
LISTS = {**FOLDERS, "correction": "corrections"}
"""The lists, by the kind of what is in them."""


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute addresses on the site whose root, in its main language, is `root` (with a slash at its end)."""

    root: str

    def record(self, kind: str, id_: str) -> str:
        """Return the address of a record."""
        return f"{self.root}{FOLDER}{record_file(kind, id_)}"

    def list(self, kind: str, page: int = 1) -> str:
        """Return the address of a page of a list."""
        return f"{self.root}{FOLDER}{list_file(kind, page)}"

    def file(self, name: str) -> str:
        """Return the address of another file of the API."""
        return f"{self.root}{FOLDER}{name}"

    def schema(self, name: str) -> str:
        """Return the address of a JSON Schema."""
        return f"{self.root}{SCHEMAS}{name}.schema.json"

    def pages(self, kind: str, id_: str) -> dict[str, str]:
        """Return where people read a record, by language."""
        return self.in_languages(address(kind, id_))

    def in_languages(self, page: str) -> dict[str, str]:
        """Return where a page stands, by language."""
        return {language: f"{self.root}{language_folder(language)}{page}" for language in LANGUAGES}


def record_file(kind: str, id_: str) -> str:
    """Return the path of a record below the folder of the API."""
    return f"{FOLDERS[kind]}/{id_}.json"


def list_file(kind: str, page: int) -> str:
    """Return the path of a page of a list: the first one has no number. No record stands beside them."""
    return f"{LISTS[kind]}.json" if page == 1 else f"{LISTS[kind]}-{page}.json"
