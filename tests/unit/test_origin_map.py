"""Which source repeats which: the map on the page of sources, and what rests on one source alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from factcheck.analysis.support import Origins
from factcheck.pages.charts import draw_origins, repeated_families
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def renderer(sample: Report) -> Renderer:
    return Renderer(sample.corpus, "en", SITE, ())


def test_families_hold_each_source_that_derives_from_another_one_under_all_its_origins(sample: Report) -> None:
    sources = sample.corpus.sources
    families = repeated_families(Origins(sample.corpus))
    assert {source.id for _, repeating in families for source in repeating} == {
        source.id for source in sources.values() if source.derives_from
    }
    assert all(not origin.derives_from for origin, _ in families)
    found = [origin.id for origin, repeating in families if sources["digest-2025"] in repeating]
    assert sorted(found) == sorted(sources["digest-2025"].derives_from)
    sizes = [len(repeating) for _, repeating in families]
    assert sizes == sorted(sizes, reverse=True)


def test_map_shows_every_source_once_in_its_column_and_a_line_for_each_pair(sample: Report) -> None:
    families = repeated_families(Origins(sample.corpus))
    drawn = draw_origins(families)
    assert drawn
    for column in (drawn.origins, drawn.repeating):
        assert len({place.source.id for place in column}) == len(column)
        heights = [place.y for place in column]
        assert heights == sorted(heights)
        assert min(b - a for a, b in pairwise(heights)) >= 20
        assert heights[0] > 0
        assert heights[-1] < drawn.height
    assert len(drawn.paths) == sum(len(repeating) for _, repeating in families)
    assert sum(place.links for place in drawn.repeating) == len(drawn.paths)
    ends = {place.y for place in drawn.repeating}
    assert {float(path.split()[-1]) for path in drawn.paths} == ends


def test_nothing_is_drawn_where_nobody_repeats_anybody() -> None:
    assert draw_origins([]) is None


def test_list_beside_the_map_says_the_same(renderer: Renderer) -> None:
    slot = renderer.slot("independence")
    drawn = draw_origins(repeated_families(renderer.view.lookups.origins))
    assert drawn
    assert slot.count("<path ") == slot.count("repeated by") == len(drawn.paths)
    numbers = re.search(r"comes from (\d+) sources. They go back to (\d+) original ones", slot)
    used = {item.source for claim in renderer.corpus.claims.values() for item in claim.review.evidence}
    assert numbers
    assert len(used) == int(numbers[1]) > int(numbers[2])


def test_source_that_alone_carries_a_claim_says_so_in_the_list_and_on_its_page(renderer: Renderer) -> None:
    view = renderer.view
    alone = {
        claim.id: view.lookups.support(claim).independent[0]
        for claim in renderer.corpus.claims.values()
        if len(view.lookups.support(claim).independent) == 1
    }
    assert alone
    told = {
        claim.id: source.id for source in renderer.corpus.sources.values() for claim in view.lookups.resting_on(source)
    }
    assert told == alone
    shown = re.findall(r"the only independent support for (\d+) claim", renderer.slot("sources"))
    assert sum(map(int, shown)) == len(alone)
    pages = {page.id: page.body for page in renderer.pages() if page.kind == "source"}
    saying = {id_ for id_, body in pages.items() if "only independent support that we have read" in body}
    assert saying == set(alone.values())
