"""The result of a run of the checks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from factcheck.corpus import Corpus
from factcheck.finding import Finding, Severity


@dataclass(frozen=True, kw_only=True)
class Report:
    """The findings in the order of the files, the checks that were skipped, and the records."""

    findings: tuple[Finding, ...]
    skipped: tuple[str, ...]
    corpus: Corpus
    looked_at: Mapping[str, int]
    """How many records there are, by their kind."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """How many files say that a record has moved or was withdrawn, by its kind."""
    site: str | None = None
    """The address of the site, on which each check has a page."""
    with_notes: bool = False
    """Whether reports for people show the notes, too, and do not only count them."""

    @property
    def errors(self) -> int:
        """How many findings are errors, but for those that the base has, too."""
        return self._count(Severity.ERROR)

    def fails(self, *, strict: bool) -> bool:
        """Return whether the run fails: on an error and, if `strict`, on a warning that time alone did not cause.

        What the base has, too, never makes it fail.
        """
        return any(
            finding.severity is Severity.ERROR
            or (strict and finding.severity is Severity.WARNING and not finding.by_time)
            for finding in self.findings
            if not finding.known
        )

    @property
    def warnings(self) -> int:
        """How many findings are warnings, but for those that the base has, too."""
        return self._count(Severity.WARNING)

    @property
    def notes(self) -> int:
        """How many findings only ask for something better, but for those that the base has, too."""
        return self._count(Severity.INFO)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that reports for people show."""
        return tuple(item for item in self.findings if self.with_notes or item.severity is not Severity.INFO)

    @property
    def known(self) -> int:
        """How many findings the base has, too."""
        return sum(finding.known for finding in self.findings)

    def _count(self, severity: Severity) -> int:
        return sum(finding.severity is severity and not finding.known for finding in self.findings)

    def to_json(self) -> bytes:
        """Return the report as it is cached: without the corpus."""
        findings = [finding.to_plain() for finding in self.findings]
        return json.dumps([findings, self.skipped, dict(self.looked_at), dict(self.gone)]).encode()

    @classmethod
    def from_json(cls, content: bytes, corpus: Corpus, site: str | None) -> Self:
        """Return the report from the result of :meth:`to_json`, with this corpus.

        Raises:
            ValueError: `content` is no such result.
            RecursionError: it is nested too deeply.
        """
        match json.loads(content):
            case [list(findings), list(skipped), dict(looked_at), dict(gone)]:
                numbers = all(type(number) is int for number in (*looked_at.values(), *gone.values()))
                if numbers and all(isinstance(name, str) for name in skipped):
                    return cls(
                        findings=tuple(Finding.from_plain(item) for item in findings),
                        skipped=tuple(skipped),
                        corpus=corpus,
                        looked_at=looked_at,
                        gone=gone,
                        site=site,
                    )
        raise ValueError(content[:20])
