"""What was found before: a report on records that have not changed since is shown again, not worked out again.

A verdict is kept under a digest of everything that it depends on: the records, the schemas, the hand-written pages,
the configuration, the day, and the program with its libraries. A change of any of them, or a new version, finds no
verdict; so none can be out of date. If only records have changed, the outline of the project tells which of them have
to be looked at again.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from factcheck.corpus import Corpus
from factcheck.finding import Finding, Location, Related, Severity
from factcheck.kept.outlines import pack, unpack
from factcheck.kept.parts import validate_in_parts
from factcheck.kept.recheck import recheck
from factcheck.kept.state import State, is_still, names, read_state
from factcheck.kept.store import keep, kept_folder
from factcheck.load import garbage_left, search_files
from factcheck.load.site_address import site_address
from factcheck.pipeline import Report, validate

KEPT = 16
"""How many verdicts are kept: the newest."""
KEPT_OUTLINES = 4
"""How many outlines: those of the last projects, each of which is as long as all its ids and references."""
FEW = 500
"""In projects with less below ``facts/``, an outline would save nothing."""


def cache_folder() -> Path:
    """Return the folder of the verdicts, which need not be there."""
    return kept_folder("verdicts")


def validate_unless_known(root: Path, *, today: date, processes: int) -> Report:
    """Return the report on the project at `root`: known from before, or worked out now as far as need be.

    Its corpus is empty, or holds a part of the records, or all of them.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    state = read_state(root, today, processes)
    known = recall(state.key, root) if state else None
    if known or not state:
        return known or validate(root, today=today, processes=processes)
    with garbage_left():
        report = _recheck(root, state)
        if report:
            # Were a file changed meanwhile, nobody could tell which state was looked at: then nothing is kept.
            if is_still(state, root, _looked_at(report)):
                remember(state.key, report)
            return report
        if len(state.records) >= FEW:
            return _validate_in_parts(root, state, processes)
        report = validate(root, today=today, processes=processes)
        if state == read_state(root, today):
            remember(state.key, report)
    return report


def validate_anew(root: Path, *, today: date, processes: int) -> Report:
    """Return the report on the project at `root`, of which nothing is taken for known and nothing is kept.

    Its corpus may be a part of the records.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    if len(search_files(root).files) < FEW:
        return validate(root, today=today, processes=processes)
    return validate_in_parts(root, today=today, processes=processes)[0]


def _validate_in_parts(root: Path, state: State, processes: int) -> Report:
    """Return the report, and keep it with an outline, if what was looked at is what the state tells of."""
    report, outline = validate_in_parts(root, today=state.today, processes=processes)
    same = all(state.records.get(path) == row.digest for path, row in outline.rows.items())
    if same and is_still(state, root, ()) and names(root) == state.records.keys():
        remember(state.key, report)
        folder, name = _outline_file(root)
        keep(folder, name, pack(outline, state.judges), newest=KEPT_OUTLINES)
    return report


def _looked_at(report: Report) -> set[str]:
    """Return the paths of the records that a report tells of."""
    return {entry.file.path for entry in report.corpus.entries} | {
        path for path in report.touched if path.startswith("facts/")
    }


def _outline_file(root: Path) -> tuple[Path, str]:
    """Return folder and name of the file that keeps the outline of the project at `root`."""
    name = blake2b(str(root.resolve()).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return kept_folder("outlines"), f"{name}.json"


def _recheck(root: Path, state: State) -> Report | None:
    """Return the report if it could be worked out from an outline."""
    folder, name = _outline_file(root)
    try:
        outline = unpack((folder / name).read_bytes(), state.judges)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return recheck(root, outline, state) if outline else None


def key_of(root: Path, today: date, processes: int = 1) -> str | None:
    """Return the name of the verdict on the project at `root`, for a day; None if something there cannot be read."""
    state = read_state(root, today, processes)
    return state.key if state else None


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
    keep(cache_folder(), f"{key}.json", json.dumps(kept).encode(), newest=KEPT)


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
