"""The page of a claim, and the table on it: as claimed, as recorded."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import Markup

from factcheck.analysis.amounts import Agreement
from factcheck.analysis.comparison import Column, compare_claim
from factcheck.kinds import CLAIM, file_path
from factcheck.pages.charts.networks import origin_families
from factcheck.pages.citation import cite
from factcheck.pages.environment import Templates
from factcheck.pages.jsonld import claim_markup
from factcheck.pages.page import Page, Site, address, shorten
from factcheck.pages.view import View
from factcheck.pages.words import AGREEMENT_MARKS, INVERSE_RELATIONS
from factcheck.records.claim import Claim


def claim_page(templates: Templates, claim: Claim) -> Page:
    """Return the page of a claim."""
    view, site = templates.view, templates.site
    lookups, file, short = view.lookups, file_path(CLAIM, claim.id), view.plain(claim.claim.short)
    before, after = lookups.neighbours(claim)
    supporting = [item.source for item in claim.review.evidence if item.stance == "supports"]
    body = templates.render(
        "claim.html",
        claim=claim,
        rows=comparison_rows(view, claim),
        support=lookups.support(claim),
        origins=origin_families(lookups.origins, supporting),
        sums=lookups.sums_with(claim.id),
        inverse=_relations_to(view, claim),
        citation=cite(view, claim, site),
        markup=claim_markup(view, claim, site),
        actions=actions(site, claim.id, file),
        before=before,
        after=after,
    )
    explanation = view.plain(claim.review.explanation)
    rating = view.plain(view.corpus.ratings[claim.review.rating].label)
    return Page(
        kind=CLAIM,
        id=claim.id,
        file=file,
        title=short,
        description=shorten(f"{rating}: {explanation}" if rating not in explanation[:60] else explanation),
        body=body,
        search_text=f"{view.plain(claim.claim.text)} {rating}. {explanation} {claim.claim.quotation.exact}",
        picture=site.picture(claim.id, view._("Rated “%(rating)s”: %(claim)s") % {"rating": rating, "claim": short}),
        filters={"rating": (claim.review.rating,), "kind": (claim.claim.kind,), "about": claim.claim.about},
    )


def _relations_to(view: View, claim: Claim) -> list[tuple[str, Claim]]:
    """Return the relations that other claims have to this one: the words for them from here, and the other claim."""
    return [
        (view._(INVERSE_RELATIONS[relation.type]), other)
        for other in view.lookups.claims_using(CLAIM, claim.id)
        for relation in other.claim.relations
        if relation.claim == claim.id
    ]


def actions(site: Site, claim: str, file: str) -> dict[str, str]:
    """Return the addresses at which readers propose a change of a claim, or report an error in it; "" if unknown.

    The form of GitHub takes the values of its fields from the query.
    """
    query = urlencode({"title": f"claim {claim}: ", "claim": f"{site.url}{address(CLAIM, claim)}"}, quote_via=quote)
    report = f"{site.report}{'&' if '?' in site.report else '?'}{query}" if site.report else ""
    return {"edit": f"{site.edit}{file}" if site.edit else "", "report": report}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One source's value as HTML, and how it relates to the claimed one, with a sign for that or none."""

    value: Markup
    source: str
    position: int
    agreement: Agreement
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a field's key, the claimed value as HTML, the sources' values, and how many give none."""

    key: str
    claimed: Markup | None
    recorded: tuple[Recorded, ...]
    silent: int


def comparison_rows(view: View, claim: Claim) -> list[Row]:
    """Return the table of a claim, with the fields in the order in which readers see them."""
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


def _mark(key: str, agreement: Agreement) -> str:
    """Return the sign for an agreement. Verbatim words of different speakers are shown and not judged: the term is."""
    return "" if key == "wording" and agreement is Agreement.NOT_COMPARABLE else AGREEMENT_MARKS[agreement]
