"""The one path from files to a report: load, judge the shape, put the corpus together, run all checks.

A file that fails a stage is left out of the later ones, but for the records that it names; what cannot be judged
without it is named in `Report.skipped` instead of being reported as wrong. The first two stages are in
:mod:`factcheck.reading`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from factcheck.cache import Cache, digest
from factcheck.checks import REGISTRY, exceptions
from factcheck.checks.check import Check
from factcheck.corpus import Corpus, Surroundings
from factcheck.errors import SetupError
from factcheck.finding import Finding, Severity
from factcheck.kinds import FOLDERS
from factcheck.loading.record_file import no_garbage_collection
from factcheck.loading.snapshot import Snapshot, take_snapshot
from factcheck.parallel import LEAST, cores, parallel_map
from factcheck.reading import Reading, read_snapshot
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas


def today() -> date:
    """Return today in UTC, so that a run means the same everywhere."""
    return datetime.now(tz=UTC).date()


def read_project(root: Path) -> Reading:
    """Read all records and pages of the project at `root`, without comparing them.

    Raises:
        SetupError: a schema is missing or cannot be used, or the C parser of YAML is missing.
    """
    snapshot = take_snapshot(root)
    return read_snapshot(snapshot, Surroundings(today=today()), cache=Cache.of(root), jobs=cores())


def check_project(  # noqa: PLR0913 - all but the first two have a default
    root: Path,
    *,
    today: date,
    base: Corpus | None = None,
    texts: Mapping[str, str] | None = None,
    schemas: Schemas | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
    with_corpus: bool = True,
) -> Report:
    """Read the project at `root`, run every check on it and return the report.

    Args:
        root: the folder that holds ``facts/``, ``schemas/`` and ``docs/``.
        today: the day of the run: what is overdue, expired or still to come depends on it.
        base: the records of the revision to compare with; None skips those checks.
        texts: full texts to compare quotations with, by the id of their article or source.
        schemas: the schemas to judge by; None reads those of the project.
        cache: what earlier runs found; None works everything out anew.
        jobs: how many processes to use at most.
        with_corpus: whether the caller needs the records. If not, a cached report is returned without them, which
            is faster than reading them.

    Raises:
        SetupError: a schema is missing or cannot be used, or the C parser of YAML is missing.
    """
    surroundings = Surroundings(today=today, base=base, texts=texts or {})
    snapshot = take_snapshot(root, schemas)
    try:
        return _check_snapshot(snapshot, surroundings, cache=cache, jobs=jobs, with_corpus=with_corpus)
    except Exception as error:
        if not cache or isinstance(error, SetupError | OSError):
            raise
        cache.forget()  # what was in it may have been the reason
    return _check_snapshot(snapshot, surroundings, jobs=jobs)


def _check_snapshot(
    snapshot: Snapshot,
    surroundings: Surroundings,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
    with_corpus: bool = True,
) -> Report:
    if not with_corpus and (report := _cached_report(snapshot, Corpus(entries=(), around=surroundings), cache)):
        return report
    with no_garbage_collection():
        return check_reading(read_snapshot(snapshot, surroundings, cache=cache, jobs=jobs), cache=cache, jobs=jobs)


class CheckingStoppedError(Exception):
    """The checks were stopped before they were done."""


def check_reading(
    reading: Reading, *, cache: Cache | None = None, jobs: int = 1, stopped: Callable[[], bool] = lambda: False
) -> Report:
    """Run every check on what was read, and return the report: the second half of :func:`check_project`.

    Args:
        reading: what was read.
        cache: what earlier runs found.
        jobs: how many processes to use at most.
        stopped: called before each check; if it returns True, no further check is run.

    Raises:
        CheckingStoppedError: `stopped` has returned True.
    """
    if report := _cached_report(reading.snapshot, reading.corpus, cache, reading.findings):
        return report
    with no_garbage_collection():
        found, skipped = run_checks(reading.corpus, complete=reading.complete, jobs=jobs, stopped=stopped)
    report = make_report(reading, found, skipped)
    key = _report_key(reading.snapshot, reading.corpus.around)
    if cache and key:
        cache.save_report(key, report.to_json())
    return report


def _cached_report(
    snapshot: Snapshot, corpus: Corpus, cache: Cache | None, findings: Iterable[Finding] = ()
) -> Report | None:
    """Return the report on a snapshot, if it is known from before. It is given this corpus.

    A report that cannot be one on this snapshot, or does not hold all errors among `findings`, is not believed.
    """
    key = _report_key(snapshot, corpus.around)
    stored = cache.report(key) if cache and key else None
    if not stored:
        return None
    try:
        report = Report.from_json(stored, corpus, snapshot.site)
    except (ValueError, RecursionError):
        return None
    known = (*snapshot.found.findings, *snapshot.other_findings, *findings)
    errors = {finding for finding in known if finding.severity is Severity.ERROR}
    return report if errors.issubset(report.findings) and _counts_all(report, snapshot) else None


def _counts_all(report: Report, snapshot: Snapshot) -> bool:
    """Return whether a report counts each record file of a snapshot, but for files that have errors."""
    files = Counter(file.kind for file in snapshot.found.files)
    if report.looked_at.keys() != set(FOLDERS):
        return False
    missing = [files[kind] - count - report.gone.get(kind, 0) for kind, count in report.looked_at.items()]
    return min(missing) >= 0 and (report.errors > 0 or not any(missing))


def _report_key(snapshot: Snapshot, around: Surroundings) -> bytes | None:
    """Return the key of a report. None means that it is not cached: it depends on more than a snapshot and a day."""
    if around.base or around.texts or b"" in snapshot.keys:  # a file that cannot be read has no key
        return None
    return digest(snapshot.key, str(around.today).encode())


def make_report(reading: Reading, found: Iterable[Finding], skipped: Iterable[str]) -> Report:
    """Return the report on a reading, in which the checks have `found` something and some were `skipped`."""
    left_out = tuple(skipped)
    every = exceptions.accept([*reading.findings, *found], reading.corpus, complete=not left_out)
    return Report(
        findings=tuple(sorted(every, key=lambda finding: (finding.location, finding.code, finding.message))),
        skipped=left_out,
        corpus=reading.corpus,
        looked_at={kind: len(reading.corpus.tables[kind]) for kind in FOLDERS},
        gone=Counter(kind for kind, _ in reading.corpus.tombstones),
        site=reading.snapshot.site,
    )


def run_checks(
    corpus: Corpus, *, complete: bool = True, jobs: int = 1, stopped: Callable[[], bool] = lambda: False
) -> tuple[list[Finding], list[str]]:
    """Run all checks on the whole corpus.

    Args:
        corpus: the records.
        complete: whether no file is left out of the corpus. If one is, checks that need all files are skipped.
        jobs: how many processes to use at most.
        stopped: as for :func:`check_reading`.

    Returns:
        The findings, and the names of the checks that were skipped.
    """

    def run(family: list[Check]) -> list[Finding]:
        found: list[Finding] = []
        for check in family:
            if stopped():
                raise CheckingStoppedError
            found += (check.finding(file, issue) for file, issue in check.run(corpus)) if check.run else ()
        return found

    wanted = [check for check in REGISTRY.values() if check.run and (complete or not check.whole)]
    skipped = [
        f"{check.code} ({check.title}): files with errors are left out"
        for check in REGISTRY.values()
        if check.run and check not in wanted
    ]
    # The checks of a family work out the same things, so one process runs them all.
    families = [list(family) for _, family in groupby(wanted, key=lambda check: check.family)]
    jobs = jobs if len(corpus.entries) >= LEAST else 1
    found = parallel_map(run, families, jobs=jobs, least=2)
    return [finding for findings in found for finding in findings], skipped
