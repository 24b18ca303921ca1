"""The page of money: every sum once, bars as long as their sums, hedges kept."""

from __future__ import annotations

import pytest

from factcheck.analysis.amounts import bounds
from factcheck.pages import Renderer, Site
from factcheck.pages.money import BAR, LEAST
from factcheck.records.payload import Investment
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def renderer(real: Report) -> Renderer:
    return Renderer(real.corpus, "en", SITE, ())


def test_every_sum_of_the_article_is_there_once(renderer: Renderer) -> None:
    claimed = [stake.claim.id for stake in renderer.view.stakes if stake.is_claimed]
    assert sorted(claimed) == sorted(
        claim.id
        for claim in renderer.corpus.claims.values()
        if isinstance(claim.claim.payload, Investment) and claim.claim.payload.amount
    )
    told = [(stake.date, stake.investment) for stake in renderer.view.stakes if not stake.is_claimed]
    assert len(told) == len(set(told))
    assert all(stake.sources for stake in renderer.view.stakes if not stake.is_claimed)


def test_bars_are_as_long_as_their_sums_and_hedges_stay_apart(renderer: Renderer) -> None:
    (chart,) = renderer.view.money_charts
    largest = max(bar.possible for bar in chart.bars)
    assert largest == BAR
    for bar in chart.bars:
        ends = bounds(bar.stake.amount)
        hedge = bar.stake.amount.hedge
        assert LEAST <= bar.possible <= BAR
        assert bar.open == (ends.high is None)
        if hedge == "up_to":
            assert bar.sure == 0
        if hedge == "exactly":
            assert bar.possible in {bar.sure, LEAST}
    lengths = {bar.stake.claim.id: bar.possible for bar in chart.bars if bar.stake.is_claimed}
    assert lengths["microsoft-over-10b-in-openai"] > lengths["amazon-up-to-4b"] > lengths["google-500m-first-tranche"]


def test_page_says_in_words_what_the_bars_show(renderer: Renderer) -> None:
    shown = renderer.slot("money")
    assert f"{len(renderer.view.stakes)} sums as bars" in shown
    assert "up to $4\N{NO-BREAK SPACE}billion (announced)" in shown
    table = shown.partition('id="claimed"')[2]
    assert table.count('scope="row"') == sum(stake.is_claimed for stake in renderer.view.stakes)
    since = shown.partition('id="since"')[2]
    assert since.count("fc-timeline__date") == sum(not stake.is_claimed for stake in renderer.view.stakes)
    assert shown.count(" = ") >= len(renderer.view.sums) >= 2


def test_company_is_called_by_its_short_name(renderer: Renderer) -> None:
    names = [renderer.view.short_name(id_) for id_ in ("google", "amazon", "anthropic", "spark-capital")]
    assert names == ["Google", "Amazon", "Anthropic", "Spark Capital"]
