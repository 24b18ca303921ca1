"""From an address to what a browser gets: pages are made from the state at the moment they are asked for."""

from __future__ import annotations

import mimetypes
import posixpath
import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from factcheck.check_examples import read_examples
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES
from factcheck.pages import Renderer
from factcheck.pages.addresses import API, SCHEMAS, kind_at, language_folder
from factcheck.report.formats import line_reader
from factcheck.server import notes
from factcheck.server.extras import Extras
from factcheck.server.notes import OLD, OWN
from factcheck.server.state import Edition, State
from factcheck.site.api import as_bytes
from factcheck.site.handwritten import fill
from factcheck.site.shell import ID

_ASSETS = Path(__file__).parent / "assets"
_INDEX = "index.html"
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json"}
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a browser gets: a status, a body, and its headers."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def html_answer(html: str, status: HTTPStatus = HTTPStatus.OK, policy: str = "") -> Answer:
    """Return a page as an answer."""
    headers = {"Content-Type": _HTML, **({"Content-Security-Policy": policy} if policy else {})}
    return Answer(status=status, body=html.encode("utf-8", "replace"), headers=headers)


def file_answer(folder: Path, address: str) -> Answer | None:
    """Return a file below a folder as an answer; None if there is none."""
    path = folder / address
    with suppress(OSError, ValueError):
        if path.resolve().is_relative_to(folder.resolve()):
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return Answer(body=path.read_bytes(), headers={"Content-Type": kind})
    return None


def _moved(path: str) -> Answer:
    # One slash only: two would lead to another host.
    return Answer(status=HTTPStatus.FOUND, headers={"Location": f"/{path.lstrip('/')}"})


class Answers:
    """Answers what browsers ask for about the project at `root`. Safe in any number of threads."""

    def __init__(self, root: Path) -> None:
        self._root, self._extras = root, Extras(root)

    def answer(self, state: State, path: str) -> Answer:
        """Return the answer to a request; `path` is decoded and begins with a slash."""
        address = posixpath.normpath(path).lstrip("/") + ("/" if path.endswith("/") else "")
        address = "" if address in {".", "./", "/"} else address
        if path.startswith(OLD):
            return self._old(state, address.removeprefix(OLD.lstrip("/")))
        if path.startswith(OWN):
            return file_answer(_ASSETS, address.removeprefix(OWN.lstrip("/"))) or self._missing(state, state.edition)
        if not _is_page(address):
            return self._file(state, state.edition or state.good, address)
        return self._newest(state, address)

    def _old(self, state: State, address: str) -> Answer:
        """Answer with the last good site, or lead to the newest one if that is as good."""
        if not state.broken or not state.good:
            return _moved(address)
        if _is_page(address):
            return self._page(state, state.good, address, old=True)
        return self._file(state, state.good, address, before=OLD)

    def _newest(self, state: State, address: str) -> Answer:
        """Answer with a page of the newest edition or, while there are mistakes, with these."""
        kind = kind_at(_split(address)[1])
        if state.broken and not (kind and kind[0] == "check" and (state.edition or state.good)):
            html = notes.mistakes(state, address, line_reader(self._root))
            return self._note(state, html, HTTPStatus.INTERNAL_SERVER_ERROR)
        if not state.edition and not state.broken:
            return self._note(state, notes.waiting("The site is being built."), HTTPStatus.SERVICE_UNAVAILABLE)
        return self._page(state, state.edition or state.good, address)

    def _page(self, state: State, edition: Edition | None, address: str, *, old: bool = False) -> Answer:
        language, own = _split(address)
        try:
            html = _make(edition, language, own, self._root) if edition else None
        except Exception:  # noqa: BLE001 - records that nobody has checked yet may hold anything
            return self._unmade(state)
        if html is None:
            return self._missing(state, edition)
        return html_answer(notes.dressed(html, state, address, old=old))

    def _unmade(self, state: State) -> Answer:
        """Answer in place of a page that could not be made: once the checks are done, they say why."""
        if not state.report:
            html = notes.waiting("This page cannot be made from the records as they are. The checks will say why.")
            return self._note(state, html, HTTPStatus.SERVICE_UNAVAILABLE)
        return self._note(state, notes.bug(traceback.format_exc()), HTTPStatus.INTERNAL_SERVER_ERROR)

    def _note(self, state: State, html: str, status: HTTPStatus) -> Answer:
        return html_answer(notes.dressed(html, state, "", old=False), status, notes.POLICY)

    def _missing(self, state: State, edition: Edition | None) -> Answer:
        """Answer as the published site does: with the page of its root for all that is not there."""
        html = _make(edition, LANGUAGES[0], "404.html", self._root) if edition else None
        return html_answer(notes.dressed(html or "Not found", state, "", old=False), HTTPStatus.NOT_FOUND)

    def _file(self, state: State, edition: Edition | None, address: str, before: str = "/") -> Answer:
        """Answer with a file of an edition, or lead to the page of this name; `before` is put before addresses."""
        language, own = _split(address)
        if not edition:
            return file_answer(self._root / "docs" / ".overrides", own) or self._newest(state, f"{address}/")
        if language == LANGUAGES[0] and own.startswith((API, SCHEMAS)):
            return self._data(state, edition, own)
        with suppress(SetupError, OSError):
            self._extras.make(edition, language, own)
        folder = edition.built.folders[language]
        found = None if own.startswith(".") else file_answer(folder, own)
        if not found and ("." not in own or (folder / own).is_dir()):
            return _moved(f"{before}{address}/")
        return found or self._missing(state, edition)

    def _data(self, state: State, edition: Edition, address: str) -> Answer:
        """Answer with a file of the API, or with a JSON Schema."""
        found = None
        if address.startswith(SCHEMAS) and address.endswith(".schema.json"):
            found = file_answer(self._root / "schemas", address.removeprefix(SCHEMAS))
        elif make := edition.api.get(address.removeprefix(API)):
            try:
                found = Answer(body=as_bytes(make()), headers={"Content-Type": _TYPES[".json"]})
            except Exception:  # noqa: BLE001 - records that nobody has checked yet may hold anything
                return self._unmade(state)
        return found or self._missing(state, edition)


def _is_page(address: str) -> bool:
    return not address or address.endswith(("/", ".html"))


def _split(address: str) -> tuple[str, str]:
    """Return the language of an address, and the rest, from the root of that language."""
    for language in LANGUAGES[1:]:
        if address.startswith(language_folder(language)):
            return language, address.removeprefix(language_folder(language))
    return LANGUAGES[0], address


def _make(edition: Edition, language: str, address: str, root: Path) -> str | None:
    """Return a page of an edition as a browser gets it; None if there is none."""
    if address == _INDEX or address.endswith(f"/{_INDEX}"):
        address = address.removesuffix(_INDEX)
    renderer, place = edition.renderers[language], kind_at(address)
    made = _stamped(edition, renderer, place, root) if place else None
    if made is not None or ID in address:
        return made
    file = file_answer(edition.built.folders[language], address if address.endswith(".html") else address + _INDEX)
    return fill(file.body.decode(), address, renderer) if file else None


def _stamped(edition: Edition, renderer: Renderer, place: tuple[str, str], root: Path) -> str | None:
    """Return the page of a record, a term, a check or a day; None if there is none."""
    if place[0] == "check":
        # Only these pages show the examples of the checks, which take a second to read.
        renderer = replace(renderer, examples=read_examples(root))
    page = renderer.page(*place)
    return edition.built.shells[renderer.language][page.kind].fill(page) if page else None
