"""The files below ``docs/``: hand-written pages, pictures, the theme's own files, and what should not be there.

MkDocs would publish whatever is there, follow every link, and prefer a file there to one of the theme. So only files
of certain kinds in certain places are named here; all others are findings, and no build takes a file that is not named.
"""

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from factcheck.cache import digest
from factcheck.corpus import TextPage
from factcheck.finding import Finding
from factcheck.kinds import PAGES, SHELL
from factcheck.languages import LANGUAGES
from factcheck.loading.fact_files import describe, escape_name, link_finding, make_finding, refuse_stem, unreadable
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.plain_files import is_left_by_editor, read_plain

ROOT = "docs"
MAX_DEPTH = 4
"""How many folders may be inside each other below that of a language."""
MAX_PICTURE = 1024 * 1024

_IMAGES = "images"
_THEME, _ICONS = ".overrides", ".icons"
_THEME_KINDS = (".css", ".html", ".js", ".md", ".svg", ".txt", ".woff2")
_THEME_NAME = re.compile(r"\.?[A-Za-z0-9][A-Za-z0-9._-]*")
_PICTURES = {".png": rb"\x89PNG\r\n\x1a\n", ".jpg": rb"\xff\xd8\xff", ".webp": rb"RIFF....WEBP"}
"""The kinds of pictures, each with its first bytes."""
_TAKEN = {"404", "api", "assets", _IMAGES, "index", "pagefind", "schemas", "sitemap", "templates", *LANGUAGES}
"""Addresses of which the first part belongs to what the program, the theme or another language makes."""
_LANGUAGE_FOLDERS = ", ".join(f"{language}/" for language in LANGUAGES)
_MISPLACED = "this file does not belong here"
_HOLDS_TOP = f"{ROOT}/ contains {_LANGUAGE_FOLDERS}, {_THEME}/, and pictures for the README (.png)"
_HOLDS_PAGES = f"a language folder contains pages, NAME.md, and {_IMAGES}/ with pictures ({', '.join(_PICTURES)})"
_HOLDS_THEME = f"{ROOT}/{_THEME}/ contains only {', '.join(_THEME_KINDS)}"


_Problem = tuple[str, str, str]
"""The code of a check, a message, and the way out."""


class PageFile(NamedTuple):
    """A hand-written page: its path in the project, its absolute path, and what its file holds, which is not judged."""

    path: str
    absolute: str
    raw: bytes


@dataclass(frozen=True, kw_only=True)
class DocsFiles:
    """What is below ``docs/``. Pages are judged only when somebody asks for them or for what is wrong."""

    sources: tuple[PageFile, ...]
    listing: tuple[Finding, ...]
    """What is wrong with names and places of files."""
    others: frozenset[str]
    """The absolute paths of pictures and files of the theme."""

    @property
    def key(self) -> bytes:
        """A digest of everything here that a report depends on."""
        parts = (part for source in self.sources for part in (source.path.encode(), source.raw))
        return digest(repr(self.listing).encode("utf-8", "surrogatepass"), *parts)

    @cached_property
    def _judged(self) -> list[tuple[PageFile, TextPage | None, tuple[Finding, ...]]]:
        from factcheck.loading.page_source import read_page_source  # noqa: PLC0415 - a cached report needs no judge

        return [(source, *read_page_source(source.path, source.raw)) for source in self.sources]

    @property
    def pages(self) -> tuple[TextPage, ...]:
        """The pages that are as they should be."""
        return tuple(page for _, page, _ in self._judged if page)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong below ``docs/``."""
        return (*self.listing, *(finding for _, _, findings in self._judged for finding in findings))

    @property
    def named(self) -> frozenset[str]:
        """The absolute paths of all files that a build may take."""
        return self.others | {source.absolute for source, page, _ in self._judged if page}


def find_docs(root: Path) -> DocsFiles:
    """List ``docs/`` below `root`, and read the files of all pages."""
    found = _Found()
    docs = root / ROOT
    if docs.is_symlink():
        found.findings.append(link_finding(ROOT))
    elif docs.is_dir():
        found.walk(docs, ())
    elif docs.exists():
        found.findings.append(make_finding("FIL003", ROOT, "this is not a folder", _HOLDS_TOP))
    found.check_addresses()
    sources = tuple(source for path, absolute in found.pages.items() if (source := found.read(path, absolute)))
    findings = sorted(found.findings, key=lambda finding: (finding.location, finding.code))
    return DocsFiles(sources=sources, listing=tuple(findings), others=frozenset(found.others))


@dataclass(slots=True)
class _Found:
    """Collects what is below ``docs/``."""

    pages: dict[str, str] = field(default_factory=dict)
    """The absolute path of each page, by its path in the project."""
    others: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def _refuse(self, path: str, problem: _Problem) -> None:
        code, message, hint = problem
        self.findings.append(make_finding(code, path, message, hint))

    def walk(self, folder: Path | str, parts: tuple[str, ...], *, refused: bool = False) -> None:
        """Sort all that is in a folder. In one that is refused or passed over, only links are looked for.

        MkDocs looks into it as well, before we can tell it what to take, and would follow them.
        """
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.findings.append(unreadable(_shown(parts), error))
            return
        for entry in entries:
            inner = (*parts, entry.name)
            left = is_left_by_editor(entry.name) and inner not in {(_THEME,), (_THEME, _ICONS)}
            if entry.is_symlink():
                # The locks of Emacs are links that lead nowhere.
                if not left or Path(entry.path).exists():
                    self.findings.append(link_finding(_shown(inner)))
            elif entry.is_dir():
                problem = None if refused or left else _refuse_folder(inner)
                if problem:
                    self._refuse(_shown(inner), problem)
                self.walk(entry.path, inner, refused=refused or left or problem is not None)
            elif not refused and not left:
                self._sort_file(entry, inner)

    def _sort_file(self, entry: os.DirEntry[str], parts: tuple[str, ...]) -> None:
        path = _shown(parts)
        try:
            problem = _refuse_file(entry, parts)
        except OSError as error:
            self.findings.append(unreadable(path, error))
            return
        if problem:
            self._refuse(path, problem)
        elif parts[0] in LANGUAGES and entry.name.endswith(".md"):
            self.pages[path] = entry.path
        else:
            self.others.add(entry.path)

    def check_addresses(self) -> None:
        """Leave out the pages whose addresses belong to something else."""
        known: dict[str, str] = {}
        for path in list(self.pages):
            _, language, inner = path.split("/", 2)
            if inner.endswith(SHELL):
                continue
            address = f"/{inner.removesuffix('.md')}".removesuffix("/index").removeprefix("/")
            owner = next((folder for folder in PAGES.values() if address.startswith(f"{folder}/")), "")
            other = known.setdefault(f"{language}/{address}", path)
            if address.partition("/")[0] in _TAKEN:
                message = f"addresses that begin with {address.partition('/')[0]} belong to other files of the site"
            elif owner:
                message = f"addresses below {owner}/ belong to pages that the program makes"
            elif other != path:
                message = f"{other} has the same address"
            else:
                continue
            del self.pages[path]
            self._refuse(path, ("IDS004", message, "choose another name or folder"))

    def read(self, path: str, absolute: str) -> PageFile | None:
        """Return a page with what its file holds, unless it cannot be read."""
        try:
            return PageFile(path, absolute, read_plain(absolute, MAX_BYTES))
        except OSError as error:
            self.findings.append(unreadable(path, error))
            return None


def _shown(parts: tuple[str, ...]) -> str:
    """Return a path below ``docs/`` as findings show it."""
    return "/".join([ROOT, *map(escape_name, parts)])


def _refuse_folder(parts: tuple[str, ...]) -> _Problem | None:
    """Return what is wrong with a folder, given by its path below ``docs/``."""
    first, *inner = parts
    if first == _THEME:
        return None if _THEME_NAME.fullmatch(parts[-1]) else ("FIL002", "this is not a folder's name", _HOLDS_THEME)
    if first not in LANGUAGES:
        return "FIL003", "this folder does not belong here", _HOLDS_TOP
    if len(inner) > MAX_DEPTH:
        return "FIL003", "this folder is nested too deeply", f"at most {MAX_DEPTH} folders may be inside each other"
    problem = refuse_stem(parts[-1]) if inner else None
    return problem and ("FIL002", *problem)


def _refuse_file(entry: os.DirEntry[str], parts: tuple[str, ...]) -> _Problem | None:
    """Return what is wrong with a file, given by its path below ``docs/``.

    Raises:
        OSError: it is a picture that cannot be read.
    """
    first, *inner = parts
    suffix = PurePath(entry.name).suffix
    if not entry.is_file():
        return "FIL003", f"this {describe(entry)} does not belong here", "remove it"
    if first == _THEME and inner:
        good = suffix in _THEME_KINDS and _THEME_NAME.fullmatch(entry.name)
        return None if good else ("FIL003", _MISPLACED, _HOLDS_THEME)
    if not inner:
        return _refuse_picture(entry, suffix) if suffix == ".png" else ("FIL003", _MISPLACED, _HOLDS_TOP)
    if inner[:-1] == [_IMAGES]:
        return _refuse_picture(entry, suffix) if suffix in _PICTURES else ("FIL003", _MISPLACED, _HOLDS_PAGES)
    return _refuse_page(entry.name, "/".join(inner[:-1]))


def _refuse_page(name: str, folder: str) -> _Problem | None:
    """Return what is wrong with the file of a page, given by its name and its folder below that of its language."""
    if not name.endswith(".md"):
        return "FIL003", _MISPLACED, _HOLDS_PAGES
    if name == SHELL:
        hint = f"shells are in {', '.join(sorted(PAGES.values()))}"
        return None if folder in PAGES.values() else ("FIL003", "a shell has no use here", hint)
    problem = refuse_stem(name.removesuffix(".md"), ", then .md")
    return problem and ("FIL002", *problem)


def _refuse_picture(entry: os.DirEntry[str], suffix: str) -> _Problem | None:
    if problem := refuse_stem(entry.name.removesuffix(suffix), f", then {suffix}"):
        return "FIL002", *problem
    content = read_plain(entry.path, MAX_PICTURE)
    if not re.match(_PICTURES[suffix], content, re.DOTALL):
        return "FIL003", f"this is not a picture in the format {suffix}", "save it in that format"
    if len(content) > MAX_PICTURE:
        return "SYN008", f"the picture is larger than {MAX_PICTURE // 1024} KiB", "make it smaller, or compress it more"
    return None
