"""The table of a claim says in words, in each language, how what a source says relates to what the article says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.pages.claim_page import Recorded, comparison_rows
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim
from factcheck.records.payload import Amount, Designation, Investment, Payload
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")
OWN_WORDS = frozenset({"wording", "status"})
"""Fields whose values may say enough."""


@pytest.fixture(params=["en", "fr"])
def renderer(sample: Report, request: pytest.FixtureRequest) -> Renderer:
    return Renderer(sample.corpus, request.param, SITE, ())


def compared(renderer: Renderer, claim: Claim) -> list[tuple[str, Recorded]]:
    """Return the values in a claim's table that are beside a claimed one, each with the key of its row."""
    rows = comparison_rows(renderer.view, claim)
    return [(row.key, item) for row in rows if row.claimed for item in row.recorded]


def test_each_value_beside_a_claimed_one_has_words(renderer: Renderer) -> None:
    found = [item for claim in renderer.corpus.claims.values() for item in compared(renderer, claim)]
    assert any(item.agreement == "differs" for _, item in found), "the sample has one of these"
    for key, item in found:
        assert item.words or key in OWN_WORDS or item.agreement == "not_comparable", (key, item.source)


def table_with(renderer: Renderer, claim: Claim, stance: str, said: Payload, recorded: Payload) -> dict[str, Recorded]:
    """Return what is in a claim's table, by key, if the claim says one thing and its only piece of evidence another."""
    evidence = (replace(claim.review.evidence[0], stance=stance, recorded=recorded),)
    changed = replace(claim, claim=replace(claim.claim, payload=said), review=replace(claim.review, evidence=evidence))
    return dict(compared(renderer, changed))


def test_money_in_another_status_is_named_in_words(renderer: Renderer) -> None:
    claim = renderer.corpus.claims["nimbus-300m-now"]
    amount = Amount(currency="USD", hedge="exactly", value=5)
    paid = Investment(type="investment", amount=amount, status="paid")
    item = table_with(renderer, claim, "qualifies", paid, replace(paid, status="committed"))["amount"]
    view = renderer.view
    words = view._("not comparable: %(theirs)s, not %(ours)s")
    assert item.words == words % {"theirs": view.word("committed"), "ours": view.word("paid")}


def test_another_label_of_a_source_that_does_not_say_so_is_no_difference(renderer: Renderer) -> None:
    claim = renderer.corpus.claims["nimbus-preferred-provider"]
    said = Designation(type="designation", term="preferred")
    other = replace(said, term="unqualified")
    words = renderer.view.word("other_label")
    for stance, agreement in (("qualifies", "differs"), ("silent", "not_comparable")):
        item = table_with(renderer, claim, stance, said, other)["term"]
        assert (item.words, item.agreement) == (words, agreement)


def test_speaker_of_other_words_does_not_agree(renderer: Renderer) -> None:
    claim = renderer.corpus.claims["nimbus-preferred-provider"]
    said = Designation(type="designation", term="preferred", said_by="nimbus")
    for stance, agreement in (("supports", "agrees"), ("silent", "not_comparable")):
        item = table_with(renderer, claim, stance, said, said)["said_by"]
        assert item.agreement == agreement
        assert (item.words == renderer.view._("using other words")) is (stance == "silent")
