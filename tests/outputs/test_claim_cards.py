"""The cards of claims, and what oEmbed says of their pages, read with lxml and as consumers of oEmbed read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES
from factcheck.pages.file_addresses import card, oembed, pack
from factcheck.pages.page import address, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.pages.standalone import withdrawn_page
from factcheck.records.record import Withdrawn
from factcheck.records.structure import plain
from factcheck.records.version import Version
from outputs.conftest import URL

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
REQUIRED = {"type": "rich", "version": "1.0"}
"""Fields that every rich response must have, with their values; ``html``, ``width`` and ``height`` are the others."""


def read(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


@in_each_language
def test_card_says_who_claims_what_and_how_it_is_rated_and_why(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes], language: str
) -> None:
    folder, view = language_folder(language), renderers[language].view
    for id_, claim in renderers[language].corpus.claims.items():
        page = read(published[f"{folder}{card(CLAIM, id_)}index.html"])
        assert page.xpath("string(//h1)") == view.title(claim)
        assert page.xpath("string(//*[@class='fc-explanation'])") == view.plain(claim.review.explanation)
        rating = view.name("rating", claim.review.rating)
        unsure = view.rated_title(claim).rpartition(rating)[2]  # such as " (low confidence)"
        assert page.xpath("string(//*[contains(@class, 'rating ')])").endswith(f"{rating}{unsure}")
        assert view.date(claim.review.checked) in page.text_content()
        notice = page.xpath("string(//*[@class='notice'])")
        assert not claim.record.interests or view.plain(claim.record.interests) in notice
        assert claim.record.reviewers or view._("Not independently reviewed.") in notice
        assert page.xpath("string(//title)") == view.rated_title(claim)
        own = f"{URL}{folder}{address(CLAIM, id_)}"
        assert page.xpath("//a/@href") == page.xpath("//link[@rel='canonical']/@href") == [own]
        assert page.xpath("//a/@target") == ["_blank"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//script | //img | //iframe | //@src | //@style") == []


@in_each_language
def test_card_and_pack_of_a_withdrawn_claim_say_so(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes], language: str
) -> None:
    folder, renderer = language_folder(language), renderers[language]
    stones = [stone for (kind, _), stone in renderer.corpus.tombstones.items() if kind == CLAIM]
    gone = [stone for stone in stones if isinstance(stone, Withdrawn)]
    assert gone
    for stone in gone:
        for path in (f"{card(CLAIM, stone.id)}index.html", pack(CLAIM, stone.id)):
            shown = read(published[folder + path]).text_content()
            assert renderer.view.plain(stone.withdrawn.title) in shown
            assert renderer.view.plain(stone.withdrawn.reason) in shown
            assert renderer.view.date(stone.withdrawn.date) in shown


@in_each_language
def test_oembed_gives_the_frame_that_shows_the_card(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes], language: str
) -> None:
    folder, renderer = language_folder(language), renderers[language]
    for id_, claim in renderer.corpus.claims.items():
        answer = json.loads(published[folder + oembed(CLAIM, id_)])
        assert {name: answer[name] for name in REQUIRED} == REQUIRED
        assert (answer["provider_name"], answer["provider_url"]) == (renderer.site.name, renderer.site.url)
        frame = html.fragment_fromstring(answer["html"])
        assert frame.tag == "iframe"
        assert published[frame.get("src").removeprefix(URL) + "index.html"]
        assert frame.get("title") == answer["title"] == renderer.view.rated_title(claim)
        assert (int(frame.get("width")), int(frame.get("height"))) == (answer["width"], answer["height"])
        assert frame.get("loading") == "lazy"
        assert not {"allow-scripts", "allow-same-origin"} & {*frame.get("sandbox").split()}


@in_each_language
def test_page_of_a_claim_leads_to_oembed_in_its_head(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes], language: str
) -> None:
    for id_ in renderers[language].corpus.claims:
        page = renderers[language].page(CLAIM, id_)
        assert page
        [link] = [link for link in page.links if link.type == "application/json+oembed"]
        assert link.rel == "alternate"
        assert language_folder(language) + link.address in published


@in_each_language
def test_what_a_withdrawn_claim_said_has_its_rating_and_no_link_that_opens_in_the_frame(
    renderers: Mapping[str, Renderer], language: str
) -> None:
    renderer = renderers[language]
    claim = next(iter(renderer.corpus.claims.values()))
    [gone] = renderer.view.past.withdrawn(CLAIM)
    said = Version(date="2026-11-20", content="swh:1:cnt:0", data=plain(claim))
    page = read(withdrawn_page(renderer.templates, replace(gone, said=said), "card"))
    assert renderer.view.plain(claim.claim.short) in page.text_content()
    assert renderer.view.speaker(claim) in page.text_content()
    assert renderer.view.name("rating", claim.review.rating) in page.text_content()
    assert set(page.xpath("//a/@target")) == {"_blank"}
    assert len(page.xpath("//a")) == 1
