"""What a check is: a code, a name, a severity, a text that explains it, and mostly a function.

The text is a docstring: its first line says what is wrong, the rest why it matters and what to do.
Checks of the first stages (files, YAML, shape) have no function here: the stage itself reports them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.corpus import Corpus
from factcheck.finding import Finding, Issue, Locatable, Related, Severity

Problem = tuple[Locatable, Issue]
"""An issue and the file that it is in."""

Run = Callable[[Corpus], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One test of the data. `whole` marks a check that says nothing while some file is broken."""

    code: str
    name: str
    severity: Severity
    doc: str
    run: Run | None = None
    whole: bool = False
    by_time: bool = False
    """Whether the passing of time alone brings it: then it does not count under ``--strict``, or CI would rot."""
    file: str = ""
    """The path of its module, relative to the project."""

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return self.doc.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why it matters and what to do about it."""
        return self.doc.partition("\n")[2].strip()

    def finding(self, file: Locatable, issue: Issue) -> Finding:
        """Return `issue` as a finding of this check, with line and column."""
        return Finding(
            location=file.locate(issue.pointer, on_key=issue.on_key),
            code=self.code,
            severity=self.severity,
            message=issue.message,
            hint=issue.hint,
            by_time=self.by_time,
            related=tuple(
                Related(location=other.locate(pointer), message=message) for other, pointer, message in issue.related
            ),
        )


def check(  # noqa: PLR0913 - four of them are switches
    code: str,
    name: str,
    doc: str | None,
    run: Run | None = None,
    *,
    warning: bool = False,
    whole: bool = False,
    by_time: bool = False,
) -> Check:
    """Return a check that is an error; ``warning=True`` makes it a warning, for the others see :class:`Check`."""
    severity = Severity.WARNING if warning else Severity.ERROR
    text = inspect.cleandoc(doc or "")
    return Check(code=code, name=name, severity=severity, doc=text, run=run, whole=whole, by_time=by_time)
