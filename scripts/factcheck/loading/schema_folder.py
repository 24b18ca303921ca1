"""What is in ``schemas/``: the schemas and the pages that explain them, and nothing else."""

import os
from pathlib import Path

from factcheck.finding import Finding, Place
from factcheck.loading.fact_files import escape_name, link_finding, misplaced, unreadable
from factcheck.loading.yaml_errors import Problem
from factcheck.plain_files import is_left_by_editor
from factcheck.schema.schemas import MAX_SCHEMA, NAMES

_FOLDER = "schemas"
_FILES = frozenset(f"{name}.schema.{suffix}" for name in NAMES for suffix in ("json", "md"))


def check_schema_folder(root: Path) -> list[Finding]:
    """Return a finding about each thing in ``schemas/`` that does not belong there; none if there is no such folder."""
    folder = root / _FOLDER
    if folder.is_symlink():
        return [link_finding(_FOLDER)]
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [unreadable(_FOLDER, error)]
    found = (_check(entry) for entry in entries if not is_left_by_editor(entry.name))
    return [finding for finding in found if finding]


def _check(entry: os.DirEntry[str]) -> Finding | None:
    shown = f"{_FOLDER}/{escape_name(entry.name)}"
    if entry.is_symlink():
        return link_finding(shown)
    if entry.name not in _FILES or not entry.is_file(follow_symlinks=False):
        hint = f"move or remove it; {_FOLDER}/ holds only the schemas of the kinds of records, and their descriptions"
        return misplaced(shown, entry, hint)
    if entry.stat(follow_symlinks=False).st_size > MAX_SCHEMA:
        message = f"the file is larger than {MAX_SCHEMA // 1024} KiB"
        return Problem("SYN008", Place(1, 1), message, "shorten its texts").finding(shown)
    return None
