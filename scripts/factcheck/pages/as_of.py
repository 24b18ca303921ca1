"""The pages that show what was known of an article's claims on a day.

Their ids, and so their addresses, name the day by what it is (``…-at-publication``), not by its date: the day on which
an article appeared may be corrected, and `now` moves with every new entry, but an address is permanent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from factcheck.analysis.availability import MOMENTS, NOW, THERE, AsOf, page_id
from factcheck.kinds import ARTICLE
from factcheck.languages.catalogue import N_
from factcheck.pages.page import Page, shorten
from factcheck.pages.view import View
from factcheck.records.record import Article

_THEN = (
    N_("By %(date)s, %(there)s of the %(all)s pieces of evidence that we cite had been published."),
    N_(
        "For %(enough)s of the %(claims)s claims that can be confirmed at all, there was then the support that"
        " “confirmed” takes: a primary source that we have read, or two independent ones."
    ),
)
_NOW = (
    N_("We cite %(all)s pieces of evidence; this is where our records stand on %(date)s, the day of the newest entry."),
    N_(
        "For %(enough)s of the %(claims)s claims that can be confirmed at all, there is the support that “confirmed”"
        " takes: a primary source that we have read, or two independent ones."
    ),
)
"""How each page begins: how much was there, and for how many claims it was enough."""


@dataclass(frozen=True, slots=True)
class AsOfPages:
    """The pages of all days of all articles, in one language; `file` gives the file behind the page of an article."""

    view: View
    render: Callable[..., str]
    file: Callable[[str, str], str]

    def makers(self) -> list[Callable[[], Iterator[Page]]]:
        """Return for each article what makes its pages, the earliest day first."""
        return [partial(self._of, article) for article in self.view.corpus.articles.values()]

    def page(self, id_: str) -> Page | None:
        """Return one page; None if there is none with this id."""
        articles = self.view.corpus.articles
        owners = [articles.get(id_.removesuffix(f"-{name}")) for name in MOMENTS if id_.endswith(f"-{name}")]
        found = (page for article in owners if article for page in self._of(article))
        return next((page for page in found if page.id == id_), None)

    def _of(self, article: Article) -> Iterator[Page]:
        for found in self.view.as_of(article):
            yield self._page(article, found)

    def _page(self, article: Article, found: AsOf) -> Page:
        title, answer = self._title(found), " ".join(self._answer(found))
        return Page(
            kind="as_of",
            id=found.id,
            file=self.file(ARTICLE, article.id),
            title=title,
            description=shorten(answer),
            body=self.render("as_of.html", article=article, found=found, title=title, answer=answer),
            search_text=f"{article.title}. {answer}",
        )

    def _title(self, found: AsOf) -> str:
        if found.moment.name == NOW:
            return self.view._("What is known now")
        return self.view._("What was known on %(date)s") % {"date": self.view.date(found.moment.day.isoformat())}

    def _answer(self, found: AsOf) -> list[str]:
        """Return the sentences with which a page begins; the second one only if a claim can be confirmed."""
        values = {
            "date": self.view.date(found.moment.day.isoformat()),
            "there": found.evidence[THERE],
            "all": found.evidence.total(),
            "enough": found.enough,
            "claims": len(found.confirmable),
        }
        said = _NOW if found.moment.name == NOW else _THEN
        return [self.view._(text) % values for text in said[: 1 + bool(found.confirmable)]]


def retired_days(page: Page) -> Iterator[Page]:
    """Yield for the page that stays of an article the same at the addresses of its days; for other pages nothing."""
    if page.kind == ARTICLE:
        for name in MOMENTS:
            yield replace(page, kind="as_of", id=page_id(page.id, name))
