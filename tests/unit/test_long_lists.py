"""However many claims there are, a page lists so many and leads to the search for the rest."""

from __future__ import annotations

import gzip
import re

import pytest

from factcheck.pipeline import Report
from factcheck.render import Renderer, Site, environment

SITE = Site(url="https://s.example/", name="S")
FEW = 5
LISTS = ("claims", "corrections", "sources", "entities", "designations", "timeline", "money")
"""The slots that list what is on record, however much it is."""


@pytest.fixture
def whole(real: Report) -> Renderer:
    """Return a renderer whose lists are as long as they may be."""
    renderer = Renderer(real.corpus, "en", SITE, ())
    renderer.slot("ratings")  # now it has read the limits
    return renderer


@pytest.fixture
def renderer(real: Report, whole: Renderer, monkeypatch: pytest.MonkeyPatch) -> Renderer:  # noqa: ARG001 - made before
    """Return a renderer whose lists are cut soon."""
    monkeypatch.setattr(environment, "LISTED", FEW)
    monkeypatch.setattr(environment, "MOST", 2)
    return Renderer(real.corpus, "en", SITE, ())


@pytest.mark.parametrize("slot", LISTS)
def test_long_list_shows_its_beginning_and_leads_to_all(renderer: Renderer, whole: Renderer, slot: str) -> None:
    cut, full = renderer.slot(slot), whole.slot(slot)
    assert re.search(rf"The first {FEW} of \d+\. <a href=\"~/search/\?page=\w+\">", cut)
    assert len(cut) < len(full)
    for item in ("<li>\n<p class=", "<tr data-rating", "<tr><td>"):
        assert cut.count(item) <= full.count(item)


@pytest.mark.parametrize("slot", LISTS)
def test_short_list_is_whole(whole: Renderer, slot: str) -> None:
    assert "fc-rest" not in whole.slot(slot)


def test_list_of_claims_that_is_cut_has_no_filter_of_its_own(renderer: Renderer, whole: Renderer) -> None:
    cut = renderer.slot("claims")
    assert cut.count("<tr data-rating") == FEW
    assert f"The first {FEW} of {len(renderer.corpus.claims)}." in cut
    assert "explore" not in cut.replace("fc-explored", "").replace('id="explored"', "")
    assert "explore.js" in whole.slot("claims")


def test_chart_of_too_many_signs_is_left_out(renderer: Renderer, whole: Renderer) -> None:
    for slot in ("designations", "money", "independence"):
        assert "<figure" in whole.slot(slot)
        assert "<figure" not in renderer.slot(slot)


def test_pages_of_records_are_cut_as_well(renderer: Renderer, whole: Renderer) -> None:
    def bodies(of: Renderer) -> dict[str, str]:
        return {f"{page.kind}/{page.id}": page.body for page in of.pages()}

    cut, full = bodies(renderer), bodies(whole)
    assert '<a href="~/search/?page=claim&amp;about=anthropic">' in cut["entity/anthropic"]
    assert "fc-rest" in cut["term/primary"]
    assert not any("fc-rest" in body for body in full.values())
    longest = max((body for name, body in cut.items() if not name.startswith(("article", "as_of", "claim"))), key=len)
    assert len(gzip.compress(longest.encode())) < 10_000
