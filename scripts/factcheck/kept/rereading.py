"""Records that were found to be right are read for the site without all the checks, which take longer than reading."""

from __future__ import annotations

import marshal
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.judge import RecordFile
from factcheck.kept.verdicts import key_of, recall, remember
from factcheck.load import FactFile, garbage_left, load_file, load_pages, search_files
from factcheck.model import parse_document
from factcheck.pipeline import Report, validate
from factcheck.schema import Schemas, read_schemas
from factcheck.spread import MANY, spread


def validate_or_read(root: Path, *, today: date, processes: int) -> Report:
    """Return the report on the project at `root` with all its records; nothing is checked that is known to be right.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    key = key_of(root, today)
    known = recall(key, root) if key else None
    corpus = _read(root, today, processes) if known and not known.errors else None
    # Were a file changed meanwhile, what was read would not be what was found to be right.
    if known and corpus and key == key_of(root, today):
        _ = corpus.uses  # all languages ask for it: it is worked out before their ways part
        return replace(known, corpus=corpus)
    report = validate(root, today=today, processes=processes)
    if key and key == key_of(root, today):
        remember(key, report)
    return report


def _read(root: Path, today: date, processes: int) -> Corpus | None:
    """Return the records at `root`; None if one of them has not the right shape."""
    schemas = Schemas(read_schemas(root / "schemas"))
    with garbage_left():
        files = search_files(root).files
        entries = spread(
            lambda files: [_entry(file, _data(file, schemas)) for file in files],
            files,
            processes=processes if len(files) >= MANY else 1,
            away=lambda files: [marshal.dumps(_data(file, schemas)) for file in files],
            home=lambda file, packed: _entry(file, marshal.loads(packed)),  # noqa: S302 - from a process of ours
        )
        found = [entry for entry in entries if entry]
        pages, _ = load_pages(root)
    around = Surroundings(today=today)
    return Corpus(entries=tuple(found), pages=tuple(pages), around=around) if len(found) == len(entries) else None


def _data(file: FactFile, schemas: Schemas) -> dict[str, Any] | None:
    loaded = load_file(file, [])
    data: dict[str, Any] | None = loaded.document.data if loaded else None
    return None if data is None or any(schemas.issues(file.kind, data)) else data


def _entry(file: FactFile, data: dict[str, Any] | None) -> Entry | None:
    if data is None:
        return None
    record, stem = parse_document(file.kind, data), file.key[1]
    return make_entry(kind=file.kind, stem=stem, file=RecordFile(file.path, file.absolute), record=record)
