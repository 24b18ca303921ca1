"""Reading the files: records and vocabularies as plain data, and the hand-written pages as text."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factcheck.corpus import TextPage
from factcheck.finding import Document, Finding
from factcheck.loading.fact_files import (
    FactFile,
    Search,
    escape_name,
    find_files,
    link_finding,
    search_files,
    unreadable,
)
from factcheck.loading.yaml_source import MAX_BYTES, read_yaml

__all__ = [
    "FactFile",
    "Loaded",
    "LoadedDocument",
    "Search",
    "find_files",
    "garbage_left",
    "load_documents",
    "load_file",
    "load_pages",
    "read_start",
    "search_files",
    "unreadable",
]

# A file that turned into a link or a pipe since its folder was listed is not followed and not waited for.
_OPEN = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A file, what stands in it, and how that is written."""

    file: FactFile
    document: Document
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What could be read, and what is known to be there although it may have errors: kinds and ids."""

    documents: list[LoadedDocument]
    known: frozenset[tuple[str, str]]


def load_documents(root: Path) -> tuple[Loaded, list[Finding]]:
    """Read every file of records and vocabularies below `root`.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    search = search_files(root)
    with garbage_left():
        documents = [found for file in search.files if (found := load_file(file, search.findings))]
    return Loaded(documents=documents, known=frozenset(search.known)), search.findings


@contextmanager
def garbage_left() -> Iterator[None]:
    """Keep Python from looking for garbage: there is none, and the search takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_file(file: FactFile, findings: list[Finding]) -> LoadedDocument | None:
    """Read one file; add what is wrong with it to `findings`."""
    try:
        raw = read_start(file.absolute)
    except OSError as error:
        findings.append(unreadable(file.path, error))
        return None
    document, found = read_yaml(raw, file.path)
    findings += found
    return LoadedDocument(file, document, raw.decode()) if document else None


def load_pages(root: Path) -> tuple[list[TextPage], list[Finding]]:
    """Return the hand-written pages, which may refer to records, and a finding about every link under ``docs/``.

    MkDocs would follow a link and publish what it points at.
    """
    pages: list[TextPage] = []
    findings: list[Finding] = []
    docs = root / "docs"
    if docs.is_symlink():
        return pages, [link_finding("docs")]
    for folder, folders, names in os.walk(docs):
        folders.sort()
        for path in (Path(folder, name) for name in sorted([*folders, *names])):
            shown = escape_name(path.relative_to(root).as_posix())
            if path.is_symlink():
                findings.append(link_finding(shown))
            elif path.suffix == ".md" and path.is_file():
                pages.append(TextPage(shown, path.read_bytes().decode(errors="replace")))
    return pages, findings


def read_start(path: Path | str) -> bytes:
    """Return the beginning of a file: as much as is needed to see that it is too large.

    Raises:
        OSError: it cannot be read, or is a symbolic link.
    """
    descriptor = os.open(path, _OPEN)
    try:
        # Room for the whole limit would have to be made, and wiped, for every file.
        return os.read(descriptor, min(os.fstat(descriptor).st_size, MAX_BYTES) + 1)
    finally:
        os.close(descriptor)
