"""All that a check needs. A check is a code, a name, a title, a text that explains it, and usually a function.

The title says what is wrong in a few words. The text is the docstring of its module: its first line says what is wrong
in a sentence, the rest why it matters and what to do.
Checks of files, YAML and shape have no function here: the code that reads the files reports them.
"""

import inspect
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass

from factcheck.corpus import Corpus
from factcheck.finding import Finding, Issue, Locatable, Pointer, Related, Severity

__all__ = ["Check", "Corpus", "Issue", "Locatable", "Pointer", "Problems", "check", "checks_of_text"]

Problems = Iterator[tuple[Locatable, Issue]]
"""Issues, each with the file that it is in."""


_HEADING = re.compile(r"^([A-Z]{3}\d{3}) ([a-z-]+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One test of the data."""

    code: str
    name: str
    doc: str | None
    """The text that explains it."""
    run: Callable[[Corpus], Problems] | None = None
    """Yields the problems in a corpus."""
    _: KW_ONLY
    title: str
    """What is wrong, in a few words: what people see first. Marked for translation where it is written."""
    warning: bool = False
    """Whether it is only a warning; otherwise it is an error."""
    note: bool = False
    """Whether it only asks for something better: `--strict` ignores it, and the report for people counts it."""
    whole: bool = False
    """Whether it needs all records: it does not run while a file has errors."""
    by_time: bool = False
    """Whether the passing of time alone brings its findings: ``--strict`` ignores them, or CI would rot."""
    file: str = ""
    """The path of its module, relative to the project."""

    @property
    def family(self) -> str:
        """The letters of its code: checks of a family are about the same thing."""
        return self.code[:3]

    @property
    def heading(self) -> str:
        """Its title with its code: "Sum does not add up (NUM001)"."""
        return f"{self.title} ({self.code})"

    @property
    def severity(self) -> Severity:
        """How serious its findings are."""
        return Severity.INFO if self.note else Severity.WARNING if self.warning else Severity.ERROR

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return inspect.cleandoc(self.doc or "").partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why it matters and what to do about it."""
        return inspect.cleandoc(self.doc or "").partition("\n")[2].strip()

    def finding(self, file: Locatable, issue: Issue) -> Finding:
        """Return `issue` as a finding of this check, with line and column."""
        return Finding(
            location=file.locate(issue.pointer, on_key=issue.on_key, words=issue.words),
            code=self.code,
            severity=self.severity,
            message=issue.message,
            hint=issue.hint,
            by_time=self.by_time,
            pointer=issue.pointer,
            related=tuple(
                Related(location=other.locate(pointer), message=message) for other, pointer, message in issue.related
            ),
        )


def check(  # noqa: PLR0913 - all but two are named where they are given
    code: str,
    doc: str | None,
    *,
    title: str,
    warning: bool = False,
    note: bool = False,
    whole: bool = False,
    by_time: bool = False,
) -> Callable[[Callable[[Corpus], Problems]], Check]:
    """Make the function below a check, whose name is that of the function.

    For example ``@check("NUM001", __doc__, title=N_("Sum does not add up"))``.
    """

    def make(run: Callable[[Corpus], Problems]) -> Check:
        name = run.__name__.replace("_", "-")
        return Check(code, name, doc, run, title=title, warning=warning, note=note, whole=whole, by_time=by_time)

    return make


def checks_of_text(texts: str, titles: Mapping[str, str], *, warnings: Collection[str] = ()) -> tuple[Check, ...]:
    """Return checks that have no function of their own.

    Args:
        texts: what explains them, one after the other, each below a line with the code and the name.
        titles: their titles by code.
        warnings: the codes of those that only warn.
    """
    _, *parts = _HEADING.split(texts)
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Check(code, name, text, title=titles[code], warning=code in warnings) for code, name, text in found)
