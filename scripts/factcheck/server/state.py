"""What a preview shows at a moment: values that are never changed, only exchanged, so that any thread may read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from factcheck.checks import REGISTRY
from factcheck.languages import LANGUAGES
from factcheck.outputs.api import Api, Content
from factcheck.pages import Renderer, Site
from factcheck.project import Reading
from factcheck.report.report import Report
from factcheck.site.shell import Shell


@dataclass(frozen=True, kw_only=True)
class Built:
    """What MkDocs has built, by language: the folder of the hand-written pages, the shells by kind, and the site."""

    folders: Mapping[str, Path]
    shells: Mapping[str, Mapping[str, Shell]]
    sites: Mapping[str, Site]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A whole site: what the files say, and what MkDocs has built around it."""

    reading: Reading
    built: Built

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """What makes the pages of each language."""
        checks = tuple(REGISTRY.values())
        return {
            language: Renderer(self.reading.corpus, language, site, checks)
            for language, site in self.built.sites.items()
        }

    @cached_property
    def api(self) -> Mapping[str, Callable[[], Content]]:
        """What makes the files of the API, by their paths below its folder."""
        return Api(self.reading.corpus, self.built.sites[LANGUAGES[0]]).makers()


@dataclass(frozen=True, kw_only=True)
class State:
    """What is shown: the newest edition, the last one without a mistake, and what is known of the newest one."""

    number: int
    """Another one whenever something changed; greater than all before."""
    edition: Edition | None = None
    good: Edition | None = None
    report: Report | None = None
    """What was found in the newest edition; None while the checks are running."""
    failure: str = ""
    """Why the pages could not be built, or the program not be run."""
    touched: frozenset[str] = frozenset()
    """The files that were changed since the last good edition: what is found in them is shown first."""

    @property
    def broken(self) -> bool:
        """Whether there are mistakes to be shown in place of pages."""
        return bool(self.failure or (self.report and self.report.errors))


def changed(state: State, edition: Edition | None, report: Report | None, failure: str = "") -> State:
    """Return the state after a change: a new edition, with mistakes if some are known at once."""
    found = replace(state, number=state.number + 1, edition=edition, report=report, failure=failure)
    return replace(found, good=edition) if edition and report and not found.broken else found


def judged(state: State, report: Report) -> State:
    """Return the state when its edition has been checked. Browsers are told if there are mistakes to show or hide."""
    found = replace(state, report=report)
    if found.broken or state.broken:
        found = replace(found, number=state.number + 1)
    return found if found.broken else replace(found, good=state.edition or state.good, touched=frozenset())
