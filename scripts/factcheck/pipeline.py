"""The way from files to findings and a corpus: load, schema, parse, check.

A document that fails a stage is left out of the later ones; what cannot be judged without it is named in
`Report.skipped` instead of being reported as wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from factcheck.checks import REGISTRY
from factcheck.checks.check import Check
from factcheck.checks.stages import exceptions, form
from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.elsewhere import Elsewhere
from factcheck.finding import Finding, Severity
from factcheck.folders import FOLDERS
from factcheck.judge import Judged, RecordFile, judge
from factcheck.load import FactFile, Search, garbage_left, load_pages, search_files
from factcheck.load.site_address import site_address
from factcheck.model import parse_document
from factcheck.schema import Schemas, read_schemas
from factcheck.spread import MANY, spread


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a run found: findings in the order of the files, what could not be judged, and the corpus."""

    findings: tuple[Finding, ...]
    skipped: tuple[str, ...]
    corpus: Corpus
    looked_at: Mapping[str, int]
    """How many records there are, by their kind."""
    site: str | None = None
    """The address of the site, on which each check has a page."""
    touched: frozenset[str] = field(default=frozenset(), compare=False)
    """The files that something was found in, be it a warning that is accepted."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    def fails(self, *, strict: bool) -> bool:
        """Return whether the run fails: by an error or, if `strict`, by a warning that time alone does not bring."""
        return any(
            finding.severity is Severity.ERROR
            or (strict and finding.severity is Severity.WARNING and not REGISTRY[finding.code].by_time)
            for finding in self.findings
        )

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the files say before any check compares them: the records, and what is wrong with files by themselves.

    It is `complete` if no file had to be left out.
    """

    corpus: Corpus
    findings: tuple[Finding, ...]
    complete: bool


Judgement = tuple[Entry | None, tuple[Finding, ...]]
"""A file by itself: its record if it has the right shape, and what is wrong with it."""


def today() -> date:
    """Return today in UTC, so that a run means the same everywhere."""
    return datetime.now(tz=UTC).date()


def validate(  # noqa: PLR0913 - all but the first two have a default
    root: Path,
    *,
    today: date,
    base: Corpus | None = None,
    texts: Mapping[str, str] | None = None,
    schemas: Schemas | None = None,
    processes: int = 1,
) -> Report:
    """Read the project at `root` and run every check on it.

    Args:
        root: the folder that holds ``facts/``, ``schemas/`` and ``docs/``.
        today: the day of the run: what is overdue, expired or still to come depends on it.
        base: the records of the revision that these are compared with; None skips those checks.
        texts: the texts at hand, by the id of their article or source, to compare quotations with.
        schemas: the schemas to judge by; None takes those of the project.
        processes: how many processes share the work if there is much; more than 1 only where there are no threads.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    schemas = schemas or Schemas(read_schemas(root / "schemas"))
    with garbage_left():
        search = search_files(root)
        around = Surroundings(today=today, base=base, texts=texts or {})
        reading = gather(root, search, read_files(search.files, schemas, processes), around)
        found, skipped = run_checks(reading.corpus, REGISTRY.values(), complete=reading.complete, processes=processes)
    return make_report(root, reading, found, skipped)


def gather(
    root: Path,
    search: Search,
    read: Iterable[Judgement],
    around: Surroundings,
    elsewhere: Elsewhere = Elsewhere(),  # noqa: B008 - it is frozen
) -> Reading:
    """Put together what was read of the project at `root`, and read its hand-written pages.

    Args:
        root: the folder of the project.
        search: the files, and what the search for them has found.
        read: what is known of each file by itself.
        around: what else the checks are to know.
        elsewhere: what is known of the files that were not read.
    """
    kept = list(read)
    entries = tuple(entry for entry, _ in kept if entry)
    shape_findings = [finding for _, findings in kept for finding in findings]
    pages, page_findings = load_pages(root)
    corpus = Corpus(
        entries=entries,
        broken=frozenset(search.known) - {(entry.kind, entry.stem) for entry in entries},
        pages=tuple(pages),
        around=around,
        elsewhere=elsewhere,
    )
    return Reading(
        corpus=corpus,
        findings=(*search.findings, *page_findings, *shape_findings),
        complete=is_complete(search, shape_findings),
    )


def is_complete(search: Search, shape_findings: Iterable[Finding]) -> bool:
    """Return whether no file is left out, by what the search and the look at each file have found."""
    return not search.findings and all(finding.code == form.FORM.code for finding in shape_findings)


def make_report(root: Path, reading: Reading, found: Iterable[Finding], skipped: Iterable[str]) -> Report:
    """Return the report on what was read at `root`, what the checks have `found` in it and which were `skipped`."""
    corpus, left_out = reading.corpus, tuple(skipped)
    raised = [*reading.findings, *found]
    every = exceptions.accept(raised, corpus, complete=not left_out)
    return Report(
        findings=tuple(sort_findings(every)),
        skipped=left_out,
        corpus=corpus,
        looked_at={kind: len(corpus.ids(kind)) for kind in FOLDERS},
        site=site_address(root),
        touched=frozenset(finding.location.path for finding in raised),
    )


def read_corpus(root: Path, schemas: Schemas) -> Corpus:
    """Return the records at `root` that have the right shape, unchecked.

    Another revision's records are read like this, to compare with: what was wrong there is not our business.
    """
    search = search_files(root)
    entries = tuple(entry for entry, _ in read_files(search.files, schemas, 1) if entry)
    return Corpus(entries=entries, broken=frozenset(search.known) - {(entry.kind, entry.stem) for entry in entries})


def read_files(files: Sequence[FactFile], schemas: Schemas, processes: int) -> list[Judgement]:
    """Return for each file its record and what is wrong with it by itself, read by so many processes if it is worth it.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    return spread(
        lambda files: [judgement(file, judge(file, schemas)) for file in files],
        files,
        processes=processes if len(files) >= MANY else 1,
        away=lambda files: [judge(file, schemas).packed() for file in files],
        home=lambda file, packed: judgement(file, Judged.unpack(packed)),
    )


def judgement(file: FactFile, judged: Judged) -> Judgement:
    """Return the record of a file of which this was judged, if it has the right shape, and what was found in it."""
    if judged.data is None:
        return None, judged.findings
    record = parse_document(file.kind, judged.data)
    place = RecordFile(file.path, file.absolute)
    return make_entry(kind=file.kind, stem=file.key[1], file=place, record=record), judged.findings


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, place and code."""
    return sorted(findings, key=lambda finding: (finding.location, finding.code, finding.message))


def run_checks(
    corpus: Corpus, checks: Iterable[Check], *, complete: bool, processes: int = 1
) -> tuple[list[Finding], list[str]]:
    """Run `checks`; if the corpus is not `complete`, name those that say nothing about a part of it."""
    able = [check for check in checks if check.run]
    skipped = [
        f"{check.code} {check.name}: not run, because files with errors are left out"
        for check in able
        if check.whole and not complete
    ]
    wanted = [check for check in able if complete or not check.whole]
    if len(corpus.entries) < MANY:
        processes = 1
    elif processes > 1:
        corpus.prepare()  # what many checks ask for, so that it is worked out once
    found = spread(lambda part: [_run(check, corpus) for check in part], wanted, processes=processes)
    return [finding for findings in found for finding in findings], skipped


def _run(check: Check, corpus: Corpus) -> list[Finding]:
    return [check.finding(file, issue) for file, issue in check.run(corpus)] if check.run else []
