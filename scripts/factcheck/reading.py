"""The first half of the one path to a report: read the files of a snapshot, each by itself, and put them together."""

from dataclasses import dataclass, replace

from factcheck.cache import Cache
from factcheck.checks.file_checks import CANONICAL_FORM
from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.finding import Finding, FixedPlace
from factcheck.loading.fact_files import FactFile
from factcheck.loading.record_file import FileResult, RecordFile, no_garbage_collection, read_file
from factcheck.loading.snapshot import Snapshot
from factcheck.parallel import parallel_map
from factcheck.records import parse_document
from factcheck.records.structure import Reference


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the files of a project say, before any check compares them with each other."""

    snapshot: Snapshot
    corpus: Corpus
    findings: tuple[Finding, ...]
    """What is wrong with files by themselves."""
    complete: bool
    """Whether no file had to be left out."""


def read_snapshot(
    snapshot: Snapshot, surroundings: Surroundings, *, cache: Cache | None = None, jobs: int = 1
) -> Reading:
    """Read the files of a snapshot, each by itself: the first half of :func:`check_project`.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    files = snapshot.found
    with no_garbage_collection():
        keys, contents = _read_files(snapshot, cache or Cache(None), jobs)
    entries = tuple(entry for entry, _, _ in contents if entry)
    found = [finding for _, findings, _ in contents for finding in findings]
    corpus = Corpus(
        entries=entries,
        broken=frozenset(files.known) - {(entry.kind, entry.stem) for entry in entries},
        loose=tuple(use for _, _, uses in contents for use in uses),
        pages=snapshot.docs.pages,
        around=surroundings,
    )
    return Reading(
        snapshot=replace(snapshot, keys=tuple(keys)),
        corpus=corpus,
        findings=(*files.findings, *snapshot.docs.findings, *snapshot.other_findings, *found),
        complete=not (files.findings or snapshot.docs.findings)
        and all(finding.code == CANONICAL_FORM for finding in found),
    )


FileContent = tuple[Entry | None, tuple[Finding, ...], tuple[tuple[FixedPlace, Reference], ...]]
"""The record of a file if it has the right shape, what is wrong with the file by itself, and to what it refers if it is
no record."""


def _read_files(snapshot: Snapshot, cache: Cache, jobs: int) -> tuple[list[bytes], list[FileContent]]:
    """Return the key and the content of each file; what the cache does not know is read by `jobs` processes."""
    files, keys = snapshot.found.files, list(snapshot.keys)
    known = dict(cache.contents)
    stored = cache.files(key for key in keys if key not in known)
    for file, key in zip(files, keys, strict=True):
        if (value := stored.pop(key, None)) and (content := _stored_content(file, value)):
            known[key] = content
    unknown = [number for number, key in enumerate(keys) if key not in known]

    def read(number: int) -> tuple[bytes, bytes]:
        return read_file(files[number], snapshot.schemas, snapshot.judges)

    values = dict(zip(unknown, parallel_map(read, unknown, jobs=jobs), strict=True))
    for number, (key, _) in values.items():
        keys[number] = key  # a file may have changed since the snapshot
    cache.save_files({key: value for key, value in values.values() if key}, known=keys)
    contents = [
        _content(file, FileResult.from_json(values.pop(number)[1])) if number in values else known[key]
        for number, (file, key) in enumerate(zip(files, keys, strict=True))
    ]
    cache.contents = {key: content for key, content in zip(keys, contents, strict=True) if key}
    return keys, contents


def _content(file: FactFile, result: FileResult) -> FileContent:
    if result.data is None:
        return None, result.findings, tuple((FixedPlace(location), use) for location, use in result.references)
    record = parse_document(file.kind, result.data)
    place = RecordFile(file.path, file.absolute)
    return make_entry(kind=file.kind, stem=file.key[1], file=place, record=record), result.findings, ()


def _stored_content(file: FactFile, value: bytes) -> FileContent | None:
    """Return the content of a file from the value that the cache has stored; None if it cannot be about this file."""
    try:
        result = FileResult.from_json(value)
        if all(finding.location.path == file.path for finding in result.findings):
            return _content(file, result)
    except Exception:  # noqa: BLE001 - parsing expects what a schema has accepted, and this may be anything
        return None
    return None
