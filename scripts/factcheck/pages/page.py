"""A page of the site, the site itself, and the addresses of everything in it, from the root of its language.

Templates write :data:`ROOT` for the root in front of each address; filling a shell replaces it by the path from the
page to the root. The texts of records are escaped, so none can contain ``ROOT`` inside an attribute.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from factcheck.kinds import CLAIM, FOLDERS, PAGES, VERSIONS, VOCABULARIES
from factcheck.languages import LANGUAGES

ROOT = "~/"
"""The root of the language's site, at the beginning of an ``href`` or ``src``."""

ANCHORED = {item: file.anchor for item, file in VOCABULARIES.items() if file.anchor}
"""The beginning of the address of items that have an anchor on a page instead of a page of their own."""
PICTURES = "assets/previews/"
"""The folder of the pictures that other sites show beside a link to a page."""
SITE_PICTURE = f"{PICTURES}site.png"
"""The picture of all pages without a picture of their own."""
API = "api/v1/"
"""The folder of the API. A version that breaks clients needs another folder."""
SCHEMAS = "schemas/"
"""The folder of the JSON Schemas."""
MAX_DESCRIPTION = 160
"""How many characters of a page's description search engines show."""


def claim_picture(id_: str) -> str:
    """Return the address of the picture of a claim's page."""
    return f"{PICTURES}{FOLDERS[CLAIM]}/{id_}.png"


def address(kind: str, id_: str) -> str:
    """Return the address of a record, rating or term, such as ``claims/amazon-up-to-4b/``."""
    return f"{ANCHORED[kind]}{id_}" if kind in ANCHORED else f"{PAGES[kind]}/{id_}/"


def data_file(kind: str, id_: str) -> str:
    """Return the path of a record's JSON file in the folder of the API."""
    return f"{FOLDERS[kind]}/{id_}.json"


def versions_id(kind: str, id_: str) -> str:
    """Return the id of the page with the versions of a record, and of their JSON file."""
    return f"{kind}-{id_}"


def versions_file(kind: str, id_: str) -> str:
    """Return the path of the JSON file with the versions of a record in the folder of the API."""
    return f"{PAGES[VERSIONS]}/{versions_id(kind, id_)}.json"


def kind_at(page: str) -> tuple[str, str] | None:
    """Return kind and id of the page at an address, the inverse of :func:`address`; None for hand-written pages."""
    folder, _, id_ = page.removesuffix("/").rpartition("/")
    kind = next((kind for kind, name in PAGES.items() if name == folder), None)
    return (kind, id_) if kind and page.endswith("/") else None


def root_from(page: str) -> str:
    """Return the path from the page at an address to the root: ``../../`` from ``claims/x/``."""
    return "../" * page.count("/") or "./"


def language_folder(language: str) -> str:
    """Return the folder of a language's site: ``CODE/``, or "" for the main language."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def alternates(languages: Iterable[Mapping[str, str]], site_url: str, language: str, page: str) -> list[dict[str, str]]:
    """Return ``name``, ``lang``, ``link`` (absolute) and ``path`` (from the page itself) of a page in each language.

    Each of `languages` has ``name`` and ``lang``; `site_url` is the address of the site in the page's own `language`.
    """
    page, own = page.removeprefix("./"), language_folder(language)
    root, up = site_url.removesuffix(own), root_from(page) + "../" * own.count("/")
    found = ((item["name"], item["lang"], language_folder(item["lang"]) + page) for item in languages)
    return [{"name": name, "lang": lang, "link": root + rest, "path": up + rest} for name, lang, rest in found]


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that other sites show beside a link to a page: its address, and the text that replaces it."""

    address: str
    alt: str


class Licence(NamedTuple):
    """A licence: what readers call it, its name in the list of SPDX, and the address of its text."""

    name: str
    spdx: str
    url: str


LICENCE = Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
"""The licence of texts and data."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site in one language: its absolute address (ending in a slash), its name, and a sentence about it."""

    url: str
    name: str
    description: str = ""
    edit: str = ""
    """The address at which readers edit a file, without the path of the file."""
    create: str = ""
    """The address at which a new file begins; ``{path}``, ``{folder}`` and ``{text}`` are filled in."""
    issue: str = ""
    """The address of an empty report, with ``{title}`` and ``{text}``."""
    report: str = ""
    """The address of the form for errors, without title and claim."""
    security_contact: str = ""
    """The address at which a vulnerability is reported."""
    security_expires: str = ""
    """Until when that address is good, as a time of RFC 3339."""
    tag: str = "tag:factcheck.example,2026:"
    """The beginning of what names entries of feeds and days of calendars (a tag URI, RFC 4151).

    It stays as it is when the site moves to another host: a feed reader would take entries with other names for new.
    """
    story: str = ""
    """The name of the story that the start page features."""
    claim_pictures: bool = True
    """Whether each claim has a picture of its own. Drawing them takes long, so previews have none."""

    @property
    def slug(self) -> str:
        """Its name in small letters, digits and hyphens, as citations and packages have it."""
        return "-".join(re.findall("[a-z0-9]+", self.name.lower())) or "records"

    def picture(self, claim: str = "", alt: str = "") -> Picture:
        """Return the picture of the claim with this id, or the picture that all other pages share."""
        if claim and self.claim_pictures:
            return Picture(claim_picture(claim), alt)
        return Picture(SITE_PICTURE, f"{self.name}. {self.description}")


def root_of(site: Site, language: str) -> str:
    """Return the address of the site in the main language, which is the root of all others; `site` is in `language`."""
    return site.url.removesuffix(language_folder(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLink:
    """A link in the head of a page, for programs: to the same in another form, or to a feed of what the page shows.

    `address` begins at the root of the language's site; that of a file that is only in the site of the main language
    begins with ``../`` in all others.
    """

    rel: str = "alternate"
    type: str
    """The media type of what it leads to."""
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page. `title`, `description` and `search_text` are plain text, `body` is HTML."""

    kind: str
    id: str
    title: str
    rated_title: str = ""
    """The title of a claim with its rating."""
    description: str
    body: str
    search_text: str
    file: str
    """The file that the page was made from, relative to the project; the edit button leads to it."""
    listed: bool = True
    """Whether sitemap and search contain the page. They leave out records that moved or were withdrawn."""
    found: bool = True
    """Whether the search finds the page. It leaves out parts of lists, because it finds their entries."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values by which readers can filter search results, such as ``rating`` of a claim."""
    picture: Picture | None = None
    moved_to: str = ""
    """The id of the record that this one is now, if it moved: search engines and whoever shares the page get that."""
    links: tuple[HeadLink, ...] = ()
    """The links in the page's head, for programs."""
    markup: tuple[Mapping[str, Any], ...] = ()
    """What the page says of itself in JSON-LD, in its head."""

    @property
    def address(self) -> str:
        """The address of the page from the root of its language."""
        return address(self.kind, self.id)

    @property
    def full_title(self) -> str:
        """The title where nothing can be beside it: in the tab of a browser, in other sites' links to the page."""
        return self.rated_title or self.title

    def for_indexes(self) -> Self:
        """Return the page without the fields that no index needs: the bodies of 10,000 pages take much memory."""
        return replace(self, body="", description="", picture=None, links=(), markup=())


def shorten(text: str) -> str:
    """Return a description: the text, cut at a word if it is too long."""
    if len(text) <= MAX_DESCRIPTION:
        return text
    return f"{text[: MAX_DESCRIPTION - 1].rpartition(' ')[0].rstrip(',;: ')}…"
