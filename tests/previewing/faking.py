"""A preview of a small project in which MkDocs is played by a few strings, so that a test takes a moment."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from typing import cast
from urllib.error import HTTPError
from urllib.request import urlopen

from factcheck.languages import LANGUAGES
from factcheck.pages import Site
from factcheck.pages.addresses import PAGES
from factcheck.server.answers import Answers
from factcheck.server.board import Board
from factcheck.server.handwritten import Handwritten
from factcheck.server.server import Server
from factcheck.server.state import Built
from factcheck.server.workshop import Workshop
from factcheck.site.shell import ID, Shell

PATIENCE = 90
"""Seconds after which something will not happen any more."""
CLAIM = "facts/claims/first-claim.yml"
SHELL = '<!doctype html><title>RECORDTITLE</title><body>\n<h1 id="record">Record</h1>\n</body>'
PAGE = '<!doctype html><title>{}</title><body><link href="assets/a.css"><!-- records: claims --></body>'


class FakeMkDocs:
    """Does what `Handwritten` does, at once; what it says can be set, and whether it fails."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.started, self.taken = folder, 0, 0
        self.says, self.fails = "", False

    def start(self) -> None:
        self.started += 1

    def stop(self) -> None:
        """There is nothing to stop."""

    def keep_only(self, *_needed: Built | None) -> None:
        """There is nothing to remove."""

    def take(self) -> tuple[Built | None, str] | None:
        if self.taken == self.started:
            return None
        self.taken = self.started
        return (None if self.fails else make_built(self.folder)), self.says


def make_built(folder: Path) -> Built:
    """Write a few hand-written pages in each language; return them with shells for all kinds of pages."""
    folders = {language: folder / language for language in LANGUAGES}
    for language, own in folders.items():
        for name in ("index.html", "404.html", "claims/index.html", f"claims/{ID}/index.html"):
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text(PAGE.format(f"{language} {name}"), encoding="utf-8")
        (own / "assets").mkdir(exist_ok=True)
        (own / "assets" / "a.css").write_text("a {}", encoding="utf-8")
    shells = {language: dict.fromkeys(PAGES, Shell.parse(SHELL)) for language in LANGUAGES}
    sites = {language: Site(url="http://127.0.0.1/", name="S", claim_pictures=False) for language in LANGUAGES}
    return Built(folders=folders, shells=shells, sites=sites)


@dataclass
class Preview:
    """The preview of a project, and what it has printed."""

    root: Path
    board: Board
    mkdocs: FakeMkDocs
    workshop: Workshop
    said: list[str] = field(default_factory=list)
    url: str = ""

    def step_until(self, is_so: Callable[[], bool]) -> None:
        """Let the workshop work until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, self.said
            self.workshop.step()
            time.sleep(0.01)

    def step_until_judged(self) -> None:
        """Let the workshop work until the checks have said what they think of the newest edition."""
        self.workshop.step()
        self.step_until(lambda: self.board.state.report is not None and self.board.state.edition is not None)

    def get(self, address: str) -> tuple[int, str]:
        """Return the status and the text of what the server answers."""
        try:
            with urlopen(f"{self.url}{address}", timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return int(answer.status), answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def get_until(self, address: str, words: str) -> tuple[int, str]:
        """Ask until the answer has some words in it; return it."""
        end = time.monotonic() + PATIENCE
        found = self.get(address)
        while words not in found[1]:
            assert time.monotonic() < end, found[1]
            time.sleep(0.02)
            found = self.get(address)
        return found


def make_preview(root: Path) -> Preview:
    """Return a preview of a project that nobody follows yet."""
    board, mkdocs = Board(), FakeMkDocs(root.parent / "built")
    said: list[str] = []
    return Preview(root, board, mkdocs, Workshop(root, board, cast("Handwritten", mkdocs), said.append), said)


@contextmanager
def served(root: Path) -> Iterator[Preview]:
    """Give a preview of a project that is served on a free port and followed."""
    preview, stop = make_preview(root), Event()

    def follow() -> None:
        preview.workshop.start()
        while not stop.is_set():
            preview.workshop.step()
            time.sleep(0.02)

    with Server(0, preview.board, Answers(root)) as server:
        preview.url = f"http://127.0.0.1:{server.server_port}/"
        threads = [Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}), Thread(target=follow)]
        for thread in threads:
            thread.start()
        try:
            yield preview
        finally:
            stop.set()
            server.shutdown()
            for thread in threads:
                thread.join()
            preview.workshop.stop()


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def take_away(root: Path, path: str) -> None:
    """Remove a file or a folder."""
    target = root / path
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()


OK = HTTPStatus.OK
BROKEN = HTTPStatus.INTERNAL_SERVER_ERROR
