"""The feed of all ClaimReviews says what the pages say, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping

from factcheck.outputs.claimreview import claim_reviews
from factcheck.pages.file_addresses import CLAIM_REVIEWS
from factcheck.pages.renderer import Renderer
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
