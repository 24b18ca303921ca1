"""Checking a large project part by part: as much memory is needed as for a part, and the parts are shared out.

Claims and articles rest on what they lead to and on the claims and articles that lead to them, sources and entities on
what they lead to (:mod:`factcheck.web`). So articles with all their claims, and what these rest on, can be checked
by themselves; what several rest on is looked at with each of them, and what is found in it counts once. What checks ask
of all records, they are told in short. A test holds the results against those of checking everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus, Entry, Key, Surroundings, TextPage
from factcheck.elsewhere import Elsewhere
from factcheck.finding import Finding
from factcheck.folders import FOLDERS, record_beside
from factcheck.kept.first_look import Batch, look_at
from factcheck.kept.outlines import Outline, Row, elsewhere_of, uses_in
from factcheck.load import garbage_left, load_pages, search_files
from factcheck.pipeline import Reading, Report, is_complete, make_report, run_checks
from factcheck.schema import Schemas, read_schemas
from factcheck.spread import spread
from factcheck.web import TOUCHING

LARGE = 2000
"""How many files a part has about, if its claims do not hang together with more."""
SMALL = 500
"""How many it has at least where more parts would share the work better: some records are in every part."""


def validate_in_parts(root: Path, *, today: date, processes: int) -> tuple[Report, Outline]:
    """Read the project at `root` and run every check on it.

    Args:
        root: the folder of the project.
        today: the day of the run.
        processes: how many processes share the work; more than 1 only where there are no threads.

    Returns:
        The report, with a small part of the corpus, and the outline of what was looked at.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    schemas = Schemas(read_schemas(root / "schemas"))
    with garbage_left():
        search = search_files(root)
        batches = look_at(search.files, schemas, processes)
        outline = _outline(batches, search.known, str(today))
        pages, page_findings = load_pages(root)
        shape = [finding for batch in batches for findings in batch.findings.values() for finding in findings]
        looked = _Looked(
            root=root,
            outline=outline,
            entries={file.path: (batch, number) for batch in batches for number, file in enumerate(batch.files)},
            known=frozenset(search.known),
            pages=tuple(pages),
            elsewhere=elsewhere_of(outline.rows.values(), outline.names),
            complete=is_complete(search, shape),
        )
        found, skipped, corpus = looked.check(processes)
    findings = (*search.findings, *page_findings, *shape)
    report = make_report(root, Reading(corpus=corpus, findings=findings, complete=looked.complete), found, skipped)
    rows = {path: row._replace(clean=path not in report.touched) for path, row in outline.rows.items()}
    return report, replace(outline, rows=rows)


def _outline(batches: Iterable[Batch], known: Iterable[Key], day: str) -> Outline:
    """Return the outline of a project, in which nothing has been found so far."""
    numbers: dict[Key, int] = {}
    rows: dict[str, Row] = {}
    for batch in batches:
        for file, short in zip(batch.files, batch.shorts, strict=True):
            rows[file.path] = Row(
                number=numbers.setdefault(file.key, len(numbers)),
                digest=short.digest,
                live=short.live,
                clean=True,
                due=short.due,
                near=[numbers.setdefault(key, len(numbers)) for key in short.leads if key[0] in TOUCHING],
                far=[numbers.setdefault(key, len(numbers)) for key in short.leads if key[0] not in TOUCHING],
                uses=short.uses,
            )
    ordered = {path: rows[path] for path in sorted(rows)}
    files = {file.key for batch in batches for file in batch.files}
    return Outline(day, ordered, list(numbers), frozenset(known) - files)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A project at `root` after the first look at it."""

    root: Path
    outline: Outline
    entries: Mapping[str, tuple[Batch, int]]
    """The batch that each file is in, by path, and its number there."""
    known: frozenset[Key]
    """What is known to be there."""
    pages: tuple[TextPage, ...]
    elsewhere: Elsewhere
    """All records in short, but for the designations."""
    complete: bool
    """Whether no file has to be left out."""

    def check(self, processes: int) -> tuple[Iterable[Finding], list[str], Corpus]:
        """Return what the checks find in all parts, which of them were skipped, and the rest of the records.

        The rest is what no claim or article leads to. It stands for all: what is asked of all records, is asked there.
        """
        keys = [key for page in self.pages if (key := record_beside(page.path))]
        rest, *parts = partition(self.outline, keys, processes)
        claims = [sum(self.outline.names[number][0] in TOUCHING for number in part) for part in parts]
        # Where most of them hang together, one part is large: then it is the checks that are shared out.
        inside, outside = (processes, 1) if max(claims, default=0) * 2 > sum(claims) else (1, processes)
        found = spread(lambda some: [self._check_part(part, inside) for part in some], parts, processes=outside)
        corpus = self._corpus(rest, pages=self.pages, asked=True)
        asked, skipped = run_checks(corpus, REGISTRY.values(), complete=self.complete)
        return dict.fromkeys(chain(*found, asked)), skipped, corpus

    def _check_part(self, part: set[int], processes: int) -> list[Finding]:
        checks = [check for check in REGISTRY.values() if not check.across]
        return run_checks(self._corpus(part), checks, complete=self.complete, processes=processes)[0]

    def _corpus(self, part: set[int], pages: tuple[TextPage, ...] = (), *, asked: bool = False) -> Corpus:
        """Return the records of a part; with the designations of all others, if it is asked for these."""
        rows, names = self.outline.rows, self.outline.names
        entries = tuple(entry for path, row in rows.items() if row.number in part and (entry := self._entry(path)))
        others = ((path, row) for path, row in rows.items() if asked and row.number not in part)
        return Corpus(
            entries=entries,
            broken=self.known - {(entry.kind, entry.stem) for entry in entries},
            pages=pages,
            around=Surroundings(today=date.fromisoformat(self.outline.day)),
            elsewhere=replace(self.elsewhere, uses=tuple(uses_in(self.root, names, others))),
        )

    def _entry(self, path: str) -> Entry | None:
        batch, number = self.entries[path]
        return batch.judgement(number)[0]


def partition(outline: Outline, asked: Iterable[Key], processes: int) -> list[set[int]]:
    """Return the parts of a project, as the numbers of records, each with all that these rest on; first the rest.

    Args:
        outline: the project.
        asked: what is to be in the rest, too.
        processes: how many processes will share the parts.
    """
    rows, names = outline.rows.values(), outline.names
    web = outline.web()
    common = {row.number for row in rows if names[row.number][0] not in FOLDERS}
    size = min(LARGE, max(SMALL, len(rows) // (2 * processes)))
    parts: list[set[int]] = []
    seen, part = set(common), set(common)
    for row in rows:
        if names[row.number][0] in TOUCHING and row.number not in seen:
            part |= web.reached_from([row.number])
            seen |= part
            if len(part) >= size:
                parts.append(part)
                part = set(common)
    if part > common:
        parts.append(part)
    numbers = {names[number]: number for number in range(len(names))}
    rest = {row.number for row in rows} - seen | common
    return [web.reached_from(rest | {numbers[key] for key in asked if key in numbers}), *parts]
