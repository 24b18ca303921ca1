"""One page, asked for by itself, is the page that a build would make."""

from __future__ import annotations

import pytest

from factcheck.checks import REGISTRY
from factcheck.pipeline import Report
from factcheck.render import Renderer, Site
from factcheck.render.addresses import kind_at


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_is_found_by_its_address(real: Report, language: str) -> None:
    renderer = Renderer(real.corpus, language, Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))
    for page in renderer.pages():
        assert kind_at(page.address) == (page.kind, page.id)
        assert renderer.page(page.kind, page.id) == page


@pytest.mark.parametrize("address", ["", "claims/", "claims/x", "about/", "claims/x/y/", "contribute/", "x/claims/x/"])
def test_other_addresses_are_of_no_kind(address: str) -> None:
    assert kind_at(address) is None


@pytest.mark.parametrize("kind", ["claim", "article", "source", "entity", "term", "check", "as_of"])
def test_what_is_not_there_has_no_page(real: Report, kind: str) -> None:
    renderer = Renderer(real.corpus, "en", Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))
    assert renderer.page(kind, "nowhere") is None
    assert renderer.page(kind, "nowhere-now") is None
