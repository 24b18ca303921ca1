"""Whatever a record says, as long as its shape is right, the checks answer with findings and never with a traceback."""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, run
from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.finding import Document
from factcheck.loading.record_file import RecordFile
from factcheck.project import run_checks, today
from factcheck.records import parse_document
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas

SCHEMAS = Schemas.of(ROOT)
ODD = (
    "x",
    "9999",
    "2023",
    "0001-01-01",
    "9999-12-31",
    "../2024",
    "$1.25.3 billion",
    "31/02/2020",
    "{}",
    "%s",
    "é" * 200,
)
ROUNDS = 200


def values(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the place of every value in a document: what holds it, and its key there."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from values(value)


def document_of(entry: Entry) -> Document:
    """Return what is in the file of a record."""
    assert isinstance(entry.file, RecordFile)
    document = entry.file.document()
    assert document
    return document


def mutant(document: Document, known: dict[Any, list[Any]], random_: random.Random) -> dict[str, Any]:
    """Return the data of a record with one value taken away, taken from another record, or odd."""
    data = copy.deepcopy(document.data)
    holder, key = random_.choice(list(values(data)))
    way = random_.random()
    if way < 0.3:
        del holder[key]
    else:
        holder[key] = random_.choice(ODD) if way > 0.8 else copy.deepcopy(random_.choice(known[key]))
    return data


def test_no_record_of_the_right_shape_breaks_the_checks(sample: Report) -> None:
    random_ = random.Random(1)  # noqa: S311 - not for secrets
    documents = [(entry, document_of(entry)) for entry in sample.corpus.entries]
    known: dict[Any, list[Any]] = defaultdict(list)
    for _, document in documents:
        for holder, key in values(document.data):
            known[key].append(holder[key])
    around = Surroundings(today=today(), base=sample.corpus)
    judged = 0
    for _ in range(ROUNDS):
        chosen, document = random_.choice(documents)
        data = mutant(document, known, random_)
        if list(SCHEMAS.issues(chosen.kind, data)):
            continue
        file = replace(document, data=data)
        changed = make_entry(kind=chosen.kind, stem=chosen.stem, file=file, record=parse_document(chosen.kind, data))
        others = tuple(changed if entry is chosen else entry for entry in sample.corpus.entries)
        found, _ = run_checks(Corpus(entries=others, pages=sample.corpus.pages, around=around))
        assert all(finding.location.line >= 1 and finding.message for finding in found)
        judged += 1
    assert judged > ROUNDS // 4


def test_copied_file_with_the_old_id_is_told_so_and_checked_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever copies a record and forgets its id, gets that finding, and those about the rest of the file."""
    text = (project / "facts" / "sources" / "first-source.yml").read_text(encoding="utf-8")
    assert "retrieved" in text
    copied = project / "facts" / "sources" / "second-source.yml"
    copied.write_text(text.replace('retrieved: "2026', 'retrieved: "1999'), encoding="utf-8")
    monkeypatch.chdir(project)
    assert run("validate") == 1
    out = capsys.readouterr().out
    assert "second-source.yml:2:5: error IDS001 the ID 'first-source' differs from the file name" in out
    assert "error DAT007 retrieved on 1999" in out
