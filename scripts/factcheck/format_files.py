"""Bring the files of records into canonical form, or show what would be changed."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import SetupError
from factcheck.finding import Finding
from factcheck.loading import LoadedDocument, load_documents
from factcheck.loading.form import canonical, own_comments
from factcheck.loading.yaml_source import read_yaml

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
            with tempfile.NamedTemporaryFile("wb", dir=self.absolute.parent, prefix=".format-", delete=False) as new:
                new.write(self.after.encode())
            Path(new.name).chmod(self.absolute.stat().st_mode)
            Path(new.name).replace(self.absolute)
        except OSError as error:
            message = f"{self.path} cannot be written: {os.strerror(error.errno or 0)}"
            raise SetupError(message) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """What came of the files: how many were looked at, which change, and what keeps others from being read."""

    looked_at: int
    changed: tuple[Rewritten, ...]
    findings: tuple[Finding, ...]


def format_files(root: Path, wanted: Wanted) -> Formatting:
    """Return the canonical form of the files below ``facts/`` whose path is `wanted`. Nothing is written.

    A file that the loader refuses stays as it is. Whether the fields are right does not matter.
    """
    loaded, findings = load_documents(root)
    documents = [item for item in loaded.documents if wanted(item.file.path)]
    return Formatting(
        looked_at=len(documents),
        changed=tuple(_rewrite(documents)),
        findings=tuple(finding for finding in findings if wanted(finding.location.path)),
    )


def _rewrite(documents: Iterable[LoadedDocument]) -> Iterable[Rewritten]:
    for item in documents:
        after = canonical(item.text, item.file.kind, item.document)
        if after != item.text:
            _assert_same(item, after)
            yield Rewritten(path=item.file.path, absolute=Path(item.file.absolute), before=item.text, after=after)


def _assert_same(item: LoadedDocument, after: str) -> None:
    """Make sure that the new file says what the old one says: a formatter must never lose a word.

    Raises:
        RuntimeError: it does not, which is a bug of ours. Nothing has been written then.
    """
    again, _ = read_yaml(after.encode(), item.file.path)
    same_data = again is not None and again.data == item.document.data
    if not (same_data and _letters(item.text) == _letters(after)):
        message = f"the canonical form of {item.file.path} would change its meaning"
        raise RuntimeError(message)


def _letters(text: str) -> list[str]:
    """Return what the comments of a file are made of, in no order: two of them may have come to one line."""
    return sorted("".join(comment.text for comment in own_comments(text)).replace(" ", ""))
