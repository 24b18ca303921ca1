"""The feed of all ClaimReviews says what the pages say, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from factcheck.kinds import ENTITY, SOURCE
from factcheck.languages import LANGUAGES
from factcheck.outputs.claimreview import claim_reviews
from factcheck.pages.file_addresses import CLAIM_REVIEWS
from factcheck.pages.markup import claim_markup
from factcheck.pages.page import address
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import SaidElsewhere
from outputs.schema_org import faults


def test_feed_has_the_review_of_each_page_letter_for_letter(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes]
) -> None:
    feed = json.loads(published[CLAIM_REVIEWS])
    assert [*faults(feed)] == []
    items = [item for element in feed["dataFeedElement"] for item in element["item"]]
    pages = {
        markup["url"]: markup
        for page in renderers["en"].pages()
        for markup in page.markup
        if markup["@type"] == "ClaimReview"
    }
    assert {item["url"] for item in items} == set(pages)
    for item in items:
        page = pages[item["url"]]
        assert {**item, "itemReviewed": None} == {name: page[name] for name in item} | {"itemReviewed": None}
        said, shown = item["itemReviewed"], page["itemReviewed"]
        assert (said["text"], said.get("datePublished")) == (shown["text"], shown.get("datePublished"))
        assert said["author"]
        assert [place.get("url") for place in said["appearance"]] == [it.get("url") for it in shown["appearance"]]


def test_feed_is_dated_by_the_records(renderers: Mapping[str, Renderer]) -> None:
    feed = claim_reviews(renderers["en"])
    days = [element["dateModified"] for element in feed["dataFeedElement"]]
    assert feed["dateModified"] >= max(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_check_serves_a_claim_that_is_made_elsewhere_too(renderers: Mapping[str, Renderer], language: str) -> None:
    view, site = renderers[language].view, renderers[language].site
    for claim in view.corpus.claims.values():
        source, speaker = claim.review.evidence[0].source, claim.claim.about[0]
        place = SaidElsewhere(source=source, claimant=speaker, date="2025-01-02")
        made = claim_markup(view, replace(claim, claim=replace(claim.claim, appearances=(place,))), site)
        *_, last = (made.get("itemReviewed") or made["mainEntity"])["appearance"]
        assert last["@id"].endswith(f"/{address(SOURCE, source)}#source")
        assert (last["author"]["name"], last["datePublished"]) == (view.name(ENTITY, speaker), place.date)
