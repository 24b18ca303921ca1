"""One file by itself: from its bytes to plain data of the right shape, or to findings that say what to fix.

The result depends on the file, the schemas and our code only, so it can be cached under a digest of these, and many
files can be read at the same time.
"""

import gc
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from factcheck.cache import digest
from factcheck.checks import REGISTRY
from factcheck.checks.file_checks import CANONICAL_FORM
from factcheck.finding import Document, Finding, FixedPlace, Issue, Location, Place, Pointer
from factcheck.loading.canonical import first_difference
from factcheck.loading.damaged_file import PlacedReference, fault_counter, judge_partly, read_partly
from factcheck.loading.fact_files import FactFile, read_start, unreadable
from factcheck.loading.quick_reader import read_canonical
from factcheck.loading.yaml_errors import place_of
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.records.structure import Reference
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import CODE as TO_DO_CODE
from factcheck.schema.to_do import TO_DO, has_to_do


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector: when many files are read, it takes a quarter of the time and finds nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()  # the records stay: later collections leave them out
            gc.enable()


@dataclass(frozen=True, slots=True)
class FileResult:
    """The data of a file if its shape is right, else None and its references; and what is wrong with it by itself."""

    data: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()
    references: tuple[PlacedReference, ...] = ()

    def to_json(self) -> bytes:
        """Return the result as it is cached and sent between processes."""
        references = [[place.to_plain(), reference] for place, reference in self.references]
        return json.dumps([self.data, [finding.to_plain() for finding in self.findings], references]).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """Return the result that :meth:`to_json` has written.

        Raises:
            ValueError: `content` is no such result.
            RecursionError: it is nested too deeply.
        """
        match json.loads(content):
            case [None | dict() as data, list(findings), list(references)] if findings or data is not None:
                found = tuple(Finding.from_plain(item) for item in findings)
                return cls(data, found, tuple(_reference(item) for item in references))
        raise ValueError(content[:20])


def _reference(plain: object) -> PlacedReference:
    match plain:
        case [place, [list(pointer), str(kind), str(id_)]] if all(type(step) in {str, int} for step in pointer):
            return Location.from_plain(place), Reference(tuple(pointer), kind, id_)
    raise ValueError(plain)


@lru_cache(maxsize=4)  # thousands of findings may be in one file
def _read_again(path: str, raw: bytes) -> Document:
    return read_partly(raw, path)[0]


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file of a record. It is read again for the place of a finding, because hardly any file has one."""

    path: str
    absolute: str

    def document(self) -> Document | None:
        """Return what the file holds now, as far as it can be read; None if the file is gone."""
        try:
            return _read_again(self.path, read_start(self.absolute))
        except OSError:
            return None

    def locate(self, pointer: Pointer, *, on_key: bool = False, words: str = "") -> Location:
        """Return the place of `pointer`; the beginning of the file if it has been damaged or removed since."""
        try:
            raw = read_start(self.absolute)
        except OSError:
            return Location(self.path)
        document = _read_again(self.path, raw)
        place = document.locate(pointer, on_key=on_key)
        return _place_of_words(document, place, words, raw.decode(errors="replace")) if words else place


def _place_of_words(document: Document, start: Location, words: str, text: str) -> Location:
    """Return where these words first are in the value that begins at a place; they may be on several lines."""
    here = Place(start.line, start.column)
    end = min((place for place in document.key_places.values() if place > here), default=Place(MAX_BYTES, 1))
    lines = [f"{line}\n" for line in text.split("\n")]
    value = "".join(lines[start.line - 1 : end.line])[start.column - 1 :]
    found = re.search(r"\s+".join(map(re.escape, re.split(r"[ \n]+", words))), value)
    if not found:
        return start
    line, column = place_of(value, found.start())
    return Location(start.path, start.line + line - 1, column + (start.column - 1 if line == 1 else 0))


def file_key(file: FactFile, raw: bytes, judges: bytes) -> bytes:
    """Return the key under which the result of a file is cached.

    Args:
        file: the file.
        raw: what it holds; see :func:`factcheck.loading.fact_files.read_start`.
        judges: a digest of the schemas and of our code.
    """
    return digest(judges, file.kind.encode(), file.path.encode(), raw)


def file_keys(files: Iterable[FactFile], judges: bytes) -> list[bytes]:
    """Return the key of each file as it is now; an empty one of a file that cannot be read."""
    return [_key(file, judges) for file in files]


def _key(file: FactFile, judges: bytes) -> bytes:
    try:
        return file_key(file, read_start(file.absolute), judges)
    except OSError:
        return b""


def read_file(file: FactFile, schemas: Schemas, judges: bytes) -> tuple[bytes, bytes]:
    """Read a file; return its key and its result as JSON.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    try:
        raw = read_start(file.absolute)
    except OSError as error:
        return b"", FileResult(None, (unreadable(file.path, error),)).to_json()
    return file_key(file, raw, judges), judge_content(file, raw, schemas).to_json()


def judge_content(file: FactFile, raw: bytes, schemas: Schemas) -> FileResult:
    """Judge the content of a file by itself; the beginning of a file that is too large is enough.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    data = read_canonical(raw, file.kind)
    if data is not None and TO_DO.encode() not in raw and schemas.accepts(file.kind, data):
        return FileResult(data)
    document, problems = read_partly(raw, file.path, fault_counter(file.kind, schemas))
    if not problems and schemas.accepts(file.kind, document.data) and not has_to_do(document.data):
        return FileResult(document.data, _form(file, document, raw.decode()))
    findings, references = judge_partly(document, problems, file.kind, schemas)
    if not problems and all(finding.code == TO_DO_CODE for finding in findings):
        findings += _form(file, document, raw.decode())
    return FileResult(None, tuple(findings), tuple(references))


def _form(file: FactFile, document: Document, text: str) -> tuple[Finding, ...]:
    """Return a finding if a file is not in canonical form."""
    found = first_difference(text, file.kind, document)
    if not found:
        return ()
    issue = Issue(pointer=(), message=found.message, hint="'make format' corrects it")
    return (REGISTRY[CANONICAL_FORM].finding(FixedPlace(Location(file.path, *found.place)), issue),)
