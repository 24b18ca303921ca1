"""The documents: good ones read from their folder, bad ones with what the judge of shape says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.finding import Issue
from factcheck.loading.yaml_reader import read_yaml
from factcheck.schema.messages import Error, Explainer
from factcheck.schema.schemas import FORMATS, Schemas
from schema_coverage.breaking import SIZES, Fault
from schema_coverage.walk import Visit

GOOD = Path(__file__).parent.parent / "schemas" / "good"
CODES: Mapping[str, str] = {
    "type": "SCH001",
    "required": "SCH002",
    "dependentRequired": "SCH002",
    "additionalProperties": "SCH003",
    "properties": "SCH003",
    "enum": "SCH004",
    "const": "SCH004",
    "pattern": "SCH005",
    "format": "SCH005",
    "uniqueItems": "SCH006",
    "oneOf": "SCH007",
    **dict.fromkeys(SIZES, "SCH006"),
}
"""What each keyword's violation is to be reported as; ``properties`` is for a field that may not be there."""


def good_documents(folder: Path = GOOD) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the good documents with their kinds, which their file names begin with.

    Raises:
        ValueError: one is not in the YAML that we read.
    """
    for path in sorted(folder.glob("*.yml")):
        document, findings = read_yaml(path.read_bytes(), path.name)
        if not document:
            message = f"{path}: {findings}"
            raise ValueError(message)
        yield path.stem.partition("-")[0], document.data


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said about a document."""

    accepted: bool
    issues: tuple[tuple[str, Issue], ...]
    errors: tuple[Error, ...]
    """The errors of jsonschema, which the issues are made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadExample:
    """A document in which one thing is broken, and what is said about it."""

    kind: str
    visit: Visit
    fault: Fault
    data: Any
    verdict: Verdict

    @property
    def place(self) -> str:
        """The place that is to be violated."""
        return f"{self.visit.where}/{self.fault.part}"

    @property
    def keyword(self) -> str:
        """The keyword that is to be violated."""
        return self.fault.part.partition("/")[0]

    @property
    def is_right(self) -> bool:
        """Whether both validators refuse it, for one reason, with the code of the keyword, where the fault is."""
        wanted = [(CODES[self.keyword], (*self.visit.pointer, *self.fault.key))]
        found = [(code, issue.pointer) for code, issue in self.verdict.issues]
        return not self.verdict.accepted and bool(self.verdict.errors) and found == wanted

    @property
    def names_the_place(self) -> bool:
        """Whether it is this place that is reported, and not another one that refuses the same value."""
        named = [(error.schema, error.validator) for error in self.verdict.errors]
        if self.keyword == "properties":
            return named == [(False, None)]
        return any(schema is self.visit.schema and keyword == self.keyword for schema, keyword in named)

    def __str__(self) -> str:
        """Return what was broken where, and what is said about it, for whoever has to fix it."""
        where = "/".join(map(str, (*self.visit.pointer, *self.fault.key)))
        found = [f"{code} at {'/'.join(map(str, issue.pointer))}" for code, issue in self.verdict.issues]
        return f"{self.place}, broken in {self.data.get('id', self.kind)} at {where}: {found or 'accepted'}"


class _Recorder(Explainer):
    """The explaining validator, which remembers the errors that it has explained last."""

    last: tuple[Error, ...] = ()

    def errors(self, kind: str, data: object) -> list[Error]:
        found = super().errors(kind, data)
        self.last = tuple(found)
        return found


class Judge(Schemas):
    """The judge of shape, whose reasons can be looked at."""

    @cached_property
    def _explainer(self) -> _Recorder:
        return _Recorder(self.schemas, FORMATS)

    def verdict(self, kind: str, data: object) -> Verdict:
        """Return what is said about a document."""
        if self.accepts(kind, data):
            return Verdict(accepted=True, issues=(), errors=())
        return Verdict(accepted=False, issues=tuple(self.issues(kind, data)), errors=self._explainer.last)
