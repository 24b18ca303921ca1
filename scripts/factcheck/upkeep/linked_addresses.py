"""The addresses on the web that records and hand-written pages link to, and what each of them answered."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from factcheck.analysis.page_syntax import without_fences
from factcheck.corpus import Corpus
from factcheck.records.record import Entity, Source
from factcheck.records.url import is_safe_url

ARCHIVE = "archive_url"
_OF_SOURCE = ("url", ARCHIVE, "read_at")
_IN_PAGE = re.compile(r"https://[A-Za-z0-9._~/?#@!$&*+,;=%:-]{1,2000}")
_RESERVED = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|local|internal|example\.(?:com|net|org))$")
"""The names that nobody can register (RFC 2606, RFC 6761, RFC 8375): they are in examples."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an address is: the file, the field (nothing on a page), and whether a copy is archived."""

    file: str
    field: str = ""
    archived: str = ""
    """The address of the archived copy of the same source, if it has one."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address and its uses."""

    url: str
    uses: tuple[Use, ...]

    @property
    def host(self) -> str:
        """The host that it asks."""
        return urlsplit(self.url).hostname or ""

    @property
    def archived(self) -> str:
        """The address of an archived copy, if one is known."""
        return next((use.archived for use in self.uses if use.archived), "")


def find_addresses(corpus: Corpus) -> list[Address]:
    """Return every address that readers may be sent to, each once and without its fragment, in alphabetical order."""
    found: dict[str, list[Use]] = defaultdict(list)
    for url, use in (*_in_records(corpus), *_in_pages(corpus)):
        plain = urldefrag(url).url
        if is_safe_url(plain) and not _RESERVED.search(urlsplit(plain).hostname or ""):
            found[plain].append(use)
    return [Address(url, tuple(dict.fromkeys(uses))) for url, uses in sorted(found.items())]


def _in_records(corpus: Corpus) -> Iterator[tuple[str, Use]]:
    for file, source in corpus.each(Source):
        for field in _OF_SOURCE:
            if url := getattr(source, field):
                archived = source.archive_url or "" if field != ARCHIVE else ""
                yield url, Use(file.path, field, archived)
    for file, entity in corpus.each(Entity):
        if entity.website:
            yield entity.website, Use(file.path, "website")


def _in_pages(corpus: Corpus) -> Iterator[tuple[str, Use]]:
    for page in corpus.pages:
        for match in _IN_PAGE.finditer(without_fences(page.text).text):
            yield match[0].rstrip(".,;:!?*"), Use(page.path)


@dataclass(frozen=True, slots=True)
class Unarchived:
    """A source without an archived copy: its file, its address, when it was looked at (YYYY-MM-DD) if that is known.

    `copy` is a copy that somebody has archived, once one has been found.
    """

    file: str
    url: str
    day: str = ""
    copy: str = ""


def without_archive(corpus: Corpus) -> list[Unarchived]:
    """Return the sources that have an address of their own and no archived copy."""
    return [
        Unarchived(file.path, source.url, source.retrieved or "")
        for file, source in corpus.each(Source)
        if source.url and not source.archive_url
    ]


class Outcome(StrEnum):
    """What asking an address has shown."""

    FOUND = "found"
    MOVED = "moved"
    """It leads to another address for good."""
    GONE = "gone"
    SILENT = "silent"
    """It gives no answer, or that of a broken server: it may be back tomorrow."""
    REFUSED = "refused"
    """It does not answer programs."""
    UNSAFE = "unsafe"
    """It leads to where no reader should be sent, and was not asked."""
    NOT_ASKED = "not asked"
    """There was no time left."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What asking one address has shown, in words of the program; `target` is where it led, if that is another one."""

    outcome: Outcome
    note: str = ""
    target: str = ""


_MISSING = frozenset({404, 410})
_FOR_PEOPLE = frozenset({401, 402, 403, 405, 406, 407, 418, 421, 425, 426, 428, 429, 451, 999})
"""Answers that programs often get where a browser gets the page."""
_SUCCESS, _ERRORS = range(200, 300), range(500, 600)


def outcome_of(status: int) -> Outcome:
    """Return what a status of HTTP (RFC 9110) says about an address; redirections are followed before."""
    if status in _SUCCESS:
        return Outcome.FOUND
    if status in _MISSING:
        return Outcome.GONE
    if status in _FOR_PEOPLE:
        return Outcome.REFUSED
    return Outcome.SILENT if status in _ERRORS else Outcome.GONE


@dataclass(frozen=True, slots=True)
class Asked:
    """An address with its answer."""

    address: Address
    answer: HostAnswer
