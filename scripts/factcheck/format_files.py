"""Write the files of records in canonical form, or show what would be changed.

What a machine can fix without guessing is fixed on the way, and each fix is named: see `loading/text_fixes.py` and
`loading/value_fixes.py`. No value and no comment is lost.
"""

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.errors import SetupError
from factcheck.finding import Document, Finding, Place
from factcheck.loading.canonical import canonical_form, read_comments
from factcheck.loading.damaged_file import decode, fault_counter, judge_partly, read_partly
from factcheck.loading.fact_files import FactFile, find_files, read_start, unreadable
from factcheck.loading.quick_reader import read_canonical
from factcheck.loading.text_fixes import Fix, fix_text
from factcheck.loading.value_fixes import fix_values, may_be_fixed
from factcheck.loading.yaml_errors import Problem
from factcheck.loading.yaml_reader import read_text, read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.plain_files import replace_file
from factcheck.report.text import visible
from factcheck.schema.schemas import Schemas

MOST_SHOWN = 20
"""How many fixes of a file are named."""
Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A file and its canonical form, where the two differ; and what was fixed for it."""

    path: str
    absolute: Path
    before: str
    after: str
    fixes: tuple[Fix, ...] = ()

    def difference(self) -> str:
        """Return what changes, as a unified diff; of the ends of lines only the fixes speak."""
        before, after = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}"))

    def fixed(self) -> list[str]:
        """Return a line for each fix that says where it is and what was done, fit for a terminal."""
        lines = dict.fromkeys(f"  line {fix.line}: {visible(fix.done)}" for fix in self.fixes)
        shown = list(lines)[:MOST_SHOWN]
        return [*shown, *[f"  and {len(lines) - len(shown)} more"] * (len(lines) > len(shown))]

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


def format_files(root: Path, wanted: Wanted, schemas: Schemas | None = None) -> Formatting:
    """Return the canonical form of the files below ``facts/`` whose path is `wanted`. Nothing is written.

    A file that the strict reader refuses stays as it is, unless all that is wrong with it can be fixed. Whether the
    fields are right does not matter.

    Args:
        root: the folder of the project.
        wanted: says of the path of a file whether it is to be formatted.
        schemas: the schemas, by which values can be fixed; None fixes none.
    """
    found = find_files(root)
    result = Formatting(findings=[finding for finding in found.findings if wanted(finding.location.path)])
    for file in found.files:
        if wanted(file.path):
            try:
                format_content(file, read_start(file.absolute), schemas, result)
            except OSError as error:
                result.findings.append(unreadable(file.path, error))
    return result


def format_content(file: FactFile, raw: bytes, schemas: Schemas | None, result: Formatting) -> None:
    """Add what comes of a file to the result: its canonical form if that differs, or what keeps it from having one."""
    data = read_canonical(raw, file.kind)
    if data is None or (schemas and may_be_fixed(data, file.kind, schemas)):
        text, document, fixes, problems = _fixed(file, raw, schemas)
        if problems:
            lines = {problem.place.line for problem in problems}
            result.findings += [item for item in _findings(file, raw, schemas) if item.location.line in lines]
            return
        before, after = raw.decode(), canonical_form(text, file.kind, document)
        if len(after.encode()) > MAX_BYTES:
            message = f"in canonical form the file would be larger than {MAX_BYTES // 1024} KiB"
            hint = "split it, or shorten its texts"
            result.findings.append(Problem("SYN008", Place(1, 1), message, hint).finding(file.path))
        elif after != before:
            _assert_same(document, text, after)
            path, done = Path(file.absolute), tuple(fixes)
            result.changed.append(Rewritten(path=file.path, absolute=path, before=before, after=after, fixes=done))
    result.looked_at += 1


def _findings(file: FactFile, raw: bytes, schemas: Schemas | None) -> list[Finding]:
    """Return what is wrong with the YAML of a file, in the words of `factcheck validate`."""
    if not schemas:
        return read_yaml(raw, file.path)[1]
    document, problems = read_partly(raw, file.path, fault_counter(file.kind, schemas))
    return [item for item in judge_partly(document, problems, file.kind, schemas)[0] if item.code.startswith("SYN")]


def _fixed(file: FactFile, raw: bytes, schemas: Schemas | None) -> tuple[str, Document, list[Fix], list[Problem]]:
    """Return the text of a file, what it holds, what was fixed in both, and what could not be."""
    text, problems = decode(raw)
    if not text:
        return text, Document(path=file.path, data={}, places={}, key_places={}), [], problems
    fixes = [Fix(1, "the byte order mark was removed")] if problems else []
    document, problems = read_text(text, file.path)
    if problems:
        text, more = fix_text(text, fault_counter(file.kind, schemas)) if schemas else fix_text(text)
        document, problems = read_text(text, file.path)
        fixes += more
    if schemas and document.data and all(problem.code == "SYN012" for problem in problems):
        document, others, problems = fix_values(document, problems, file.kind, schemas)
        fixes += others
    return text, document, sorted(fixes, key=lambda fix: fix.line), problems


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
