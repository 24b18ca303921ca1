"""Which checks notice a mistake: alone, as if the record were new, and compared with the base revision."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.checks import REGISTRY
from factcheck.checks.check import Check
from factcheck.corpus import Corpus, Entry, Key, Surroundings, make_entry
from factcheck.finding import Document
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE, file_path
from factcheck.loading.record_file import RecordFile
from factcheck.loading.snapshot import take_snapshot
from factcheck.project import check_project
from factcheck.reading import read_snapshot
from factcheck.records import parse_document
from factcheck.schema.schemas import Schemas
from mutation.mutants import Mutant, Vocabulary
from mutation.whole_mistakes import Around

ROOT = Path(__file__).parent.parent.parent
ACROSS = ("IDS", "NUM", "REF", "REL", "TRM", "FIL", "COV", "SRC007")
"""How the codes of checks begin that compare claims with one another. All others look at a claim and what it refers to,
so they get only that, which is much quicker; a test compares the results."""
Found = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """A mistake in a claim, and the codes of the checks that notice it: alone, and against the base revision."""

    claim: str
    mutant: Mutant
    alone: frozenset[str]
    compared: frozenset[str]


@cache
def day() -> date:
    """Return the day of the run, that of the last change: the same records give the same report on every day."""
    claims = read_snapshot(take_snapshot(ROOT), Surroundings()).corpus.claims.values()
    days = (
        day for claim in claims for day in (claim.review.checked, *(item.date for item in claim.record.corrections))
    )
    return date.fromisoformat(max(days))


@cache
def corpus() -> Corpus:
    """Return the project's own records.

    Raises:
        SystemExit: they have errors, so that nothing could be told from those of a mistake.
    """
    report = check_project(ROOT, today=day())
    if report.errors:
        sys.exit("the records have errors already: run factcheck validate first")
    return report.corpus


@cache
def schemas() -> Schemas:
    """Return the schemas, compiled."""
    return Schemas.of(ROOT)


def claims() -> list[Entry]:
    """Return the files of claims."""
    return [entry for entry in corpus().entries if entry.kind == CLAIM and entry.stem in corpus().claims]


def data_of(entry: Entry) -> Mapping[str, Any]:
    """Return what a file holds."""
    return document_of(entry).data


def document_of(entry: Entry) -> Document:
    """Return a file with the places of its values."""
    return _read(entry.kind, entry.stem)


@cache
def _read(kind: str, stem: str) -> Document:
    file = corpus().files[kind, stem].file
    document = file.document() if isinstance(file, RecordFile) else None
    assert document, f"{kind} {stem} cannot be read"
    return document


def vocabulary() -> Vocabulary:
    """Return what mistakes may use."""
    return Vocabulary(list(corpus().ratings), list(corpus().terms), sorted(corpus().sources))


@cache
def sources() -> Mapping[str, Mapping[str, Any]]:
    """Return the data of all sources."""
    return {id_: data_of(corpus().files[SOURCE, id_]) for id_ in corpus().sources}


def around(claim: Entry) -> Around:
    """Return what is beside a claim."""
    record, every = corpus().claims[claim.stem], list(corpus().claims.values())
    other = every[(every.index(record) + 1) % len(every)]
    appearances = tuple(item.source for item in corpus().articles[record.article].appearances)
    concerned = {id_ for kind, id_ in claim.targets if kind == ENTITY}
    strangers = (
        id_ for id_, entity in corpus().entities.items() if id_ not in concerned and entity.part_of not in concerned
    )
    return Around(sources(), appearances, other.review.explanation, next(strangers, ""))


@cache
def needs_base() -> frozenset[str]:
    """Return the codes of the checks that look at the base revision.

    Each gets a corpus of its own: what one has worked out from the base would be kept for the next.
    """
    asked: set[str] = set()

    class Watched(Surroundings):
        def __getattribute__(self, name: str) -> Any:
            if name == "base":
                asked.add(check.code)
            return super().__getattribute__(name)

    for check in REGISTRY.values():
        if check.run:
            around = Watched(today=day(), base=corpus())
            list(check.run(Corpus(entries=corpus().entries, pages=corpus().pages, around=around)))
    return frozenset(asked)


def judge(entry: Entry, mutant: Mutant, *, whole: bool = False) -> Result:
    """Make a mistake and run the checks; with `whole`, each gets all records, however long that takes."""
    data = mutant.apply(data_of(entry))
    changed = {(CLAIM, entry.stem): data, **mutant.files}
    shape = frozenset(code for (kind, _), content in changed.items() for code, _ in schemas().issues(kind, content))
    if shape:
        return Result(entry.stem, mutant, shape, shape)
    files = dict(_entries(changed))
    alone, compared = (notice(files, against_base=against, whole=whole) for against in (False, True))
    same = notice(files, against_base=None, whole=whole)
    return Result(entry.stem, mutant, alone | same, compared | same)


def _entries(changed: Mapping[Key, Mapping[str, Any]]) -> Iterator[tuple[Key, Entry]]:
    for (kind, stem), data in changed.items():
        known = corpus().files.get((kind, stem))
        path = file_path(kind, stem)
        file = (
            replace(document_of(known), data=dict(data))
            if known
            else Document(path=path, data=dict(data), places={}, key_places={})
        )
        yield (kind, stem), make_entry(kind=kind, stem=stem, file=file, record=parse_document(kind, data))


def notice(changed: Mapping[Key, Entry], *, against_base: bool | None, whole: bool = False) -> frozenset[str]:
    """Return the codes of the checks that find more with these files than without them.

    Args:
        changed: the files with the mistake.
        against_base: whether the records are compared with a base revision; only the checks that do so are run. None
            runs all others, for which it makes no difference.
        whole: whether each check gets all records.
    """
    every = {**corpus().files, **changed}
    near = every if whole else {key: every[key] for key in _near(changed, every)}
    found = {*_findings(_checks(against_base, across=True), every, against_base)} - _accepted(against_base)
    before = frozenset(key for key in near if key in corpus().files)
    found |= {*_findings(_checks(against_base, across=False), near, against_base)} - _before(before, against_base)
    return frozenset(code for code, _, _ in found)


@cache
def _checks(against_base: bool | None, *, across: bool) -> tuple[Check, ...]:  # noqa: FBT001 - as in `notice`
    looking = needs_base()
    known = (check for check in REGISTRY.values() if check.run and not check.note)  # a note is no objection
    chosen = (check for check in known if check.code.startswith(ACROSS) == across)
    return tuple(check for check in chosen if (check.code in looking) == (against_base is not None))


@cache
def _accepted(against_base: bool | None) -> frozenset[Found]:  # noqa: FBT001 - as in `notice`
    """Return what the checks across claims find in the unchanged records: warnings, and what is accepted."""
    return frozenset(_findings(_checks(against_base, across=True), corpus().files, against_base))


@cache
def _before(near: frozenset[Key], against_base: bool | None) -> frozenset[Found]:  # noqa: FBT001 - as in `notice`
    """Return what all other checks find in some of the unchanged records."""
    entries = {key: entry for key, entry in corpus().files.items() if key in near}
    return frozenset(_findings(_checks(against_base, across=False), entries, against_base))


def _near(changed: Mapping[Key, Entry], every: Mapping[Key, Entry]) -> set[Key]:
    """Return the changed files and all that they refer to, over any number of steps, but not what other claims do."""
    found, waiting = set(changed), list(changed)
    while waiting:
        key = waiting.pop()
        if key in changed or key[0] not in {CLAIM, ARTICLE}:
            more = {target for target in every[key].targets if target in every} - found
            found |= more
            waiting += more
    return found | {key for key in every if key[0] not in {CLAIM, ARTICLE, SOURCE, ENTITY}}


def _findings(
    checks: Iterable[Check],
    entries: Mapping[Key, Entry],
    against_base: bool | None,  # noqa: FBT001 - as in `notice`
) -> Iterator[Found]:
    """Yield what checks find in these files, each with its code, file and message."""
    known = corpus().files
    base = Corpus(entries=tuple(known[key] for key in entries if key in known)) if against_base else None
    # Without the pages: no mistake here removes anything that they could refer to.
    mutated = Corpus(entries=tuple(entries.values()), around=Surroundings(today=day(), base=base))
    for check in checks:
        for file, issue in check.run(mutated) if check.run else ():
            yield check.code, getattr(file, "path", ""), issue.message
