"""What the preview shows. All values are immutable, so any thread may read them; :class:`Current` holds the newest."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Condition
from typing import Self

from factcheck.checks import REGISTRY
from factcheck.kinds import PAGES
from factcheck.languages import LANGUAGES
from factcheck.outputs.all_outputs import output_files
from factcheck.outputs.output import Make
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.reading import Reading
from factcheck.records.version import History
from factcheck.report.report import Report
from factcheck.site.hook import ABOUT
from factcheck.site.shells import ID, Shell, read_shell


@dataclass(frozen=True, kw_only=True)
class Built:
    """What MkDocs has built, by language: the folder of the hand-written pages, the shells by kind, and the site."""

    folders: Mapping[str, Path]
    shells: Mapping[str, Mapping[str, Shell]]
    sites: Mapping[str, Site]

    @classmethod
    def read(cls, target: Path) -> Self:
        """Return what MkDocs has built in the folders of all languages below `target`.

        Raises:
            SetupError, OSError, ValueError, TypeError: a file is missing or is not as expected.
        """
        folders = {language: target / language for language in LANGUAGES}
        shells, sites = {}, {}
        for language, folder in folders.items():
            shells[language] = {kind: read_shell(folder / name / ID) for kind, name in PAGES.items()}
            sites[language] = Site(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
        return cls(folders=folders, shells=shells, sites=sites)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One version of the whole site: the records, and what MkDocs has built around them."""

    reading: Reading
    built: Built
    history: History = field(default_factory=History)

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """The renderer of each language."""
        corpus, checks = self.reading.corpus, tuple(REGISTRY.values())
        schemas = self.reading.snapshot.schemas.schemas
        return {
            language: Renderer(corpus, language, site, checks, schemas=schemas, history=self.history)
            for language, site in self.built.sites.items()
        }

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, Make]]:
        """The functions that make the files of all outputs, by language, and by their paths in the site of that."""
        return {language: output_files(renderer) for language, renderer in self.renderers.items()}


@dataclass(frozen=True, kw_only=True)
class State:
    """What the preview knows at one moment."""

    number: int
    """Grows whenever browsers have to load their page again."""
    edition: Edition | None = None
    """The newest edition; None until MkDocs and the records are ready."""
    good: Edition | None = None
    """The last edition without errors."""
    report: Report | None = None
    """The findings in the newest edition; None while the checks are running."""
    failure: str = ""
    """Why something could not be built, read, checked or started; empty if all could."""
    touched: frozenset[str] = frozenset()
    """The files changed since the last good edition: their findings are shown first."""

    @property
    def broken(self) -> bool:
        """Whether errors are shown in place of pages."""
        return bool(self.failure or (self.report and self.report.errors))

    @property
    def warnings(self) -> int:
        """How many warnings are to be mentioned on pages."""
        return self.report.warnings if self.report and not self.broken else 0


class Current:
    """Holds the newest `state`; threads can wait for the next one."""

    def __init__(self) -> None:
        # A browser may remember a number of an earlier run of the program: begin with a greater one.
        self.state = State(number=time.time_ns() // 1_000_000)
        self._changed = Condition()

    def publish(
        self, edition: Edition | None, report: Report | None, failure: str = "", touched: frozenset[str] = frozenset()
    ) -> None:
        """Make these the newest state, and wake up the threads that wait if browsers have to load something else."""
        before = self.state
        after = replace(before, edition=edition, report=report, failure=failure, touched=touched)
        if edition is not before.edition or before.broken or after.broken or before.warnings or after.warnings:
            after = replace(after, number=before.number + 1)
        if edition and report and not after.broken:
            after = replace(after, good=edition)
        with self._changed:
            self.state = after
            self._changed.notify_all()

    def wait_for_change(self, number: int, timeout: float) -> int:
        """Return the number of the state as soon as it is not `number`, or after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number != number, timeout)
            return self.state.number
