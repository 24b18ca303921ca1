"""What fills the slots: the places on hand-written pages at which lists and figures of records stand."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.stories import find_stories
from factcheck.pages import timeline
from factcheck.pages.charts import draw_origins, repeated_families
from factcheck.pages.claim_page import recorded_amounts
from factcheck.pages.designations import CUSTOMERS, articles_of, by_customer, draw_terms, side_by_side
from factcheck.pages.money import money_values
from factcheck.pages.version_page import changed_by_day
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Development
from factcheck.records.edtf import sorting_day
from factcheck.records.payload import Designation
from factcheck.records.record import Article
from factcheck.schema import releases
from factcheck.upkeep.due import awaited_replies, unread_sources

NEWEST = 6
"""How many articles the start page shows."""
Values = dict[str, Any]
Articles = tuple[Article, ...]


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


def first_labels(view: View, articles: Articles) -> Values:
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
    "labels": first_labels,
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
