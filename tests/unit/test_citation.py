"""Citations name what was read: title, version, address; in the forms that reference managers take."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.pages import Renderer, Site
from factcheck.pages.citations import TODAY, Citation, cite, version
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="Word for Word")
CITATION = Citation(
    id="a-b",
    title="“Up to” $2 & 50 % of {it}_x",
    site="S",
    language="fr",
    published="2026-11-23",
    version="2026-11-25",
    url="https://s.example/claims/a-b/?version=2026-11-25",
)


def unescaped(text: str) -> str:
    """Return what LaTeX shows for an escaped text."""
    for command, character in ((r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^")):
        text = text.replace(command, character)
    text = text.replace(r"\textbackslash{}", "\0")
    return re.sub(r"\\([&%$#_{}])", r"\1", text).replace("\0", "\\")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_bibtex_shows_the_title_and_keeps_its_braces_in_pairs(title: str) -> None:
    entry = replace(CITATION, title=title).bibtex()
    line = next(line for line in entry.split("\n") if line.startswith("  title = "))
    assert unescaped(line.removeprefix("  title = {{").removesuffix("}},")) == title
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")


def test_bibtex_has_title_address_and_day_of_access() -> None:
    entry = CITATION.bibtex()
    assert entry.startswith("@online{a-b,\n")
    assert "  url = {https://s.example/claims/a-b/?version=2026-11-25},\n" in entry
    assert f"  urldate = {{{TODAY}}},\n" in entry
    assert "  langid = {french}\n}" in entry


def test_ris_has_a_tag_on_every_line_whatever_the_title() -> None:
    lines = replace(CITATION, title="a\nER  - b").ris().split("\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[1] == "TI  - a ER - b"


def test_csl_is_json_with_the_version() -> None:
    (item,) = json.loads(CITATION.csl())
    assert (item["type"], item["version"], item["title"]) == ("webpage", "2026-11-25", CITATION.title)


def test_version_is_the_day_of_the_last_change(sample: Report) -> None:
    claim = sample.corpus.claims["nimbus-preferred-provider"]
    assert version(claim) == max(item.date for item in claim.record.corrections)
    bare = replace(claim, record=replace(claim.record, corrections=()))
    assert version(bare) == claim.review.checked


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_of_a_claim_is_cited_in_its_language(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    claim = sample.corpus.claims["orbit-up-to-2b"]
    citation = cite(renderer.view, claim, SITE)
    assert citation.title == renderer.view.rated_title(claim)
    body = next(page.body for page in renderer.pages() if page.id == claim.id)
    assert f"{citation.url}</span>" in body
    assert body.count('<code class="fc-today"') == 3
    assert body.count('<span class="fc-today"') == 1
