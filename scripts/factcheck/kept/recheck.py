"""Checking after a change: only what the change can concern is read, and the outline answers for the rest.

What is found in a record rests on the record, on all that it leads to and, among claims and articles, on what leads to
it. So the checks run on a part of the records that leaves out nothing which a finding in it could rest on: on what has
changed, on what something was found in before, and on everything that these touch. Outside that part nothing had been
found, and nothing can be found now, except by the few checks that ask for :class:`factcheck.elsewhere.Elsewhere`.
A test holds the results against those of checking everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from factcheck.checks import REGISTRY
from factcheck.corpus import Key, Surroundings
from factcheck.elsewhere import Elsewhere
from factcheck.folders import FOLDERS, record_beside
from factcheck.kept.outlines import Outline, elsewhere_of, uses_in
from factcheck.kept.state import State
from factcheck.load import FactFile, Search, load_pages, search_files
from factcheck.pipeline import Judgement, Report, gather, make_report, read_files, run_checks
from factcheck.schema import Schemas, read_schemas
from factcheck.web import TOUCHING, leads

MOST = 200
"""If more files than this have changed, everything is checked anew."""
SHARE = 2
"""If more than one file in so many would be read, everything may as well be."""


def recheck(root: Path, outline: Outline, state: State) -> Report | None:
    """Return the report on the project at `root` after a change, with a part of its corpus; None if it changed much.

    Args:
        root: the folder of the project.
        outline: what was known of it when everything was checked.
        state: what its files hold now.

    Raises:
        SetupError: a schema or the C parser of YAML is missing.
    """
    change = _Change(root, outline, state, search_files(root))
    if change.is_large:
        return None
    schemas = Schemas(read_schemas(root / "schemas"))
    read = dict(zip(change.suspects, read_files(change.suspects, schemas, 1), strict=True))
    concerned = change.concerned(read.values())
    if len(concerned) * SHARE > len(change.search.files):
        return None
    more = [file for file in concerned if file not in read]
    read.update(zip(more, read_files(more, schemas, 1), strict=True))
    around = Surroundings(today=state.today)
    elsewhere = change.elsewhere({file.path for file in concerned})
    reading = gather(root, change.search, [read[file] for file in concerned], around, elsewhere)
    found, skipped = run_checks(reading.corpus, REGISTRY.values(), complete=reading.complete)
    return make_report(root, reading, found, skipped)


@dataclass(frozen=True)
class _Change:
    """What has changed in the project at `root` since its outline was made."""

    root: Path
    outline: Outline
    state: State
    search: Search

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths of files that are new, hold something else, or are gone."""
        rows, records = self.outline.rows, self.state.records
        there = {file.path for file in self.search.files}
        return frozenset(
            path
            for path in rows.keys() | there
            if path not in there or path not in rows or rows[path].digest != records.get(path)
        )

    @property
    def is_large(self) -> bool:
        """Whether everything may as well be checked: much has changed, or a vocabulary, which many records rest on.

        And if the calendar was put back: as days pass, nothing new is found but reviews that are due.
        """
        put_back = self.outline.day > str(self.state.today)
        vocabularies = any(path.count("/") == 1 for path in self.changed)
        return put_back or vocabularies or len(self.suspects) > MOST

    @cached_property
    def suspects(self) -> list[FactFile]:
        """The files that have changed, or that something was found in, or may be found now."""
        rows, today = self.outline.rows, str(self.state.today)
        suspect = {path for path, row in rows.items() if not row.clean or "" < row.due < today} | self.changed
        return [file for file in self.search.files if file.path in suspect]

    @cached_property
    def numbers(self) -> dict[Key, int]:
        """The numbers of the outline; what is new gets one when it is asked for."""
        return {key: number for number, key in enumerate(self.outline.names)}

    def number(self, key: Key) -> int:
        """Return the number of a record."""
        return self.numbers.setdefault(key, len(self.numbers))

    def concerned(self, read: Iterable[Judgement]) -> list[FactFile]:
        """Return the files that the change can concern, and all that these lead to, in the order of the project.

        Args:
            read: what stands now in the suspects.
        """
        web = self.outline.web()
        touched = {self.outline.rows[path].number for path in self.changed if path in self.outline.rows}
        for entry in (entry for entry, _ in read if entry):
            number, led = self.number((entry.kind, entry.stem)), leads(entry)
            web.add(number, [self.number(key) for key in led if key[0] in TOUCHING], map(self.number, led))
        touched.update(self.number(key) for key in self._new_names())
        roots = web.resting_on(touched)
        roots.update(self.number(file.key) for file in self.suspects)
        roots.update(self.number(key) for key in self._always())
        wanted = web.reached_from(roots)
        return [file for file in self.search.files if self.number(file.key) in wanted]

    def _new_names(self) -> Iterator[Key]:
        """Yield what the changed files are to hold, and what seems to be there now and was not before, or was."""
        yield from (file.key for file in self.suspects if file.path in self.changed)
        yield from self.outline.unread ^ (self.search.known - {file.key for file in self.search.files})

    def _always(self) -> Iterator[Key]:
        """Yield what is always looked at: vocabularies, and records whose address a hand-written page has."""
        yield from (file.key for file in self.search.files if file.kind not in FOLDERS)
        yield from filter(None, (record_beside(page.path) for page in load_pages(self.root)[0]))

    def elsewhere(self, concerned: set[str]) -> Elsewhere:
        """Return in short what stands in all other files."""
        known = concerned | self.changed
        rest = {path: row for path, row in self.outline.rows.items() if path not in known}
        names = self.outline.names
        return replace(elsewhere_of(rest.values(), names), uses=tuple(uses_in(self.root, names, rest.items())))
