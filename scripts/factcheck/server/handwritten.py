"""The hand-written pages and the shells of a preview: MkDocs builds them, each language in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from factcheck.languages import LANGUAGES
from factcheck.pages.addresses import PAGES
from factcheck.server.state import Built
from factcheck.site.hook import PREVIEW, read_about
from factcheck.site.shell import ID, Shell

_LOG = "{}.log"


class Handwritten:
    """Builds them into new folders below `folder`, for a preview at `address`; removes those that nobody needs."""

    def __init__(self, root: Path, folder: Path, address: str) -> None:
        self._root, self._folder, self._address = root, folder, address
        self._number = 0
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def _target(self) -> Path:
        return self._folder / str(self._number)

    def start(self) -> None:
        """Begin to build, in place of what was being built."""
        self.stop()
        self._number += 1
        self._target.mkdir()
        self._running = {language: self._build(language) for language in LANGUAGES}

    def _build(self, language: str) -> subprocess.Popen[bytes]:
        config = "mkdocs.yml" if language == LANGUAGES[0] else f"mkdocs.{language}.yml"
        site = str(self._target / language)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", site]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", PREVIEW: self._address}
        with (self._target / _LOG.format(language)).open("wb") as log:
            # In a session of its own, so that Ctrl+C reaches only us.
            return subprocess.Popen(  # noqa: S603 - our own words
                command, cwd=self._root, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self) -> None:
        """End what is being built, if anything is."""
        for process in self._running.values():
            process.kill()
            process.wait()
        self._running = {}

    def take(self) -> tuple[Built | None, str] | None:
        """Return once what was built, or None if that failed, and what MkDocs said; None while there is nothing new."""
        if not self._running or any(process.poll() is None for process in self._running.values()):
            return None
        failed = any(process.returncode for process in self._running.values())
        self._running = {}
        # What both languages say is said once.
        said = "\n".join(dict.fromkeys(self._said(language).strip() for language in LANGUAGES)).strip()
        try:
            return (None if failed else self._read()), said
        except (OSError, ValueError, TypeError) as error:
            return None, f"{said}\n{error}".strip()

    def _said(self, language: str) -> str:
        return (self._target / _LOG.format(language)).read_text(encoding="utf-8", errors="replace")

    def _read(self) -> Built:
        folders = {language: self._target / language for language in LANGUAGES}
        shells = {language: _shells(folder) for language, folder in folders.items()}
        sites = {language: read_about(folder) for language, folder in folders.items()}
        return Built(folders=folders, shells=shells, sites=sites)

    def keep_only(self, *needed: Built | None) -> None:
        """Remove what was built before, but for what is needed and what is being built."""
        kept = {folder.parent for built in needed if built for folder in built.folders.values()} | {self._target}
        for folder in self._folder.iterdir():
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _shells(folder: Path) -> dict[str, Shell]:
    """Return the shells of a language.

    Raises:
        OSError, ValueError: one is missing, or is not one.
    """
    files = {kind: folder / name / ID / "index.html" for kind, name in PAGES.items()}
    return {kind: Shell.parse(file.read_text(encoding="utf-8")) for kind, file in files.items()}
