"""One page, asked for by itself, is the page that a build would make."""

from __future__ import annotations

import pytest

from factcheck.checks import REGISTRY
from factcheck.pages import Renderer, Site, environment
from factcheck.pages.addresses import kind_at
from factcheck.report.report import Report


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_is_found_by_its_address(real: Report, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LISTED", 5)  # so that lists go on on further pages
    renderer = Renderer(real.corpus, language, Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))
    for page in renderer.pages():
        assert kind_at(page.address) == (page.kind, page.id)
        assert renderer.page(page.kind, page.id) == page


@pytest.mark.parametrize("address", ["", "claims/", "claims/x", "about/", "claims/x/y/", "contribute/", "x/claims/x/"])
def test_other_addresses_are_of_no_kind(address: str) -> None:
    assert kind_at(address) is None


@pytest.mark.parametrize("kind", ["claim", "article", "source", "entity", "term", "check", "as_of", "list"])
def test_what_is_not_there_has_no_page(real: Report, kind: str) -> None:
    renderer = Renderer(real.corpus, "en", Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))
    assert renderer.page(kind, "nowhere") is None
    assert renderer.page(kind, "nowhere-now") is None


@pytest.mark.parametrize("id_", ["claims-1", "claims-0", "claims-02", "claims-99", "claims--2", "terms-2", ""])
def test_only_further_parts_of_long_lists_have_a_page(real: Report, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LISTED", 5)
    renderer = Renderer(real.corpus, "en", Site(url="https://s.example/", name="S"), ())
    assert renderer.page("list", "claims-2")
    assert renderer.page("list", id_) is None
