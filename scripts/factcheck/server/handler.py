"""Answer the requests of browsers: make each page and file of data when it is asked for, from the newest state."""

import mimetypes
import posixpath
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from threading import Lock

from factcheck.check_examples import read_examples
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES, MAIN
from factcheck.loading.fact_files import line_reader
from factcheck.pages.file_addresses import MEDIA_TYPES
from factcheck.pages.page import SCHEMAS, SITE_PICTURE, kind_at, language_folder
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.pages.standalone import sort_of
from factcheck.schema.schemas import published_schemas
from factcheck.server.error_pages import FINDINGS, LAST_GOOD, OWN, POLICY, error_page, findings_page, with_script
from factcheck.server.state import Edition, State
from factcheck.site.pictures import write_pictures
from factcheck.site.search_index import FOLDER as SEARCH
from factcheck.site.search_index import site_entries, write_search
from factcheck.site.shells import ID, fill_handwritten
from factcheck.site.write_site import FONTS

MANY = 500
"""With more claims than this, a change does not renew the search index: that would take seconds."""
BUG = "This is a bug in the tool, not in your file"
_ASSETS = Path(__file__).parent / "assets"
_TYPES = {
    **{
        f".{ending}": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        for ending, kind in MEDIA_TYPES.items()
    },
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
"""The media types of files by the ending of their names, as GitHub Pages sends them where it knows them."""
_SEARCH_STARTS = {f"{SEARCH}/pagefind.js", f"{SEARCH}/pagefind-entry.json"}
"""The files of the search that a browser loads before all others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets."""

    body: bytes
    headers: Mapping[str, str]
    status: HTTPStatus = HTTPStatus.OK


class Handler:
    """Answers requests about the project at `root`, in any number of threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._indexed: dict[str, Edition] = {}

    def answer(self, state: State, path: str) -> Answer:
        """Return the answer to a request; `path` is decoded and begins with a slash."""
        address = _clean(path)
        last_good = address.startswith(LAST_GOOD)
        address = address.removeprefix(LAST_GOOD)
        if last_good and not (state.broken and state.good):
            return _moved(address)
        edition = state.good if last_good else state.edition or state.good
        try:
            if address == FINDINGS:
                return _html(state, findings_page(state, "", line_reader(self._root)), policy=POLICY)
            if address.startswith(OWN):
                return _file(_ASSETS, address.removeprefix(OWN)) or self._missing(state, edition)
            if not address or address.endswith(("/", ".html")):
                return self._page(state, edition, address, last_good=last_good)
            return self._data(state, edition, address, before=LAST_GOOD if last_good else "")
        except Exception as error:  # noqa: BLE001 - records that no check has seen yet may hold anything
            return _failure(state, error)

    def _page(self, state: State, edition: Edition | None, address: str, *, last_good: bool = False) -> Answer:
        """Answer with a page of an edition or, unless the last good one was asked for, with the errors in its place."""
        language, own = _split(address)
        kind = kind_at(own)
        # The pages of checks explain the errors, and need no record.
        if state.broken and not last_good and not (edition and kind and kind[0] == "check"):
            return self._errors(state, address)
        if not edition:
            return _wait(state, "The site is being built.")
        page = self._make_page(edition, language, own)
        if page is None:
            return self._missing(state, edition)
        if sort_of(f"{address}index.html" if address.endswith("/") else address):  # its policy allows no script of ours
            return Answer(page.encode(), {"Content-Type": _TYPES[".html"]})
        return _html(state, page, last_good_of=address if last_good else None)

    def _missing(self, state: State, edition: Edition | None) -> Answer:
        """Answer as the published site does to any unknown address: with the 404 page of the main language."""
        html = self._make_page(edition, MAIN, "404.html") if edition else None
        return _html(state, html or "Not found", HTTPStatus.NOT_FOUND)

    def _make_page(self, edition: Edition, language: str, address: str) -> str | None:
        """Return a page of an edition; None if there is none at this address."""
        renderer, place = edition.renderers[language], kind_at(address)
        if place:
            if place[0] == "check":  # only these pages show the examples of the checks, which take a second to read
                renderer = replace(renderer, examples=read_examples(self._root))
            if page := renderer.page(*place):
                return edition.built.shells[language][page.kind].fill(page)
        path = address if address.endswith(".html") else f"{address}index.html"
        if make := edition.outputs[language].get(path):
            return make().decode()
        file = None if ID in address else _file(edition.built.folders[language], path)
        return fill_handwritten(file.body.decode(), address, renderer) if file else None

    def _data(self, state: State, edition: Edition | None, address: str, before: str) -> Answer:
        """Answer with a file of an edition, or lead to the page of this name; `before` is put before addresses."""
        language, own = _split(address)
        if not edition:
            return _file(self._root / "docs" / ".overrides", own) or self._page(state, None, f"{address}/")
        has_errors = state.broken and not before
        found = self._make_file(edition, language, own, with_records=not has_errors)
        if not found and ("." not in own or _is_folder(edition.built.folders[language] / own)):
            return _moved(f"{before}{address}/")
        if not found and has_errors:
            return self._errors(state, address)
        return found or self._missing(state, edition)

    def _errors(self, state: State, address: str) -> Answer:
        """Answer with the errors, in place of what would be made from the records."""
        html = findings_page(state, address, line_reader(self._root))
        return _html(state, html, HTTPStatus.INTERNAL_SERVER_ERROR, policy=POLICY)

    def _make_file(self, edition: Edition, language: str, address: str, *, with_records: bool) -> Answer | None:
        """Return a file of an edition that is no page; None if there is none, or it is made from unwanted records."""
        if language == MAIN and address.startswith(SCHEMAS):
            content = published_schemas(self._root / "schemas").get(address.removeprefix(SCHEMAS))
            return Answer(content, {"Content-Type": _TYPES[".json"]}) if content else None
        folder = edition.built.folders[language]
        if with_records:
            if make := edition.outputs[language].get(address):
                return Answer(make(), {"Content-Type": _type_of(address)})
            self._write_drawn(edition, language, address)
        return None if address.startswith(".") else _file(folder, address)

    def _write_drawn(self, edition: Edition, language: str, address: str) -> None:
        """Write the search index or the picture of the site, if the file at an address is one of theirs."""
        folder = edition.built.folders[language]
        with self._lock, suppress(SetupError, OSError):  # without Pagefind or fonts, these files are missing
            if address in _SEARCH_STARTS:
                self._write_index(edition, language, folder)
            elif address == SITE_PICTURE and not (folder / address).exists():
                picture = {SITE_PICTURE: cards(edition.renderers[language])[SITE_PICTURE]}
                write_pictures(folder, picture, Artist(self._root / FONTS))

    def _write_index(self, edition: Edition, language: str, folder: Path) -> None:
        """Write the search index of a language, unless there is one that will do."""
        known = self._indexed.get(language)
        many = len(edition.reading.corpus.claims) > MANY
        if known is edition or (many and known and known.built is edition.built):
            return
        renderer = edition.renderers[language]
        pages = (page.for_indexes() for page in renderer.pages())
        write_search(folder, language, site_entries(folder, pages), renderer.view.rating_words())
        self._indexed[language] = edition


def _wait(state: State, reason: str) -> Answer:
    """Answer that there is no page yet. The browser loads it by itself when there is one."""
    return _html(state, error_page("One moment", reason), HTTPStatus.SERVICE_UNAVAILABLE, policy=POLICY)


def _failure(state: State, error: Exception) -> Answer:
    """Answer that a page cannot be made, and why; to be called where the error is handled."""
    if isinstance(error, SetupError):
        html = error_page("The set-up is broken", str(error))
    elif state.report:
        html = error_page(BUG, "Please report it with these lines.", output=traceback.format_exc())
    else:
        return _wait(state, "This page cannot be made from the records as they are. The checks will say why.")
    return _html(state, html, HTTPStatus.INTERNAL_SERVER_ERROR, policy=POLICY)


def _html(
    state: State, html: str, status: HTTPStatus = HTTPStatus.OK, *, policy: str = "", last_good_of: str | None = None
) -> Answer:
    """Answer with a page that follows changes; `policy` is for our own pages, which carry none."""
    headers = {"Content-Type": _TYPES[".html"]} | ({"Content-Security-Policy": policy} if policy else {})
    html = with_script(html, state, last_good_of, is_own=bool(policy))
    return Answer(html.encode("utf-8", "replace"), headers, status)


def _file(folder: Path, address: str) -> Answer | None:
    """Answer with a file below a folder; None if there is none."""
    path = folder / address
    with suppress(OSError, ValueError):
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):  # to read a pipe would take for ever
            return Answer(path.read_bytes(), {"Content-Type": _type_of(path.name)})
    return None


def _type_of(name: str) -> str:
    """Return the media type of a file, from the ending of its name."""
    return _TYPES.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _is_folder(path: Path) -> bool:
    with suppress(OSError):  # the name may be too long for the system
        return path.is_dir()
    return False


def _moved(address: str) -> Answer:
    # One slash only: two would lead to another host.
    return Answer(b"", {"Location": f"/{address.lstrip('/')}"}, HTTPStatus.FOUND)


def _clean(path: str) -> str:
    """Return the address of a page or file from the root of the site, without dots, doubled slashes or index.html."""
    address = posixpath.normpath(path).lstrip("/")
    if path.endswith("/") and address:
        address += "/"
    return address.removesuffix("index.html") if f"/{address}".endswith("/index.html") else address


def _split(address: str) -> tuple[str, str]:
    """Return the language of an address, and the rest, from the root of that language."""
    for language in LANGUAGES[1:]:
        if address.startswith(language_folder(language)):
            return language, address.removeprefix(language_folder(language))
    return MAIN, address
