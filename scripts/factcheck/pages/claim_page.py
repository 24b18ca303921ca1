"""The page of a claim, and its table of claimed and recorded values."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from markupsafe import Markup

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import Column, compare_claim
from factcheck.kinds import CLAIM, file_path
from factcheck.pages.charts import origin_families
from factcheck.pages.claim_exports import cite, claim_markup
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, Site, address
from factcheck.pages.view import View
from factcheck.pages.words import INVERSE_RELATIONS
from factcheck.records.claim import Claim

AGREEMENT_MARKS = {
    "agrees": "=",
    "differs": "≠",
    "more_precise": "⊂",
    "less_precise": "⊃",
    "not_comparable": "∥",
    "silent": "–",
}
"""The signs before the words that say how a source's value relates to the claimed one."""


def claim_page(templates: Templates, claim: Claim) -> Page:
    """Return the page of a claim."""
    view, site = templates.view, templates.site
    lookups, explanation = view.lookups, view.plain(claim.review.explanation)
    rating = view.plain(view.corpus.ratings[claim.review.rating].label)
    before, after = lookups.neighbours(claim)
    supporting = [item.source for item in claim.review.evidence if item.stance == "supports"]
    page = templates.record_page(
        CLAIM,
        claim,
        title=view.title(claim),
        description=f"{rating}: {explanation}" if rating not in explanation[:60] else explanation,
        search_text=f"{view.plain(claim.claim.text)} {rating}. {explanation} {claim.claim.quotation.exact}",
        rows=comparison_rows(view, claim),
        origins=origin_families(lookups.origins, supporting),
        inverse=_relations_to(view, claim),
        citation=cite(view, claim, site),
        markup=claim_markup(view, claim, site),
        actions=actions(site, claim.id, file_path(CLAIM, claim.id)),
        before=before,
        after=after,
    )
    rated = view.rated_title(claim)
    filters = {"rating": (claim.review.rating,), "kind": (claim.claim.kind,), "about": claim.claim.about}
    return replace(page, rated_title=rated, picture=site.picture(claim.id, rated), filters=filters)


def _relations_to(view: View, claim: Claim) -> list[tuple[str, Claim]]:
    """Return the relations of other claims to this one, each as words, read from here, and the other claim."""
    return [
        (view._(INVERSE_RELATIONS[relation.type]), other)
        for other in view.lookups.claims_using(CLAIM, claim.id)
        for relation in other.claim.relations
        if relation.claim == claim.id
    ]


def actions(site: Site, claim: str, file: str) -> dict[str, str]:
    """Return the addresses at which readers ``edit`` a claim and ``report`` an error in it, or "" if the site has none.

    GitHub's forms take the values of their fields from the query.
    """
    query = urlencode({"title": f"claim {claim}: ", "claim": f"{site.url}{address(CLAIM, claim)}"}, quote_via=quote)
    report = f"{site.report}{'&' if '?' in site.report else '?'}{query}" if site.report else ""
    return {"edit": f"{site.edit}{file}" if site.edit else "", "report": report}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A source's value as HTML, and how it relates to the claimed value, with a sign for that or ""."""

    value: Markup
    source: str
    position: int
    agreement: Comparison
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the key of a field, the claimed value as HTML, the recorded ones, and how many give none."""

    key: str
    claimed: Markup | None
    recorded: tuple[Recorded, ...]
    silent: int


def comparison_rows(view: View, claim: Claim) -> list[Row]:
    """Return the rows of a claim's table, in the order in which readers see them."""
    columns = compare_claim(claim, view.lookups.parents)
    claimed = view.fields(claim.claim.payload)
    shown = [(column, view.fields(column.evidence.recorded)) for column in columns if column.evidence.recorded]
    keys = dict.fromkeys([*claimed, *(key for _, fields in shown for key in fields)])
    return [_row(key, claimed.get(key), shown) for key in keys]


def _row(key: str, claimed: Markup | None, shown: list[tuple[Column, dict[str, Markup]]]) -> Row:
    recorded = tuple(
        Recorded(
            value=fields[key],
            source=column.evidence.source,
            position=column.position,
            agreement=column.cells[key].agreement,
            mark=_mark(key, column.cells[key].agreement),
        )
        for column, fields in shown
        if key in fields
    )
    return Row(key, claimed, recorded, len(shown) - len(recorded))


def _mark(key: str, agreement: Comparison) -> str:
    """Return the sign for an agreement. Words of different speakers get none: readers compare their terms."""
    return "" if key == "wording" and agreement is Comparison.NOT_COMPARABLE else AGREEMENT_MARKS[agreement]
