"""Records that were found to be right are read for the site without all the checks, which take longer than reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.corpus import Corpus, Surroundings
from factcheck.kept.verdicts import key_of, recall, remember
from factcheck.load import garbage_left, search_files
from factcheck.pipeline import Report, gather, read_files, validate
from factcheck.schema import Schemas, read_schemas


def validate_or_read(root: Path, *, today: date, processes: int) -> Report:
    """Return the report on the project at `root` with all its records; nothing is checked that is known to be right.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    key = key_of(root, today, processes)
    known = recall(key, root) if key else None
    corpus = _read(root, today, processes) if known and not known.errors else None
    # Were a file changed meanwhile, what was read would not be what was found to be right.
    if known and corpus and key == key_of(root, today, processes):
        return replace(known, corpus=_ready(corpus))
    report = validate(root, today=today, processes=processes)
    if key and key == key_of(root, today, processes):
        remember(key, report)
    return replace(report, corpus=_ready(report.corpus))


def _ready(corpus: Corpus) -> Corpus:
    """Return records for the site: without what only checks have asked for, with what all languages ask for.

    That is worked out before the ways of the languages part.
    """
    fresh = replace(corpus)
    _ = fresh.uses
    return fresh


def _read(root: Path, today: date, processes: int) -> Corpus:
    schemas = Schemas(read_schemas(root / "schemas"))
    with garbage_left():
        search = search_files(root)
        return gather(root, search, read_files(search.files, schemas, processes), Surroundings(today=today)).corpus
