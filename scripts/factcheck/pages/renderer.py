"""Every page that is made from records, and the slots: the places on hand-written pages that records fill.

Pages and slots are HTML, which the site puts into its shells and hand-written pages.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from factcheck.analysis.stories import find_stories
from factcheck.checks.check import Check
from factcheck.checks.example import Example
from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, FOLDERS, VERSIONS
from factcheck.languages import LANGUAGES
from factcheck.pages import timeline
from factcheck.pages.check_pages import by_family, check_page
from factcheck.pages.day_pages import day_keys, day_page, retired_day_keys
from factcheck.pages.environment import Templates
from factcheck.pages.field_pages import FIELDS_OF, field_keys, field_page, list_fields
from factcheck.pages.lists import ListPages
from factcheck.pages.markup_site import breadcrumbs, page_markup
from factcheck.pages.markup_things import JsonLd
from factcheck.pages.page import Page, Site, versions_id
from factcheck.pages.proposals import proposal_data
from factcheck.pages.record_pages import RECORD_PAGES, retired_page
from factcheck.pages.slots import SLOTS, first_labels
from factcheck.pages.version_page import versions_page
from factcheck.pages.view import View
from factcheck.records.version import History
from factcheck.schema.rules import Schema


@dataclass(frozen=True)
class Renderer:
    """Makes the pages of a corpus in one language. Pure: templates are the only files that it reads."""

    corpus: Corpus
    language: str
    site: Site
    checks: tuple[Check, ...]
    examples: Mapping[str, Example] = field(default_factory=dict)
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    """The schemas of the records, for the form with which readers write one."""
    history: History = field(default_factory=History)
    """What the records said on earlier days."""

    @cached_property
    def view(self) -> View:
        """The corpus as readers of this language see it."""
        return View(self.corpus, self.language, self.history)

    @cached_property
    def views(self) -> Mapping[str, View]:
        """The corpus as readers of each language see it, the main language first."""
        own = {self.language: self.view}
        return {code: own.get(code) or View(self.corpus, code, self.history) for code in LANGUAGES}

    @cached_property
    def templates(self) -> Templates:
        """The templates of this language."""
        return Templates(self.view, self.site)

    @cached_property
    def _lists(self) -> ListPages:
        return ListPages(self.templates)

    def slot(self, name: str, article: str = "") -> str:
        """Return the HTML that fills a slot; if the id of an article is given, it is limited to that."""
        chosen = tuple(found for found in self.corpus.articles.values() if article in {"", found.id})
        values = SLOTS[name](self.view, chosen) if name in SLOTS else {}
        values |= {"articles": chosen, **self._lists.values(name)}
        if name == "checks":
            values |= {"families": by_family(self.checks)}
        if name == "story":
            found = find_stories(self.corpus, self.language)
            story = next((story for story in found if story.name == self.site.story), None)
            about = tuple(item for item in chosen if story and item.id == story.article)
            values |= {"story": story, **first_labels(self.view, about)}
        if name == "fields":
            values |= {"kinds": list_fields(self.schemas, self.language)}
        if name == "propose":
            form = proposal_data(self.schemas, self.language) if self.schemas else ""
            values |= {"site": self.site, "proposal": form}
        return self.templates.render(f"slots/{name}.html", "slots/records.html", **values)

    def claim_line(self, id_: str) -> str:
        """Return the HTML of a link to a claim, with its title and its rating beside it."""
        return str(self.templates.claim_line(self.corpus.claims[id_]))

    def pages(self) -> Iterator[Page]:
        """Yield all pages, in the order of :meth:`keys`."""
        return filter(None, (self.page(kind, id_) for kind, id_ in self.keys()))

    def keys(self) -> list[Key]:
        """Return kind and id of every page: of records (also moved and withdrawn ones), days, checks and lists."""
        return [
            *(key for kind in RECORD_PAGES for id_ in self.corpus.tables[kind] for key in self._record_keys(kind, id_)),
            *self._retired_keys(),
            *day_keys(self.view),
            *(("timeline", article) for article in self.corpus.articles),
            *(("check", check.code.lower()) for check in self.checks),
            *(("list", id_) for id_ in self._lists.ids()),
            *field_keys(self.schemas),
        ]

    def _record_keys(self, kind: str, id_: str) -> Iterator[Key]:
        """Yield the page of a record and that of its versions, which are read for both."""
        yield kind, id_
        if self.history.earlier(kind, id_):
            yield VERSIONS, versions_id(kind, id_)

    def _retired_keys(self) -> Iterator[Key]:
        for kind, id_ in self.corpus.tombstones:
            if kind in FOLDERS:
                yield from self._record_keys(kind, id_)
            if kind == ARTICLE:
                yield "timeline", id_
                yield from retired_day_keys(self.view, id_)

    def page(self, kind: str, id_: str) -> Page | None:
        """Return the page of a kind with an id; None if there is none."""
        page = self._page(kind, id_)
        if not page:
            return None
        way = breadcrumbs(self.view, self.site, page.address, page.full_title)
        return replace(page, markup=(*page.markup, way))

    def markup(self, address: str, title: str) -> list[JsonLd]:
        """Return what the hand-written page at an address says of itself in JSON-LD."""
        found = page_markup(self.view, self.site, address, title)
        return [*found, *self._lists.markup(address.removesuffix("/"))]

    def _page(self, kind: str, id_: str) -> Page | None:
        if kind == "check":
            return check_page(self.templates, self.checks, self.examples, id_)
        if kind == "list":
            return self._lists.page(id_)
        if kind == FIELDS_OF:
            return field_page(self.templates, self.schemas, id_)
        if kind in _OTHERS:
            return _OTHERS[kind](self.templates, id_)
        if stone := self.corpus.tombstones.get((kind, id_)):
            return retired_page(self.templates, kind, stone)
        record = self.corpus.tables.get(kind, {}).get(id_)
        return RECORD_PAGES[kind](self.templates, record) if record and kind in RECORD_PAGES else None


_OTHERS: Mapping[str, Callable[[Templates, str], Page | None]] = {
    "as_of": day_page,
    "timeline": timeline.timeline_page,
    VERSIONS: versions_page,
}
"""The function that makes a page from its id, by kind."""
