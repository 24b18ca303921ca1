"""Records about the same thing: addresses of one page, names, and claims of one meaning."""

from __future__ import annotations

import pytest

from factcheck.analysis.identity import meanings, plain_name
from factcheck.records.payload import Agreement
from factcheck.records.url import page_key

PAGE = "https://paper.example/a/story?id=7"
TWINS = (
    "https://www.paper.example/a/story?id=7",
    "https://m.paper.example:443/a/story/?utm_source=mail&id=7",
    "https://paper.example/a/story/amp?id=7#second-part",
    "https://paper.example/a/%73tory?id=7&fbclid=x",
    "https://web.archive.org/web/20231028120000/https://www.paper.example/a/story?id=7",
    "https://web.archive.org/web/20231028120000id_/http:/paper.example/a/story?id=7",
    "https://archive.ph/2023.10.28-120000/https://paper.example/a/story?id=7",
)
OTHERS = (
    "https://paper.example/a/story?id=8",
    "https://paper.example/a/story",
    "https://paper.example/A/story?id=7",
    "https://other.example/a/story?id=7",
    "https://paper.example/a/story?id=7#!/next",
    "https://archive.ph/AbCdE",
)


@pytest.mark.parametrize("url", TWINS)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert page_key(url) == page_key(PAGE)


@pytest.mark.parametrize("url", OTHERS)
def test_addresses_of_other_pages_have_other_keys(url: str) -> None:
    assert page_key(url) != page_key(PAGE)


def test_a_host_of_two_parts_keeps_both() -> None:
    assert page_key("https://m.example/") != page_key("https://example.example/")


def test_a_legal_form_makes_no_other_name() -> None:
    names = ("Société Générale S.A.", "SOCIETE GENERALE", "Société-Générale, SA")
    assert {plain_name(name) for name in names[1:]} == {"societegenerale"}
    assert plain_name("Amazon.com, Inc.") == plain_name("Amazon")
    assert plain_name("Open AI, Inc.") == plain_name("OpenAI")
    assert plain_name("LLC") == "llc"


def test_claims_mean_the_same_whatever_the_order_and_in_one_language() -> None:
    one = Agreement(type="agreement", parties=("a", "b"), subject={"en": "Chips.", "fr": "Des puces."})
    other = Agreement(type="agreement", parties=("b", "a"), subject={"en": "CHIPS", "fr": "Autre chose."})
    assert set(meanings(one)) & set(meanings(other))
    assert not set(meanings(one)) & set(meanings(Agreement(type="agreement", parties=("a", "b"), subject={"en": "No"})))
