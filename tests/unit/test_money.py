"""The page of money: every sum once, parts under their totals, and nothing told twice as if it were new."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from conftest import ROOT
from factcheck.analysis.amounts import amount_of, bounds
from factcheck.analysis.told_money import Told, later_money, relation_fault, told_money
from factcheck.corpus import Corpus
from factcheck.pages.formats import number
from factcheck.pages.money import (
    FULL,
    LEAST,
    MEANINGS,
    ShownSum,
    money_values,
)
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim, Development
from factcheck.records.payload import Agreement, Amount, Investment, MoneyRelation
from factcheck.records.record import Source
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture(params=["en", "fr"])
def renderer(sample: Report, request: pytest.FixtureRequest) -> Renderer:
    return Renderer(sample.corpus, request.param, SITE, ())


@pytest.fixture
def sums(sample: Report) -> list[ShownSum]:
    return Renderer(sample.corpus, "en", SITE, ()).view.lookups.sum_rows


def everyone(sums: list[ShownSum]) -> list[ShownSum]:
    """Return sums and their parts."""
    return [item for row in sums for item in (row, *row.parts)]


def test_every_sum_of_the_article_is_there_once(sample: Report, sums: list[ShownSum]) -> None:
    shown = [row.claim.id for row in everyone(sums) if row.claim]
    assert sorted(shown) == sorted(claim.id for claim in sample.corpus.claims.values() if amount_of(claim))


def test_parts_are_under_their_total(sums: list[ShownSum]) -> None:
    total = next(row for row in sums if row.claim and row.claim.id == "nimbus-1b-total")
    assert [part.claim and part.claim.id for part in total.parts] == ["nimbus-300m-now", "nimbus-700m-later"]


def test_bars_are_as_long_as_their_sums_and_hedges_stay_apart(sums: list[ShownSum]) -> None:
    rows = everyone(sums)
    assert max(row.bar.possible for row in rows) >= FULL
    for row in rows:
        assert LEAST <= row.bar.possible <= 100
        assert row.bar.open == (bounds(row.amount).high is None)
        if row.amount.hedge == "up_to":
            assert row.bar.sure == 0
        if row.amount.hedge == "exactly":
            assert row.bar.possible in {row.bar.sure, LEAST}
    lengths = {row.claim.id: row.bar.possible for row in rows if row.claim}
    assert lengths["orbit-up-to-2b"] > lengths["nimbus-700m-later"] > lengths["nimbus-300m-now"]


def test_money_told_again_is_not_new(sample: Report) -> None:
    later = later_money(sample.corpus)
    assert all(told.development and told.development.sources for told in later)
    assert [told.claim.id for told in later if not told.is_new] == ["nimbus-700m-later"]
    new = next(told for told in later if told.is_new)
    assert isinstance(new.payload, Investment)
    for status in ("reported", "cumulative", "recalled", "estimated", "unstated"):
        assert not replace(new, payload=replace(new.payload, status=status)).is_new


def with_news(sample: Report, *, source: str, value: int = 800) -> Corpus:
    """Return the sample in which a claim of the older article has a development about money, from this source."""
    said = sample.corpus.claims["orbit-paid-800m-900m"].claim.payload
    assert isinstance(said, Investment)
    assert said.amount
    amount = replace(said.amount, min=value * 10**6)
    news = Development(date="2025-06", text={"en": "So."}, sources=(source,), recorded=replace(said, amount=amount))
    entries = []
    for entry in sample.corpus.entries:
        record = entry.record
        if isinstance(record, Claim) and record.id == "orbit-up-to-2b":
            record = replace(record, review=replace(record.review, developments=(news,)))
        entries.append(replace(entry, record=record))
    return replace(sample.corpus, entries=tuple(entries))


def test_what_an_article_claims_is_not_told_again_as_a_development(sample: Report) -> None:
    def news(corpus: Corpus) -> list[Told]:
        return [told for told in later_money(corpus) if told.claim.id == "orbit-up-to-2b"]

    own = sample.corpus.articles["gazette-aurora-2025"].appearances[0].source
    assert not news(with_news(sample, source=own)), "that article is the source, and the sum is the same"
    assert news(with_news(sample, source=own, value=700)), "another sum"
    assert news(with_news(sample, source="courrier-2024-03-12")), "another source"


def test_money_of_every_type_is_there(sample: Report) -> None:
    amount = Amount(currency="USD", hedge="about", value=7)
    agreement = Agreement(type="agreement", parties=("orbit", "aurora"), amount=amount, status="committed")
    entries = []
    for entry in sample.corpus.entries:
        record = entry.record
        if isinstance(record, Claim) and record.id == "orbit-compute-contract":
            record = replace(record, claim=replace(record.claim, payload=agreement))
        entries.append(replace(entry, record=record))
    renderer = Renderer(replace(sample.corpus, entries=tuple(entries)), "en", SITE, ())
    (row,) = [row for row in renderer.view.lookups.sum_rows if row.claim and row.claim.id == "orbit-compute-contract"]
    assert row.status == "committed"
    assert "<strong>about $7</strong> (committed) <span" in renderer.slot("money")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sums_are_under_the_name_of_their_article_the_newest_first(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    shown = renderer.slot("money")
    assert re.findall(r'<h3 id="sums-([a-z0-9-]+)">', shown) == list(sample.corpus.articles)
    for id_, article in sample.corpus.articles.items():
        only = renderer.slot("money", id_)
        assert renderer.view.article_name(article) in only
        assert re.findall(r'<h3 id="sums-([a-z0-9-]+)">', only) == [id_]
        linked = {
            renderer.corpus.claims[claim].article for claim in re.findall(r'<p><a href="~/claims/([^"/]+)/"', only)
        }
        assert linked == {id_}


def test_an_announcement_that_nobody_read_is_not_new_money(sample: Report) -> None:
    articles = sample.corpus.articles.values()
    assert money_values(sample.corpus, (), articles)["fresh"]
    entries = tuple(
        replace(entry, record=replace(entry.record, access="relayed")) if isinstance(entry.record, Source) else entry
        for entry in sample.corpus.entries
    )
    assert not money_values(replace(sample.corpus, entries=entries), (), articles)["fresh"]


def test_bars_are_of_the_article_only(renderer: Renderer, sums: list[ShownSum]) -> None:
    article, _, later = renderer.slot("money").partition('id="since"')
    assert article.count("<svg") == len(everyone(sums))
    assert "<svg" not in later


@pytest.mark.parametrize("slot", ["money", "timeline", "latest"])
def test_every_amount_has_its_status_beside_it(renderer: Renderer, slot: str) -> None:
    """A reader who sees the sum of a claim or of a development also sees if it is paid, promised, or told again."""
    articles = renderer.corpus.articles if slot == "timeline" else [""]
    html = "".join(renderer.slot(slot, article) for article in articles)
    shown = [unescape(re.sub(r"<[^>]+>", "", item)) for item in re.split(r"<li\b", html)]
    told = later_money(renderer.corpus)
    assert told
    found = 0
    for item in told:
        assert item.development
        words = renderer.view.plain(item.development.text)
        beside = f"{renderer.view.amount(item.amount)} ({renderer.view.word(item.status or '')})"
        places = [text for text in shown if words in text]
        assert all(beside in text for text in places), item.claim.id
        found += len(places)
    assert found


def test_sums_of_the_article_have_their_status(renderer: Renderer, sums: list[ShownSum]) -> None:
    shown = unescape(re.sub(r"<[^>]+>", "", renderer.slot("money")))
    for row in everyone(sums):
        assert f"{renderer.view.amount(row.amount)} ({renderer.view.word(row.status or '')})" in shown


def test_every_status_is_explained() -> None:
    schema = json.loads((ROOT / "schemas/common.schema.json").read_bytes())
    assert list(MEANINGS) == schema["$defs"]["status"]["enum"]


def related(told: Told, relation: str, status: str = "announced") -> Told:
    """Return an investment that says how it relates to one of 700 million."""
    said = MoneyRelation(type=relation, claims=("nimbus-700m-later",))
    assert isinstance(told.payload, Investment)
    return replace(told, payload=replace(told.payload, relation=said, status=status))


def with_value(told: Told, value: int) -> Told:
    """Return an investment of another amount."""
    assert isinstance(told.payload, Investment)
    amount = replace(told.amount, value=value)
    return replace(told, payload=replace(told.payload, amount=amount), amount=amount)


@pytest.mark.parametrize(
    ("relation", "value", "good"),
    [
        ("same_as", 700, True),
        ("same_as", 701, False),
        ("part_of", 700, True),
        ("part_of", 800, False),
        ("total_of", 1000, True),
        ("total_of", 600, False),
    ],
)
def test_related_sums_fit_together(sample: Report, relation: str, value: int, *, good: bool) -> None:
    told = next(item for item in told_money(sample.corpus) if item.development and item.is_new)
    fault = relation_fault(sample.corpus, related(with_value(told, value * 10**6), relation))
    assert (fault is None) is good


def test_recalled_money_says_which_it_is(sample: Report) -> None:
    told = next(item for item in told_money(sample.corpus) if item.development and item.is_new)
    assert relation_fault(sample.corpus, related(with_value(told, 10**9), "total_of", "recalled"))
    assert isinstance(told.payload, Investment)
    assert relation_fault(sample.corpus, replace(told, payload=replace(told.payload, status="recalled")))
    claimed = next(item for item in told_money(sample.corpus) if item.claim.id == "nimbus-700m-later")
    assert relation_fault(sample.corpus, related(claimed, "same_as")), "itself"


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (1_255_500_000, "1.2555 billion", "1,2555 milliard"),
        (10**9, "1 billion", "1 milliard"),
        (2 * 10**9, "2 billion", "2 milliards"),
        (1_999_999_999, "1.999999999 billion", "1,999999999 milliard"),
        (123_456_789, "123.456789 million", "123,456789 millions"),
    ],
)
def test_no_number_is_rounded(value: int, english: str, french: str) -> None:
    assert [number(value, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("en", "fr")] == [
        english,
        french,
    ]


def test_company_is_called_by_its_short_name(renderer: Renderer) -> None:
    names = [renderer.view.short_name(id_) for id_ in ("orbit", "aurora", "green-fund")]
    assert names == ["Orbit", "Aurora", "Green Fund"]
