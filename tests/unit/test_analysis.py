"""Analyses of records: amounts and sums, comparisons, coverage, origins, relations, terms."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE, TODAY
from factcheck.analysis.amounts import (
    Bounds,
    Comparison,
    bounds,
    comparable_money,
    compare_amounts,
    compare_bounds,
    declared_sums,
)
from factcheck.analysis.comparers import compare_dates, find_nuance
from factcheck.analysis.comparison import compare_claim, compare_payloads, entity_parents
from factcheck.analysis.coverage import cover
from factcheck.analysis.relations import find_cycles, relation_orders
from factcheck.analysis.support import Grounds, Origins, Support
from factcheck.analysis.terms import terms_in
from factcheck.corpus import Corpus, Surroundings, cached_by_corpus, make_entry
from factcheck.finding import Document
from factcheck.pages.charts import draw_relations
from factcheck.pages.words import WORDS
from factcheck.project import check_project
from factcheck.records.payload import Agreement, Amount, Investment, MoneyRelation
from factcheck.records.record import Article, Passage, Source
from factcheck.report.report import Report

ARTICLE = "quotidien-aurora-2024"
HEDGES = ("exactly", "about", "up_to", "more_than", "at_least")


def amount(hedge: str, value: int, currency: str = "USD") -> Amount:
    """Return an amount with one number."""
    return Amount(currency=currency, hedge=hedge, value=value)


def between(low: int, high: int) -> Amount:
    """Return a range."""
    return Amount(currency="USD", hedge="between", min=low, max=high)


@pytest.mark.parametrize(
    ("claimed", "recorded", "expected"),
    [
        (amount("exactly", 5), amount("exactly", 5), "agrees"),
        (amount("exactly", 5), amount("exactly", 50), "differs"),
        (amount("up_to", 4), amount("exactly", 3), "more_precise"),
        (amount("up_to", 4), amount("exactly", 5), "differs"),
        (amount("exactly", 4), amount("up_to", 4), "less_precise"),
        (amount("more_than", 10), amount("exactly", 10), "differs"),
        (amount("at_least", 10), amount("exactly", 10), "more_precise"),
        (amount("more_than", 10), amount("exactly", 13), "more_precise"),
        (amount("at_least", 10), amount("more_than", 10), "more_precise"),
        (amount("more_than", 10), amount("at_least", 10), "less_precise"),
        (between(300, 400), amount("about", 300), "less_precise"),
        (between(300, 400), amount("exactly", 400), "more_precise"),
        (between(300, 400), amount("exactly", 550), "differs"),
        (amount("about", 100), amount("exactly", 109), "more_precise"),
        (amount("about", 100), amount("exactly", 111), "differs"),
        (amount("exactly", 5), amount("exactly", 5, "EUR"), "not_comparable"),
    ],
)
def test_amounts_are_compared_with_their_hedges(claimed: Amount, recorded: Amount, expected: str) -> None:
    assert compare_amounts(claimed, recorded) == expected


amounts = st.builds(amount, st.sampled_from(HEDGES), st.integers(1, 10**12))


@given(amounts, amounts)
def test_comparison_is_the_same_from_the_other_side(one: Amount, other: Amount) -> None:
    mirror = {"more_precise": "less_precise", "less_precise": "more_precise"}
    there, back = compare_amounts(one, other), compare_amounts(other, one)
    both_partly = {there, back} == {Comparison.LESS_PRECISE}
    assert both_partly or back == mirror.get(there, there)


@given(amounts, amounts)
def test_sum_of_bounds_holds_the_sum_of_what_they_hold(one: Amount, other: Amount) -> None:
    left, right = bounds(one), bounds(other)
    total = left + right
    assert total.low == left.low + right.low
    point = Bounds(left.low + 1 + right.low + 1, left.low + 1 + right.low + 1)
    inside = Bounds(left.low + 1, left.low + 1).within(left) and Bounds(right.low + 1, right.low + 1).within(right)
    assert point.within(total) or not inside


def money(status: str | None, relation: str | None = None) -> Investment:
    """Return 13 dollars with this status, which relate so to the money of another claim."""
    related = MoneyRelation(type=relation, claims=("other",)) if relation else None
    return Investment(type="investment", amount=amount("exactly", 13), status=status, relation=related)


@pytest.mark.parametrize(
    ("claimed", "recorded", "expected"),
    [
        (amount("exactly", 5), amount("exactly", 5), "agrees"),
        (between(300, 400), amount("about", 300), "low_end"),
        (between(300, 400), amount("exactly", 400), "high_end"),
        (between(300, 400), amount("exactly", 350), "in_range"),
        (between(300, 400), amount("exactly", 550), "higher"),
        (amount("up_to", 4), amount("exactly", 3), "within_limit"),
        (amount("more_than", 10), amount("exactly", 13), "above_minimum"),
        (amount("more_than", 10), amount("exactly", 10), "not_above"),
        (amount("exactly", 4), amount("up_to", 4), "upper_limit"),
        (amount("exactly", 4), amount("at_least", 3), "minimum"),
        (amount("exactly", 5), amount("more_than", 5), "higher"),
        (amount("exactly", 5), amount("exactly", 4), "lower"),
        (amount("exactly", 5), amount("exactly", 5, "EUR"), "other_currency"),
    ],
)
def test_words_say_how_amounts_relate(claimed: Amount, recorded: Amount, expected: str) -> None:
    one, other = (Investment(type="investment", amount=item) for item in (claimed, recorded))
    assert compare_payloads(one, other, {})["amount"].nuance == expected


@given(amounts, amounts)
def test_there_are_words_for_every_two_amounts(one: Amount, other: Amount) -> None:
    assert find_nuance("amount", one, other, compare_amounts(one, other)) in WORDS


@pytest.mark.parametrize(
    ("claimed", "recorded", "expected"),
    [("2022", "2023-02", "later_date"), ("2023-02", "2022", "earlier_date"), ("2023", "2023-02", "closer_date")],
)
def test_words_say_how_dates_relate(claimed: str, recorded: str, expected: str) -> None:
    one, other = (Investment(type="investment", date=item) for item in (claimed, recorded))
    assert compare_payloads(one, other, {})["date"].nuance == expected


def test_money_paid_by_a_day_after_the_article_is_not_compared() -> None:
    claimed = Investment(type="investment", amount=amount("more_than", 10), status="paid")
    recorded = replace(claimed, amount=amount("exactly", 11), date="../2025-09")
    cell = compare_payloads(claimed, recorded, {}, date(2023, 10, 30))["amount"]
    assert (cell.agreement, cell.nuance) == (Comparison.NOT_COMPARABLE, "later")
    assert compare_payloads(claimed, recorded, {}, date(2025, 10, 1))["amount"].nuance == "above_minimum"
    assert compare_payloads(claimed, replace(recorded, date="2023"), {}, date(2023, 12, 31))["amount"].value


def test_evidence_that_only_repeats_the_article_counts_as_nothing(sample: Report) -> None:
    claim = sample.corpus.claims["nimbus-exclusive-provider"]
    appearance = sample.corpus.articles[claim.article].appearances[0].source
    evidence = (replace(claim.review.evidence[0], source=appearance, stance="supports"),)
    repeating = replace(claim, review=replace(claim.review, evidence=evidence))
    support = Support(repeating, Origins(sample.corpus))
    assert not support.supporting
    assert support.repeats_article


def test_source_that_does_not_say_so_counts_as_nothing(sample: Report) -> None:
    claim = sample.corpus.claims["nimbus-300m-now"]
    evidence = tuple(replace(item, stance="silent") for item in claim.review.evidence)
    silent = replace(claim, review=replace(claim.review, evidence=evidence))
    grounds = Grounds(silent, Origins(sample.corpus), compare_claim(silent, {}))
    assert not grounds.support.supporting
    assert not grounds.support.repeats_article
    assert not grounds.has_reservation
    assert not grounds.differing


def test_label_is_refuted_by_another_one_only_if_there_can_be_only_one(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "facts", tmp_path / "facts")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    file = tmp_path / "facts" / "claims" / "nimbus-exclusive-provider.yml"
    said = file.read_text(encoding="utf-8").replace("stance: supports", "stance: refutes")
    start, end = said[: said.rindex("term: exclusive")], said[said.rindex("term: exclusive") :]
    said = start + end.replace("exclusive", "primary", 1)
    for text, found in ((said, 0), (said.replace("term: exclusive", "term: preferred"), 1)):
        file.write_text(text, encoding="utf-8")
        assert [finding.code for finding in check_project(tmp_path, today=TODAY).findings].count("RAT003") == found


def test_paid_is_not_compared_with_promised() -> None:
    assert not comparable_money(money("paid"), money("committed"))
    assert not comparable_money(money("optional"), money("committed"))
    assert comparable_money(money("paid"), money("announced"))
    assert comparable_money(money("unstated"), money("paid"))
    cells = compare_payloads(money("paid"), money("committed"), {})
    assert cells["amount"].agreement is Comparison.NOT_COMPARABLE
    assert cells["amount"].nuance == "other_status"
    assert cells["status"].agreement is Comparison.DIFFERS
    assert compare_payloads(money("paid"), money("unstated"), {})["status"].agreement is Comparison.LESS_PRECISE


def test_part_and_running_total_are_not_compared_with_a_single_sum() -> None:
    assert not comparable_money(money("paid"), money("cumulative"))
    assert comparable_money(money("cumulative"), money("cumulative"))
    nuances = {
        "running_total": money("cumulative"),
        "other_part": money("paid", "part_of"),
        "other_total": money("paid", "total_of"),
    }
    for expected, recorded in nuances.items():
        assert compare_payloads(money("paid"), recorded, {})["amount"].nuance == expected
    assert not comparable_money(money("paid"), money("paid", "part_of"))
    assert comparable_money(money("paid"), money("recalled", "same_as"))


@pytest.mark.parametrize(
    ("claimed", "recorded", "expected"),
    [
        ("2023-09", "2023-09-25", "more_precise"),
        ("2023-09-25", "2023", "less_precise"),
        ("2022", "2023-02", "differs"),
        ("../2024-03", "2024-03", "more_precise"),
        ("2023-10", "2023-10-01/2023-10-31", "agrees"),
    ],
)
def test_dates_are_compared_as_the_days_that_they_can_mean(claimed: str, recorded: str, expected: str) -> None:
    assert compare_dates(claimed, recorded) == expected


def test_part_of_a_company_is_more_precise_than_the_company() -> None:
    whole, part = (Agreement(type="agreement", parties=("a", party)) for party in ("google", "google-cloud"))
    parents = {"google-cloud": "google"}
    assert compare_payloads(whole, part, parents)["parties"].agreement is Comparison.MORE_PRECISE
    assert compare_payloads(part, whole, parents)["parties"].agreement is Comparison.LESS_PRECISE
    assert compare_payloads(whole, part, {})["parties"].agreement is Comparison.DIFFERS


def test_field_that_a_source_lacks_is_silent_and_one_that_it_adds_is_more_precise() -> None:
    claimed = Investment(type="investment", investor="a", instrument="equity")
    recorded = Investment(type="investment", investor="a", round="Series C")
    cells = compare_payloads(claimed, recorded, {})
    assert {key: cell.agreement.value for key, cell in cells.items()} == {
        "investor": "agrees",
        "instrument": "silent",
        "round": "more_precise",
    }


def test_claims_are_compared_with_what_their_sources_record(sample: Report) -> None:
    columns = compare_claim(sample.corpus.claims["nimbus-300m-now"], entity_parents(sample.corpus.entities))
    found = {column.evidence.source: {key: cell.agreement for key, cell in column.cells.items()} for column in columns}
    assert found["aurora-post-2024"]["date"] == "more_precise"
    assert found["aurora-post-2024"]["amount"] == "agrees"
    assert found["courrier-2024-03-12"]["amount"] == "less_precise"
    assert found["matin-2024-03-12"]["amount"] == "differs"


def source(id_: str, *derives_from: str, publisher: str | None = None) -> Source:
    """Return a source with its publisher, its own id unless said otherwise."""
    return Source(
        id=id_,
        publisher=publisher or id_,
        lang="en",
        kind="news",
        tier="secondary",
        access="full",
        derives_from=derives_from,
    )


def corpus_of(*sources: Source) -> Corpus:
    """Return a corpus of these sources."""
    file = Document(path="x", data={}, places={}, key_places={})
    return Corpus(entries=tuple(make_entry(kind="source", stem=item.id, file=file, record=item) for item in sources))


def test_five_reprints_of_one_story_count_once() -> None:
    reprints = [source(f"reprint-{number}", "agency") for number in range(5)]
    origins = Origins(corpus_of(source("agency"), source("other"), *reprints))
    assert origins.independent(item.id for item in reprints) == ["reprint-0"]
    assert origins.independent([*(item.id for item in reprints), "other"]) == ["other", "reprint-0"]
    assert origins.of("reprint-3") == {"agency"}


def test_reprints_of_reprints_lead_back_to_the_origin() -> None:
    origins = Origins(corpus_of(source("a"), source("b", "a"), source("c", "b"), source("d", "c", "x"), source("x")))
    assert origins.of("d") == {"a", "x"}
    assert origins.groups(["c", "d", "x"]) == {"a": ["c", "d"], "x": ["d", "x"]}
    assert origins.independent(["c", "d", "x"]) == ["c", "x"]


def test_one_publisher_is_not_independent_of_itself() -> None:
    origins = Origins(corpus_of(source("one", publisher="A"), source("two", publisher="A"), source("three")))
    assert len(origins.independent(["one", "two", "three"])) == 2


def test_source_of_unknown_origin_counts_only_alone() -> None:
    unknown = [replace(source(id_), origin_unknown=True) for id_ in ("u1", "u2")]
    origins = Origins(corpus_of(*unknown, source("copy", "u1"), source("own")))
    assert origins.independent(["u1", "own"]) == ["own"], "it may have it from the other one"
    assert origins.independent(["copy", "u2"]) == ["copy"]
    assert origins.is_unknown("copy")


def test_circle_has_no_origin_and_ends() -> None:
    origins = Origins(corpus_of(source("a", "b"), source("b", "a")))
    assert origins.of("a") == set()
    assert origins.independent(["a", "b"]) == []


def test_long_chain_of_sources_is_followed_without_recursion() -> None:
    chain = [source("s0"), *(source(f"s{number}", f"s{number - 1}") for number in range(1, 3000))]
    assert Origins(corpus_of(*chain)).of("s2999") == {"s0"}


def test_confirmed_claims_rest_on_enough(sample: Report) -> None:
    origins = Origins(sample.corpus)
    confirmed = [claim for claim in sample.corpus.claims.values() if claim.review.rating == "confirmed"]
    assert confirmed
    assert all(Support(claim, origins).suffices for claim in confirmed)
    total = Support(sample.corpus.claims["nimbus-1b-total"], origins)
    assert total.independent == ["aurora-post-2024", "courrier-2024-03-12"], "Le Matin repeats Le Courrier"


def test_declared_sums_are_calculated(sample: Report) -> None:
    sums = {item.record: item for item in declared_sums(sample.corpus)}
    assert set(sums) == {ARTICLE, "nimbus-1b-total"}
    for item in sums.values():
        assert item.calculated == Bounds(Fraction(10**9), Fraction(10**9))
        assert item.is_right
        assert not replace(item, total=amount("up_to", 3 * 10**9)).is_right
        assert not replace(item, total=None).is_right
    first, second = sums[ARTICLE].parts
    payload = second.claim.payload
    assert isinstance(payload, Investment)
    may_come = replace(second, claim=replace(second.claim, payload=replace(payload, status="optional")))
    uncertain = replace(sums[ARTICLE], parts=(first, may_come))
    assert uncertain.calculated == Bounds(Fraction(300 * 10**6), Fraction(10**9))
    assert not uncertain.is_right, "the second part is optional"
    assert replace(uncertain, total=amount("up_to", 10**9)).is_right


def article(sample: Report, *passages: Passage) -> Article:
    """Return an article with other passages."""
    return replace(sample.corpus.articles[ARTICLE], passages=passages)


def test_every_word_of_an_article_is_counted(sample: Report) -> None:
    for item in sample.corpus.articles.values():
        coverage = cover(item)
        assert sum(coverage.words.values()) == item.text.words
        assert (coverage.accounted == 100) is (coverage.words["open"] == 0)


def test_one_open_word_is_never_rounded_away(sample: Report) -> None:
    coverage = cover(
        article(sample, Passage(first=1, last=407, claims=("a",)), Passage(first=408, last=408, open=True))
    )
    assert coverage.percent == {"claims": 99, "not_checkable": 0, "open": 1}
    assert coverage.accounted == 99


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3))
def test_percentages_add_up_to_100(counts: list[int]) -> None:
    from factcheck.analysis.coverage import STATES, _percent  # noqa: PLC0415 - the rounding itself

    percent = _percent(dict(zip(STATES, counts, strict=True)))
    assert sum(percent.values()) == 100
    assert all(share >= 0 for share in percent.values())


def test_cycles_are_found_and_each_named_once() -> None:
    assert find_cycles({"a": ["b"], "b": ["c"], "c": []}) == []
    assert find_cycles({"a": ["a"]}) == [["a"]]
    assert find_cycles({"b": ["c"], "c": ["b"], "x": ["y"], "y": ["x"], "z": ["x"]}) == [["b", "c"], ["x", "y"]]


def test_part_and_sum_are_one_order(sample: Report) -> None:
    whole = relation_orders(sample.corpus)["whole"]
    assert whole["nimbus-300m-now"] == {"nimbus-1b-total"}
    assert whole["orbit-paid-800m-900m"] == {"orbit-up-to-2b"}


@pytest.mark.parametrize(
    ("wording", "language", "expected"),
    [
        ("primary cloud provider for mission critical workloads", "en", ["primary"]),
        ("fournisseur de cloud préféré", "fr", ["preferred"]),
        ("le principal fournisseur", "fr", ["primary"]),
        ("a non-exclusive arrangement", "en", ["non-exclusive"]),
        ("an exclusive arrangement", "en", ["exclusive"]),
        ("accord non exclusif", "fr", ["non-exclusive"]),
        ("Anthropic’s “preferred” cloud provider", "en", ["preferred"]),
        ("AWS 继续为主要训练/云供应商", "zh", ["primary"]),
        ("the unpreferred provider, primarily", "en", []),
        ("has selected Google Cloud as its cloud provider", "en", ["unqualified"]),
        ("préféré", "en", []),
    ],
)
def test_terms_are_whole_words_and_the_longest_wins(
    sample: Report, wording: str, language: str, expected: list[str]
) -> None:
    assert terms_in(wording, language, sample.corpus.terms) == expected


def test_signs_in_words_mean_themselves(sample: Report) -> None:
    odd = replace(sample.corpus.terms["primary"], words={"zh": ("主要.", "主要(")})
    assert terms_in("主要(供应商", "zh", {"primary": odd}) == ["primary"]
    assert terms_in("主要供应商", "zh", {"primary": odd}) == []


def test_relations_are_drawn_inside_the_picture(sample: Report) -> None:
    claims = [claim for claim in sample.corpus.claims.values() if claim.article == ARTICLE]
    graph = draw_relations(claims)
    assert graph
    drawn = [claim.id for claim, _ in graph.nodes]
    assert drawn == [claim.id for claim in claims if claim.id in drawn]
    assert len(graph.arcs) == sum(len(claim.claim.relations) for claim in claims)
    assert all(0 < x < graph.width for _, x in graph.nodes)
    assert (
        compare_bounds(Bounds(Fraction(0), Fraction(graph.line)), Bounds(Fraction(0), Fraction(graph.height)))
        != "differs"
    )
    assert draw_relations([]) is None


def test_function_of_a_corpus_runs_once_for_each_corpus() -> None:
    asked: list[date] = []

    @cached_by_corpus
    def days(corpus: Corpus) -> Iterator[date]:
        asked.append(corpus.around.today)
        yield corpus.around.today

    corpus, later = Corpus(entries=()), Corpus(entries=(), around=Surroundings(today=date(2026, 11, 23)))
    assert [days(corpus), days(later), days(corpus)] == [(date.min,), (date(2026, 11, 23),), (date.min,)]
    assert asked == [date.min, date(2026, 11, 23)]
