"""One file by itself: from its bytes to plain data of the right shape, or to findings that say what to mend.

What is said here about a file depends on nothing but the file and the schemas: it can be worked out for many files at
the same time, in any order.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import Any

from factcheck.canonical.form import first_difference
from factcheck.canonical.reader import read_canonical
from factcheck.checks import REGISTRY
from factcheck.checks.stages import form
from factcheck.finding import Document, Finding, FixedPlace, Issue, Location, Pointer
from factcheck.load import FactFile, read_start, unreadable
from factcheck.load.yaml_source import read_yaml
from factcheck.schema import Schemas


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands in a file if its shape is right, else None; and what is wrong with it by itself."""

    data: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()

    def packed(self) -> Packed:
        """Return it for another process, four times as fast as pickle would write the data."""
        return marshal.dumps(self.data), self.findings

    @classmethod
    def unpack(cls, packed: Packed) -> Judged:
        """Return what a process of ours has packed."""
        return cls(marshal.loads(packed[0]), packed[1])  # noqa: S302 - never from a file


Packed = tuple[bytes, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file of a record. Where something stands in it is worked out when a finding asks: hardly any file has one."""

    path: str
    absolute: str

    def document(self) -> Document | None:
        """Return what stands in the file now; None if it cannot be read any more."""
        try:
            return read_yaml(read_start(self.absolute), self.path)[0]
        except OSError:
            return None

    def locate(self, pointer: Pointer, *, on_key: bool = False) -> Location:
        """Return where `pointer` stands; if the file has been changed or removed since, where it begins."""
        document = self.document()
        return document.locate(pointer, on_key=on_key) if document else Location(self.path)


def judge(file: FactFile, schemas: Schemas) -> Judged:
    """Read a file and judge it by itself.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    try:
        raw = read_start(file.absolute)
    except OSError as error:
        return Judged(None, (unreadable(file.path, error),))
    return judge_content(file, raw, schemas)


def judge_content(file: FactFile, raw: bytes, schemas: Schemas) -> Judged:
    """Judge what stands in a file by itself; the beginning of a file that is too large is enough.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    data = read_canonical(raw, file.kind)
    if data is not None and schemas.accepts(file.kind, data):
        return Judged(data)
    # There may be something to say about the file, and where.
    document, findings = read_yaml(raw, file.path)
    if not document:
        return Judged(None, tuple(findings))
    coded = list(schemas.issues(file.kind, document.data))
    if coded:
        return Judged(None, tuple(REGISTRY[code].finding(document, issue) for code, issue in coded))
    return Judged(document.data, _form(file, document, raw.decode()))


def _form(file: FactFile, document: Document, text: str) -> tuple[Finding, ...]:
    """Return a finding if a file is not in canonical form."""
    found = first_difference(text, file.kind, document)
    if not found:
        return ()
    issue = Issue(pointer=(), message=found.message, hint="'make format' writes it so")
    return (form.FORM.finding(FixedPlace(Location(file.path, *found.place)), issue),)
