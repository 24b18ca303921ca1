"""The pages that show what was known of an article's claims on a day.

Their ids, and so their addresses, name the day by its meaning (``…-at-publication``), not by its date: addresses are
permanent, but the day of an article may be corrected, and `now` moves with every new entry.
"""

from dataclasses import replace

from factcheck.analysis.availability import MOMENTS, NOW, THERE, AsOf, page_id
from factcheck.kinds import ARTICLE, file_path
from factcheck.languages import N_
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, shorten
from factcheck.pages.record_pages import retired_page
from factcheck.pages.view import View

KIND = "as_of"

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
"""The beginning of each page: how much was there, and for how many claims it was enough."""


def day_ids(view: View) -> list[str]:
    """Return the ids of all these pages, article by article, the earliest day first."""
    return [found.id for article in view.corpus.articles for found in view.lookups.as_of(article)]


def retired_day_ids(article: str) -> list[str]:
    """Return the ids that the pages of an article may have had which moved or was withdrawn."""
    return [page_id(article, name) for name in MOMENTS]


def day_page(templates: Templates, id_: str) -> Page | None:
    """Return the page with this id, or the one that is left of a retired article; None if there is neither."""
    corpus, lookups = templates.view.corpus, templates.view.lookups
    for article in (id_.removesuffix(f"-{name}") for name in MOMENTS if id_.endswith(f"-{name}")):
        if article in corpus.articles:
            return next((_page(templates, found) for found in lookups.as_of(article) if found.id == id_), None)
        if stone := corpus.tombstones.get((ARTICLE, article)):
            return replace(retired_page(templates, ARTICLE, stone), kind=KIND, id=id_)
    return None


def _page(templates: Templates, found: AsOf) -> Page:
    view, article = templates.view, found.article
    title, answer = _title(view, found), " ".join(_answer(view, found))
    days = view.lookups.as_of(article.id)
    return Page(
        kind=KIND,
        id=found.id,
        file=file_path(ARTICLE, article.id),
        title=title,
        description=shorten(answer),
        body=templates.render("as_of.html", article=article, found=found, all_days=days, title=title, answer=answer),
        search_text=f"{article.title}. {answer}",
    )


def _title(view: View, found: AsOf) -> str:
    if found.moment.name == NOW:
        return view._("What is known now")
    return view._("What was known on %(date)s") % {"date": view.date(found.moment.day.isoformat())}


def _answer(view: View, found: AsOf) -> list[str]:
    """Return the sentences with which a page begins; the second one only if a claim can be confirmed."""
    values = {
        "date": view.date(found.moment.day.isoformat()),
        "there": found.evidence[THERE],
        "all": found.evidence.total(),
        "enough": found.enough,
        "claims": len(found.confirmable),
    }
    said = _NOW if found.moment.name == NOW else _THEN
    return [view._(text) % values for text in said[: 1 + bool(found.confirmable)]]
