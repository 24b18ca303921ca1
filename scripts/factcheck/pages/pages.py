"""Every page and list that is made from records, as HTML bodies: what the stamping puts into the shells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode

from jinja2 import Environment

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, SOURCE, TERM, file_path
from factcheck.languages import MAIN
from factcheck.languages.catalogue import N_
from factcheck.pages.addresses import address
from factcheck.pages.as_of import AsOfPages
from factcheck.pages.check_pages import CheckPages
from factcheck.pages.citation import cite
from factcheck.pages.comparison_table import comparison_rows
from factcheck.pages.environment import make_environment
from factcheck.pages.finder import finder_data, word_ranges
from factcheck.pages.jsonld import claim_markup
from factcheck.pages.lists import ListPages
from factcheck.pages.page import Page, Site, shorten
from factcheck.pages.retired import RetiredPages
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.records.record import Article, Entity, Record, Source, Term
from factcheck.records.structure import texts

if TYPE_CHECKING:
    from factcheck.checks.check import Check
    from factcheck.corpus import Corpus
    from factcheck.pages.example import Example


@dataclass(frozen=True)
class Renderer:
    """Renders a corpus in one language. Pure: it reads templates, and nothing else."""

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
    def _environment(self) -> Environment:
        return make_environment(self.view, self.checks)

    def _render(self, *templates: str, **values: Any) -> str:
        return self._environment.select_template(templates).render(values)

    def slot(self, name: str) -> str:
        """Return the HTML of a list that a hand-written page asks for."""
        return self._render(f"slots/{name}.html", "slots/records.html", **self._lists.values(name))

    def pages(self) -> Iterator[Page]:
        """Yield the page of every record, then of what moved or was withdrawn, of every day, check and long list."""
        for make in self.makers():
            yield from make()

    def makers(self) -> list[Callable[[], Iterable[Page]]]:
        """Return what makes these pages, a few at a time, in their order: several processes can share the work."""
        tables = ((render, self.corpus.tables[kind]) for kind, render in self._renderers.items())
        records = [partial(_alone, render, record) for render, table in tables for record in table.values()]
        return [*records, self._retired.pages, *self._as_of.makers(), self._checks.pages, *self._lists.makers()]

    def page(self, kind: str, id_: str) -> Page | None:
        """Return one of these pages, or None if there is none of this kind with this id: a preview asks for it."""
        if kind in {"check", "list"}:
            return (self._checks if kind == "check" else self._lists).page(id_)
        render, record = self._renderers.get(kind), self.corpus.tables.get(kind, {}).get(id_)
        found = render(record) if render and record else self._as_of.page(id_) if kind == "as_of" else None
        return found or next((page for page in self._retired.pages() if (page.kind, page.id) == (kind, id_)), None)

    @property
    def _renderers(self) -> Mapping[str, Callable[[Any], Page]]:
        own: Mapping[str, Callable[[Any], Page]] = {
            ARTICLE: self._article,
            CLAIM: self._claim,
            SOURCE: self._source,
            ENTITY: self._entity,
            TERM: self._term,
        }
        return {kind: own.get(kind) or partial(self._record, kind) for kind in (*FOLDERS, *own)}

    @property
    def _retired(self) -> RetiredPages:
        return RetiredPages(self.view, self._render, file_path, self.site.picture())

    @property
    def _as_of(self) -> AsOfPages:
        return AsOfPages(self.view, self._render, file_path)

    @cached_property
    def _lists(self) -> ListPages:
        return ListPages(self.view, self._render, cast("int", self._environment.globals["limit"]))

    @property
    def _checks(self) -> CheckPages:
        return CheckPages(self.checks, self.examples, self._render, self._describe)

    def _describe(self, check: Check) -> tuple[str, str]:
        """Return title and description of a check's page; the checks themselves speak the main language only."""
        if self.language == MAIN:
            return f"{check.code} {check.name}", shorten(check.summary.replace("`", ""))
        said = (N_("Check %(code)s"), N_("What the check %(code)s finds, with a wrong and a right example."))
        title, description = (self.view._(text) % {"code": check.code} for text in said)
        return title, description

    def _claim(self, claim: Claim) -> Page:
        view = self.view
        markup = claim_markup(view, claim, self.site.url, self.site.name)
        before, after = view.neighbours(claim)
        body = self._render(
            "claim.html",
            claim=claim,
            rows=comparison_rows(view, claim),
            markup=markup,
            before=before,
            after=after,
            actions=actions(self.site, claim.id, file_path(CLAIM, claim.id)),
            citation=cite(view, claim, self.site.url, self.site.name),
        )
        explanation = view.plain(claim.review.explanation)
        rating = view.plain(self.corpus.ratings[claim.review.rating].label)
        alt = view._("Rated “%(rating)s”: %(claim)s") % {"rating": rating, "claim": view.plain(claim.claim.short)}
        return Page(
            kind=CLAIM,
            id=claim.id,
            file=file_path(CLAIM, claim.id),
            title=view.plain(claim.claim.short),
            description=shorten(f"{rating}: {explanation}" if rating not in explanation[:60] else explanation),
            body=body,
            search_text=f"{view.plain(claim.claim.text)} {rating}. {explanation} {claim.claim.quotation.exact}",
            picture=self.site.picture(claim.id, alt),
            filters={"rating": (claim.review.rating,), "kind": (claim.claim.kind,), "about": claim.claim.about},
        )

    def _article(self, article: Article) -> Page:
        claims = self.view.claims_using(ARTICLE, article.id)
        unchecked = [passage for passage in article.passages if not passage.claims]
        places = {"finder": finder_data(article), "ranges": word_ranges(article)}
        summary = self.view.plain(article.summary)
        return Page(
            kind=ARTICLE,
            id=article.id,
            file=file_path(ARTICLE, article.id),
            title=article.title,
            description=shorten(summary),
            body=self._render("article.html", article=article, claims=claims, unchecked=unchecked, **places),
            search_text=summary,
        )

    def _source(self, source: Source) -> Page:
        publisher = f"{source.publisher}, {self.view.word(source.tier)}, {self.view.word(source.access)}"
        note = [self.view.plain(source.note)] if source.note else []
        return Page(
            kind=SOURCE,
            id=source.id,
            file=file_path(SOURCE, source.id),
            title=self.view.name(SOURCE, source.id),
            description=shorten(f"{publisher}. {self.view.plain(source.note)}" if source.note else f"{publisher}."),
            body=self._render("source.html", source=source),
            search_text=" ".join((f"{publisher}.", *note, *source.quotations)),
        )

    def _term(self, term: Term) -> Page:
        meaning, words = self.view.plain(term.meaning), self.view.words_of(term).values()
        return Page(
            kind=TERM,
            id=term.id,
            file=file_path(TERM, term.id),
            title=self.view._("%(term)s: what it means, and who said it of whom")
            % {"term": self.view.plain(term.label)},
            description=shorten(meaning),
            body=self._render("term.html", term=term),
            search_text=f"{meaning} {' '.join(word for items in words for word in items)}",
        )

    def _entity(self, entity: Entity) -> Page:
        what = self.view.plain(entity.description) if entity.description else self.view.entity_kind(entity)
        return Page(
            kind=ENTITY,
            id=entity.id,
            file=file_path(ENTITY, entity.id),
            title=self.view.plain(entity.name),
            description=shorten(what),
            body=self._render("entity.html", entity=entity),
            search_text=what,
        )

    def _record(self, kind: str, record: Record) -> Page:
        """Return the page of a record whose kind needs nothing of its own here."""
        title = self.view.name(kind, record.id)
        return Page(
            kind=kind,
            id=record.id,
            file=file_path(kind, record.id),
            title=title,
            description=shorten(title),
            body=self._render(f"{kind}.html", record=record),
            search_text=" ".join(self.view.plain(text) for _, text in texts(record)),
        )


def _alone(render: Callable[[Any], Page], record: Any) -> tuple[Page]:
    return (render(record),)


def actions(site: Site, claim: str, file: str) -> dict[str, str]:
    """Return the addresses at which readers propose a change of a claim, or report an error in it; "" if unknown.

    The form of GitHub takes the values of its fields from the query.
    """
    query = urlencode({"title": f"claim {claim}: ", "claim": f"{site.url}{address(CLAIM, claim)}"}, quote_via=quote)
    report = f"{site.report}{'&' if '?' in site.report else '?'}{query}" if site.report else ""
    return {"edit": f"{site.edit}{file}" if site.edit else "", "report": report}
