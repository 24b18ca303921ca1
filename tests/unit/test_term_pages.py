"""A page for each term, and the line of time that shows every use of one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

import pytest

from factcheck.analysis.labels import DesignationUse
from factcheck.pages.designations import (
    COLUMNS,
    STACK,
    by_customer,
    draw_terms,
    side_by_side,
    used_beside,
    uses_by_provider,
)
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.slots import SLOTS
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def renderer(sample: Report) -> Renderer:
    return Renderer(sample.corpus, "en", SITE, ())


@pytest.fixture
def pages(renderer: Renderer) -> dict[str, Page]:
    return {page.id: page for page in renderer.pages() if page.kind == "term"}


def test_every_term_has_a_page_that_begins_with_its_meaning(renderer: Renderer, pages: dict[str, Page]) -> None:
    assert list(pages) == list(renderer.corpus.terms)
    for id_, page in pages.items():
        assert page.address == f"designations/{id_}/"
        assert page.file == "facts/terms.yml"
        assert page.body.index("fc-lead") < page.body.index('id="uses"')


def test_every_use_of_a_term_is_on_its_page_and_no_other(renderer: Renderer, pages: dict[str, Page]) -> None:
    for id_, page in pages.items():
        uses = renderer.view.lookups.designations_with(id_)
        own = page.body.partition('id="beside"')[0]
        assert own.count("fc-timeline__date") == len(uses)
        assert ("We list no use of it." in own) is (not uses)


def test_page_shows_how_the_other_providers_are_called(renderer: Renderer, pages: dict[str, Page]) -> None:
    beside = pages["preferred"].body.partition('id="beside"')[2]
    assert "Orbit Compute" in beside
    assert "primary cloud provider" in beside
    assert all(
        use.designation.provider not in {"nimbus", "nimbus-cloud"}
        for use in used_beside(renderer.view.lookups, renderer.view.lookups.designations_with("preferred"))
    )


def test_words_are_shown_with_their_language(pages: dict[str, Page]) -> None:
    assert '<dd lang="fr">principal, principale</dd>' in pages["primary"].body
    assert '<dd lang="zh">主要</dd>' in pages["primary"].body


def test_line_of_time_shows_each_use_once_and_none_over_another(renderer: Renderer) -> None:
    line = draw_terms(renderer.view.lookups.designations, [*renderer.corpus.terms], renderer.view.lookups.parents)
    assert line
    assert line.width < 1000, "an interval that is open has a place, too"
    assert line.count == len([use for use in renderer.view.lookups.designations if use.designation.term])
    assert [term for term, _, _ in line.rows] == [
        term
        for term in renderer.corpus.terms
        if any(use.designation.term == term for use in renderer.view.lookups.designations)
    ]
    for _, _, signs in line.rows:
        for left, right in pairwise(sorted(signs, key=lambda sign: (sign.x, sign.y))):
            assert abs(left.x - right.x) >= STACK or abs(left.y - right.y) >= STACK
        assert all(0 < sign.x < line.width and 0 < sign.y < line.height for sign in signs)


def test_conflict_of_exclusive_words_is_shown_on_their_page_only(pages: dict[str, Page]) -> None:
    (page,) = (page for page in pages.values() if 'id="conflicts"' in page.body)
    conflict = page.body.partition('id="conflicts"')[2]
    assert page.id == "exclusive"
    assert '"~/claims/orbit-exclusive-provider/"' in conflict
    assert '"~/claims/nimbus-exclusive-provider/"' in conflict


def test_words_side_by_side_hold_every_use_of_a_term_once(renderer: Renderer) -> None:
    ladder = side_by_side(renderer.view.lookups.designations, renderer.corpus.terms, renderer.view.lookups.parents)
    uses = [use for use in renderer.view.lookups.designations if use.designation.term and use.designation.provider]
    cells = [
        (term, provider, use)
        for term, row in ladder.rows
        for provider, found in zip(ladder.providers, row, strict=True)
        for use in found
    ]
    assert len(cells) == len(uses)
    assert all(use.designation.term == term and use.designation.provider == provider for term, provider, use in cells)
    assert [term for term, _ in ladder.rows] == [id_ for id_ in renderer.corpus.terms if id_ in dict(ladder.rows)]
    slot = renderer.slot("side-by-side")
    assert slot.count("<div><a ") == len(uses)
    assert "These cannot both be true" in slot


def test_words_that_do_not_exclude_one_another_are_said_not_to(sample: Report) -> None:
    entries = tuple(entry for entry in sample.corpus.entries if entry.stem != "orbit-exclusive-provider")
    renderer = Renderer(replace(sample.corpus, entries=entries), "en", SITE, ())
    assert "None of these labels rules out another provider" in renderer.slot("side-by-side")


def test_labels_of_the_start_page_are_those_of_the_article_with_their_rating(renderer: Renderer) -> None:
    labels = [claim.id for claim in SLOTS["labels"](renderer.view, tuple(renderer.corpus.articles.values()))["claims"]]
    assert labels[-2:] == ["nimbus-preferred-provider", "orbit-primary-provider"]
    slot = renderer.slot("labels")
    places = [slot.index(words) for words in ("cloud préféré", "Mostly confirmed", "le principal", "Misattributed")]
    assert places == sorted(places)


def many(renderer: Renderer, count: int, field: Literal["provider", "customer"]) -> list[DesignationUse]:
    """Return a use of a label for each of so many invented providers or customers, the first one with two uses."""
    use = next(use for use in renderer.view.lookups.designations if use.designation.term and use.designation.customer)
    names = [f"company-{number}" for number in (0, *range(count))]
    said = use.designation
    named = (replace(said, provider=name) if field == "provider" else replace(said, customer=name) for name in names)
    return [replace(use, designation=designation) for designation in named]


def test_labels_of_different_customers_are_not_compared(renderer: Renderer) -> None:
    found = by_customer(many(renderer, 5, "customer"), {})
    assert [customer for customer, _ in found] == [f"company-{number}" for number in range(5)]
    assert [len(uses) for _, uses in found] == [2, 1, 1, 1, 1]
    assert [customer for customer, _ in by_customer(many(renderer, 2, "customer"), {"company-1": "company-0"})] == [
        "company-0"
    ]


def test_table_and_drawing_have_room_for_many_providers(renderer: Renderer) -> None:
    uses = many(renderer, 9, "provider")
    ladder = side_by_side(uses, renderer.corpus.terms, {})
    assert ladder.providers == tuple(f"company-{number}" for number in range(COLUMNS))
    assert ladder.left_out == 9 - COLUMNS
    line = draw_terms(uses, [*renderer.corpus.terms], {})
    assert line
    assert (line.providers, line.others) == (("company-0", "company-1", "company-2"), 6)
    ((_, middle, signs),) = line.rows
    assert len({sign.y for sign in signs}) == len(uses) == 10
    assert all(0 < sign.y < line.height for sign in signs), middle


def test_a_part_of_a_company_shares_its_column_and_its_sign(renderer: Renderer) -> None:
    uses, parents = many(renderer, 2, "provider"), {"company-1": "company-0"}
    assert side_by_side(uses, renderer.corpus.terms, parents).providers == ("company-0",)
    line = draw_terms(uses, [*renderer.corpus.terms], parents)
    assert line
    assert line.providers == ("company-0",)
    assert uses_by_provider(uses, parents) == [("company-0", 0, 3)] or uses_by_provider(uses, parents)[0][1:] == (3, 0)
