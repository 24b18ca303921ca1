"""The values that the template of each slot needs. A slot is a place on a hand-written page that the records fill."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.corpus import Corpus
from factcheck.pages.charts.designations import draw_terms, side_by_side
from factcheck.pages.charts.money import collect_stakes, draw_money
from factcheck.pages.charts.networks import draw_origins, repeated_families
from factcheck.pages.claim_page import Recorded, comparison_rows
from factcheck.pages.timeline import collect_periods
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Development
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Designation

Values = dict[str, Any]


def _independence(view: View) -> Values:
    lookups = view.lookups
    families = repeated_families(lookups.origins)
    used = {item.source for claim in view.corpus.claims.values() for item in claim.review.evidence}
    origins = {origin for source in used for origin in lookups.origins.of(source)}
    return {"families": families, "map": draw_origins(families), "sources": len(used), "origins": len(origins)}


def _labels(view: View) -> Values:
    """Return the claims of which label a provider was given in which words: the first few, for the start page."""
    said = ((claim, claim.claim.payload) for claim in view.corpus.claims.values())
    found = (claim for claim, label in said if isinstance(label, Designation) and label.provider and label.wording)
    return {"claims": list(islice(found, 4))}


def latest_developments(corpus: Corpus) -> list[tuple[Claim, int, Development]]:
    """Return the certain developments that have sources, each with its claim and its position there, the newest first.

    What several claims record of one day from the same sources is listed once.
    """
    found = [
        (claim, position, item)
        for claim in corpus.claims.values()
        for position, item in enumerate(claim.review.developments, 1)
        if item.sources and item.confidence != "low"
    ]
    newest = sorted(found, key=lambda item: parse_edtf(item[2].date).earliest, reverse=True)
    once = {(item[2].date, item[2].sources): item for item in reversed(newest)}
    return list(reversed(once.values()))


def _money(view: View) -> Values:
    stakes = collect_stakes(view.corpus)
    recorded = partial(_recorded_amounts, view)
    return {"stakes": stakes, "charts": draw_money(stakes), "sums": view.lookups.sums, "recorded_amounts": recorded}


def _recorded_amounts(view: View, claim: Claim) -> tuple[Recorded, ...]:
    """Return the amounts that sources record for a claim, each compared with the claimed one."""
    return next((row.recorded for row in comparison_rows(view, claim) if row.key == "amount"), ())


def _side_by_side(view: View) -> Values:
    ladder = side_by_side(view.lookups.designations, view.corpus.terms)
    return {"ladder": ladder, "conflicts": view.lookups.conflicts}


def _timeline(view: View) -> Values:
    return {"articles": list(view.corpus.articles.values()), "periods": partial(collect_periods, view.corpus)}


SLOTS: Mapping[str, Callable[[View], Values]] = {
    "corrections": lambda view: {"corrections": all_corrections(view.corpus)},
    "designations": lambda view: {"line": draw_terms(view.lookups.designations, [*view.corpus.terms])},
    "independence": _independence,
    "labels": _labels,
    "latest": lambda view: {"developments": latest_developments(view.corpus)},
    "latest-corrections": lambda view: {"corrections": all_corrections(view.corpus)},
    "money": _money,
    "side-by-side": _side_by_side,
    "timeline": _timeline,
}
"""The function that gives these values, by the name of the slot; slots of lists have their entries besides."""
