"""What a change of a project means for readers: the difference between the reports on two revisions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.analysis.coverage import cover
from factcheck.changes.known_findings import FindingsChange, compare_findings
from factcheck.changes.record_changes import RecordChange, WhatHappened, record_changes
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS, file_path
from factcheck.report.report import Report

_RECORDS = "facts/"


@dataclass(frozen=True, kw_only=True)
class PageChange:
    """A hand-written page that differs; None where there was or is none that can be read."""

    path: str
    event: WhatHappened
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class CoverageChange:
    """How much of an article is accounted for, in per cent of its words; None of an article that was not there."""

    article: str
    before: int | None
    after: int


@dataclass(frozen=True, kw_only=True)
class ProjectChange:
    """All that differs between two revisions."""

    base: str
    """The commit that is compared with."""
    head: str | None
    """The other commit; None for the files at hand."""
    records: tuple[RecordChange, ...]
    pages: tuple[PageChange, ...]
    coverage: tuple[CoverageChange, ...]
    findings: FindingsChange
    others: tuple[str, ...]
    """The other files that differ: code, schemas, workflows, pictures."""
    unread: tuple[str, ...]
    """The files of the base that have errors, or do not fit today's schemas: what differs in them is not known."""
    site: str | None
    """The address of the site."""

    @property
    def is_empty(self) -> bool:
        """Whether readers and maintainers would see no difference."""
        findings = self.findings.new or self.findings.gone
        return not (self.unread or self.records or self.pages or self.coverage or self.others or findings)


def compare_reports(
    before: Report, after: Report, *, base: str, head: str | None, files: Iterable[str]
) -> ProjectChange:
    """Return what differs between two revisions.

    Args:
        before: the report on the base.
        after: the report on the other revision, made with the records of the base to compare with.
        base: the commit of the base.
        head: the other commit; None for the files at hand.
        files: the paths of all files that differ.
    """
    records = record_changes(before.corpus, after.corpus)
    pages = tuple(_page_changes(before, after))
    told = {page.path for page in pages}
    others = (path for path in files if path not in told and not path.startswith(_RECORDS))
    return ProjectChange(
        base=base,
        head=head,
        records=tuple(records),
        pages=pages,
        coverage=tuple(_coverage_changes(before.corpus, after.corpus)),
        findings=compare_findings(before.findings, after.findings),
        others=tuple(others),
        unread=tuple(sorted(file_path(kind, id_) for kind, id_ in before.corpus.broken if kind in FOLDERS)),
        site=after.site,
    )


def _page_changes(before: Report, after: Report) -> Iterable[PageChange]:
    old, new = ({page.path: page.text for page in report.corpus.pages} for report in (before, after))
    wrong = Counter(finding.location.path for finding in after.findings)
    for path in sorted(old.keys() | new.keys()):
        was, is_ = old.get(path), new.get(path)
        if was == is_:
            continue
        gone = WhatHappened.BROKEN if wrong[path] else WhatHappened.REMOVED
        event = gone if is_ is None else WhatHappened.ADDED if was is None else WhatHappened.CHANGED
        yield PageChange(path=path, event=event, before=was, after=is_)


def _coverage_changes(before: Corpus, after: Corpus) -> Iterable[CoverageChange]:
    for id_, article in after.articles.items():
        was = before.articles.get(id_)
        old, new = cover(was).accounted if was else None, cover(article).accounted
        if old != new:
            yield CoverageChange(article=id_, before=old, after=new)
