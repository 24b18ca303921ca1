"""The records of a preview: after a change, only the files that differ are read again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from factcheck.corpus import Surroundings
from factcheck.finding import Finding
from factcheck.loading import FactFile, Search, garbage_left, search_files
from factcheck.project import Judgement, Reading, gather, read_files, today
from factcheck.schema.schemas import Schemas, read_schemas
from factcheck.server.look import Look, Signature

_LEFT_BY_EDITORS = re.compile(r"\..*|.*~|#.*#|4913|.*\.(?:swp|swx|tmp|bak|orig|part)|.*___jb_(?:tmp|old)___")
"""Names of files that editors put beside the one that is being written. They are none of a preview's business."""
_ABOUT_NAMES = {"FIL001", "FIL002", "FIL003"}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a file, and its signature before it was read; None if it came after the look."""

    signature: Signature | None
    judgement: Judgement


class Records:
    """Reads the records of the project at `root`, and remembers what stands in each file. For one thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: dict[str, _Kept] = {}
        self._schemas: Schemas | None = None

    def forget(self) -> None:
        """Forget everything: the schemas have changed."""
        self._kept, self._schemas = {}, None

    def read(self, look: Look, *, processes: int = 1) -> Reading:
        """Return what the files say now.

        Args:
            look: a look at the files, taken before: what it saw unchanged is not read again.
            processes: how many processes may share the work; more than 1 only where there are no threads.

        Raises:
            SetupError: a schema or the C parser of YAML is missing.
        """
        with garbage_left():
            search = search_files(self._root)
            search.findings = [finding for finding in search.findings if not left_by_editor(finding)]
            self._read_changed(search, look, processes)
            read = [self._kept[file.path].judgement for file in search.files]
            return gather(self._root, search, read, Surroundings(today=today()))

    def _read_changed(self, search: Search, look: Look, processes: int) -> None:
        """Read what is not known yet, and forget what is gone."""
        self._schemas = self._schemas or Schemas(read_schemas(self._root / "schemas"))
        signatures = {file.path: look.records.get(file.absolute) for file in search.files}
        changed = [file for file in search.files if not self._knows(file, signatures[file.path])]
        read = zip(changed, read_files(changed, self._schemas, processes), strict=True)
        new = {file.path: _Kept(signatures[file.path], judgement) for file, judgement in read}
        self._kept = {path: new.get(path) or self._kept[path] for path in signatures}

    def _knows(self, file: FactFile, signature: Signature | None) -> bool:
        kept = self._kept.get(file.path)
        return kept is not None and signature is not None and kept.signature == signature


def left_by_editor(finding: Finding) -> bool:
    """Return whether a finding is only that an editor's own file lies among the records."""
    name = finding.location.path.rpartition("/")[2]
    return finding.code in _ABOUT_NAMES and bool(_LEFT_BY_EDITORS.fullmatch(name))
