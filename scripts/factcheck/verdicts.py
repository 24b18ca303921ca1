"""What was found before: a report on records that have not changed since is shown again, not worked out again.

A verdict is kept under the hash of everything that it depends on: the records, the schemas, the hand-written pages,
the configuration, the day, and the program with its libraries. A change of any of them, or a new version, finds no
verdict; so none can be out of date. They lie in the user's cache folder, never in the project, where a pull request
could bring one. Nothing depends on their being there: the folder can be removed at any time, and processes that write
at the same time each put a whole file in place.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from factcheck.corpus import Corpus
from factcheck.finding import Finding, Location, Related, Severity
from factcheck.load.site_address import site_address
from factcheck.pipeline import Report, validate

NAME = "factcheck-site"
VARIABLE = "FACTCHECK_CACHE"
"""The environment variable that names another folder for what is kept."""
KEPT = 16
"""How many verdicts are kept: the newest."""

_LIBRARIES = ("jsonschema", "jsonschema-rs", "PyYAML")
_PARTS = (("facts", ".yml"), ("schemas", ".json"), ("docs", ".md"), ("mkdocs.yml", ""))


def cache_folder() -> Path:
    """Return the folder of the verdicts, which need not be there."""
    named = os.environ.get(VARIABLE)
    return (Path(named) if named else user_cache_path(NAME)) / "verdicts"


def validate_unless_known(root: Path, *, today: date, processes: int) -> Report:
    """Return the report on the project at `root`: that of a verdict, whose corpus is empty, or one worked out now.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    key = key_of(root, today)
    known = recall(key, root) if key else None
    if known:
        return known
    report = validate(root, today=today, processes=processes)
    # Were a file changed meanwhile, nobody could tell which state was looked at.
    if key and key == key_of(root, today):
        remember(key, report)
    return report


def key_of(root: Path, today: date) -> str | None:
    """Return the name of the verdict on the project at `root`, for a day; None if something there cannot be read."""
    state = blake2b(digest_size=20)
    try:
        for name, content in _everything(root):
            state.update(f"{len(name)} {name} {len(content)} ".encode("utf-8", "surrogateescape"))
            state.update(content)
    except OSError:
        return None
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    state.update(f"{today} {sys.version} {platform.platform()} {libraries}".encode())
    return state.hexdigest()


def _everything(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of all that a verdict depends on; of a link, where it leads."""
    yield from _below(Path(__file__).parent, "", ".py")
    for part, suffix in _PARTS:
        path = root / part
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, part, suffix)
        else:
            yield part, _content(path) if path.exists() else b""


def _below(folder: Path, shown: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{shown}/{entry.name}"
        if entry.is_symlink():
            yield name, os.fsencode(Path(entry.path).readlink())
        elif entry.is_dir():
            yield name, b"folder"
            yield from _below(Path(entry.path), name, suffix)
        elif entry.name.endswith(suffix) or suffix == ".yml":  # nothing else may be among the records
            yield name, _content(entry.path) if entry.is_file() else b"special"


def _content(path: str | Path) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a third of the time of Path.read_bytes
        return file.read()


def recall(key: str, root: Path) -> Report | None:
    """Return the report of a verdict on the project at `root`, with an empty corpus; None if none can be read."""
    try:
        kept = json.loads((cache_folder() / f"{key}.json").read_bytes())
        return Report(
            findings=tuple(_finding(item) for item in kept["findings"]),
            skipped=tuple(kept["skipped"]),
            corpus=Corpus(entries=()),
            looked_at=dict(kept["looked_at"]),
            site=site_address(root),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def remember(key: str, report: Report) -> None:
    """Keep a report as a verdict; a folder that cannot be written to keeps none."""
    kept = {
        "findings": [_plain(finding) for finding in report.findings],
        "skipped": report.skipped,
        "looked_at": dict(report.looked_at),
    }
    with suppress(OSError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file)
        Path(name).replace(folder / f"{key}.json")
        _forget(folder)


def _forget(folder: Path) -> None:
    """Remove all but the newest verdicts."""
    found = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        path.unlink(missing_ok=True)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "at": _place(finding.location),
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "related": [[_place(item.location), item.message] for item in finding.related],
    }


def _place(location: Location) -> list[Any]:
    return [location.path, location.line, location.column]


def _finding(kept: dict[str, Any]) -> Finding:
    return Finding(
        location=Location(*kept["at"]),
        code=kept["code"],
        severity=Severity(kept["severity"]),
        message=kept["message"],
        hint=kept["hint"],
        related=tuple(Related(location=Location(*place), message=message) for place, message in kept["related"]),
    )
