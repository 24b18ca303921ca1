"""Answer a request: pages and data are made when a browser asks for them, from the state at that moment."""

import mimetypes
import posixpath
import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from threading import Lock

from factcheck.check_examples import read_examples
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES
from factcheck.pages.page import API, SCHEMAS, SITE_PICTURE, kind_at, language_folder
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.report.printers import line_reader
from factcheck.server.error_pages import LAST_GOOD, OWN, POLICY, bug_page, findings_page, waiting_page, with_script
from factcheck.server.state import Edition, State
from factcheck.site.hook import FONTS
from factcheck.site.pictures import write_pictures
from factcheck.site.search_entries import handwritten_entries, record_entries
from factcheck.site.search_index import FOLDER as SEARCH
from factcheck.site.search_index import write_search
from factcheck.site.shells import ID, fill_handwritten
from factcheck.site.write_site import as_bytes

MANY = 500
"""With more claims than this, the search index is not made again after each change: that would take seconds."""
_ASSETS = Path(__file__).parent / "assets"
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json"}
_SEARCH_STARTS = {f"{SEARCH}/pagefind.js", f"{SEARCH}/pagefind-entry.json"}
"""The files of the search that a browser loads before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a browser gets: a status, a body, and its headers."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Handler:
    """Answers requests about the project at `root`, in any number of threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._indexed: dict[str, Edition] = {}

    def answer(self, state: State, path: str) -> Answer:
        """Return the answer to a request; `path` is decoded and begins with a slash."""
        address = posixpath.normpath(path).lstrip("/") + ("/" if path.endswith("/") else "")
        address = "" if address in {".", "./", "/"} else address
        newest = state.edition or state.good
        try:
            if path.startswith(LAST_GOOD):
                return self._last_good(state, address.removeprefix(LAST_GOOD.lstrip("/")))
            if path.startswith(OWN):
                return _file(_ASSETS, address.removeprefix(OWN.lstrip("/"))) or self._missing(state, newest)
            if _is_page(address):
                return self._newest(state, newest, address)
            return self._data(state, newest, address)
        except Exception:  # noqa: BLE001 - records that no check has seen yet may hold anything
            if state.report:
                return _own_page(state, bug_page(traceback.format_exc()), HTTPStatus.INTERNAL_SERVER_ERROR)
            reason = "This page cannot be made from the records as they are. The checks will say why."
            return _own_page(state, waiting_page(reason), HTTPStatus.SERVICE_UNAVAILABLE)

    def _last_good(self, state: State, address: str) -> Answer:
        """Answer from the last good edition; lead to the newest one if that has no errors."""
        if not state.broken or not state.good:
            return _moved(address)
        if _is_page(address):
            return self._page(state, state.good, address, last_good_of=address)
        return self._data(state, state.good, address, before=LAST_GOOD)

    def _newest(self, state: State, edition: Edition | None, address: str) -> Answer:
        """Answer with a page of the newest edition or, while there are errors, with these."""
        kind = kind_at(_split(address)[1])
        # The pages of checks explain the errors, and need no record.
        if state.broken and not (edition and kind and kind[0] == "check"):
            html = findings_page(state, address, line_reader(self._root))
            return _own_page(state, html, HTTPStatus.INTERNAL_SERVER_ERROR)
        if not edition:
            return _own_page(state, waiting_page("The site is being built."), HTTPStatus.SERVICE_UNAVAILABLE)
        return self._page(state, edition, address)

    def _page(self, state: State, edition: Edition, address: str, last_good_of: str | None = None) -> Answer:
        html = self._make_page(edition, *_split(address))
        return _html(with_script(html, state, last_good_of)) if html is not None else self._missing(state, edition)

    def _missing(self, state: State, edition: Edition | None) -> Answer:
        """Answer as the published site does: with the page of its root for all that is not there."""
        html = self._make_page(edition, LANGUAGES[0], "404.html") if edition else None
        return _html(with_script(html or "Not found", state), HTTPStatus.NOT_FOUND)

    def _make_page(self, edition: Edition, language: str, address: str) -> str | None:
        """Return a page of an edition; None if there is none at this address."""
        if address == "index.html" or address.endswith("/index.html"):
            address = address.removesuffix("index.html")
        renderer, place = edition.renderers[language], kind_at(address)
        if place:
            if place[0] == "check":  # only these pages show the examples of the checks, which take a second to read
                renderer = replace(renderer, examples=read_examples(self._root))
            if page := renderer.page(*place):
                return edition.built.shells[language][page.kind].fill(page)
        path = address if address.endswith(".html") else f"{address}index.html"
        file = None if ID in address else _file(edition.built.folders[language], path)
        return fill_handwritten(file.body.decode(), address, renderer) if file else None

    def _data(self, state: State, edition: Edition | None, address: str, before: str = "/") -> Answer:
        """Answer with a file of an edition, or lead to the page of this name; `before` is put before addresses."""
        language, own = _split(address)
        if not edition:
            return _file(self._root / "docs" / ".overrides", own) or self._newest(state, edition, f"{address}/")
        found = self._make_file(edition, language, own)
        if not found and ("." not in own or (edition.built.folders[language] / own).is_dir()):
            return _moved(f"{before}{address}/")
        return found or self._missing(state, edition)

    def _make_file(self, edition: Edition, language: str, address: str) -> Answer | None:
        """Return a file of an edition that is no page; None if there is none at this address."""
        if language == LANGUAGES[0] and address.startswith(SCHEMAS):
            name = address.removeprefix(SCHEMAS)
            return _file(self._root / "schemas", name) if name.endswith(".schema.json") else None
        if language == LANGUAGES[0] and address.startswith(API):
            make = edition.api.get(address.removeprefix(API))
            return Answer(body=as_bytes(make()), headers={"Content-Type": _TYPES[".json"]}) if make else None
        folder = edition.built.folders[language]
        with self._lock, suppress(SetupError, OSError):  # without Pagefind or fonts, these files are missing
            if address in _SEARCH_STARTS:
                self._write_index(edition, language, folder)
            elif address == SITE_PICTURE and not (folder / address).exists():
                picture = {SITE_PICTURE: cards(edition.renderers[language])[SITE_PICTURE]}
                write_pictures(folder, picture, Artist(self._root / FONTS))
        return None if address.startswith(".") else _file(folder, address)

    def _write_index(self, edition: Edition, language: str, folder: Path) -> None:
        """Write the search index of a language, unless there is one that will do."""
        known = self._indexed.get(language)
        many = len(edition.reading.corpus.claims) > MANY
        if known is edition or (many and known and known.built is edition.built):
            return
        handwritten = handwritten_entries((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        pages = (page.for_indexes() for page in edition.renderers[language].pages())
        write_search(folder, language, [*record_entries(pages), *handwritten])
        self._indexed[language] = edition


def _own_page(state: State, html: str, status: HTTPStatus) -> Answer:
    """Answer with one of our own pages in place of a page of the site."""
    return _html(with_script(html, state), status, {"Content-Security-Policy": POLICY})


def _html(html: str, status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Answer:
    headers = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    return Answer(status=status, body=html.encode("utf-8", "replace"), headers=headers)


def _file(folder: Path, address: str) -> Answer | None:
    """Answer with a file below a folder; None if there is none."""
    path = folder / address
    with suppress(OSError, ValueError):
        if path.resolve().is_relative_to(folder.resolve()):
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return Answer(body=path.read_bytes(), headers={"Content-Type": kind})
    return None


def _moved(path: str) -> Answer:
    # One slash only: two would lead to another host.
    return Answer(status=HTTPStatus.FOUND, headers={"Location": f"/{path.lstrip('/')}"})


def _is_page(address: str) -> bool:
    return not address or address.endswith(("/", ".html"))


def _split(address: str) -> tuple[str, str]:
    """Return the language of an address, and the rest, from the root of that language."""
    for language in LANGUAGES[1:]:
        if address.startswith(language_folder(language)):
            return language, address.removeprefix(language_folder(language))
    return LANGUAGES[0], address
