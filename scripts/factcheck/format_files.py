"""Write the files of records in canonical form, or show what would be changed."""

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.errors import SetupError
from factcheck.finding import Document, Finding, Place
from factcheck.loading.canonical import canonical_form, read_comments
from factcheck.loading.fact_files import FactFile, find_files, read_start, unreadable
from factcheck.loading.quick_reader import read_canonical
from factcheck.loading.yaml_errors import Problem
from factcheck.loading.yaml_reader import read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.plain_files import replace_file

Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A file and its canonical form, where the two differ."""

    path: str
    absolute: Path
    before: str
    after: str

    def difference(self) -> str:
        """Return what changes, as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}"))

    def save(self) -> None:
        """Replace the file in one step, so that nothing is lost if we are stopped.

        Raises:
            SetupError: it cannot be written.
        """
        try:
            replace_file(self.absolute, self.after.encode(), mode=self.absolute.stat().st_mode)
        except OSError as error:
            message = f"{self.path} cannot be written: {os.strerror(error.errno or 0)}"
            raise SetupError(message) from error


@dataclass(slots=True, kw_only=True)
class Formatting:
    """How many files could be read, which of them change, and what is wrong with the others."""

    looked_at: int = 0
    changed: list[Rewritten] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def format_files(root: Path, wanted: Wanted) -> Formatting:
    """Return the canonical form of the files below ``facts/`` whose path is `wanted`. Nothing is written.

    A file that the strict reader refuses stays as it is. Whether the fields are right does not matter.
    """
    found = find_files(root)
    result = Formatting(findings=[finding for finding in found.findings if wanted(finding.location.path)])
    for file in found.files:
        if wanted(file.path):
            try:
                _format(file, read_start(file.absolute), result)
            except OSError as error:
                result.findings.append(unreadable(file.path, error))
    return result


def _format(file: FactFile, raw: bytes, result: Formatting) -> None:
    """Add what comes of a file to the result."""
    if read_canonical(raw, file.kind) is None:
        document, findings = read_yaml(raw, file.path)
        result.findings += findings
        if not document:
            return
        before, after = raw.decode(), canonical_form(raw.decode(), file.kind, document)
        if len(after.encode()) > MAX_BYTES:
            message = f"in canonical form the file would be larger than {MAX_BYTES // 1024} KiB"
            hint = "split it, or shorten its texts"
            result.findings.append(Problem("SYN008", Place(1, 1), message, hint).finding(file.path))
        elif after != before:
            _assert_same(document, before, after)
            path = Path(file.absolute)
            result.changed.append(Rewritten(path=file.path, absolute=path, before=before, after=after))
    result.looked_at += 1


def _assert_same(document: Document, before: str, after: str) -> None:
    """Make sure that the new file says what the old one says: a formatter must never lose a word.

    Raises:
        RuntimeError: it does not, which is an internal error. Nothing has been written then.
    """
    again, _ = read_yaml(after.encode(), document.path)
    same_data = again is not None and _trimmed(again.data) == _trimmed(document.data)
    if not (same_data and _letters(before) == _letters(after)):
        message = f"the canonical form of {document.path} would change its meaning"
        raise RuntimeError(message)


def _trimmed(data: Any) -> Any:
    """Return data without blanks at the ends of its texts."""
    if isinstance(data, dict):
        return {key: _trimmed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_trimmed(value) for value in data]
    return data.strip() if isinstance(data, str) else data


def _letters(text: str) -> list[str]:
    """Return the letters of the comments of a file, sorted: two comments may have come to one line."""
    return sorted("".join(comment.text for comment in read_comments(text)).replace(" ", ""))
