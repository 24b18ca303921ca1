"""The way from files to findings and a corpus: load, schema, parse, check.

A document that fails a stage is left out of the later ones; what cannot be judged without it is named in
`Report.skipped` instead of being reported as wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from factcheck.canonical.form import first_difference
from factcheck.checks import REGISTRY
from factcheck.checks.check import Check
from factcheck.checks.stages import exceptions, form
from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.finding import Finding, FixedPlace, Issue, Location, Severity
from factcheck.load import LoadedDocument, load_documents, load_pages
from factcheck.load.site_address import site_address
from factcheck.model import parse_document
from factcheck.model.record import AcceptedFinding
from factcheck.schema import Schemas, read_schemas


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a run found: findings in the order of the files, what could not be judged, and the corpus."""

    findings: tuple[Finding, ...]
    skipped: tuple[str, ...]
    corpus: Corpus
    site: str | None = None
    """The address of the site, on which each check has a page."""

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


def today() -> date:
    """Return today in UTC, so that a run means the same everywhere."""
    return datetime.now(tz=UTC).date()


def validate(
    root: Path,
    *,
    today: date,
    base: Corpus | None = None,
    texts: Mapping[str, str] | None = None,
    schemas: Schemas | None = None,
) -> Report:
    """Read the project at `root` and run every check on it.

    Args:
        root: the folder that holds ``facts/``, ``schemas/`` and ``docs/``.
        today: the day of the run: what is overdue, expired or still to come depends on it.
        base: the records of the revision that these are compared with; None skips those checks.
        texts: the texts at hand, by the id of their article or source, to compare quotations with.
        schemas: the schemas to judge by; None takes those of the project.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    schemas = schemas or Schemas(read_schemas(root / "schemas"))
    loaded, findings = load_documents(root)
    pages, page_findings = load_pages(root)
    entries, shape_findings = _parse(schemas, loaded.documents)
    corpus = Corpus(
        entries=entries,
        broken=loaded.known - {(entry.kind, entry.stem) for entry in entries},
        pages=tuple(pages),
        around=Surroundings(today=today, base=base, texts=texts or {}),
    )
    found, skipped = run_checks(corpus, REGISTRY.values(), complete=not (findings or shape_findings))
    found += _judge_forms(loaded.documents, {entry.file.path for entry in entries})
    every = _accept([*findings, *page_findings, *shape_findings, *found], corpus, today, complete=not skipped)
    return Report(findings=tuple(sort_findings(every)), skipped=tuple(skipped), corpus=corpus, site=site_address(root))


def read_corpus(root: Path, schemas: Schemas) -> Corpus:
    """Return the records at `root` that have the right shape, unchecked.

    Another revision's records are read like this, to compare with: what was wrong there is not our business.
    """
    loaded, _ = load_documents(root)
    entries, _ = _parse(schemas, loaded.documents)
    return Corpus(entries=entries, broken=loaded.known - {(entry.kind, entry.stem) for entry in entries})


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, place and code."""
    return sorted(findings, key=lambda finding: (finding.location, finding.code, finding.message))


def _parse(schemas: Schemas, documents: Iterable[LoadedDocument]) -> tuple[tuple[Entry, ...], list[Finding]]:
    entries: list[Entry] = []
    findings: list[Finding] = []
    for loaded in documents:
        file, document = loaded.file, loaded.document
        coded = list(schemas.issues(file.kind, document.data))
        findings += [REGISTRY[code].finding(document, issue) for code, issue in coded]
        if not coded:
            record = parse_document(file.kind, document.data)
            entries.append(make_entry(kind=file.kind, stem=file.absolute.stem, file=document, record=record))
    return tuple(entries), findings


def _judge_forms(documents: Iterable[LoadedDocument], right: Collection[str]) -> Iterator[Finding]:
    """Yield a finding about each file that is not in canonical form, if its content has the `right` shape."""
    for loaded in documents:
        path = loaded.file.path
        found = first_difference(loaded.text, loaded.file.kind, loaded.document) if path in right else None
        if found:
            issue = Issue(pointer=(), message=found.message, hint="'make format' writes it so")
            yield form.FORM.finding(FixedPlace(Location(path, *found.place)), issue)


def run_checks(corpus: Corpus, checks: Iterable[Check], *, complete: bool) -> tuple[list[Finding], list[str]]:
    """Run `checks`; if the corpus is not `complete`, name those that say nothing about a part of it."""
    findings: list[Finding] = []
    skipped: list[str] = []
    for check in checks:
        if check.run and check.whole and not complete:
            skipped.append(f"{check.code} {check.name}: not run, because files with errors are left out")
        elif check.run:
            findings += [check.finding(file, issue) for file, issue in check.run(corpus)]
    return findings, skipped


def _accept(findings: list[Finding], corpus: Corpus, today: date, *, complete: bool) -> list[Finding]:
    """Leave out the warnings that an exception accepts; report exceptions that are unused or have expired.

    Errors cannot be accepted: what they are about could not be shown.
    """
    kept = list(findings)
    for index, item in enumerate(corpus.accepted.exceptions):
        rest = [finding for finding in kept if not _accepts(item, finding)]
        file = next(entry.file for entry in corpus.entries if entry.kind == "exceptions")
        if date.fromisoformat(item.expires) <= today:
            message = f"the exception for {item.code} in {item.file} expired on {item.expires}"
            kept.append(
                exceptions.EXPIRED.finding(file, Issue(pointer=("exceptions", index, "expires"), message=message))
            )
        elif len(rest) == len(kept) and complete:
            message = f"no warning {item.code} in {item.file} needs this exception"
            kept.append(exceptions.UNUSED.finding(file, Issue(pointer=("exceptions", index), message=message)))
        else:
            kept = rest
    return kept


def _accepts(item: AcceptedFinding, finding: Finding) -> bool:
    same = (finding.code, finding.location.path) == (item.code, item.file)
    return same and finding.severity is Severity.WARNING
