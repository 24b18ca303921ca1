"""Every page and list that is made from records, as HTML bodies that the site puts into its shells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.checks.check import Check
from factcheck.checks.example import Example
from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, FOLDERS
from factcheck.pages import day_pages
from factcheck.pages.check_pages import by_family, check_page
from factcheck.pages.environment import Templates
from factcheck.pages.lists import ListPages
from factcheck.pages.page import Page, Site
from factcheck.pages.record_pages import RECORD_PAGES, retired_page
from factcheck.pages.slots import SLOTS
from factcheck.pages.view import View


@dataclass(frozen=True)
class Renderer:
    """Makes the pages of a corpus in one language. Pure: it reads templates, and nothing else."""

    corpus: Corpus
    language: str
    site: Site
    checks: tuple[Check, ...]
    examples: Mapping[str, Example] = field(default_factory=dict)

    @cached_property
    def view(self) -> View:
        """The corpus as readers of this language see it."""
        return View(self.corpus, self.language)

    @cached_property
    def templates(self) -> Templates:
        """The templates of this language."""
        return Templates(self.view, self.site)

    @cached_property
    def _lists(self) -> ListPages:
        return ListPages(self.templates)

    def slot(self, name: str) -> str:
        """Return the HTML with which the records fill a slot of a hand-written page."""
        values = SLOTS[name](self.view) if name in SLOTS else {}
        if name == "checks":
            values = {"families": by_family(self.checks)}
        return self.templates.render(f"slots/{name}.html", "slots/records.html", **values, **self._lists.values(name))

    def pages(self) -> Iterator[Page]:
        """Yield all pages, in the order of :meth:`keys`."""
        return (page for kind, id_ in self.keys() if (page := self.page(kind, id_)))

    def keys(self) -> list[Key]:
        """Return kind and id of every page: of records, retired ones included, then of days, checks and lists."""
        return [
            *((kind, id_) for kind in RECORD_PAGES for id_ in self.corpus.tables[kind]),
            *self._retired_keys(),
            *((day_pages.KIND, id_) for id_ in day_pages.day_ids(self.view)),
            *(("check", check.code.lower()) for check in self.checks),
            *(("list", id_) for id_ in self._lists.ids()),
        ]

    def _retired_keys(self) -> Iterator[Key]:
        for kind, id_ in self.corpus.tombstones:
            if kind in FOLDERS:
                yield kind, id_
            if kind == ARTICLE:
                yield from ((day_pages.KIND, day) for day in day_pages.retired_day_ids(id_))

    def page(self, kind: str, id_: str) -> Page | None:
        """Return the page of a kind with an id; None if there is none."""
        if kind == "check":
            return check_page(self.templates, self.checks, self.examples, id_)
        if kind == "list":
            return self._lists.page(id_)
        if kind == day_pages.KIND:
            return day_pages.day_page(self.templates, id_)
        if stone := self.corpus.tombstones.get((kind, id_)):
            return retired_page(self.templates, kind, stone)
        record = self.corpus.tables.get(kind, {}).get(id_)
        return RECORD_PAGES[kind](self.templates, record) if record and kind in RECORD_PAGES else None
