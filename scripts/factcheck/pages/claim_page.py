"""The page of a claim, and its table: what the article says, point by point, beside what each source says."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import NOT_COMPARED, Column
from factcheck.analysis.parties import changed_since_review, not_asked
from factcheck.kinds import CLAIM, file_path
from factcheck.pages.charts import origin_families
from factcheck.pages.citations import cite
from factcheck.pages.environment import Templates
from factcheck.pages.formats import one_of
from factcheck.pages.markup import claim_markup
from factcheck.pages.page import Page, Site, address
from factcheck.pages.standalone import frame
from factcheck.pages.version_page import said_since
from factcheck.pages.view import View
from factcheck.pages.words import INVERSE_RELATIONS
from factcheck.records.claim import Claim


def claim_page(templates: Templates, claim: Claim) -> Page:
    """Return the page of a claim."""
    view, site = templates.view, templates.site
    lookups, text, explanation = view.lookups, view.plain(claim.claim.text), view.plain(claim.review.explanation)
    rating = view.plain(view.corpus.ratings[claim.review.rating].label)
    before, after = lookups.neighbours(claim)
    said = f"{view._('Rating:')} {rating}."  # as in the title of its window, which readers may paste
    page = templates.record_page(
        CLAIM,
        claim,
        title=view.title(claim),
        description=f"{rating}. {explanation}",
        search_text=" ".join((view.speaker(claim), text, said, explanation, claim.claim.quotation.exact)),
        citation=cite(view, claim, site),
        markup=[claim_markup(view, claim, site)],
        corrected=said_since(view, claim),
        actions=actions(site, claim.id, file_path(CLAIM, claim.id)),
        before=before,
        after=after,
        frame=frame(site, claim.id, view.rated_title(claim)),
        **worked_out_for(view, claim),
    )
    rated = view.rated_title(claim)
    filters = {
        "rating": (claim.review.rating,),
        "article": (claim.article,),
        "kind": (claim.claim.kind,),
        "about": claim.claim.about,
    }
    return replace(page, rated_title=rated, picture=site.picture(claim.id, rated), filters=filters)


def worked_out_for(view: View, claim: Claim) -> dict[str, Any]:
    """Return what the page of a claim and its evidence pack say beyond its record, by the names in templates."""
    supporting = [item.source for item in claim.review.evidence if item.stance == "supports"]
    return {
        "rows": comparison_rows(view, claim),
        "origins": origin_families(view.lookups.origins, supporting),
        "inverse": relations_to(view, claim),
        "changed_since_review": changed_since_review(claim),
        "not_asked": one_of([view.short_name(id_) for id_ in not_asked(view.corpus, claim)], view.language),
    }


def relations_to(view: View, claim: Claim) -> list[tuple[str, Claim]]:
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
    """A source's value as HTML, and how it relates to the claimed one: in words, and as an agreement for its colour."""

    value: Markup
    source: str
    position: int
    confidence: str | None
    agreement: Comparison
    words: str
    """How it relates to the claimed value; "" where readers compare for themselves."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the key of a field, the claimed value as HTML, the recorded ones, and how many give none."""

    key: str
    claimed: Markup | None
    recorded: tuple[Recorded, ...]
    silent: int


def comparison_rows(view: View, claim: Claim) -> list[Row]:
    """Return the rows of a claim's table, in the order in which readers see them."""
    columns = view.lookups.compared(claim)
    claimed = view.fields(claim.claim.payload)
    shown = [(column, _compared_fields(view, column)) for column in columns]
    keys = dict.fromkeys([*claimed, *(key for _, fields in shown for key in fields)])
    rows = [_row(view, claim, key, claimed.get(key), shown) for key in keys if key not in NOT_COMPARED]
    return [row for row in rows if row.recorded or not _is_unstated(claim, row.key)]


def _is_unstated(claim: Claim, key: str) -> bool:
    """Return whether a field holds only that the claim does not say whether money was paid."""
    return key == "status" and getattr(claim.claim.payload, "status", "") == "unstated"


def _compared_fields(view: View, column: Column) -> dict[str, Markup]:
    """Return the fields that a source records as HTML, without those that are not compared, such as `relation`."""
    recorded = column.evidence.recorded
    fields = view.fields(recorded) if recorded else {}
    return {key: value for key, value in fields.items() if key in column.cells}


def _row(
    view: View, claim: Claim, key: str, claimed: Markup | None, shown: list[tuple[Column, dict[str, Markup]]]
) -> Row:
    recorded = tuple(
        Recorded(
            value=fields[key],
            source=column.evidence.source,
            position=column.position,
            confidence=column.evidence.confidence,
            agreement=column.agreement(key),
            words=_words(view, claim, column, key),
        )
        for column, fields in shown
        if key in fields
    )
    return Row(key, claimed, recorded, len(shown) - len(recorded))


def _words(view: View, claim: Claim, column: Column, key: str) -> str:
    """Return how a value relates to the claimed one in words, or ""."""
    nuance = column.cells[key].nuance
    if column.says_else(key):
        return view._("using other words")
    if nuance == "other_status":
        theirs, ours = (getattr(payload, "status", "") for payload in (column.evidence.recorded, claim.claim.payload))
        words = {"theirs": view.word(theirs), "ours": view.word(ours)}
        if ours == "unstated":
            return view._("not comparable: promised, perhaps not paid")
        return view._("not comparable: %(theirs)s, not %(ours)s") % words
    return view.word(nuance) if nuance and nuance != "added" else ""


def recorded_amounts(view: View, claim: Claim) -> tuple[Recorded, ...]:
    """Return the amounts that sources record for a claim, each compared with the claimed one."""
    return next((row.recorded for row in comparison_rows(view, claim) if row.key == "amount"), ())
