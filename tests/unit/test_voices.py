"""Attributed is not said: wherever a label is shown, so is how we know who used it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from factcheck.analysis.labels import DesignationUse, Voice, voice_in_claim, voice_in_sources
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.records.record import Source
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")
PARENTS = {"unit": "company", "company": "group"}


def source(publisher: str | None, access: str = "full") -> Source:
    return Source(
        id="s", publisher="S", publisher_id=publisher, lang="en", kind="news", tier="secondary", access=access
    )


@pytest.mark.parametrize(
    ("speaker", "sources", "expected"),
    [
        ("company", [source("company")], Voice.OWN),
        ("company", [source("company", "headline")], Voice.OWN),
        ("company", [source("unit")], Voice.OWN),
        ("unit", [source("group")], Voice.OWN),
        ("company", [source("paper"), source("company", "excerpt")], Voice.OWN),
        ("company", [source("company", "relayed")], Voice.REPORTED),
        ("company", [source("company", "unread"), source("paper")], Voice.REPORTED),
        ("company", [source(None)], Voice.REPORTED),
        ("company", [], Voice.REPORTED),
        (None, [source("company")], Voice.UNKNOWN),
    ],
)
def test_only_words_read_in_a_text_of_the_speaker_are_the_speaker_s_own(
    speaker: str | None, sources: list[Source], expected: Voice
) -> None:
    assert voice_in_sources(speaker, sources, PARENTS) is expected


def test_a_group_that_is_part_of_itself_ends_no_program() -> None:
    assert voice_in_sources("a", [source("b")], {"b": "c", "c": "b"}) is Voice.REPORTED


def test_what_an_article_says_that_others_said_is_attributed(sample: Report) -> None:
    said = sample.corpus.claims["orbit-primary-provider"].claim
    assert voice_in_claim(said, "orbit") is Voice.ATTRIBUTED
    assert voice_in_claim(said, said.claimant) is Voice.OWN
    assert voice_in_claim(said, None) is Voice.UNKNOWN


def voices(renderer: Renderer, use: DesignationUse) -> str:
    """Return the words that say in whose voice a use is, as a page has them, without tags."""
    parts: Any = renderer.templates.environment.get_template("_parts.html").module
    return text(parts.voice(use))


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[\u2066-\u2069]", "", html))


def entries(html: str) -> list[str]:
    """Return what a page says of each use: a list item, a cell's line, or a card."""
    items = re.findall(r'<li\b[^>]*>\s*<p class="fc-(?:timeline__date|labels__words)">.*?</li>', html, flags=re.DOTALL)
    return items or re.findall(r"<div><a .*?</div>", html, flags=re.DOTALL)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_use_has_its_voice_and_its_low_confidence_beside_it(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    uses = renderer.view.lookups.designations
    assert {use.voice for use in uses} >= {Voice.OWN, Voice.REPORTED, Voice.ATTRIBUTED}
    assert "low" in {use.confidence for use in uses}
    low = text(renderer.view.word("low", "how_sure"))
    pages = {name: renderer.slot(name) for name in ("designations", "side-by-side", "labels")}
    pages |= {page.id: page.body for page in renderer.pages() if page.kind in {"entity", "term"}}
    shown = [entry for html in pages.values() for entry in entries(html)]
    assert len(shown) > 3 * len(uses)
    for entry in shown:
        links = set(re.findall(r'href="~/claims/([a-z0-9-]+)/#?([a-z0-9-]*)"', entry))
        use = next(use for use in uses if (use.claim.id, use.anchor) in {(id_, at or "claimed") for id_, at in links})
        assert voices(renderer, use) in text(entry)
        assert (low in text(entry)) is (use.confidence == "low")
        assert use.voice is not Voice.ATTRIBUTED or "fc-rating" in entry


def test_a_use_that_names_no_speaker_says_so(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", SITE, ())
    use = next(use for use in renderer.view.lookups.designations if use.voice is Voice.REPORTED and use.reporters)
    unnamed = replace(use, voice=Voice.UNKNOWN, designation=replace(use.designation, said_by=None))
    assert "does not say whose word it is" in voices(renderer, unnamed)
    assert "own text we have not read" in voices(renderer, replace(use, reporters=()))
