"""Every page that is made from records, and the slots: the places on hand-written pages that records fill.

Pages and slots are HTML, which the site puts into its shells and hand-written pages.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.stories import find_stories
from factcheck.checks.check import Check
from factcheck.checks.example import Example
from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, FOLDERS, VERSIONS
from factcheck.pages import timeline
from factcheck.pages.charts import draw_origins, repeated_families
from factcheck.pages.check_pages import by_family, check_page
from factcheck.pages.claim_page import recorded_amounts
from factcheck.pages.day_pages import day_keys, day_page, retired_day_keys
from factcheck.pages.designations import CUSTOMERS, articles_of, by_customer, draw_terms, side_by_side
from factcheck.pages.environment import Templates
from factcheck.pages.field_pages import FIELDS_OF, field_keys, field_page, list_fields
from factcheck.pages.lists import ListPages
from factcheck.pages.markup_site import breadcrumbs, page_markup
from factcheck.pages.markup_things import Markup
from factcheck.pages.money import money_values
from factcheck.pages.page import Page, Site, versions_id
from factcheck.pages.proposals import proposal_data
from factcheck.pages.record_pages import RECORD_PAGES, retired_page
from factcheck.pages.version_page import changed_by_day, versions_page
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Development
from factcheck.records.edtf import sorting_day
from factcheck.records.payload import Designation
from factcheck.records.record import Article
from factcheck.records.version import History
from factcheck.schema import releases
from factcheck.schema.rules import Schema
from factcheck.upkeep.due import awaited_replies, unread_sources

NEWEST = 6
"""How many articles the start page shows."""
Values = dict[str, Any]
Articles = tuple[Article, ...]


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
            values |= {"story": story, **_labels(self.view, about)}
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

    def markup(self, address: str, title: str) -> list[Markup]:
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


def _independence(view: View, _: Articles) -> Values:
    lookups = view.lookups
    families = repeated_families(lookups.origins)
    used = {item.source for claim in view.corpus.claims.values() for item in claim.review.evidence}
    origins = {origin for source in used for origin in lookups.origins.of(source)}
    unknown = sum(view.corpus.sources[origin].origin_unknown for origin in origins if origin in view.corpus.sources)
    counts = {"sources": len(used), "origins": len(origins), "unknown": unknown}
    return {"families": families, "map": draw_origins(families), **counts}


def _of(view: View, articles: Articles) -> list[Claim]:
    """Return the claims of these articles."""
    chosen = {article.id for article in articles}
    return [claim for claim in view.corpus.claims.values() if claim.article in chosen]


def _labels(view: View, articles: Articles) -> Values:
    """Return the first claims that a provider was given a label in certain words."""
    said = ((claim, claim.claim.payload) for claim in _of(view, articles))
    found = (claim for claim, label in said if isinstance(label, Designation) and label.provider and label.wording)
    return {"claims": list(islice(found, 4))}


def latest_developments(claims: Iterable[Claim]) -> list[tuple[Claim, int, Development]]:
    """Return the certain developments that have sources, each with its claim and its position there, the newest first.

    Of developments with the same date and sources, only the first is returned.
    """
    found = [
        (claim, position, item)
        for claim in claims
        for position, item in enumerate(claim.review.developments, 1)
        if item.sources and item.confidence != "low"
    ]
    newest = sorted(found, key=lambda item: sorting_day(item[2].date), reverse=True)
    once = {(item[2].date, item[2].sources): item for item in reversed(newest)}
    return list(reversed(once.values()))


def _corrections(view: View, articles: Articles) -> Values:
    chosen = {article.id for article in articles}
    return {"corrections": [item for item in all_corrections(view.corpus) if item[0].article in chosen]}


def _money(view: View, articles: Articles) -> Values:
    values = money_values(view.corpus, view.lookups.sum_rows, articles)
    return {**values, "recorded_amounts": partial(recorded_amounts, view)}


def _designations(view: View, _: Articles) -> Values:
    customers, parents = by_customer(view.lookups.designations, view.lookups.parents), view.lookups.parents
    lines = ((id_, draw_terms(uses, [*view.corpus.terms], parents)) for id_, uses in customers[:CUSTOMERS])
    found = [(id_, line) for id_, line in lines if line]
    return {"lines": found, "customers": len(customers), "articles_of": articles_of}


def _side_by_side(view: View, articles: Articles) -> Values:
    chosen, parents = {article.id for article in articles}, view.lookups.parents
    uses = [use for use in view.lookups.designations if any(told.claim.article in chosen for told in use.told)]
    conflicts = [pair for pair in view.lookups.conflicts if any(use.claim.article in chosen for use in pair)]
    customers = by_customer(uses, parents)
    ladders = [(id_, side_by_side(found, view.corpus.terms, parents)) for id_, found in customers[:CUSTOMERS]]
    return {"ladders": ladders, "customers": len(customers), "conflicts": conflicts}


def _summary(view: View, articles: Articles) -> Values:
    return {"counts": Counter(claim.review.rating for claim in _of(view, articles))}


SLOTS: Mapping[str, Callable[[View, Articles], Values]] = {
    "awaited": lambda view, _: {"awaited": awaited_replies(view.corpus)},
    "corrections": _corrections,
    "designations": _designations,
    "independence": _independence,
    "labels": _labels,
    "latest": lambda view, articles: {"developments": latest_developments(_of(view, articles))},
    "latest-corrections": _corrections,
    "latest-articles": lambda _, articles: {"newest": articles[:NEWEST]},
    "money": _money,
    "releases": lambda *_: {"schemas": releases.SCHEMAS, "api": releases.API},
    "side-by-side": _side_by_side,
    "stories": lambda view, _: {"stories": find_stories(view.corpus, view.language)},
    "summary": _summary,
    "versions": lambda view, _: {"days": changed_by_day(view)},
    "timeline": lambda view, _: {"timeline_of": partial(timeline.collect_timeline, view)},
    "unread": lambda view, _: {"unread": unread_sources(view.corpus)},
}
"""The function that returns the values for a slot's template, by the name of the slot.

It gets the articles that the slot is about, the newest first; the template gets them, too, as `articles`. Lists have
`part` besides.
"""
