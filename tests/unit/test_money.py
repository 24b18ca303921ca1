"""The page of money: every sum once, bars as long as their sums, hedges kept."""

from __future__ import annotations

import re

import pytest

from factcheck.analysis.amounts import bounds
from factcheck.pages import Renderer, Site
from factcheck.pages.charts import BAR, LEAST, collect_stakes, draw_money
from factcheck.records.payload import Investment
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def renderer(sample: Report) -> Renderer:
    return Renderer(sample.corpus, "en", SITE, ())


def test_every_sum_of_the_article_is_there_once(renderer: Renderer) -> None:
    claimed = [stake.claim.id for stake in collect_stakes(renderer.corpus) if stake.is_claimed]
    assert sorted(claimed) == sorted(
        claim.id
        for claim in renderer.corpus.claims.values()
        if isinstance(claim.claim.payload, Investment) and claim.claim.payload.amount
    )
    told = [(stake.date, stake.investment) for stake in collect_stakes(renderer.corpus) if not stake.is_claimed]
    assert len(told) == len(set(told))
    assert all(stake.sources for stake in collect_stakes(renderer.corpus) if not stake.is_claimed)


def test_bars_are_as_long_as_their_sums_and_hedges_stay_apart(renderer: Renderer) -> None:
    assert len(draw_money(collect_stakes(renderer.corpus))) == 2, "one for each currency"
    for chart in draw_money(collect_stakes(renderer.corpus)):
        assert max(bar.possible for bar in chart.bars) == BAR
        for bar in chart.bars:
            ends = bounds(bar.stake.amount)
            hedge = bar.stake.amount.hedge
            assert LEAST <= bar.possible <= BAR
            assert bar.open == (ends.high is None)
            if hedge == "up_to":
                assert bar.sure == 0
            if hedge == "exactly":
                assert bar.possible in {bar.sure, LEAST}
    charts = draw_money(collect_stakes(renderer.corpus))
    lengths = {bar.stake.claim.id: bar.possible for chart in charts for bar in chart.bars if bar.stake.is_claimed}
    assert lengths["orbit-up-to-2b"] > lengths["nimbus-700m-later"] > lengths["nimbus-300m-now"]


def test_page_says_in_words_what_the_bars_show(renderer: Renderer) -> None:
    shown = renderer.slot("money")
    assert sum(map(int, re.findall(r"(\d+) sums? as (?:a )?bars?\b", shown))) == len(collect_stakes(renderer.corpus))
    assert "up to $2\N{NO-BREAK SPACE}billion (announced)" in shown
    table = shown.partition('id="claimed"')[2]
    assert table.count('scope="row"') == sum(stake.is_claimed for stake in collect_stakes(renderer.corpus))
    since = shown.partition('id="since"')[2]
    assert since.count("fc-timeline__date") == sum(not stake.is_claimed for stake in collect_stakes(renderer.corpus))
    assert shown.count(" = ") >= len(renderer.view.lookups.sums) >= 2


def test_company_is_called_by_its_short_name(renderer: Renderer) -> None:
    names = [renderer.view.short_name(id_) for id_ in ("orbit", "aurora", "green-fund")]
    assert names == ["Orbit", "Aurora", "Green Fund"]
